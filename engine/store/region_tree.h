// The tree of Kemendagri region codes: province (2 digits), regency (4), district (6), village (10).
//
// Built once from the tables of Kepmendagri 300.2.2-2430/2025 (io/regions). Villages are ordered by
// code, so the villages of a district, regency or province are one range of VillageIndex, and so are
// families ordered by village. Withdrawn codes resolve to their successor where the table has one.
//
// threads: immutable after construction.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/store/ids.h"

namespace engine {

struct Region {
  std::uint32_t code = 0;  // 2 or 4 digits
  std::string name;
  std::uint64_t population = 0;    // civil registry, December 2024; 0 = not found
  VillageIndex first_village = 0;  // range of its villages
  VillageIndex last_village = 0;   // one past
};

class RegionTree {
 public:
  struct Tables {
    std::vector<std::uint64_t> villages;                           // 10-digit codes, ascending
    std::vector<std::pair<std::uint32_t, std::string>> districts;  // 6-digit code, name; ascending
    std::vector<Region> regencies;                                 // ascending; ranges are filled in
    std::vector<Region> provinces;                                 // ascending; ranges are filled in
    // Withdrawn district (6 digits) or regency (4 digits) → current one of the same level.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> successors;
    // Withdrawn codes of any level, with or without successor: regency (4) and district (6).
    std::vector<std::uint32_t> retired;
  };

  explicit RegionTree(Tables tables);

  struct Resolution {
    VillageIndex village = kUnknownVillage;
    bool withdrawn = false;  // the code was replaced by its successor
  };
  // Finds a 10-digit code; a village of a withdrawn district is looked up under the successor district
  // with the same four last digits.
  Resolution resolve(std::uint64_t village_code) const;

  // What the first six digits of a NIK or KK are: no area, one that was withdrawn, or a district of today.
  enum class Area : std::uint8_t { kUnknown = 0, kFormer = 1, kCurrent = 2 };
  Area area(std::uint32_t code) const { return code < 1'000'000 ? areas_.data()[code] : Area::kUnknown; }
  // By code, 10^6 of them and four more that are unknown.
  std::span<const Area> areas() const { return areas_; }
  bool known_area(std::uint32_t code) const { return area(code) != Area::kUnknown; }
  bool current_district(std::uint32_t code) const { return area(code) == Area::kCurrent; }

  std::size_t village_count() const { return tables_.villages.size(); }
  std::uint64_t village_code(VillageIndex village) const { return tables_.villages[village]; }
  RegencyIndex regency_of(VillageIndex village) const { return regency_of_[village]; }
  ProvinceIndex province_of(VillageIndex village) const { return province_of_regency_[regency_of_[village]]; }
  ProvinceIndex province_of_regency(RegencyIndex regency) const { return province_of_regency_[regency]; }

  const std::vector<Region>& regencies() const { return tables_.regencies; }
  const std::vector<Region>& provinces() const { return tables_.provinces; }
  const std::vector<std::pair<std::uint32_t, std::string>>& districts() const { return tables_.districts; }

 private:
  VillageIndex find_village(std::uint64_t village_code) const;

  Tables tables_;
  std::vector<RegencyIndex> regency_of_;
  std::vector<ProvinceIndex> province_of_regency_;
  std::unordered_map<std::uint32_t, std::uint32_t> successor_of_;
  std::vector<Area> areas_;  // by 6 digits
  // Current districts as a bitmap over 6 digits with the rank of each word, so that a code leads to its
  // villages in two look-ups: it fits in the second-level cache.
  std::vector<std::uint64_t> current_;
  std::vector<std::uint16_t> rank_;          // districts before each word of current_
  std::vector<VillageIndex> first_village_;  // by rank, and one past the last
};

}  // namespace engine
