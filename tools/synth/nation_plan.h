// Plans where the persons of a nation live: a list of units, each a whole district or the thin remainder
// of a regency.
//
// dense: nine tenths of the persons fill whole districts at their real size (population of the regency
// divided by its districts), picked by a low-discrepancy walk over all districts in order of code, each as likely as
// another, so that every person of the nation is as likely to be drawn (for equal chances by size would favour big
// cities); the rest is spread over the other regencies so that each of them exists. spread: every regency thin. Small
// nations degrade: below the smallest district one district is filled in part, and regencies exist as far as the
// persons reach, a family each.
//
// The plan also says who may issue which id, so that units never meet: see area ownership in ids.h.
// order: units ascend by regency, thin one first. persons sum to exactly N.
// threads: immutable. cost: O(districts), whatever N is.
#pragma once

#include <cstdint>
#include <vector>

#include "tools/synth/region_stock.h"

namespace tools::synth {

inline constexpr std::uint32_t kThinUnit = 0xFFFFFFFFu;

struct Unit {
  std::uint32_t index = 0;
  std::uint32_t regency = 0;
  std::uint32_t district = kThinUnit;  // index, or kThinUnit for the thin part of a regency
  std::uint64_t persons = 0;
  std::uint64_t first_person = 0;         // persons of the units before it
  std::vector<std::uint32_t> districts;   // where its families live
  std::vector<std::uint32_t> near_areas;  // other districts of the regency whose ids it alone issues
};

struct NationPlan {
  std::uint64_t seed = 1;
  std::uint64_t persons = 0;
  std::vector<Unit> units;
};

NationPlan plan_nation(std::uint64_t persons, std::uint64_t seed, bool dense);

}  // namespace tools::synth
