// Says how near two registry persons live: one family card, village, district, regency, or none of these.
//
// shape: rows of the registry, which lies in region order, so that persons of a village, district or regency are one
// range. Without a region tree every village is a district of its own, and all lie in one regency and province.
// missing: a village that is in no table lies in an unknown regency of its own. threads: safe once built. cost: a
// look-up of a row takes two dependent reads, no search. memory: 12 bytes a village, and a cell for each 4,096 rows.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/store/region_tree.h"
#include "engine/store/registry.h"

namespace engine {

enum class Nearness : std::uint8_t {
  kFamily = 0,
  kVillage = 1,
  kDistrict = 2,
  kRegency = 3,
  kNation = 4,
  kNik = 5,  // the NIKs are close, nothing else brought the two together
};
inline constexpr std::size_t kNearnesses = 6;

class DuplicatePlaces {
 public:
  DuplicatePlaces(const Registry& registry, const RegionTree* regions);

  Nearness nearness(PersonRow a, PersonRow b) const;
  // Persons who live as near to `row` and no nearer; kFamily: the members of the card.
  std::uint64_t persons(Nearness nearness, PersonRow row) const;

  // Number of the range of a regency that holds the row, ascending.
  std::uint32_t regency(PersonRow row) const;
  // First row of each range and one past the last.
  const std::vector<std::uint32_t>& regency_begin() const { return regency_begin_; }
  const std::vector<std::uint32_t>& province_begin() const { return province_begin_; }
  VillageIndex village(PersonRow row) const { return registry_.families.village[registry_.persons.family[row]]; }

 private:
  static constexpr unsigned kStep = 12;  // rows of one cell of hints, as a power of two

  std::uint32_t district(PersonRow row) const;

  const Registry& registry_;
  std::vector<std::uint32_t> village_begin_, district_begin_, regency_begin_, province_begin_;
  std::vector<std::uint32_t> regency_hint_;  // regency of the first row of each cell
};

}  // namespace engine
