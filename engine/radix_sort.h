// Sorts rows by a 64-bit key, stably: rows with one key keep their order.
//
// First into parts by evenly spaced rows of a sample (so that a part fits the cache, however the keys are spread), then
// each part by the bytes in which its keys differ, from the lowest on (LSD radix sort: Knuth, TAOCP 3, 5.2.5).
//
// one answer: the order does not depend on threads. threads: see engine/parallel.h. memory: as much scratch as
// `values`, and 4 bytes a row. cost: about 1 ns a row, byte that differs and core; parallel_sort (engine/parallel.h)
// takes any order and four times as long.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/parallel.h"

namespace engine {
namespace detail {

inline constexpr std::size_t kRadixGrain = std::size_t{1} << 16, kRadixPart = std::size_t{1} << 14;

// `from` and `other` have the same size; the sorted rows are in `from` at the end.
template <class Value, class Key>
void radix_sort_part(std::span<Value> from, std::span<Value> other, Key key) {
  if (from.size() <= 32) {
    for (std::size_t i = 1; i < from.size(); ++i) {
      Value value = from[i];
      std::size_t at = i;
      for (; at != 0 && key(value) < key(from[at - 1]); --at) from[at] = from[at - 1];
      from[at] = value;
    }
    return;
  }
  const std::uint64_t first = key(from[0]);
  std::uint64_t differing = 0;
  for (const Value& value : from) differing |= key(value) ^ first;
  bool swapped = false;
  for (int shift = 0; shift < 64; shift += 8) {
    if ((differing >> shift & 255) == 0) continue;
    std::array<std::uint32_t, 256> next{};
    for (const Value& value : from) ++next[key(value) >> shift & 255];
    std::uint32_t sum = 0;
    for (std::uint32_t& n : next) sum += std::exchange(n, sum);
    for (const Value& value : from) other[next[key(value) >> shift & 255]++] = value;
    std::swap(from, other);
    swapped = !swapped;
  }
  if (swapped) std::copy(from.begin(), from.end(), other.begin());
}

}  // namespace detail

// key(value) gives the 64 bits. At most 2^32 − 1 rows.
template <class Value, class Key>
void radix_sort(std::vector<Value>& values, Key key) {
  const std::size_t n = values.size();
  std::vector<Value> scratch(n);
  // A part has the keys from its splitter on, below the next one.
  const std::size_t parts = n / detail::kRadixPart + 1;
  std::vector<std::uint64_t> splitters;
  if (parts > 1) {
    constexpr std::size_t kOversampled = 16;
    const std::size_t sampled = parts * kOversampled;
    std::vector<std::uint64_t> sample(sampled);
    for (std::size_t i = 0; i < sampled; ++i) sample[i] = key(values[i * (n / sampled)]);
    std::sort(sample.begin(), sample.end());
    for (std::size_t p = 1; p < parts; ++p) splitters.push_back(sample[p * kOversampled]);
    splitters.erase(std::unique(splitters.begin(), splitters.end()), splitters.end());
  }
  if (splitters.empty()) {
    detail::radix_sort_part(std::span(values), std::span(scratch), key);
    return;
  }
  const auto part_of = [&](const Value& value) {
    return static_cast<std::size_t>(std::upper_bound(splitters.begin(), splitters.end(), key(value)) -
                                    splitters.begin());
  };
  // Where each chunk writes its rows of each part.
  const std::size_t chunks = chunk_count(n, detail::kRadixGrain), count = splitters.size() + 1;
  std::vector<std::vector<std::uint32_t>> places(chunks, std::vector<std::uint32_t>(count, 0));
  std::vector<std::uint32_t> part(n);
  parallel_for(n, detail::kRadixGrain, [&](std::size_t begin, std::size_t end) {
    auto& sizes = places[begin / detail::kRadixGrain];
    for (std::size_t i = begin; i < end; ++i) {
      part[i] = static_cast<std::uint32_t>(part_of(values[i]));
      ++sizes[part[i]];
    }
  });
  std::vector<std::uint32_t> begins(count + 1, 0);
  std::uint32_t sum = 0;
  for (std::size_t p = 0; p < count; ++p) {
    begins[p] = sum;
    for (auto& sizes : places) sum += std::exchange(sizes[p], sum);
  }
  begins[count] = sum;
  parallel_for(n, detail::kRadixGrain, [&](std::size_t begin, std::size_t end) {
    auto& next = places[begin / detail::kRadixGrain];
    for (std::size_t i = begin; i < end; ++i) scratch[next[part[i]]++] = values[i];
  });
  parallel_for(count, 1, [&](std::size_t p, std::size_t) {
    const std::size_t size = begins[p + 1] - begins[p];
    detail::radix_sort_part(std::span(scratch).subspan(begins[p], size), std::span(values).subspan(begins[p], size),
                            key);
  });
  values.swap(scratch);
}

// Borders of chunks of about `grain` rows of [0, n), 0 and n among them, that part no group: same(a, b) tells whether
// the neighbours a and b are of one.
template <class Same>
std::vector<std::size_t> group_borders(std::size_t n, std::size_t grain, Same same) {
  std::vector<std::size_t> borders{0};
  for (std::size_t at = grain; at < n; at += grain) {
    std::size_t border = std::max(at, borders.back());
    while (border < n && border != 0 && same(border - 1, border)) ++border;
    borders.push_back(border);
  }
  borders.push_back(n);
  return borders;
}

}  // namespace engine
