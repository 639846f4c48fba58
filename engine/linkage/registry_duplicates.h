// Finds registry rows that look like one person: the start rule, before the probabilistic model.
//
// Rows agree when normalised name, birth date and sex are all given and equal. How sure that is depends
// on how often such rows agree by chance: with f other rows of that name and sex, c other rows of that
// birth date and N rows in all, a row meets f·c/N others by chance, against a share d of real second rows:
//   probability = d / (d + f·c/N),  d = 0.004: a start value, to be replaced by the trained model.
// So a rare name on an ordinary date is a duplicate, and Slamet born on 1 July is not.
//
// Clusters reach `kListed`; a cluster at or above `kPadanProbability` counts once, in the KK of its
// newest valid row: not dead, then the newest KK registration date, the larger KK, the larger NIK.
//
// order: clusters ascend by their smallest NIK, rows inside by NIK. Independent of row order.
// units: probability in 1/10,000, rounded down. threads: parallel inside. cost: one sort of the persons.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/store/registry.h"

namespace engine {

inline constexpr std::uint32_t kDuplicateShare = 40;       // per 10,000 rows
inline constexpr std::uint32_t kListed = 5'000;            // 0.5
inline constexpr std::uint32_t kPadanProbability = 9'000;  // 0.9

struct DuplicateCluster {
  std::vector<PersonRow> rows;    // ascending by NIK, two or more
  std::uint32_t probability = 0;  // 1/10,000
};

std::vector<DuplicateCluster> find_registry_duplicates(const Registry& registry);

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
