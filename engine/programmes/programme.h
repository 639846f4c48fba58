// States the rule of one programme and decides which families receive it.
//
// A family is, in this order:
//   data_kurang       not ranked
//   tidak_memenuhi    its desil is above the programme's limit
//   dikecualikan      its desil is within the limit, but it bears an excluded flag
//   terima            eligible and within the quota (or there is no quota)
//   di_luar_kuota     eligible, the quota went to families before it
// Quotas are filled in strict order: score, then the order hash of the KK (the first 8 bytes of
// SHA-256(seed in decimal + ":" + KK), big-endian), then the KK itself: no two families are equal, and
// the poorer go first.
//
// memory: a decision is a few bytes, whatever the number of families: it holds the border of the quota,
// and the status of a family is computed from it. threads: one answer for any number.
// cost: two passes over the score column and one over the flags per programme with a quota; the order
// hash is computed only for families that share the score of the border.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "engine/run_summary.h"
#include "engine/store/ids.h"

namespace engine {

enum class DesilLevel : std::uint8_t { kNational, kProvince, kRegency };

struct Programme {
  std::string code;  // letters, digits, `_`, `-`
  std::string name;
  Desil desil_max = 10;                      // eligible up to this desil
  DesilLevel level = DesilLevel::kNational;  // of which ranking
  std::optional<std::uint64_t> quota;        // families in the nation; empty = no limit
  std::uint32_t exclude = 0;                 // mask of excluding flags; bit i = flag i of the run file
};

enum class ProgrammeStatus : std::uint8_t { kReceives, kOutsideQuota, kNotEligible, kExcluded, kIncomplete };
inline constexpr std::size_t kProgrammeStatusCount = 5;
// The word of families.csv.
inline const char* programme_status_name(ProgrammeStatus status) {
  constexpr const char* kNames[] = {"terima", "di_luar_kuota", "tidak_memenuhi", "dikecualikan", "data_kurang"};
  return kNames[static_cast<int>(status)];
}

// Columns of all families, row by row; every span has the same length. `desil` is that of the
// programme's level; 0 = not ranked. `score` is read only where the family is ranked.
struct ProgrammeColumns {
  std::span<const Desil> desil;
  std::span<const FamilyStatus> status;
  std::span<const std::uint32_t> flags;
  std::span<const PmtScore> score;
  std::span<const std::uint64_t> kk;
};

// Gives the order hash of a KK; the same value for the same KK.
using OrderHash = std::function<std::uint64_t(NomorKk)>;

class ProgrammeDecision {
 public:
  // Decides one programme. The columns are not kept.
  ProgrammeDecision(const Programme& programme, const ProgrammeColumns& columns, const OrderHash& hash);

  // The status of a row of the same columns.
  ProgrammeStatus status(const ProgrammeColumns& columns, std::size_t row, const OrderHash& hash) const;

  // Families by status, with code and name of the programme.
  const ProgrammeSummary& summary() const { return summary_; }

 private:
  // The first family that the quota does not reach.
  struct Border {
    PmtScore score = 0;
    std::uint64_t hash = 0;
    NomorKk kk;
  };

  // The status of a family before the quota: kReceives means eligible.
  ProgrammeStatus before_quota(const ProgrammeColumns& columns, std::size_t row) const;
  Border find_border(const ProgrammeColumns& columns, std::uint64_t quota, const OrderHash& hash) const;

  Desil desil_max_;
  std::uint32_t exclude_;
  std::optional<Border> border_;  // empty where every eligible family receives
  ProgrammeSummary summary_;
};

}  // namespace engine
