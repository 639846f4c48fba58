#include "engine/store/region_tree.h"

#include <algorithm>

namespace engine {
namespace {

// Fills the village range of every region: `divisor` cuts a village code to the region's digits.
void fill_ranges(std::vector<Region>& regions, const std::vector<std::uint64_t>& villages, std::uint64_t divisor) {
  const auto first_at = [&](std::uint64_t code) {
    return static_cast<VillageIndex>(std::lower_bound(villages.begin(), villages.end(), code) - villages.begin());
  };
  for (Region& region : regions) {
    region.first_village = first_at(region.code * divisor);
    region.last_village = first_at((region.code + 1ull) * divisor);
  }
}

}  // namespace

RegionTree::RegionTree(Tables tables) : tables_(std::move(tables)) {
  fill_ranges(tables_.regencies, tables_.villages, 1'000'000);
  fill_ranges(tables_.provinces, tables_.villages, 100'000'000);
  regency_of_.assign(tables_.villages.size(), kUnknownRegency);
  for (std::size_t r = 0; r < tables_.regencies.size(); ++r) {
    const Region& region = tables_.regencies[r];
    std::fill(regency_of_.begin() + region.first_village, regency_of_.begin() + region.last_village,
              static_cast<RegencyIndex>(r));
    const auto province = std::lower_bound(
        tables_.provinces.begin(), tables_.provinces.end(), region.code / 100,
        [](const Region& p, std::uint32_t code) { return p.code < code; });
    province_of_regency_.push_back(static_cast<ProvinceIndex>(province - tables_.provinces.begin()));
  }
  for (const auto& [from, to] : tables_.successors) successor_of_.emplace(from, to);
  for (const auto& [code, name] : tables_.districts) areas_.emplace(code, true);
  for (const std::uint32_t code : tables_.retired) {
    if (code >= 100'000) areas_.emplace(code, false);
  }
}

RegionTree::Resolution RegionTree::resolve(std::uint64_t village_code) const {
  const auto find = [&](std::uint64_t code) {
    const auto at = std::lower_bound(tables_.villages.begin(), tables_.villages.end(), code);
    return at != tables_.villages.end() && *at == code
               ? static_cast<VillageIndex>(at - tables_.villages.begin())
               : kUnknownVillage;
  };
  const VillageIndex village = find(village_code);
  if (village != kUnknownVillage) return {village, false};
  const auto district = static_cast<std::uint32_t>(village_code / 10'000);
  const auto successor = successor_of_.find(district);
  if (successor == successor_of_.end()) return {};
  const VillageIndex moved = find(successor->second * 10'000ull + village_code % 10'000);
  return {moved, moved != kUnknownVillage};
}

bool RegionTree::known_area(std::uint32_t district_code) const { return areas_.contains(district_code); }

}  // namespace engine
