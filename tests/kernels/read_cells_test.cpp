#include "kernels/read_cells.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "kernels/cpu.h"
#include "kernels/mark_rows.h"

namespace {

constexpr kernels::SimdLevel kLevels[] = {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2,
                                          kernels::SimdLevel::kAvx512};

struct RestoreLevel {
  ~RestoreLevel() { kernels::use_simd_level(kernels::supported_simd_level()); }
};

struct Column {
  std::vector<std::uint64_t> values;  // of plain cells; 0 for the others
  std::vector<std::uint8_t> odd;
  bool operator==(const Column&) const = default;
};

// A text of one cell in a row between two others, as plain rows are.
struct Text {
  std::string bytes;
  std::vector<std::uint32_t> ends{0xFFFFFFFFu};  // ends[−1] first

  Text(const std::vector<std::string>& cells, const std::string& line_end) {
    for (const std::string& cell : cells) {
      bytes += "ab,";
      ends.push_back(static_cast<std::uint32_t>(bytes.size() - 1));
      bytes += cell + line_end;
      ends.push_back(static_cast<std::uint32_t>(bytes.size() - 1));
    }
    bytes.append(kernels::kTextPadding, '7');
  }
  kernels::CellColumn second(std::uint32_t cut) const { return {bytes.data(), ends.data() + 2, 2, cut, 1}; }
};

template <class Read>
Column read(const std::vector<std::string>& cells, const std::string& line_end, Read&& read_column) {
  const Text text(cells, line_end);
  Column column;
  column.values.assign(cells.size() + kernels::kRowPadding, 99);
  column.odd.assign(cells.size() + kernels::kRowPadding, 0);
  read_column(text.second(line_end == "\r\n" ? 1 : 0), cells.size(), column.values.data(), column.odd.data());
  column.values.resize(cells.size());
  column.odd.resize(cells.size());
  return column;
}

bool fits(const kernels::NumberTail& tail, std::uint64_t number) {
  return tail.day() == number / 100'000'000 % 100 && tail.month() == number / 1'000'000 % 100 &&
         tail.year() == number / 10'000 % 100 && tail.has_serial() == (number % 10'000 != 0);
}

bool all_digits(const std::string& text) { return text.find_first_not_of("0123456789") == std::string::npos; }

Column numbers_plainly(const std::vector<std::string>& cells, std::size_t width, bool may_be_empty) {
  Column column;
  for (const std::string& cell : cells) {
    const bool plain = cell.size() == width && all_digits(cell) && cell != std::string(width, '0');
    column.values.push_back(plain ? std::stoull(cell) : 0);
    column.odd.push_back(plain || (cell.empty() && may_be_empty) ? 0 : 1);
  }
  return column;
}

std::string digits(std::mt19937_64& random, std::size_t count) {
  std::string text(count, '0');
  for (char& c : text) c = static_cast<char>('0' + random() % 10);
  return text;
}

// Cells near the plain form: right, empty, too short, too long, with a wrong byte.
std::vector<std::string> number_cells(std::mt19937_64& random, std::size_t rows, std::size_t width) {
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < rows; ++i) {
    std::string cell = digits(random, width);
    switch (random() % 8) {
      case 0: cell = ""; break;
      case 1: cell.pop_back(); break;
      case 2: cell += '1'; break;
      case 3: cell[random() % width] = static_cast<char>("/:a \x80\xff-"[random() % 7]); break;
      case 4: cell = std::string(width, '0'); break;
      default: break;
    }
    cells.push_back(cell);
  }
  return cells;
}

}  // namespace

TEST_CASE("read_cells: numbers and codes equal a plain reading at every SIMD level", "[read_cells]") {
  const RestoreLevel restore;
  std::mt19937_64 random(16);
  for (const auto level : kLevels) {
    if (!kernels::use_simd_level(level)) continue;
    for (std::size_t rows = 1; rows < 40; ++rows) {
      for (const bool may_be_empty : {false, true}) {
        const std::string line_end = rows % 2 == 0 ? "\n" : "\r\n";
        INFO(kernels::simd_level_name(level) << " rows " << rows);
        const auto numbers = number_cells(random, rows, 16), codes = number_cells(random, rows, 10);
        const Column seen16 = read(numbers, line_end, [&](const auto& cells, auto n, auto* values, auto* odd) {
          std::vector<kernels::NumberTail> tails(n + kernels::kRowPadding);
          kernels::read_numbers16(cells, n, may_be_empty, values, tails.data(), odd);
          for (std::size_t i = 0; i < n; ++i) {
            if (!fits(tails[i], values[i])) FAIL("the tail of a number differs");
          }
        });
        const Column seen10 = read(codes, line_end, [&](const auto& cells, auto n, auto* values, auto* odd) {
          kernels::read_codes10(cells, n, may_be_empty, values, odd);
        });
        if (seen16 != numbers_plainly(numbers, 16, may_be_empty)) FAIL("numbers differ");
        if (seen10 != numbers_plainly(codes, 10, may_be_empty)) FAIL("codes differ");
      }
    }
  }
  SUCCEED();
}

TEST_CASE("read_cells: every wrong byte at every place of a number is odd", "[read_cells]") {
  const RestoreLevel restore;
  for (const auto level : kLevels) {
    if (!kernels::use_simd_level(level)) continue;
    for (std::size_t at = 0; at < 16; ++at) {
      std::vector<std::string> cells;
      for (int byte = 0; byte < 256; ++byte) {
        cells.emplace_back("3171010107800001");
        cells.back()[at] = static_cast<char>(byte);
      }
      const Column seen = read(cells, "\n", [&](const auto& column, auto n, auto* values, auto* odd) {
        std::vector<kernels::NumberTail> tails(n + kernels::kRowPadding);
        kernels::read_numbers16(column, n, false, values, tails.data(), odd);
      });
      for (std::size_t byte = 0; byte < 256; ++byte) {
        if ((seen.odd[byte] == 0) != (byte >= '0' && byte <= '9')) FAIL("byte " << byte << " at " << at);
      }
    }
  }
  SUCCEED();
}

TEST_CASE("read_cells: dates of every layout equal a plain reading at every SIMD level", "[read_cells]") {
  const RestoreLevel restore;
  std::mt19937_64 random(8);
  struct Case {
    std::string form;  // Y, M, D for digits
    kernels::DateLayout layout;
  };
  const Case cases[] = {{"YYYY-MM-DD", {}},
                        {"DD/MM/YYYY", {10, 6, 3, 0, {2, 5}, {'/', '/'}}},
                        {"MM.DD YYYY", {10, 6, 0, 3, {2, 5}, {'.', ' '}}},
                        {"YYYYMMDD", {8, 0, 4, 6, {0, 0}, {'\0', '\0'}}},
                        {"DDMM-YYYY", {9, 5, 2, 0, {4, 4}, {'-', '\0'}}}};
  for (const auto level : kLevels) {
    if (!kernels::use_simd_level(level)) continue;
    for (const Case& one : cases) {
      for (std::size_t rows = 1; rows < 30; ++rows) {
        std::vector<std::string> cells;
        Column wanted;
        for (std::size_t i = 0; i < rows; ++i) {
          const std::string year = digits(random, 4), month = digits(random, 2), day = digits(random, 2);
          std::string cell = one.form;
          std::size_t y = 0, m = 0, d = 0;
          for (char& c : cell) c = c == 'Y' ? year[y++] : c == 'M' ? month[m++] : c == 'D' ? day[d++] : c;
          bool plain = true, empty = false;
          switch (random() % 6) {
            case 0: cell.clear(), empty = true; break;
            case 3:
              for (char& c : cell) c = c >= '0' && c <= '9' ? '0' : c;
              plain = false;
              break;
            case 1: cell += '0', plain = false; break;
            case 2: {
              const std::size_t at = random() % cell.size();
              const char before = cell[at];
              cell[at] = static_cast<char>(random());
              const bool digit = before >= '0' && before <= '9';
              if (digit && cell[at] >= '0' && cell[at] <= '9') cell[at] = before;
              plain = cell[at] == before;
              break;
            }
            default: break;
          }
          cells.push_back(cell);
          wanted.odd.push_back(plain ? 0 : 1);
          const auto number = [](const std::string& text) { return static_cast<std::uint64_t>(std::stoi(text)); };
          wanted.values.push_back(empty || !plain ? 0
                                                  : number(year.substr(0, 2)) | number(year.substr(2)) << 16 |
                                                        number(month) << 32 | number(day) << 48);
        }
        INFO(kernels::simd_level_name(level) << " " << one.form << " rows " << rows);
        const Column seen = read(cells, "\n", [&](const auto& column, auto n, auto* values, auto* odd) {
          std::vector<kernels::WrittenDate> dates(n + kernels::kRowPadding);
          kernels::read_dates(column, n, one.layout, true, dates.data(), odd);
          for (std::size_t i = 0; i < n; ++i) values[i] = dates[i].bits;
        });
        if (seen != wanted) FAIL("dates differ");
      }
    }
  }
  SUCCEED();
}
