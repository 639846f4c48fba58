// Judges the links of a source, and the duplicates of the registry, by a truth that is known.
//
// A truth names the person behind each row by a number; two rows are of one person where their numbers are equal.
// Person 0 is nobody: a row of nobody has no registry person, and no link of it is right.
//
// shape: SourceTruth has an entry for every `baris` up to the last one it knows. precision = right / padan counts every
// link; recall = right / with_person. order: the same sums for any threads. missing: kNoTruth, a row that the truth
// leaves out; judging one is an Error (kInput). threads: parallel inside. memory: 4 bytes a row and 8 a fault, 8 a
// registry person. cost: one pass over the rows, ten nanoseconds each.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/linkage/open_rows.h"
#include "engine/linkage/registry_duplicates.h"
#include "engine/store/region_tree.h"
#include "engine/truth_summary.h"

namespace engine {

inline constexpr std::uint32_t kNoTruth = 0xFFFFFFFFu;

struct SourceTruth {
  std::vector<std::uint32_t> person;                 // of the row with baris i + 1
  std::vector<std::uint32_t> fault_row, fault_kind;  // planted faults, ascending by baris
};

// The persons behind the registry's rows.
struct RegistryTruth {
  std::vector<std::uint32_t> person;   // by PersonRow
  std::vector<std::uint32_t> persons;  // the same, ascending, each once
  std::size_t most_rows = 0;           // of one person

  explicit RegistryTruth(std::vector<std::uint32_t> person_of_row);
  bool has(std::uint32_t wanted) const;
};

// The thresholds of LinkTruth, and the lower ends of its bands; in 1/10,000.
inline constexpr std::uint64_t kTruthThresholds[] = {5'000, 6'000, 7'000, 8'000, 9'000, 9'500,
                                                     9'800, 9'900, 9'950, 9'980, 9'990, 9'999};
inline constexpr std::uint64_t kTruthBands[] = {5'000, 6'000, 7'000, 8'000, 9'000, 9'500, 9'800, 9'900, 9'950, 9'990};

// `baris`: of `rows`, ascending. `kinds`: the names of the fault kinds.
// errors: Error (kInput) for the first row that the truth leaves out; `file` and `source` are named in it.
LinkTruth judge_links(std::span<const LinkRow> rows, std::span<const std::uint32_t> baris, const SourceTruth& truth,
                      const RegistryTruth& registry, const std::vector<std::string>& kinds, const std::string& file,
                      const std::string& source);

// cost: the pairs of rows of one person and of one cluster, one by one.
DuplicateTruth judge_duplicates(const std::vector<DuplicateCluster>& clusters, const Registry& registry,
                                const RegionTree& regions, const RegistryTruth& truth);

}  // namespace engine
