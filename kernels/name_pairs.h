// Finds the similar pairs among many packed names: all pairs inside blocks, or all pairs between two blocks each.
//
// A pair is looked at by the signatures of its names first (kernels/name_filter.h); the few that may be similar queue
// up across rows and blocks and are compared 16 (AVX-512) or 8 (AVX2) at a time, a pair to a lane, by the bits of
// kernels/jaro_winkler.h and kernels/osa_distance.h. Values are those of `jaro_winkler` and `osa_distance` on the
// normalised names; names marked kAsText are compared there, one pair at a time.
//
// shape: ranges lie within the names; they may overlap and be empty. Names of left and right may be the same columns.
// missing: an empty name is in no pair. order: by block as given, then left (for a pair inside a block the smaller
// row), then right; the same at every SIMD level, however the sink's calls are cut. threads: safe, one answer. cost:
// with 3 to 4 % of the pairs behind the filter 3 ns a pair in blocks of 8 and 1.5 ns in blocks of 222 with AVX-512, 5
// to 9 ns below (one core at 2.6 GHz, bench/kernels/name_pairs_bench.cpp); 0.1 µs for each pair behind the filter of
// which a name is kAsText. 50 KB of stack, no allocation.
#pragma once

#include <cstdint>
#include <span>
#include <type_traits>

#include "kernels/name_filter.h"
#include "kernels/name_signature.h"

namespace kernels {

struct NameRange {
  std::uint32_t begin = 0, end = 0;
};

struct NameRanges {
  NameRange left, right;  // every left one with every right one
};

struct NamePair {
  std::uint32_t left = 0, right = 0;  // rows of the packed names
  std::uint32_t value = 0;            // similarity in units of 1/65536, or distance
  friend bool operator==(const NamePair&, const NamePair&) = default;
};

// Takes pairs, some at a time. Anything that can be called with a span of pairs; it must live as long as the call.
class NamePairSink {
 public:
  template <typename Take>
    requires(!std::is_same_v<std::remove_const_t<Take>, NamePairSink>)
  NamePairSink(Take& take)  // stands for the callable
      : to_(const_cast<void*>(static_cast<const void*>(&take))),
        give_([](void* to, std::span<const NamePair> pairs) { (*static_cast<Take*>(to))(pairs); }) {}
  void operator()(std::span<const NamePair> pairs) const { give_(to_, pairs); }

 private:
  void* to_;
  void (*give_)(void* to, std::span<const NamePair> pairs);
};

// Pairs with a Jaro-Winkler similarity of at least `threshold` units of 1/65536, 0 to kWholeSimilarity.
class JaroWinklerPairs {
 public:
  explicit JaroWinklerPairs(std::uint32_t threshold);

  void within(const PackedNames& names, std::span<const NameRange> blocks, NamePairSink sink) const;
  void between(const PackedNames& left, const PackedNames& right, std::span<const NameRanges> blocks,
               NamePairSink sink) const;

 private:
  std::uint32_t threshold_;
  NameFilter filter_;
};

// Pairs at an optimal string alignment distance of at most `most`.
class OsaPairs {
 public:
  explicit OsaPairs(std::uint32_t most);

  void within(const PackedNames& names, std::span<const NameRange> blocks, NamePairSink sink) const;
  void between(const PackedNames& left, const PackedNames& right, std::span<const NameRanges> blocks,
               NamePairSink sink) const;

 private:
  std::uint32_t most_;
  NameFilter filter_;
};

}  // namespace kernels
