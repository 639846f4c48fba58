#include "tools/argument_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>

#include "engine/error.h"
#include "engine/store/ids.h"
#include "io/config/nearest_name.h"

namespace tools {
namespace {

[[noreturn]] void refuse(std::string_view option, std::string_view value, std::string_view wanted) {
  throw engine::Error(engine::ExitCode::kUsage, fmt::format("{}: seen '{}', wanted {}. Cure: correct the value.",
                                                            option, shown_argument(value), wanted));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Bytes per unit; 0 for an unknown one.
std::uint64_t unit_bytes(std::string_view unit) {
  std::string small;
  for (const char c : unit) small += lower(c);
  if (small.empty() || small == "b") return 1;
  constexpr std::string_view kLetters = "kmgt";
  const std::size_t power = kLetters.find(small[0]);
  if (power == std::string_view::npos) return 0;
  const std::string_view rest = std::string_view(small).substr(1);
  if (rest != "" && rest != "ib" && rest != "b") return 0;
  const std::uint64_t base = rest == "b" ? 1000 : 1024;
  std::uint64_t bytes = 1;
  for (std::size_t i = 0; i <= power; ++i) bytes *= base;
  return bytes;
}

std::string first_line_of_input() {
  constexpr std::size_t kLongest = 64;
  std::string line;
  for (int c = std::getchar(); c != EOF && c != '\n' && line.size() < kLongest; c = std::getchar())
    line += static_cast<char>(c);
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

}  // namespace

std::uint64_t whole_number(std::string_view option, std::string_view value, std::uint64_t lowest,
                           std::uint64_t highest) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  const bool whole = error == std::errc() && end == value.data() + value.size() && !value.empty();
  if (!whole || number < lowest || number > highest) {
    refuse(option, value, fmt::format("a whole number from {} to {}", lowest, highest));
  }
  return number;
}

double decimal_number(std::string_view option, std::string_view value, double lowest, double highest) {
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  const bool whole = error == std::errc() && end == value.data() + value.size() && !value.empty();
  if (!whole || !std::isfinite(number) || number < lowest || number > highest) {
    refuse(option, value, fmt::format("a number from {} to {}", lowest, highest));
  }
  return number;
}

std::uint64_t byte_size(std::string_view option, std::string_view value) {
  constexpr std::string_view kWanted = "a size above zero such as 8GiB, 512MiB or 1.5GB";
  std::size_t at = 0;
  const auto digits = [&](std::size_t most) {
    const std::size_t begin = at;
    while (at < value.size() && is_digit(value[at]) && at - begin < most) ++at;
    return value.substr(begin, at - begin);
  };
  const std::string_view whole = digits(15);
  std::string_view decimals;
  if (at < value.size() && value[at] == '.') {
    ++at;
    decimals = digits(3);
    if (decimals.empty()) refuse(option, value, kWanted);
  }
  std::string_view unit = value.substr(at);
  while (!unit.empty() && unit.front() == ' ') unit.remove_prefix(1);
  const std::uint64_t scale = unit_bytes(unit);
  if (whole.empty() || scale == 0) refuse(option, value, kWanted);
  std::uint64_t units = 0, thousandths = 0;
  for (const char c : whole) units = units * 10 + static_cast<std::uint64_t>(c - '0');
  for (std::size_t i = 0; i < 3; ++i) {
    thousandths = thousandths * 10 + (i < decimals.size() ? static_cast<std::uint64_t>(decimals[i] - '0') : 0);
  }
  constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) / 2;
  if (units > kLargest / scale) refuse(option, value, kWanted);
  const std::uint64_t bytes = units * scale + thousandths * scale / 1000;
  if (bytes == 0) refuse(option, value, kWanted);
  return bytes;
}

std::size_t word_index(std::string_view option, std::string_view value, std::span<const std::string_view> words) {
  const auto found = std::find(words.begin(), words.end(), value);
  if (found == words.end()) {
    refuse(option, value, fmt::format("{}, nearest '{}'", io::listed_names(words), io::nearest_name(value, words)));
  }
  return static_cast<std::size_t>(found - words.begin());
}

std::string sixteen_digits(std::string_view option, const std::string& value) {
  constexpr std::size_t kDigits = 16;
  std::string digits = value == "-" ? first_line_of_input() : value;
  if (digits.size() != kDigits || !std::all_of(digits.begin(), digits.end(), is_digit)) {
    throw engine::Error(
        engine::ExitCode::kUsage,
        fmt::format("{}: seen '{}', wanted 16 digits. Cure: write the number without spaces and points.", option,
                    engine::masked(digits)));
  }
  return digits;
}

std::string shown_argument(std::string_view argument) {
  constexpr std::size_t kMostDigits = 7;
  const auto digits = static_cast<std::size_t>(std::count_if(argument.begin(), argument.end(), is_digit));
  if (digits > kMostDigits) return engine::masked(argument);
  std::string out;
  for (const char c : argument.substr(0, 80)) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
  return out;
}

}  // namespace tools
