#include "engine/store/region_tree.h"

#include <algorithm>
#include <bit>

namespace engine {
namespace {

constexpr std::uint64_t kAreaCodes = 1'000'000;  // codes of 6 digits

void set_bit(std::vector<std::uint64_t>& bits, std::uint64_t at) { bits[at / 64] |= 1ull << (at % 64); }
bool has_bit(const std::vector<std::uint64_t>& bits, std::uint64_t at) { return (bits[at / 64] >> (at % 64) & 1) != 0; }

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
    const auto province = std::lower_bound(tables_.provinces.begin(), tables_.provinces.end(), region.code / 100,
                                           [](const Region& p, std::uint32_t code) { return p.code < code; });
    province_of_regency_.push_back(static_cast<ProvinceIndex>(province - tables_.provinces.begin()));
  }
  for (const auto& [from, to] : tables_.successors) successor_of_.emplace(from, to);
  current_.assign(kAreaCodes / 64 + 1, 0);
  areas_.assign(kAreaCodes + 4, Area::kUnknown);
  for (const std::uint32_t code : tables_.retired) {
    if (code >= 100'000 && code < kAreaCodes) areas_[code] = Area::kFormer;
  }
  for (const auto& [code, name] : tables_.districts) {
    if (code >= kAreaCodes) continue;
    set_bit(current_, code);
    areas_[code] = Area::kCurrent;
    const auto first = std::lower_bound(tables_.villages.begin(), tables_.villages.end(), code * 10'000ull);
    first_village_.push_back(static_cast<VillageIndex>(first - tables_.villages.begin()));
  }
  first_village_.push_back(static_cast<VillageIndex>(tables_.villages.size()));
  int before = 0;
  for (const std::uint64_t word : current_) {
    rank_.push_back(static_cast<std::uint16_t>(before));
    before += std::popcount(word);
  }
}

VillageIndex RegionTree::find_village(std::uint64_t village_code) const {
  const std::uint64_t district = village_code / 10'000;
  if (district >= kAreaCodes || !has_bit(current_, district)) return kUnknownVillage;
  const std::uint64_t below = current_[district / 64] & ((1ull << district % 64) - 1);
  const std::size_t rank = rank_[district / 64] + static_cast<std::size_t>(std::popcount(below));
  const auto begin = tables_.villages.begin();
  const auto last = begin + first_village_[rank + 1];
  const auto at = std::lower_bound(begin + first_village_[rank], last, village_code);
  return at != last && *at == village_code ? static_cast<VillageIndex>(at - begin) : kUnknownVillage;
}

RegionTree::Resolution RegionTree::resolve(std::uint64_t village_code) const {
  const VillageIndex village = find_village(village_code);
  if (village != kUnknownVillage) return {village, false};
  const auto district = static_cast<std::uint32_t>(village_code / 10'000);
  const auto successor = successor_of_.find(district);
  if (successor == successor_of_.end()) return {};
  const VillageIndex moved = find_village(successor->second * 10'000ull + village_code % 10'000);
  return {moved, moved != kUnknownVillage};
}

}  // namespace engine
