#include "io/match/match_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/parallel.h"
#include "io/ingest/date_format.h"
#include "io/match/latin_letters.h"
#include "kernels/normalize_name.h"

namespace io {
namespace {

constexpr std::size_t kGrain = 8192;

// A cell in its canonical form; nothing where it does not parse.
using Parse = std::function<std::optional<std::string>(std::string_view)>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::string> parse_name(std::string_view cell) {
  if (cell.size() > kLongestCell) return std::nullopt;
  if (has_cyrillic_or_greek(cell)) return parse_name(latin_letters(cell));
  std::string name(cell.size(), '\0');
  name.resize(kernels::normalize_name(cell, name.data()));
  return name.empty() ? std::nullopt : std::optional(std::move(name));
}

std::optional<std::string> parse_digits(std::string_view cell) {
  std::string digits;
  for (const char c : cell) {
    if (is_digit(c)) {
      digits += c;
    } else if (std::string_view(" .-/+()").find(c) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  return digits.empty() || digits.size() > kLongestCell ? std::nullopt : std::optional(std::move(digits));
}

// Letters as in names, between them digits as they are.
std::string folded_text(std::string_view cell) {
  std::string text, part;
  const auto is_space = [](char c) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    return !letter && c != '\'';
  };
  const auto space = [&] {
    if (!text.empty() && text.back() != ' ') text += ' ';
  };
  for (std::size_t i = 0; i < cell.size();) {
    const bool digits = is_digit(cell[i]);
    std::size_t end = i;
    while (end < cell.size() && is_digit(cell[end]) == digits) ++end;
    const std::string_view run = cell.substr(i, end - i);
    i = end;
    if (digits) {
      text += run;
      continue;
    }
    if (is_space(run.front())) space();
    part.resize(run.size());
    part.resize(kernels::fold_name(run, part.data()));
    text += part;
    if (is_space(run.back())) space();
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

std::optional<std::string> parse_text(std::string_view cell) {
  if (cell.size() > kLongestCell) return std::nullopt;
  if (has_cyrillic_or_greek(cell)) return parse_text(latin_letters(cell));
  std::string text = folded_text(cell);
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::optional<std::string> parse_category(std::string_view cell) {
  std::optional<std::string> text = parse_text(cell);
  return text ? text : std::optional(std::string(cell));  // a sign is a category too
}

std::optional<std::string> parse_number(std::string_view cell) {
  std::string text(cell);
  if (text.find('.') == std::string::npos && std::count(text.begin(), text.end(), ',') == 1)
    std::replace(text.begin(), text.end(), ',', '.');
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value - value == 0)) return std::nullopt;
  return fmt::format("{}", value == 0 ? 0.0 : value);  // one spelling a number
}

bool is_day(int year, int month, int day) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[month - 1] + (month == 2 && leap);
}

std::optional<std::string> date_text(int year, int month, int day) {
  if (!is_day(year, month, day)) return std::nullopt;
  return fmt::format("{:04}{:02}{:02}", year, month, day);
}

std::optional<std::string> parse_date(const DateFormat& format, std::string_view cell) {
  const auto date = format.read(cell);
  return date ? date_text(date->year, date->month, date->day) : std::nullopt;
}

std::optional<int> small_number(std::string_view cell) {
  int value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return error == std::errc() && end == cell.data() + cell.size() ? std::optional(value) : std::nullopt;
}

// Cells of year, month and day, joined by spaces.
std::optional<std::string> parse_date_parts(std::string_view cells) {
  int parts[3] = {};
  for (int& part : parts) {
    const std::size_t end = std::min(cells.find(' '), cells.size());
    const auto number = small_number(cells.substr(0, end));
    if (!number) return std::nullopt;
    part = *number;
    cells.remove_prefix(std::min(end + 1, cells.size()));
  }
  if (!cells.empty() || parts[0] < 100) return std::nullopt;  // two digits leave the century to a guess
  return date_text(parts[0], parts[1], parts[2]);
}

Parse parse_of(const MatchFieldConfig& field) {
  switch (field.type) {
    case engine::FieldType::kName: return parse_name;
    case engine::FieldType::kDate:
      if (field.columns.size() == 3) return parse_date_parts;
      return [format = DateFormat(field.formats, field.name())](std::string_view cell) {
        return parse_date(format, cell);
      };
    case engine::FieldType::kDigits: return parse_digits;
    case engine::FieldType::kCategory: return parse_category;
    case engine::FieldType::kText: return parse_text;
    case engine::FieldType::kNumber: break;
  }
  return parse_number;
}

}  // namespace

ParsedField parse_field_values(const MatchFieldConfig& field, const std::vector<std::string>& missing,
                               std::vector<std::span<std::string>> columns) {
  const Parse parse = parse_of(field);
  const bool needs_all = field.type == engine::FieldType::kDate || field.type == engine::FieldType::kNumber;
  const auto says_nothing = [&](const std::string& cell) {
    return cell.empty() || std::find(missing.begin(), missing.end(), cell) != missing.end();
  };
  const std::size_t rows = columns.front().size();
  ParsedField parsed;
  parsed.values.resize(rows);
  using Counts = std::pair<std::uint64_t, std::uint64_t>;
  const Counts counts = engine::parallel_reduce(
      rows, kGrain, Counts{},
      [&](std::size_t begin, std::size_t end) {
        Counts part;
        std::string cells;
        for (std::size_t row = begin; row < end; ++row) {
          cells.clear();
          bool any = false, all = true;
          for (const auto& column : columns) {
            if (says_nothing(column[row])) {
              all = false;
              continue;
            }
            if (any) cells += ' ';
            cells += column[row];
            any = true;
          }
          if (!any || (needs_all && !all)) {
            ++part.first;
          } else if (auto value = parse(cells)) {
            parsed.values[row] = std::move(*value);
          } else {
            ++part.second;
          }
        }
        return part;
      },
      [](Counts& sum, const Counts& part) {
        sum.first += part.first;
        sum.second += part.second;
      });
  parsed.missing = counts.first;
  parsed.unreadable = counts.second;
  return parsed;
}

}  // namespace io
