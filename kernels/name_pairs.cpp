#include "kernels/name_pairs.h"

#include <algorithm>
#include <array>
#include <bit>

#include "kernels/cpu.h"
#include "kernels/jaro_winkler.h"
#include "kernels/name_pairs_variants.h"
#include "kernels/osa_distance.h"

namespace kernels {
namespace {

namespace variants = name_pairs_variants;

struct Variant {
  decltype(&variants::filter_scalar) filter;
  decltype(&variants::jaro_scalar) jaro;
  decltype(&variants::osa_scalar) osa;
};

Variant variant() {
  switch (simd_level()) {
    case SimdLevel::kAvx512: return {variants::filter_avx512, variants::jaro_avx512, variants::osa_avx512};
    case SimdLevel::kAvx2: return {variants::filter_avx2, variants::jaro_avx2, variants::osa_avx2};
    case SimdLevel::kScalar: break;
  }
  return {variants::filter_scalar, variants::jaro_scalar, variants::osa_scalar};
}

variants::Names plain(const PackedNames& names) {
  return {names.signatures.data(), names.heads.data(), names.lengths.data(),
          reinterpret_cast<const std::uint8_t*>(names.letters.data())};
}

variants::Block block_of(const NameRange& range) { return {range.begin, range.end, range.begin, range.end, true}; }

variants::Block block_of(const NameRanges& ranges) {
  return {ranges.left.begin, ranges.left.end, ranges.right.begin, ranges.right.end, false};
}

constexpr std::size_t kQueue = 2048;  // many batches of lanes; stays in the nearest cache

struct Queue {
  std::array<variants::Pair, kQueue> pairs;
  std::array<NamePair, kQueue> similar;
  std::array<std::uint8_t, kQueue> first, second;  // what the lanes count
};

bool is_text(const PackedNames& names, std::uint32_t row) { return (names.lengths[row] & PackedName::kAsText) != 0; }

unsigned common_prefix(std::uint32_t head_a, std::uint32_t head_b, unsigned shorter) {
  const unsigned equal = static_cast<unsigned>(std::countr_zero(head_a ^ head_b)) / 8;  // 4 where the heads are equal
  return std::min(equal, shorter);
}

// Compares queued pairs by Jaro-Winkler; `judge` and its like write the similar ones and return how many.
struct JaroWinklerJudge {
  const PackedNames& left;
  const PackedNames& right;
  std::uint32_t threshold;

  std::size_t operator()(const Variant& variant, const variants::Walk& walk, std::size_t count, Queue& queue) const {
    variant.jaro(&walk, queue.pairs.data(), count, queue.first.data(), queue.second.data());
    std::size_t similar = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const auto [a, b] = queue.pairs[i];
      std::uint32_t value = 0;
      if (is_text(left, a) || is_text(right, b)) {
        value = jaro_winkler(left.texts[a], right.texts[b]);
      } else {
        const unsigned length_a = left.lengths[a], length_b = right.lengths[b];
        const unsigned prefix = common_prefix(left.heads[a], right.heads[b], std::min(length_a, length_b));
        const Similarity fraction =
            jaro_winkler_fraction({length_a, length_b, queue.first[i], queue.second[i], prefix});
        // Below 2^20 with lengths of at most 32; half of the pairs are similar, a jump would often be foreseen wrongly.
        value = static_cast<std::uint32_t>(fraction.numerator * kWholeSimilarity / fraction.denominator);
      }
      queue.similar[similar] = {a, b, value};
      similar += value >= threshold;
    }
    return similar;
  }
};

struct OsaJudge {
  const PackedNames& left;
  const PackedNames& right;
  std::uint32_t most;

  std::size_t operator()(const Variant& variant, const variants::Walk& walk, std::size_t count, Queue& queue) const {
    variant.osa(&walk, queue.pairs.data(), count, queue.first.data());
    std::size_t similar = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const auto [a, b] = queue.pairs[i];
      std::size_t distance = queue.first[i];
      if (is_text(left, a) || is_text(right, b)) distance = osa_distance(left.texts[a], right.texts[b]);
      queue.similar[similar] = {a, b, static_cast<std::uint32_t>(distance)};
      similar += distance <= most;
    }
    return similar;
  }
};

template <typename Judge, typename Range>
void find_pairs(const Judge& judge, const NameFilter& filter, std::span<const Range> ranges, NamePairSink sink) {
  const Variant chosen = variant();
  std::array<variants::Block, 128> blocks;
  Queue queue;
  std::size_t queued = 0;
  variants::Walk walk{plain(judge.left), plain(judge.right), filter.table(), blocks.data(), 0, 0, 0, 0, false};
  const auto compare = [&](std::size_t count) {
    const std::size_t similar = judge(chosen, walk, count, queue);
    if (similar != 0) sink(std::span(queue.similar).first(similar));
    std::copy(queue.pairs.begin() + static_cast<std::ptrdiff_t>(count),
              queue.pairs.begin() + static_cast<std::ptrdiff_t>(queued), queue.pairs.begin());
    queued -= count;
  };
  while (!ranges.empty()) {
    walk.block_count = std::min(ranges.size(), blocks.size());
    for (std::size_t i = 0; i < walk.block_count; ++i) blocks[i] = block_of(ranges[i]);
    for (walk.block = 0; walk.block < walk.block_count;) {
      queued = chosen.filter(&walk, queue.pairs.data(), queued, kQueue);
      if (walk.block < walk.block_count) compare(queued - queued % variants::kLanes);
    }
    ranges = ranges.subspan(walk.block_count);
  }
  compare(queued);
}

}  // namespace

JaroWinklerPairs::JaroWinklerPairs(std::uint32_t threshold)
    : threshold_(threshold), filter_(NameFilter::for_jaro_winkler(threshold)) {}

void JaroWinklerPairs::within(const PackedNames& names, std::span<const NameRange> blocks, NamePairSink sink) const {
  find_pairs(JaroWinklerJudge{names, names, threshold_}, filter_, blocks, sink);
}

void JaroWinklerPairs::between(const PackedNames& left, const PackedNames& right, std::span<const NameRanges> blocks,
                               NamePairSink sink) const {
  find_pairs(JaroWinklerJudge{left, right, threshold_}, filter_, blocks, sink);
}

OsaPairs::OsaPairs(std::uint32_t most) : most_(most), filter_(NameFilter::for_osa(most)) {}

void OsaPairs::within(const PackedNames& names, std::span<const NameRange> blocks, NamePairSink sink) const {
  find_pairs(OsaJudge{names, names, most_}, filter_, blocks, sink);
}

void OsaPairs::between(const PackedNames& left, const PackedNames& right, std::span<const NameRanges> blocks,
                       NamePairSink sink) const {
  find_pairs(OsaJudge{left, right, most_}, filter_, blocks, sink);
}

}  // namespace kernels
