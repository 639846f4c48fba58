#include "tools/synth/table_text.h"

namespace tools::synth {
namespace {

bool needs_quotes(std::string_view value, char delimiter) {
  for (const char c : value) {
    if (c == delimiter || c == '"' || c == '\n' || c == '\r') return true;
  }
  return false;
}

std::size_t write_date(engine::Day day, char* out) {
  const engine::CivilDate date = engine::civil_from_day(day);
  const auto two = [](char* at, int value) {
    at[0] = static_cast<char>('0' + value / 10);
    at[1] = static_cast<char>('0' + value % 10);
  };
  two(out, date.year / 100);
  two(out + 2, date.year % 100);
  out[4] = '-';
  two(out + 5, date.month);
  out[7] = '-';
  two(out + 8, date.day);
  return 10;
}

}  // namespace

void append_number(std::string& out, std::uint64_t value) {
  char digits[20];
  std::size_t at = sizeof digits;
  do digits[--at] = static_cast<char>('0' + value % 10);
  while ((value /= 10) != 0);
  out.append(digits + at, sizeof digits - at);
}

void append_padded(std::string& out, std::uint64_t value, int digits) {
  char buffer[20];
  for (int i = digits - 1; i >= 0; --i, value /= 10) buffer[i] = static_cast<char>('0' + value % 10);
  out.append(buffer, static_cast<std::size_t>(digits));
}

TableText::TableText(std::vector<std::string_view> columns, TableFormat format)
    : columns_(std::move(columns)), format_(format) {}

std::string TableText::header() const {
  std::string line;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (c > 0) line += format_.delimiter;
    line += columns_[c];
  }
  return line + '\n';
}

void TableText::begin_cell() {
  if (format_.csv && column_ > 0) csv += format_.delimiter;
  if (format_.ndjson) {
    ndjson += column_ == 0 ? "{\"" : ",\"";
    ndjson += columns_[column_];
    ndjson += "\":";
  }
  ++column_;
}

void TableText::json_text(std::string_view value) {
  ndjson += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') ndjson += '\\';
    ndjson += c;
  }
  ndjson += '"';
}

void TableText::text(std::string_view value) {
  begin_cell();
  if (format_.csv) {
    if (!needs_quotes(value, format_.delimiter)) {
      csv += value;
    } else {
      csv += '"';
      for (const char c : value) {
        if (c == '"') csv += '"';
        csv += c;
      }
      csv += '"';
    }
  }
  if (format_.ndjson) json_text(value);
}

void TableText::digits16(std::uint64_t value) {
  if (value == 0) return empty();
  padded(value, 16);
}

void TableText::padded(std::uint64_t value, int digits) {
  begin_cell();
  if (format_.csv) append_padded(csv, value, digits);
  if (format_.ndjson) {
    ndjson += '"';
    append_padded(ndjson, value, digits);
    ndjson += '"';
  }
}

void TableText::number(std::uint64_t value) {
  begin_cell();
  if (format_.csv) append_number(csv, value);
  if (format_.ndjson) append_number(ndjson, value);
}

void TableText::date(engine::Day day) {
  if (day == engine::kNoDate) return empty();
  begin_cell();
  char buffer[10];
  const std::string_view iso(buffer, write_date(day, buffer));
  if (format_.csv) csv += iso;
  if (format_.ndjson) json_text(iso);
}

void TableText::empty() {
  begin_cell();
  if (format_.ndjson) ndjson += "\"\"";
}

void TableText::end_row() {
  if (format_.csv) csv += '\n';
  if (format_.ndjson) ndjson += "}\n";
  column_ = 0;
  ++rows;
}

void TableText::broken_row(std::uint32_t kind, std::uint64_t nik, std::string_view name) {
  if (format_.csv) {
    append_padded(csv, nik, 16);
    if (kind % 3 == 0) {  // cut in the second cell
      csv += format_.delimiter;
      append_padded(csv, nik / 10'000'000, 9);
    } else if (kind % 3 == 1) {  // cells too many
      for (std::size_t c = 0; c <= columns_.size(); ++c) {
        csv += format_.delimiter;
        if (c == 1) csv += name.substr(0, name.find(','));
      }
    } else {  // stray text
      csv += " lanjutan halaman berikut";
    }
    csv += '\n';
  }
  if (format_.ndjson) {
    ndjson += "{\"nik\":\"";
    append_padded(ndjson, nik, 16);
    ndjson += kind % 2 == 0 ? "\",\"nomor_kart" : "\"} lanjutan";
    ndjson += '\n';
  }
  ++rows;
}

}  // namespace tools::synth
