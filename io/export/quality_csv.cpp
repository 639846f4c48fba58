#include "io/export/quality_csv.h"

#include <fmt/format.h>

#include "io/output_file.h"

namespace io {
namespace {

void append_table(const engine::SourceSummary& source, bool families, std::string& text) {
  for (const engine::RegionQuality& region : source.regions) {
    const engine::TableQuality& table = families ? region.families : region.persons;
    const std::string code = region.code == 0 ? "" : fmt::format("{:04}", region.code);
    for (const auto& [finding, rows] : table.findings) {
      append_csv_cell(text, source.name);
      text += fmt::format(",{},{},", families ? "keluarga" : "orang", code);
      append_csv_cell(text, finding);
      text += fmt::format(",{},{}\n", rows, table.rows);
    }
  }
}

}  // namespace

std::string quality_csv(const std::vector<engine::SourceSummary>& sources) {
  std::string text = "sumber,tabel,kode_wilayah,temuan,baris,dari\n";
  for (const engine::SourceSummary& source : sources) {
    append_table(source, false, text);
    append_table(source, true, text);
  }
  return text;
}

}  // namespace io
