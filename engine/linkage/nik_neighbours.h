// Finds every pair of NIKs at one substitution or one swap of neighbouring digits whose names are alike.
//
// NIKs are dense: an id has ten to twenty others one digit away, so the name decides in the same place. A `NameSketch`
// travels with the id, and a pair is given where
//   1. `sketches_alike` holds: at most one letter in eight, and one more, of the longer name is without a partner in
//      the other one; or that holds of the shorter name and both have a word of the same mark. Letters are bounded by
//      the signature (kernels/name_signature.h), so that a pair is never turned away for letters it has in common;
//   2. and the caller's own test holds, which must be symmetric too.
//
// Ids are partitioned twice: by area and end of the serial, where edits of the birth date stay inside a partition, and
// by birth date, where edits of the serial and of the area do. Swaps over the border of two parts belong to one of the
// two as well; every edit belongs to one partitioning, so no pair is found twice. Ids that share all but the serial, or
// all but the area, are few and compared all with all; where a place or a date is crowded, and for the edits of the
// date, every digit is masked in turn and equal rests are looked up.
//
// shape: one sketch for each NIK; NIKs are distinct and below 10^16, any digits (impossible dates too). missing: none.
// order: ascending by (left, right), left < right: the same for any number of threads and SIMD level.
// memory: 24 bytes an id of the partitions in work, an eighth of them at a time, and 2 bytes: 5 bytes an id, and the
// pairs. Within a partition at most 32 bytes an id.
// threads: parallel inside; `names_alike` is called from any thread. cost: bench/stages/duplicates.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/linkage/name_sketch.h"

namespace engine {

inline constexpr std::size_t kNikDigits = 16;

struct NikNeighbours {
  std::uint32_t left = 0, right = 0;
  std::uint8_t place = 0;  // 1 to 16: the digit that differs, or the first of the two that are swapped
  bool swap = false;
  friend auto operator<=>(const NikNeighbours&, const NikNeighbours&) = default;
};

// Every substitution and swap there is, by place, with other names too: how often NIKs are close by chance.
struct NikNeighbourCounts {
  std::array<std::uint64_t, kNikDigits + 1> substitutions{}, swaps{};  // [place]
};

struct NikNeighbourSearch {
  bool substitutions = true, swaps = true;
  // The caller's test of two rows; none: the sketches decide.
  bool (*names_alike)(const void* context, std::uint32_t a, std::uint32_t b) = nullptr;
  const void* context = nullptr;
};

struct FoundNikNeighbours {
  std::vector<NikNeighbours> pairs;
  NikNeighbourCounts counts;
};

FoundNikNeighbours find_nik_neighbours(std::span<const std::uint64_t> niks, std::span<const NameSketch> sketches,
                                       const NikNeighbourSearch& search = {});

// Pairs at two substitutions (no swap of neighbours) inside groups of rows, such as those that share a rare name
// token. `rows` holds the groups one after the other, `group_begin` where each begins and one past the last.
// A pair that is in several groups is given once. order: ascending by (left, right). cost: all pairs of a group.
struct RowPair {
  std::uint32_t left = 0, right = 0;
  friend auto operator<=>(const RowPair&, const RowPair&) = default;
};
std::vector<RowPair> find_two_substitutions(std::span<const std::uint64_t> niks, std::span<const std::uint32_t> rows,
                                            std::span<const std::uint64_t> group_begin);

}  // namespace engine
