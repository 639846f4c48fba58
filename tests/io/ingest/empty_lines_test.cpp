// Empty lines: found fast and kept together, yet read, counted and written one by one.
#include "io/ingest/empty_lines.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <random>

#include "engine/parallel.h"
#include "io/ingest/rejects_csv.h"
#include "io/output_file.h"
#include "kernels/cpu.h"
#include "tests/io/ingest/source_folder.h"
#include "tests/reference/delimited_text.h"

namespace {

using tests::SourceFolder;

struct RestoreMachine {
  ~RestoreMachine() {
    engine::set_threads(0);
    kernels::use_simd_level(kernels::supported_simd_level());
  }
};

const std::string kHeader = "nik,nomor_kartu_keluarga,nama,jenis_kelamin,tanggal_lahir,kode_desa,alamat\n";
const std::string kRejectsHeader = "sumber,berkas,baris,byte,kolom,alasan,nilai\n";

// Runs of empty lines between rows that are good, quoted over several lines, or nearly empty.
std::string mixture(std::mt19937_64& random, int parts) {
  std::string text;
  const std::string number = "1101010107800001", end[] = {"\n", "\n", "\r\n"};
  for (int i = 0; i < parts; ++i) {
    switch (random() % 8) {
      case 0:
      case 1: text += std::string(random() % 40, '\n'); break;
      case 2: text += std::string(random() % 4 * 300, '\n'); break;
      case 3:
        for (std::uint64_t lines = random() % 9; lines > 0; --lines) text += "\r\n";
        break;
      case 4: text += std::string(1 + random() % 3, " \t"[random() % 2]) + end[random() % 3]; break;
      case 5: text += number + "," + number + ",\"ANI\",2,,,\"JL. MAWAR\n\n\nRT 1\"" + end[random() % 3]; break;
      default: text += number + "," + number + ",SITI AMINAH,2,1988-02-29,1101012001,4" + end[random() % 3]; break;
    }
  }
  if (random() % 3 == 0) text += " ";
  return text;
}

// What rejects.csv has to say of a mixture, letter by letter.
std::string wanted_rejects(const std::string& header, const std::string& text, std::size_t columns) {
  std::string wanted = kRejectsHeader;
  std::size_t row = 0;
  for (const auto& record : reference::read_delimited(text, ',', 100'000, columns)) {
    ++row;
    if (record.cells.size() > 1 || !reference::without_blanks(record.cells.at(0)).empty()) continue;
    wanted +=
        "uji,p.csv," + std::to_string(row) + "," + std::to_string(header.size() + record.begin) + ",,baris_kosong,\n";
  }
  return wanted;
}

std::string written(const SourceFolder& folder, const std::vector<engine::Reject>& rejects) {
  io::OutputFile file(folder.path() + "/rejects.csv");
  io::write_rejects_header(file);
  io::write_rejects(file, rejects);
  file.commit();
  std::ifstream in(folder.path() + "/rejects.csv", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The rejects as the batches bring them, neighbours together.
struct Seen {
  std::vector<engine::Reject> rejects;
  io::SourceTotals totals;
};

Seen read(const io::SourceFile& file, const io::IngestOptions& options = {}) {
  io::SourceSpec spec;
  spec.name = "uji";
  spec.persons = {file};
  Seen seen;
  seen.totals = io::stream_persons<engine::PersonBatch>(
      spec, io::region_tree(), [](engine::PersonBatch&& batch) { return std::move(batch); },
      [&](engine::PersonBatch&& batch) {
        seen.rejects.insert(seen.rejects.end(), batch.rejects.begin(), batch.rejects.end());
      },
      options);
  return seen;
}

}  // namespace

TEST_CASE("empty lines: found in any text as letter by letter", "[ingest]") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    while (text.size() < random() % 1500) text += std::string(random() % 20, "\nx"[random() % 2]);
    std::size_t empty = 0;
    for (std::size_t i = 1; i < text.size(); ++i) empty += text[i] == '\n' && text[i - 1] == '\n' ? 1 : 0;
    REQUIRE(io::count_empty_lines(text) == empty);
    for (std::size_t at = 0; at <= text.size(); at += 1 + random() % 9) {
      std::size_t end = at;
      while (end < text.size() && text[end] == '\n') ++end;
      REQUIRE(io::skip_line_feeds(text, at) == end);
    }
  }
}

TEST_CASE("empty lines: rejects.csv is that of the slow reading for any chunk, thread and SIMD level", "[ingest]") {
  const RestoreMachine restore;
  const SourceFolder folder;
  std::mt19937_64 random(20260704);
  for (int round = 0; round < 12; ++round) {
    const std::string text = mixture(random, 60);
    const auto file = folder.write("p.csv", kHeader + text);
    const std::string wanted = wanted_rejects(kHeader, text, 7);
    const auto lines = static_cast<std::uint64_t>(std::count(wanted.begin(), wanted.end(), '\n')) - 1;
    REQUIRE(lines > 10);
    for (const int threads : {1, 2, 5}) {
      engine::set_threads(threads);
      for (const std::size_t chunk : {std::size_t{1}, std::size_t{17}, std::size_t{1000}, std::size_t{1} << 20}) {
        for (const bool apart : {true, false}) {
          kernels::use_simd_level(static_cast<kernels::SimdLevel>(random() % 3));
          CAPTURE(round, threads, chunk, apart);
          const Seen seen = read(file, {.chunk_bytes = chunk, .plain_rows_apart = apart, .progress = {}});
          REQUIRE(written(folder, seen.rejects) == wanted);
          REQUIRE(engine::rejected_rows(seen.rejects) == lines);
          REQUIRE(seen.totals.files[0].rejected == lines);
          REQUIRE(seen.totals.files[0].rows_read == lines + seen.totals.files[0].accepted);
          REQUIRE(seen.totals.rejects.at("baris_kosong") == lines);
        }
      }
    }
  }
}

TEST_CASE("empty lines: a list of one column has them too", "[ingest]") {
  const SourceFolder folder;
  std::mt19937_64 random(11);
  for (int round = 0; round < 20; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) {
      text += random() % 3 == 0 ? std::string(random() % 400, '\n') : "1101010107800001" + std::string(1, '\n');
    }
    io::FlagSpec spec;
    spec.name = "uji";
    spec.file = folder.write("p.csv", "nik\n" + text);
    const io::FlagList list = io::read_flag_list(spec, {.chunk_bytes = 1 + random() % 3000, .progress = {}});
    REQUIRE(written(folder, list.rejects) == wanted_rejects("nik\n", text, 1));
    REQUIRE(list.totals.files[0].rejected == engine::rejected_rows(list.rejects));
  }
}

TEST_CASE("empty lines: millions of them make a few rejects, with a quote among them or not", "[ingest]") {
  const SourceFolder folder;
  constexpr std::size_t kLines = 3'000'000;
  for (const std::string& start : {std::string(), std::string("\"\"\n")}) {
    const Seen seen = read(folder.write("p.csv", kHeader + start + std::string(kLines, '\n')));
    const std::size_t blocks = kLines / io::IngestOptions{}.chunk_bytes + 2;
    REQUIRE(engine::rejected_rows(seen.rejects) == kLines + start.size() / 3);
    REQUIRE(seen.totals.files[0].rejected == kLines + start.size() / 3);
    REQUIRE(seen.rejects.size() <= blocks + 1);
    std::uint64_t next = 1;
    for (const engine::Reject& reject : seen.rejects) {
      REQUIRE(reject.row == next);
      next += reject.rows;
    }
  }
}

TEST_CASE("empty lines: those of NDJSON share their rejects as well", "[ingest][ndjson]") {
  const SourceFolder folder;
  const std::string row = R"({"nik":"1101010107800001"})"
                          "\n";
  const Seen seen = read(folder.write("p.ndjson", row + std::string(1000, '\n') + row + "\n\n"));
  REQUIRE(seen.rejects.size() == 2);
  REQUIRE(seen.rejects[0].rows == 1000);
  REQUIRE(seen.rejects[1].row == 1003);
  REQUIRE(seen.rejects[1].rows == 2);
  REQUIRE(seen.totals.files[0].rows_read == 1004);
  REQUIRE(seen.totals.files[0].rejected == 1002);
}
