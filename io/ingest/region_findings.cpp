#include "io/ingest/region_findings.h"

#include <algorithm>

#include "io/regions/region_tree.h"

namespace io {
namespace {

// 4 digits; unknown where there is no such regency.
std::size_t place_of_regency(const engine::RegionTree& regions, std::uint64_t code) {
  const auto& all = regions.regencies();
  const auto found = std::lower_bound(all.begin(), all.end(), code,
                                      [](const engine::Region& region, std::uint64_t c) { return region.code < c; });
  return found != all.end() && found->code == code ? static_cast<std::size_t>(found - all.begin())
                                                   : unknown_place(regions);
}

// Of a row without a code as written.
std::size_t regency_or_unknown(const engine::RegionTree& regions, engine::VillageIndex village) {
  return village == engine::kUnknownVillage ? unknown_place(regions) : regions.regency_of(village);
}

}  // namespace

void RegionFindings::add(const RegionFindings& other) {
  for (std::size_t place = 0; place < other.slot_.size(); ++place) {
    if (other.slot_[place] == kNone) continue;
    const Counts& from = other.counts_[other.slot_[place]];
    Counts& to = at(place);
    to.rows += from.rows;
    for (std::size_t q = 0; q < kQualityCount; ++q) to.by_quality[q] += from.by_quality[q];
  }
}

std::uint64_t RegionFindings::rows(std::size_t place) const {
  return place < slot_.size() && slot_[place] != kNone ? counts_[slot_[place]].rows : 0;
}

std::uint64_t RegionFindings::rows(std::size_t place, Quality quality) const {
  if (place >= slot_.size() || slot_[place] == kNone) return 0;
  return counts_[slot_[place]].by_quality[static_cast<std::size_t>(quality)];
}

std::uint64_t RegionFindings::total(Quality quality) const {
  std::uint64_t sum = 0;
  for (const Counts& counts : counts_) sum += counts.by_quality[static_cast<std::size_t>(quality)];
  return sum;
}

std::size_t place_of(const engine::RegionTree& regions, RegionCodes codes, engine::VillageIndex village,
                     std::uint64_t village_code) {
  if (village != engine::kUnknownVillage) return regions.regency_of(village);
  if (village_code == 0) return unknown_place(regions);
  if (codes == RegionCodes::kKemendagri) return place_of_regency(regions, village_code / 1'000'000);
  const auto district = district_of_bps_2020(static_cast<std::uint32_t>(village_code / 1'000));
  return district ? place_of_regency(regions, *district / 100) : unknown_place(regions);
}

std::vector<std::uint16_t> places_of(const engine::RegionTree& regions, RegionCodes codes,
                                     const engine::PersonBatch& batch) {
  std::vector<std::uint16_t> places(batch.size());
  auto odd = batch.odd_villages.begin();
  for (std::size_t i = 0; i < places.size(); ++i) {
    std::uint64_t code = 0;
    if (odd != batch.odd_villages.end() && odd->row == i) code = (odd++)->code;
    places[i] = static_cast<std::uint16_t>(place_of(regions, codes, batch.village[i], code));
  }
  return places;
}

void count_rows(const engine::RegionTree& regions, RegionCodes codes, const engine::PersonBatch& batch,
                RegionFindings& found) {
  const engine::VillageIndex* const villages = batch.village.data();
  const engine::Findings* const findings = batch.findings.data();
  auto odd = batch.odd_villages.begin();
  // Neighbours of one regency go together; a row whose code does not stand for its village goes alone.
  for (std::size_t begin = 0, end = 0; begin < batch.size(); begin = end) {
    const bool is_odd = odd != batch.odd_villages.end() && odd->row == begin;
    const std::size_t place = place_of(regions, codes, villages[begin], is_odd ? (odd++)->code : 0);
    end = begin + 1;
    if (!is_odd) {
      const std::size_t limit = odd == batch.odd_villages.end() ? batch.size() : odd->row;
      const auto is_there = [&](engine::VillageIndex village) { return regency_or_unknown(regions, village) == place; };
      while (end < limit && (villages[end] == villages[end - 1] || is_there(villages[end]))) ++end;
    }
    found.add_rows(place, {findings + begin, end - begin});
  }
}

}  // namespace io
