#include "io/source_snapshot/person_columns.h"

#include <simdjson.h>

#include <algorithm>

#include "engine/error.h"
#include "io/source_snapshot/checked_values.h"
#include "io/source_snapshot/layout.h"

namespace io::source_snapshot {
namespace {

constexpr std::uint64_t kNamesAtOnce = std::uint64_t{32} << 20;
constexpr char kWantedDigits[] = "a number of at most 16 digits";

template <class Value>
void read_into(const SnapshotReader& file, const std::string& section, std::uint64_t first, std::size_t rows,
               std::vector<Value>& values) {
  values.resize(rows);
  file.read_column(section, first, std::span<Value>(values));
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string_view name_of(const PersonGroup& group, std::size_t row) {
  const std::size_t begin = row == 0 ? 0 : group.name_ends[row - 1];
  return std::string_view(group.name_text).substr(begin, group.name_ends[row] - begin);
}

// A name is UTF-8 by itself where all names together are and it begins with no continuation byte.
void check_names(const PersonRowsRequest& r) {
  const PersonGroup& group = r.group;
  const std::size_t begin = r.begin == 0 ? 0 : group.name_ends[r.begin - 1], end = group.name_ends[r.end - 1];
  const std::string_view all = std::string_view(group.name_text).substr(begin, end - begin);
  bool good = simdjson::validate_utf8(all.data(), all.size());
  for (const char c : all) good &= !is_control(c);
  for (std::size_t i = r.begin; i < r.end; ++i) {
    const std::string_view name = name_of(group, i);
    good &= name.empty() || !is_continuation(name.front());
  }
  if (good) return;
  for (std::size_t i = r.begin; i < r.end; ++i) {
    const std::string_view name = name_of(group, i);
    if (std::any_of(name.begin(), name.end(), is_control) || !simdjson::validate_utf8(name.data(), name.size()))
      refuse_value(r.tables, kNameText, group.part.first + i, "UTF-8 without control characters");
  }
}

template <class Value>
std::span<const Value> rows_of(const std::vector<Value>& column, const PersonRowsRequest& r) {
  return std::span(column).subspan(r.begin, r.end - r.begin);
}

void check_values_of(const PersonRowsRequest& r) {
  const std::uint64_t first = r.group.part.first + r.begin;
  const auto too_long = [](std::uint64_t number) { return number >= engine::kDigits16Limit; };
  check_part(r.tables, r.group.part, r.begin, r.end);
  check_values(r.tables, kNik, first, rows_of(r.group.nik, r), kWantedDigits, too_long);
  check_values(r.tables, kKk, first, rows_of(r.group.kk, r), kWantedDigits, too_long);
  check_values(r.tables, kSex, first, rows_of(r.group.sex, r), "0, 1 or 2",
               [](engine::Sex sex) { return sex > engine::Sex::kFemale; });
  for (std::size_t c = 0; c < engine::kPersonCodeCount; ++c) {
    if (r.group.codes[c].empty()) continue;
    const engine::CodedColumn& column = engine::person_codes()[c];
    check_values(r.tables, code_section(column), first, rows_of(r.group.codes[c], r), "a code of the catalogue or 0",
                 [&](std::uint8_t code) { return code != 0 && (code < column.lowest || code > column.highest); });
  }
  check_names(r);
}

template <class Value>
void copy_rows(const std::vector<Value>& column, const PersonRowsRequest& r, engine::RowColumn<Value>& out) {
  if (column.empty()) return;
  const auto rows = rows_of(column, r);
  out.assign(rows.begin(), rows.end());
}

void copy_villages(const PersonRowsRequest& r, engine::PersonBatch& batch) {
  batch.village.reserve(r.end - r.begin);
  for (std::size_t i = r.begin; i < r.end; ++i) {
    const RowTables::Village& village = r.tables.villages[r.group.part.village[i]];
    batch.village.push_back(village.index);
    if (village.odd) batch.odd_villages.push_back({static_cast<std::uint32_t>(i - r.begin), village.code});
  }
}

void copy_names(const PersonRowsRequest& r, engine::PersonBatch& batch) {
  const std::uint32_t begin = r.begin == 0 ? 0 : r.group.name_ends[r.begin - 1];
  const std::string_view names(r.group.name_text.data() + begin, r.group.name_ends[r.end - 1] - begin);
  batch.written.bytes.assign(names.begin(), names.end());
  batch.written.ends.reserve(r.end - r.begin);
  for (std::size_t i = r.begin; i < r.end; ++i) batch.written.ends.push_back(r.group.name_ends[i] - begin);
}

engine::PersonBatch all_rows(const PersonRowsRequest& r) {
  engine::PersonBatch batch;
  const RowPart& part = r.group.part;
  batch.first_row = r.baris_before + part.baris[r.begin];
  copy_rows(r.group.nik, r, batch.nik);
  copy_rows(r.group.kk, r, batch.kk);
  copy_rows(r.group.birth, r, batch.birth);
  copy_rows(r.group.sex, r, batch.sex);
  for (std::size_t c = 0; c < engine::kPersonCodeCount; ++c) copy_rows(r.group.codes[c], r, batch.codes[c]);
  copy_villages(r, batch);
  copy_names(r, batch);
  for (std::size_t i = r.begin; i < r.end; ++i) {
    batch.row.push_back(part.baris[i] - part.baris[r.begin]);
    batch.byte.push_back(0);
    batch.findings.add(i - r.begin, r.tables.findings[part.findings[i]]);
  }
  batch.rows_read = batch.size();
  return batch;
}

engine::Findings bit(Quality quality) { return engine::Findings{1} << static_cast<unsigned>(quality); }

// What a registry may not lack, as the reader of text says it.
std::optional<detail::Fault> missing_value(const engine::PersonBatch& batch, std::size_t i) {
  const auto lacking = [&](std::uint64_t number, Quality zero, const char* column) -> std::optional<detail::Fault> {
    if (number != 0) return std::nullopt;
    const bool zeros = (batch.findings[i] & bit(zero)) != 0;
    return detail::Fault{zeros ? RejectReason::kZeroNumber : RejectReason::kEmpty, column,
                         zeros ? std::string_view("0000000000000000") : std::string_view()};
  };
  if (auto fault = lacking(batch.nik[i], Quality::kNikZero, "nik")) return fault;
  if (auto fault = lacking(batch.kk[i], Quality::kKkZero, "nomor_kartu_keluarga")) return fault;
  const bool nameless = batch.written[i].empty() || (batch.findings[i] & bit(Quality::kNameEmpty)) != 0;
  if (nameless) return detail::Fault{RejectReason::kEmpty, "nama", {}};
  return std::nullopt;
}

// The batch without the rows that a registry cannot use.
engine::PersonBatch usable_rows(const PersonRowsRequest& r, engine::PersonBatch&& all) {
  std::vector<std::optional<detail::Fault>> faults(all.size());
  bool any = false;
  for (std::size_t i = 0; i < all.size(); ++i) any |= (faults[i] = missing_value(all, i)).has_value();
  if (!any) return std::move(all);
  engine::PersonBatch batch;
  batch.first_row = all.first_row;
  batch.rows_read = all.rows_read;
  engine::PersonBatch::CodeSet coded{};
  for (std::size_t c = 0; c < coded.size(); ++c) coded[c] = !all.codes[c].empty();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (const auto& fault = faults[i]) {
      batch.rejects.push_back({r.spec.name, r.tables.path, all.baris(i), 0, std::string(fault->column),
                               std::string(reject_reason_name(fault->reason)), detail::shown_value(*fault)});
      continue;
    }
    engine::PersonRecord record = all.record(i);
    record.byte = all.first_byte;
    batch.append(record, coded, record.village_code != 0, all.findings[i]);
    batch.written.push_back(all.written[i]);
  }
  return batch;
}

}  // namespace

const char* PersonColumns::kind() { return kPersonsKind; }

PersonColumns::PersonColumns(const SnapshotReader& file, const RowTables& tables) : file_(file), tables_(tables) {
  for (const char* section : {kNik, kKk, kBirth, kSex, kNameLength}) check_rows(file, tables, section);
  for (std::size_t c = 0; c < coded_.size(); ++c) {
    const std::string section = code_section(engine::person_codes()[c]);
    coded_[c] = file.has(section);
    if (coded_[c]) check_rows(file, tables, section);
  }
  name_bytes_ = file.section(kNameText).count;
}

std::size_t PersonColumns::read(std::uint64_t first, std::size_t rows, PersonGroup& group) {
  rows = read_names(first, rows, group);
  read_part(file_, first, rows, group.part);
  read_into(file_, kNik, first, rows, group.nik);
  read_into(file_, kKk, first, rows, group.kk);
  read_into(file_, kBirth, first, rows, group.birth);
  read_into(file_, kSex, first, rows, group.sex);
  for (std::size_t c = 0; c < coded_.size(); ++c) {
    if (coded_[c]) read_into(file_, code_section(engine::person_codes()[c]), first, rows, group.codes[c]);
  }
  return rows;
}

std::size_t PersonColumns::read_names(std::uint64_t first, std::size_t rows, PersonGroup& group) {
  std::vector<std::uint16_t> lengths;
  read_into(file_, kNameLength, first, rows, lengths);
  std::uint64_t bytes = 0;
  for (const std::uint16_t length : lengths) {
    if (bytes + length > kNamesAtOnce) break;
    bytes += length;
    group.name_ends.push_back(static_cast<std::uint32_t>(bytes));
  }
  const std::size_t taken = group.name_ends.size();
  if (bytes > name_bytes_ - names_read_) {
    refuse_value(tables_, kNameLength, first + taken - 1, std::string("names that end with ") + kNameText);
  }
  group.name_text.resize(static_cast<std::size_t>(bytes));
  file_.read_column(kNameText, names_read_, std::span<char>(group.name_text));
  names_read_ += bytes;
  return taken;
}

void PersonColumns::finish() const {
  if (names_read_ == name_bytes_) return;
  refuse_value(tables_, kNameLength, tables_.description.rows == 0 ? 0 : tables_.description.rows - 1,
               std::string("names that end with ") + kNameText);
}

engine::PersonBatch person_batch(const PersonRowsRequest& request) {
  check_values_of(request);
  engine::PersonBatch batch = all_rows(request);
  return request.spec.registry ? usable_rows(request, std::move(batch)) : std::move(batch);
}

}  // namespace io::source_snapshot
