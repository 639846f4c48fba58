#include "tests/fuzz/ndjson_rows.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>

#include "engine/error.h"
#include "io/regions/region_tree.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/io/ingest/source_folder.h"
#include "tests/reference/strict_json_rows.h"

namespace fuzz {
namespace {

std::string date_text(engine::Day day) {
  if (day == engine::kNoDate) return "";
  const engine::CivilDate date = engine::civil_from_day(day);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
  return text;
}

std::string village_text(const engine::PersonRecord& person) {
  std::uint64_t code = person.village_code;
  if (code == 0 && person.village != engine::kUnknownVillage) code = io::region_tree().village_code(person.village);
  if (code == 0 && person.village_code == 0) return "";
  char text[32];
  std::snprintf(text, sizeof text, "%010llu", static_cast<unsigned long long>(code));
  return text;
}

}  // namespace

io::SourceSpec ndjson_source(io::SourceFile file) {
  io::SourceSpec spec;
  spec.name = "uji";
  spec.persons = {std::move(file)};
  spec.ignore = {"catatan"};
  return spec;
}

std::vector<std::string> ndjson_answer(const io::SourceSpec& spec, const io::IngestOptions& options) {
  std::map<std::uint64_t, std::string> rows;
  std::vector<std::string> answer;
  const auto totals = io::stream_persons<engine::PersonBatch>(
      spec, io::region_tree(), [](engine::PersonBatch&& batch) { return std::move(batch); },
      [&](engine::PersonBatch&& batch) {
        for (std::size_t i = 0; i < batch.size(); ++i) {
          const engine::PersonRecord p = batch.record(i);
          rows[p.row] += std::to_string(p.row) + " ok " + std::to_string(p.nik.value) + "|" +
                         std::to_string(p.kk.value) + "|" + std::string(batch.written[i]) + "|" +
                         std::to_string(static_cast<int>(p.sex)) + "|" + date_text(p.birth) + "|" + village_text(p) +
                         "|" + std::to_string(batch.code(i, engine::PersonCode::kMarital));
        }
        std::vector<engine::Reject> rejects;
        tests::append_rejects(batch.rejects, rejects);
        for (const engine::Reject& r : rejects) {
          const bool unknown = r.reason == "kunci_tidak_dikenal";
          rows[r.row] += std::to_string(r.row) + " @" + std::to_string(r.byte) + " reject " +
                         (unknown ? "" : r.column) + " " + r.reason;
        }
      },
      options);
  for (const auto& [row, line] : rows) answer.push_back(line);
  for (const io::FileTotals& file : totals.files) {
    if (file.rows_read != file.accepted + file.rejected) answer.push_back("rows are lost");
    if (file.rows_read != rows.size()) answer.push_back("rows are not counted");
  }
  return answer;
}

std::string first_difference(const std::vector<std::string>& found, const std::vector<std::string>& wanted) {
  const auto [a, b] = std::mismatch(found.begin(), found.end(), wanted.begin(), wanted.end());
  if (a == found.end() && b == wanted.end()) return "";
  return "found [" + (a == found.end() ? "nothing" : *a) + "], wanted [" + (b == wanted.end() ? "nothing" : *b) + "]";
}

namespace {

// The bytes behind several copies of their first line, so that lines like it are read column by column.
std::string behind_neighbours(const std::string& bytes) {
  constexpr int kCopies = 8;
  const std::string line = bytes.substr(0, bytes.find('\n')) + "\n";
  std::string text;
  for (int i = 0; i < kCopies; ++i) text += line;
  return text + bytes;
}

std::string difference_of(const std::string& bytes) {
  std::string path = "/tmp/desil-ndjson-XXXXXX";
  const int descriptor = ::mkstemp(path.data());
  if (descriptor < 0) return "no temporary file";
  std::ofstream(path, std::ios::binary) << bytes;
  ::close(descriptor);
  std::size_t sum = bytes.size();
  for (const char c : bytes) sum = sum * 31 + static_cast<unsigned char>(c);
  const std::size_t chunks[] = {1 + sum % 300, std::size_t{1} << 20};
  const reference::StrictJsonRows truth{600};
  const auto wanted = truth.read(bytes);
  std::string difference;
  for (const std::size_t chunk : chunks) {
    try {
      const auto found = ndjson_answer(
          ndjson_source({path, "p.ndjson"}),
          {.chunk_bytes = chunk, .normalise = true, .row_limit = truth.row_limit, .hash = true, .progress = {}});
      const std::string first = first_difference(found, wanted);
      if (!first.empty()) difference = "chunks of " + std::to_string(chunk) + ": " + first;
    } catch (const engine::Error& error) {
      if (error.code() != engine::ExitCode::kInput) difference = error.what();
    }
  }
  ::unlink(path.c_str());
  return difference;
}

}  // namespace

std::string ndjson_difference(const std::string& bytes) {
  const std::string difference = difference_of(bytes);
  return difference.empty() ? difference_of(behind_neighbours(bytes)) : difference;
}

}  // namespace fuzz

DESIL_FUZZ_TARGET(ndjson_rows, data, size) {
  const std::string difference = fuzz::ndjson_difference(std::string(reinterpret_cast<const char*>(data), size));
  if (!difference.empty()) throw std::logic_error(difference);
}
