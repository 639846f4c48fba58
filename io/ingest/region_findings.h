// Counts accepted rows and their soft findings by the regency of the row's village.
//
// shape: places 0 … regencies − 1 are engine::RegencyIndex, the place after them is "unknown". Only places with
// rows take memory, so that one chunk's counts are small.
// order: sums, so they depend on no order. threads: one object a thread, merged with `add`.
// cost: `add_row` one increment and one a finding; `add` one pass over the places that have rows.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/store/region_tree.h"
#include "engine/store/source_rows.h"
#include "io/ingest/row_findings.h"
#include "io/ingest/source_spec.h"

namespace io {

class RegionFindings {
 public:
  void add_row(std::size_t place, engine::Findings findings) {
    add_rows(place, 1);
    add_findings(place, findings);
  }
  void add_rows(std::size_t place, std::uint64_t rows) { at(place).rows += rows; }
  // Of a row that is counted apart.
  void add_findings(std::size_t place, engine::Findings findings) {
    Counts& counts = at(place);
    for (; findings != 0; findings &= findings - 1)
      ++counts.by_quality[static_cast<std::size_t>(__builtin_ctzll(findings))];
  }
  // Findings that are known apart from the rows.
  void add_finding(std::size_t place, Quality quality, std::uint64_t rows = 1) {
    at(place).by_quality[static_cast<std::size_t>(quality)] += rows;
  }
  void add(const RegionFindings& other);

  std::uint64_t rows(std::size_t place) const;
  std::uint64_t rows(std::size_t place, Quality quality) const;
  std::uint64_t total(Quality quality) const;
  // One past the last place that has counts.
  std::size_t places() const { return slot_.size(); }

 private:
  struct Counts {
    std::uint64_t rows = 0;
    std::array<std::uint64_t, kQualityCount> by_quality{};
  };
  static constexpr std::uint16_t kNone = 0xFFFF;
  Counts& at(std::size_t place) {
    if (place >= slot_.size()) slot_.resize(place + 1, kNone);
    if (slot_[place] == kNone) {
      slot_[place] = static_cast<std::uint16_t>(counts_.size());
      counts_.emplace_back();
    }
    return counts_[slot_[place]];
  }

  std::vector<std::uint16_t> slot_;  // by place, into counts_
  std::vector<Counts> counts_;
};

inline std::size_t unknown_place(const engine::RegionTree& regions) { return regions.regencies().size(); }

// The place of a row: the regency of its village; where the village is unknown, the regency that the code as
// written names (of a BPS code the one its district has gone to), else unknown.
std::size_t place_of(const engine::RegionTree& regions, RegionCodes codes, engine::VillageIndex village,
                     std::uint64_t village_code);

// The places of all rows of a batch, in their order.
std::vector<std::uint16_t> places_of(const engine::RegionTree& regions, RegionCodes codes,
                                     const engine::PersonBatch& batch);

// Counts all rows of a batch and their findings: the same as add_row of each at its place.
void count_rows(const engine::RegionTree& regions, RegionCodes codes, const engine::PersonBatch& batch,
                RegionFindings& found);

}  // namespace io
