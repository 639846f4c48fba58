// Gathers the pairs of registry rows that may be one person, each once, and counts how often strangers look alike.
//
// Passes, and what they ask of a pair besides the same, known sex:
//   kDateBlock    equal birth dates and names that agree (duplicate_names.h, not kOther): in one regency, and in the
//                 nation where few were born that day
//   kDateAndWord  the same in the nation for the days that many were born on: they share a word that few of that day
//                 bear. Hot days, such as 1 July, are compared by it within a regency too
//   kName         equal names by spelling key, in any order, and dates of some kind (duplicate_dates.h, not kOther)
//   kNik          NIKs at one substitution or swap, names that agree and dates of some kind
//   kNikAndWord   the same of NIKs at two substitutions, where the names share a word that few bear
// No block grows beyond a cap; a block that is too large gets a finer key (village; birth year; day and month), and
// what is too large even then is left out and counted in `left_out`: there the rows are so many that agreement says
// nothing. So the number of pairs compared is at most some hundred a person, whatever the registry holds.
//
// Strangers: the blocks of every fourth day (of fewer days in a large registry, as of four million persons every
// eighth) are compared with those of eleven days later in the same way. No two of those are one person, so what agrees
// there agrees by chance: `met` counts them, and `expected` how many of those compared the frequencies of words let
// expect. Kin: members of one card and sex with other birth dates, and how often their dates have each kind.
//
// order: pairs ascend by (a, b), a < b; the same for any number of threads and SIMD level. threads: parallel inside.
// memory: 12 bytes a person and 6 for NIKs in work, then 8 and 8. cost: bench/stages/duplicates.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/linkage/duplicate_dates.h"
#include "engine/linkage/duplicate_names.h"
#include "engine/linkage/duplicate_places.h"
#include "engine/linkage/nik_neighbours.h"

namespace engine {

enum DuplicatePass : std::uint8_t {
  kDateBlock = 1,
  kDateAndWord = 2,
  kName = 4,
  kNik = 8,
  kNikAndWord = 16,
};

struct DuplicatePair {
  PersonRow a = 0, b = 0;
  std::int32_t rarity = 0;  // of the names, 1/1024 bit
  NameKind name = NameKind::kOther;
  DateKind date = DateKind::kOther;
  Nearness near = Nearness::kNation;
  std::uint8_t passes = 0;     // bits of DuplicatePass
  std::uint8_t nik_place = 0;  // of kNik: digit, or 16 + first digit of a swap
};

// Groups within which chance is measured: kin, one regency, the nation.
inline constexpr std::size_t kChanceGroups = 3;
inline std::size_t chance_group(Nearness near) {
  return near == Nearness::kFamily ? 0 : near == Nearness::kNation ? 2 : 1;  // close NIKs are of one place
}

// Pairs of strangers whose names agree, by group, kind of name and rarity: words are not independent, and a rare word
// has as many that are like it as a frequent one, so the frequencies of words err by other factors at other rarities.
inline constexpr std::size_t kRarityBands = 8;
inline std::size_t rarity_band(std::int32_t rarity) {  // below 9 bits, then three bits each
  return static_cast<std::size_t>(std::clamp((rarity / 1024 - 6) / 3, 0, static_cast<int>(kRarityBands) - 1));
}
struct StrangerCounts {
  using ByBand = std::array<double, kRarityBands>;
  std::array<std::array<ByBand, kNameKinds>, kChanceGroups> met{}, expected{};

  void add(const StrangerCounts& other) {
    for (std::size_t i = 0; i < kChanceGroups * kNameKinds * kRarityBands; ++i) {
      const std::size_t g = i / kRarityBands / kNameKinds, k = i / kRarityBands % kNameKinds, b = i % kRarityBands;
      met[g][k][b] += other.met[g][k][b];
      expected[g][k][b] += other.expected[g][k][b];
    }
  }
};

struct DuplicateCandidates {
  std::vector<DuplicatePair> pairs;
  StrangerCounts strangers;  // of one birth date
  StrangerCounts namesakes;  // of unrelated birth dates: kEqual and kRespelled, in a regency and in the nation
  std::array<double, kDateKinds> kin_dates{};  // pairs of one card and sex, by kind of date
  double fashion = 1;                          // how much more often namesakes are of an age than any two persons
  NikNeighbourCounts nik_counts;
  std::uint64_t compared = 0;  // pairs of sketches and of names that were looked at
  std::uint64_t left_out = 0;  // rows in blocks beyond every cap
};

DuplicateCandidates gather_duplicate_candidates(const Registry& registry, const DuplicatePlaces& places,
                                                const DuplicateNames& names);

}  // namespace engine
