#include "io/ingest/row_loop.h"

#include <simdjson.h>

#include <algorithm>
#include <bit>

namespace io::detail {
namespace {

constexpr std::size_t kLongestCell = std::size_t{1} << 16;

}  // namespace

// A value is shown as it is only where it looks like a code or a small number: at most six digits with
// point, comma or minus, or at most two letters. In a row whose cells have shifted any column may hold a
// name, a date or a telephone number, and those stay masked.
std::string shown_value(const Fault& fault) {
  constexpr std::size_t kLongestNumber = 6, kLongestWord = 2;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  const std::string_view value = fault.value;
  const bool number =
      value.size() <= kLongestNumber && !value.empty() && is_digit(value.front()) &&
      std::all_of(value.begin(), value.end(), [&](char c) { return is_digit(c) || c == '.' || c == ',' || c == '-'; });
  const bool word = value.size() <= kLongestWord && std::all_of(value.begin(), value.end(), is_letter);
  const bool plain = fault.privacy != Privacy::kPersonal && (number || word);
  return plain ? std::string(value) : engine::masked(value);
}

std::string_view RowCells::without_doubled(std::string_view doubled) const {
  scratch_.clear();
  for (std::size_t i = 0; i < doubled.size(); ++i) {
    scratch_ += doubled[i];
    if (doubled[i] == '"') ++i;  // its twin
  }
  return trimmed(scratch_);
}

void count_findings(std::span<const engine::Findings> rows, std::array<std::uint64_t, kQualityCount>& counts) {
  for (engine::Findings rest : rows) {
    for (; rest != 0; rest &= rest - 1) ++counts[static_cast<std::size_t>(std::countr_zero(rest))];
  }
}

LineChecks::LineChecks(std::string_view text, const ColumnPlan& plan, Encoding encoding, const RecordWalk& walk)
    : text_(text),
      plan_(plan),
      find_nul_(walk.has_nul()),
      find_bad_utf8_(encoding == Encoding::kUtf8 && walk.has_high() &&
                     !simdjson::validate_utf8(text.data(), text.size())) {}

std::optional<Fault> LineChecks::operator()(const Record& record) const {
  const std::string_view line = text_.substr(record.begin, record.end - record.begin);
  if (record.bad != nullptr) {
    const bool quotes = record.bad->kind == BadRecordKind::kBadQuotes;
    return Fault{quotes ? RejectReason::kBadQuotes : RejectReason::kLineTooLong, {}, line};
  }
  if (record.cell_count == 1 && trimmed(line).empty()) return Fault{RejectReason::kBlankLine, {}, {}};
  if (find_nul_ && line.find('\0') != std::string_view::npos) return Fault{RejectReason::kNul, {}, line};
  if (find_bad_utf8_ && !simdjson::validate_utf8(line.data(), line.size())) return Fault{RejectReason::kUtf8, {}, line};
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
