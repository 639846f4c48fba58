#include "io/ingest/region_findings.h"

#include <algorithm>
#include <span>

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

struct VillageRange {
  engine::VillageIndex first, count;
};

// Of the unknown place: kUnknownVillage alone.
VillageRange villages_of(const engine::RegionTree& regions, std::size_t place) {
  if (place == unknown_place(regions)) return {engine::kUnknownVillage, 1};
  const engine::Region& regency = regions.regencies()[place];
  return {regency.first_village, regency.last_village - regency.first_village};
}

// How many villages from the front on are in the range. Looks at many together, but in a file without order, where
// the first one tells, at that one alone.
std::size_t count_inside(const engine::VillageIndex* villages, std::size_t count, VillageRange range) {
  constexpr std::size_t kTogether = 64;
  const auto is_outside = [&](std::size_t i) { return villages[i] - range.first >= range.count; };
  if (count == 0 || is_outside(0)) return 0;
  std::size_t at = 0;
  for (; at + kTogether <= count; at += kTogether) {
    unsigned outside = 0;
    for (std::size_t i = at; i < at + kTogether; ++i) outside |= is_outside(i) ? 1u : 0u;
    if (outside != 0) break;
  }
  while (at < count && !is_outside(at)) ++at;
  return at;
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
  auto odd = batch.odd_villages.begin();
  std::span<const engine::SparseFindings::Entry> findings = batch.findings.entries();
  // Neighbours of one regency go together; a row whose code does not stand for its village goes alone.
  for (std::size_t begin = 0, end = 0; begin < batch.size(); begin = end) {
    const bool is_odd = odd != batch.odd_villages.end() && odd->row == begin;
    const std::size_t place = place_of(regions, codes, villages[begin], is_odd ? (odd++)->code : 0);
    end = begin + 1;
    if (!is_odd && place <= unknown_place(regions)) {
      const std::size_t limit = odd == batch.odd_villages.end() ? batch.size() : odd->row;
      const VillageRange range = villages_of(regions, place);
      end += count_inside(villages + end, limit - end, range);
    }
    found.add_rows(place, end - begin);
    for (; !findings.empty() && findings.front().row < end; findings = findings.subspan(1))
      found.add_findings(place, findings.front().findings);
  }
}

}  // namespace io
