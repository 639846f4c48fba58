#include "io/ingest/row_loop.h"

#include <simdjson.h>

#include <algorithm>

namespace io::detail {
namespace {

constexpr std::size_t kLongestCell = std::size_t{1} << 16;

}  // namespace

// A value is shown as it is only where it looks like a code or a small number: at most six digits with
// point, comma or minus, or at most two letters. In a row whose cells have shifted any column may hold a
// name, a date or a telephone number, and those stay masked.
engine::ShownValue shown_value(const Fault& fault) {
  constexpr std::size_t kLongestNumber = 6, kLongestWord = 2;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  const std::string_view value = fault.value;
  if (value.size() > kLongestNumber) return engine::ShownValue::masked(value);
  const bool number =
      value.size() <= kLongestNumber && !value.empty() && is_digit(value.front()) &&
      std::all_of(value.begin(), value.end(), [&](char c) { return is_digit(c) || c == '.' || c == ',' || c == '-'; });
  const bool word = value.size() <= kLongestWord && std::all_of(value.begin(), value.end(), is_letter);
  if (value == "\\N" || value == "NULL" || value == "null") return value;  // what a database writes
  const bool plain = fault.privacy != Privacy::kPersonal && (number || word);
  return plain ? engine::ShownValue(value) : engine::ShownValue::masked(value);
}

void RejectBooks::add(const Fault& fault, std::uint64_t baris, std::uint64_t byte, std::uint32_t rows) {
  static const std::array<engine::SharedText, kRejectReasonCount> reasons = [] {
    std::array<engine::SharedText, kRejectReasonCount> names;
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = reject_reason_name(static_cast<RejectReason>(i));
    return names;
  }();
  if (column_.text() != fault.column) column_ = fault.column;
  const engine::SharedText& reason = reasons[static_cast<std::size_t>(fault.reason)];
  if (fault.value.empty() && !rejects_.empty()) {
    engine::Reject& last = rejects_.back();
    const bool goes_on = last.row + last.rows == baris && last.byte + last.rows == byte;
    if (goes_on && last.reason == reason && last.column == column_ && last.value.empty()) {
      last.rows += rows;
      return;
    }
  }
  // The first ones grow faster than by themselves: a file with faults in every other row copies them less often.
  constexpr std::size_t kFirst = 4096;
  const std::size_t size = rejects_.size();
  if (size == rejects_.capacity() && size < kFirst) rejects_.reserve(std::max<std::size_t>(16, 4 * size));
  rejects_.push_back({source_, file_, baris, byte, column_, reason, shown_value(fault), rows});
}

std::string_view RowCells::without_doubled(std::string_view doubled) const {
  scratch_.clear();
  for (std::size_t i = 0; i < doubled.size(); ++i) {
    scratch_ += doubled[i];
    if (doubled[i] == '"') ++i;  // its twin
  }
  return trimmed(scratch_);
}

std::optional<Fault> LineChecks::operator()(const Record& record) const {
  const std::string_view line = text_.substr(record.begin, record.end - record.begin);
  if (record.bad != nullptr) {
    const bool quotes = record.bad->kind == BadRecordKind::kBadQuotes;
    return Fault{quotes ? RejectReason::kBadQuotes : RejectReason::kLineTooLong, {}, line};
  }
  if (record.cell_count == 1 && trimmed(line).empty()) return Fault{RejectReason::kBlankLine, {}, {}};
  if (record.ends == nullptr) {  // plain rows have neither
    if (line.find('\0') != std::string_view::npos) return Fault{RejectReason::kNul, {}, line};
    const bool good = record.is_utf8 || !wants_utf8_ || simdjson::validate_utf8(line.data(), line.size());
    if (!good) return Fault{RejectReason::kUtf8, {}, line};
  }
  if (record.cell_count != plan_.cells) return Fault{RejectReason::kCellCount, {}, line};
  if (line.size() > kLongestCell) return find_long_cell(record);
  return std::nullopt;
}

std::optional<Fault> LineChecks::find_long_cell(const Record& record) const {
  std::string unused;
  const RowCells cells(text_, record, unused);
  for (std::size_t i = 0; i < record.cell_count; ++i) {
    const std::string_view cell = cells.raw(i);
    if (cell.size() > kLongestCell) return Fault{RejectReason::kCellTooLong, plan_.names[i], cell};
  }
  return std::nullopt;
}

}  // namespace io::detail
