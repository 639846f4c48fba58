#include "io/ingest/row_loop.h"

#include <simdjson.h>

#include <algorithm>

namespace io::detail {
namespace {

constexpr std::size_t kLongestCell = std::size_t{1} << 16;

}  // namespace

std::string shown_value(const Fault& fault) {
  constexpr std::size_t kMostShown = 24;
  constexpr int kDigitsOfNumber16 = 16;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool personal = fault.privacy == Privacy::kPersonal ||
                        std::count_if(fault.value.begin(), fault.value.end(), is_digit) >= kDigitsOfNumber16;
  if (personal) return engine::masked(fault.value);
  const bool formula =
      !fault.value.empty() && std::string_view("=+-@").find(fault.value.front()) != std::string_view::npos;
  std::string out = formula ? "'" : "";
  for (const char c : fault.value.substr(0, kMostShown)) out += c >= 0x20 && c < 0x7f ? c : '*';
  if (fault.value.size() > kMostShown) out += "...";
  return out;
}

std::string_view RowCells::without_doubled(std::string_view doubled) const {
  scratch_.clear();
  for (std::size_t i = 0; i < doubled.size(); ++i) {
    scratch_ += doubled[i];
    if (doubled[i] == '"') ++i;  // its twin
  }
  return trimmed(scratch_);
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
