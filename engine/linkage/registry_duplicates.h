// Finds registry rows that look like one person, and lets each person count once.
//
// Pairs come from several passes (duplicate_candidates.h): one birth date and sex in a regency or in the nation and a
// name that agrees; one name and birth dates such as a clerk confuses them; NIKs at one edit. They are weighed by
// Fellegi–Sunter with the frequencies of words, chance as measured in the registry, and a share of second rows found by
// EM (duplicate_model.h), held against their rivals (duplicate_rivals.h), and joined to clusters in which no two rows
// are clearly different persons (duplicate_clusters.h). A rare name on an ordinary date is a duplicate, and Slamet born
// on 1 July is not.
//
// Clusters reach `kListed`; a cluster at or above `kPadanProbability` counts once, in the KK of its
// newest valid row: not dead, then the newest KK registration date, the larger KK, the larger NIK.
//
// missing: rows without name, birth date or sex are nobody's duplicate. order: clusters ascend by their smallest NIK,
// rows inside by NIK. Independent of row order, threads and SIMD level. units: probability in 1/10,000, rounded down.
// threads: parallel inside. memory: at most 18 bytes a person, and 32 a pair. cost: bench/stages/duplicates.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/linkage/duplicate_clusters.h"
#include "engine/store/region_tree.h"
#include "engine/store/registry.h"

namespace engine {

inline constexpr std::uint32_t kListed = 5'000;            // 0.5
inline constexpr std::uint32_t kPadanProbability = 9'000;  // 0.9

// Without a region tree all villages lie in one regency.
std::vector<DuplicateCluster> find_registry_duplicates(const Registry& registry, const RegionTree* regions = nullptr);

// The rows of sure clusters that do not count, each with the row that stands for the person.
class SecondRows {
 public:
  struct Pair {
    PersonRow second = kNoRow, counted = kNoRow;
  };
  SecondRows() = default;
  explicit SecondRows(std::vector<Pair> pairs);

  // The row that counts for the person of `row`: itself, unless it is a second row.
  PersonRow counted(const PersonTable& persons, PersonRow row) const {
    return row != kNoRow && persons.marks[row].second_row() ? find(row) : row;
  }
  std::size_t size() const { return pairs_.size(); }
  const std::vector<Pair>& pairs() const { return pairs_; }  // ascending by `second`

 private:
  PersonRow find(PersonRow row) const;
  std::vector<Pair> pairs_;  // ascending by `second`
};

// Marks every row of the sure clusters but the newest valid one.
SecondRows mark_second_rows(const std::vector<DuplicateCluster>& clusters, Registry& registry);

}  // namespace engine
