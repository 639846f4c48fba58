// Lists the rows whose value lies in one of a few intervals of equal width.
//
// shape: 1 to 16 intervals [begin, begin + width); `found` has room for values.size() + kIntervalRowsSlack
//   positions and must not overlap the inputs. No alignment is needed.
// units: the test is (value − begin) modulo 2^32 < width, as unsigned numbers; 0 < width < 2^32.
// order: positions ascend; each row is listed once. Returns how many; entries behind them are undefined.
// threads: safe, no state. answers: the same at every SIMD level.
// cost: 2 vector instructions an interval and 16 (AVX-512) or 8 (AVX2) rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace kernels {

inline constexpr std::size_t kIntervalRowsSlack = 16;

std::size_t interval_rows(std::span<const std::int32_t> values, std::span<const std::int32_t> begins,
                          std::uint32_t width, std::span<std::uint32_t> found);

}  // namespace kernels
