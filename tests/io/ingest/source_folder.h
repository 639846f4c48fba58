// Gives ingest tests a folder of their own with small source files, and reads tables back whole.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

#include "io/ingest/ingest.h"
#include "io/ingest/row_findings.h"
#include "io/regions/region_tree.h"

namespace tests {

class SourceFolder {
 public:
  SourceFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "desil-ingest-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  SourceFolder(const SourceFolder&) = delete;
  SourceFolder& operator=(const SourceFolder&) = delete;
  ~SourceFolder() { std::filesystem::remove_all(path_); }

  io::SourceFile write(const std::string& name, std::string_view bytes) const {
    std::ofstream(path_ + "/" + name, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return {path_ + "/" + name, name};
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct PersonTable {
  std::vector<engine::PersonRecord> rows;
  std::vector<std::string> names;    // of the rows, normalised
  std::vector<std::string> written;  // the same as written
  std::vector<engine::Findings> findings;
  std::vector<engine::Reject> rejects;
  io::SourceTotals totals;
};

// The rejects one by one.
inline void append_rejects(const std::vector<engine::Reject>& rejects, std::vector<engine::Reject>& all) {
  for (const engine::Reject& reject : rejects) {
    for (std::uint32_t i = 0; i < reject.rows; ++i) all.push_back(reject.alone(i));
  }
}

inline PersonTable read_persons(const io::SourceSpec& spec, const io::IngestOptions& options = {}) {
  PersonTable table;
  table.totals = io::stream_persons<engine::PersonBatch>(
      spec, io::region_tree(), [](engine::PersonBatch&& batch) { return std::move(batch); },
      [&](engine::PersonBatch&& batch) {
        for (std::size_t i = 0; i < batch.size(); ++i) {
          table.rows.push_back(batch.record(i));
          table.names.emplace_back(batch.name(i));
          table.written.emplace_back(batch.written[i]);
          table.findings.push_back(batch.findings[i]);
        }
        append_rejects(batch.rejects, table.rejects);
      },
      options);
  return table;
}

struct FamilyTable {
  std::vector<engine::FamilyRecord> rows;
  std::vector<engine::Findings> findings;
  std::vector<engine::Reject> rejects;
  io::SourceTotals totals;
};

inline FamilyTable read_families(const io::SourceSpec& spec, const io::IngestOptions& options = {}) {
  FamilyTable table;
  table.totals = io::stream_families<engine::FamilyBatch>(
      spec, io::region_tree(), [](engine::FamilyBatch&& batch) { return std::move(batch); },
      [&](engine::FamilyBatch&& batch) {
        table.rows.insert(table.rows.end(), batch.rows.begin(), batch.rows.end());
        table.findings.insert(table.findings.end(), batch.findings.begin(), batch.findings.end());
        append_rejects(batch.rejects, table.rejects);
      },
      options);
  return table;
}

// The findings of a row by their names, ascending, with a space between.
inline std::string finding_names(engine::Findings findings) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < 64; ++i) {
    if ((findings >> i & 1) != 0) names.emplace_back(io::quality_name(static_cast<io::Quality>(i)));
  }
  std::sort(names.begin(), names.end());
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

// One line per row and reject, for comparing whole tables and printing the first difference.
inline std::vector<std::string> lines_of(const PersonTable& table) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const engine::PersonRecord& p = table.rows[i];
    std::string line = std::to_string(p.row) + " nik " + std::to_string(p.nik.value) + " kk " +
                       std::to_string(p.kk.value) + " " + table.names[i] + " (" + table.written[i] + ") sex " +
                       std::to_string(static_cast<int>(p.sex)) + " birth " + std::to_string(p.birth) + " village " +
                       std::to_string(p.village_code) + "/" + std::to_string(p.village);
    for (const auto code : p.codes) line.append(" ").append(std::to_string(code));
    line += " " + finding_names(table.findings[i]);
    lines.push_back(line);
  }
  for (const engine::Reject& r : table.rejects) {
    lines.push_back("reject " + r.file + " " + std::to_string(r.row) + " @" + std::to_string(r.byte) + " " + r.column +
                    " " + r.reason + " " + r.value);
  }
  for (const io::FileTotals& f : table.totals.files) {
    lines.push_back("file " + f.path + " " + std::to_string(f.rows_read) + " = " + std::to_string(f.accepted) + " + " +
                    std::to_string(f.rejected));
  }
  for (const auto& [reason, rows] : table.totals.rejects) lines.push_back(reason + " " + std::to_string(rows));
  for (const auto& [finding, rows] : table.totals.quality) lines.push_back(finding + " " + std::to_string(rows));
  return lines;
}

}  // namespace tests
