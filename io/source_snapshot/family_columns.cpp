#include "io/source_snapshot/family_columns.h"

#include "io/source_snapshot/checked_values.h"
#include "io/source_snapshot/layout.h"

namespace io::source_snapshot {
namespace {

template <class Value>
void read_into(const SnapshotReader& file, const std::string& section, std::uint64_t first, std::size_t rows,
               std::vector<Value>& values) {
  values.resize(rows);
  file.read_column(section, first, std::span<Value>(values));
}

void check_values_of(const RowTables& tables, const FamilyGroup& group, std::size_t begin, std::size_t end) {
  const std::uint64_t first = group.part.first + begin;
  const auto rows_of = [&](const auto& column) { return std::span(column).subspan(begin, end - begin); };
  check_part(tables, group.part, begin, end);
  check_values(tables, kKk, first, rows_of(group.kk), "a number of 16 digits, not zero",
               [](std::uint64_t number) { return number == 0 || number >= engine::kDigits16Limit; });
  for (std::size_t c = 0; c < group.codes.size(); ++c) {
    if (group.codes[c].empty()) continue;
    const engine::CodedColumn& column = engine::family_codes()[c];
    check_values(tables, code_section(column), first, rows_of(group.codes[c]), "a code of the catalogue or 15",
                 [&](std::uint8_t code) {
                   return code != engine::kMissingCode && (code < column.lowest || code > column.highest);
                 });
  }
  for (std::size_t n = 0; n < group.numbers.size(); ++n) {
    if (group.numbers[n].empty()) continue;
    const engine::NumberColumn& column = engine::family_numbers()[n];
    check_values(tables, number_section(column), first, rows_of(group.numbers[n]),
                 "a number of the catalogue's range or 65535", [&](std::uint16_t number) {
                   return number != engine::kMissingNumber && (number < column.lowest || number > column.highest);
                 });
  }
}

}  // namespace

const char* FamilyColumns::kind() { return kFamiliesKind; }

FamilyColumns::FamilyColumns(const SnapshotReader& file, const RowTables& tables) : file_(file) {
  check_rows(file, tables, kKk);
  const auto found = [&](const std::string& section) {
    if (!file.has(section)) return false;
    check_rows(file, tables, section);
    return true;
  };
  for (std::size_t c = 0; c < coded_.size(); ++c) coded_[c] = found(code_section(engine::family_codes()[c]));
  for (std::size_t n = 0; n < numbered_.size(); ++n) numbered_[n] = found(number_section(engine::family_numbers()[n]));
}

std::size_t FamilyColumns::read(std::uint64_t first, std::size_t rows, FamilyGroup& group) {
  read_part(file_, first, rows, group.part);
  read_into(file_, kKk, first, rows, group.kk);
  for (std::size_t c = 0; c < coded_.size(); ++c) {
    if (coded_[c]) read_into(file_, code_section(engine::family_codes()[c]), first, rows, group.codes[c]);
  }
  for (std::size_t n = 0; n < numbered_.size(); ++n) {
    if (numbered_[n]) read_into(file_, number_section(engine::family_numbers()[n]), first, rows, group.numbers[n]);
  }
  return rows;
}

engine::FamilyBatch family_batch(const RowTables& tables, const FamilyGroup& group, std::size_t begin, std::size_t end,
                                 std::uint64_t baris_before) {
  check_values_of(tables, group, begin, end);
  engine::FamilyBatch batch;
  batch.rows.resize(end - begin);
  batch.findings.reserve(end - begin);
  for (std::size_t i = begin; i < end; ++i) {
    engine::FamilyRecord& family = batch.rows[i - begin];
    const RowTables::Village& village = tables.villages[group.part.village[i]];
    family.kk = {group.kk[i]};
    family.row = baris_before + group.part.baris[i];
    family.village_code = village.code;
    family.village = village.index;
    for (std::size_t c = 0; c < group.codes.size(); ++c)
      family.codes[c] = group.codes[c].empty() ? engine::kMissingCode : group.codes[c][i];
    for (std::size_t n = 0; n < group.numbers.size(); ++n)
      family.numbers[n] = group.numbers[n].empty() ? engine::kMissingNumber : group.numbers[n][i];
    batch.findings.push_back(tables.findings[group.part.findings[i]]);
  }
  batch.rows_read = batch.rows.size();
  return batch;
}

}  // namespace io::source_snapshot
