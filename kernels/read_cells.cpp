#include "kernels/read_cells.h"

#include <cstring>

#include "kernels/cpu.h"
#include "kernels/read_cells_variants.h"

namespace kernels {
namespace {

namespace variants = read_cells_variants;

// For so few rows a vector costs more than it saves.
constexpr std::size_t kFewRows = 4;

SimdLevel level_for(std::size_t rows) { return rows < kFewRows ? SimdLevel::kScalar : simd_level(); }

variants::Cells plain(const CellColumn& cells, bool may_be_empty) {
  return {cells.text,
          cells.ends,
          cells.stride,
          cells.skip,
          cells.skip + cells.cut,
          static_cast<std::uint8_t>(may_be_empty)};
}

variants::Layout plain(const DateLayout& layout) {
  variants::Layout out{};
  out.width = layout.width;
  // In one word: a vector is loaded from it right away, and would wait for bytes that are stored one by one.
  const std::uint64_t pair = 0x0101, next = 0x0100;
  const std::uint64_t order = (layout.year * 0x01010101ull + 0x03020100ull) | (layout.month * pair + next) << 32 |
                              (layout.day * pair + next) << 48;
  std::memcpy(out.order, &order, sizeof order);
  std::memcpy(out.separator_at, layout.separator_at, sizeof out.separator_at);
  std::memcpy(out.separator, layout.separator, sizeof out.separator);
  return out;
}

}  // namespace

void read_numbers16(const CellColumn& cells, std::size_t rows, bool may_be_empty, std::uint64_t* values,
                    NumberTail* tails, std::uint8_t* odd) {
  static_assert(sizeof(NumberTail) == sizeof(std::uint64_t));
  const variants::Cells column = plain(cells, may_be_empty);
  std::uint64_t* const bits = &tails->bits;
  switch (level_for(rows)) {
    case SimdLevel::kAvx512: return variants::numbers16_avx512(&column, rows, values, bits, odd);
    case SimdLevel::kAvx2: return variants::numbers16_avx2(&column, rows, values, bits, odd);
    case SimdLevel::kScalar: return variants::numbers16_scalar(&column, rows, values, bits, odd);
  }
}

void read_codes10(const CellColumn& cells, std::size_t rows, bool may_be_empty, std::uint64_t* values,
                  std::uint8_t* odd) {
  const variants::Cells column = plain(cells, may_be_empty);
  switch (level_for(rows)) {
    case SimdLevel::kAvx512: return variants::codes10_avx512(&column, rows, values, odd);
    case SimdLevel::kAvx2: return variants::codes10_avx2(&column, rows, values, odd);
    case SimdLevel::kScalar: return variants::codes10_scalar(&column, rows, values, odd);
  }
}

void read_dates(const CellColumn& cells, std::size_t rows, const DateLayout& layout, bool may_be_empty,
                WrittenDate* values, std::uint8_t* odd) {
  static_assert(sizeof(WrittenDate) == sizeof(std::uint64_t));
  const variants::Cells column = plain(cells, may_be_empty);
  const variants::Layout places = plain(layout);
  auto* const bits = &values->bits;
  switch (level_for(rows)) {
    case SimdLevel::kAvx512: return variants::dates_avx512(&column, rows, &places, bits, odd);
    case SimdLevel::kAvx2: return variants::dates_avx2(&column, rows, &places, bits, odd);
    case SimdLevel::kScalar: return variants::dates_scalar(&column, rows, &places, bits, odd);
  }
}

}  // namespace kernels
