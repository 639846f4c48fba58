#include "io/source_snapshot/row_reader.h"

#include <algorithm>
#include <array>

#include "engine/error.h"
#include "io/ingest/row_findings.h"
#include "io/source_snapshot/layout.h"

namespace io::source_snapshot {
namespace {

// Rows read at once: enough for every thread, and some 15 MiB of a persons snapshot.
constexpr std::uint64_t kRowsAtOnce = std::uint64_t{1} << 18;

// The bit of this version for each bit of the file.
std::vector<unsigned> known_findings(const RowTables& tables) {
  std::vector<unsigned> bits;
  for (const std::string& name : tables.description.findings) {
    unsigned bit = 0;
    while (bit < kQualityCount && quality_name(static_cast<Quality>(bit)) != name) ++bit;
    if (bit == kQualityCount) {
      throw engine::Error(engine::ExitCode::kDamaged,
                          tables.path + ": section " + kDescription +
                              ": a finding of another version of the program. Cure: use that version, or write the "
                              "snapshot anew from its source.",
                          {tables.path, 0, kDescription, 0});
    }
    bits.push_back(bit);
  }
  return bits;
}

void read_findings(const SnapshotReader& file, RowTables& tables) {
  const std::vector<unsigned> bits = known_findings(tables);
  tables.findings = file.read_column<engine::Findings>(kFindingSets);
  for (std::size_t i = 0; i < tables.findings.size(); ++i) {
    engine::Findings mapped = 0, rest = tables.findings[i];
    for (std::size_t b = 0; b < bits.size(); ++b) {
      mapped |= (rest >> b & 1) << bits[b];
      rest &= ~(engine::Findings{1} << b);
    }
    if (rest != 0) refuse_value(tables, kFindingSets, i, "no bit beyond the findings that the description names");
    tables.findings[i] = mapped;
  }
}

void read_villages(const SnapshotReader& file, const engine::RegionTree& regions, RowTables& tables) {
  const std::vector<std::uint64_t> codes = file.read_column<std::uint64_t>(kVillageCodes);
  tables.villages.reserve(codes.size());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i] >= kVillageCodeLimit) refuse_value(tables, kVillageCodes, i, "a village code of 10 digits");
    RowTables::Village village{codes[i], engine::kUnknownVillage, false};
    if (village.code != 0) {
      if (tables.description.region_codes == RegionCodes::kKemendagri)
        village.index = regions.resolve(codes[i]).village;
      village.odd = village.index == engine::kUnknownVillage || regions.village_code(village.index) != village.code;
    }
    tables.villages.push_back(village);
  }
}

}  // namespace

RowTables read_tables(const SnapshotReader& file, const std::string& path, const engine::RegionTree& regions) {
  RowTables tables;
  tables.path = path;
  tables.description = read_description(file.read_json(kDescription), path);
  for (const char* section : {kBaris, kVillage, kFindings}) check_rows(file, tables, section);
  read_findings(file, tables);
  read_villages(file, regions, tables);
  return tables;
}

void check_rows(const SnapshotReader& file, const RowTables& tables, const std::string& section) {
  if (file.section(section).count == tables.description.rows) return;
  throw engine::Error(engine::ExitCode::kDamaged,
                      tables.path + ": section " + section + ": " + std::to_string(file.section(section).count) +
                          " entries, wanted one for each of the " + std::to_string(tables.description.rows) +
                          " rows. Cure: write the snapshot anew from its source; no version of this program wrote it.",
                      {tables.path, 0, section, 0});
}

void refuse_value(const RowTables& tables, const std::string& section, std::uint64_t row, const std::string& wanted) {
  throw engine::Error(engine::ExitCode::kDamaged,
                      tables.path + ": section " + section + ", row " + std::to_string(row + 1) +
                          ": a value that cannot be, wanted " + wanted +
                          ". Cure: write the snapshot anew from its source; no version of this program wrote it.",
                      {tables.path, row + 1, section, 0});
}

void read_part(const SnapshotReader& file, std::uint64_t first, std::size_t rows, RowPart& part) {
  part.first = first;
  part.baris.resize(rows);
  part.village.resize(rows);
  part.findings.resize(rows);
  file.read_column(kBaris, first, std::span(part.baris));
  file.read_column(kVillage, first, std::span(part.village));
  file.read_column(kFindings, first, std::span(part.findings));
}

void check_part(const RowTables& tables, const RowPart& part, std::size_t begin, std::size_t end) {
  std::uint64_t before = begin == 0 ? part.baris_before : part.baris[begin - 1];
  for (std::size_t i = begin; i < end; ++i) {
    if (part.baris[i] <= before || part.baris[i] > tables.description.records) {
      refuse_value(tables, kBaris, part.first + i, "record numbers that ascend up to that of the description");
    }
    before = part.baris[i];
    if (part.village[i] >= tables.villages.size())
      refuse_value(tables, kVillage, part.first + i, std::string("an index of ") + kVillageCodes);
    if (part.findings[i] >= tables.findings.size())
      refuse_value(tables, kFindings, part.first + i, std::string("an index of ") + kFindingSets);
  }
}

// A range of rows that begins and ends at a multiple of the payload covers whole pages of every column.
std::size_t rows_to_read(const SnapshotReader& file, std::uint64_t first, std::uint64_t rows) {
  const std::uint64_t payload = file.header().payload();
  const std::uint64_t at_once = payload > kRowsAtOnce ? kRowsAtOnce : kRowsAtOnce / payload * payload;
  return static_cast<std::size_t>(std::min(at_once - first % at_once, rows - first));
}

}  // namespace io::source_snapshot
