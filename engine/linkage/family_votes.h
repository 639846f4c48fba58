// Lets the linked members of a source family vote for the registry family it is.
//
// Every padan person row votes for the family (KK) of its registry person. The source family goes to
// the registry family with the most votes; of equally many, to the one with the same KK number, then to
// the smallest KK. Without a vote it goes to the registry family with the same KK number, if there is one.
//
// threads: `add` from one thread, `finish` once, look-ups from any thread after that.
// memory: 16 bytes a person row, and 18 to 24 a KK; sorting takes 20 more a row.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/store/flat_index.h"
#include "engine/store/registry.h"
#include "engine/store/source_rows.h"

namespace engine {

enum class FamilyLinkBasis : std::uint8_t { kNone, kVotes, kSameKk };

struct FamilyLink {
  FamilyRow family = kNoRow;
  std::uint32_t votes = 0;
  FamilyLinkBasis basis = FamilyLinkBasis::kNone;
  bool same_kk = false;      // the registry family bears the source's KK number
  bool has_members = false;  // the source's persons file has rows of this KK
};

class FamilyVotes {
 public:
  // `family` is the registry family of a padan row, or kNoRow for any other row; `row` its baris.
  void add(NomorKk source_kk, FamilyRow family, std::uint64_t row) {
    if (source_kk.value != 0) votes_.push_back({source_kk.value, family, static_cast<std::uint32_t>(row)});
  }
  void add(const FamilyVotes& other);
  void finish();

  FamilyLink link(NomorKk source_kk, const FamilyTable& registry) const;
  // links[i] is that of rows[i]; look-ups are kept in flight.
  void link(std::span<const FamilyRecord> rows, const FamilyTable& registry, std::span<FamilyLink> links) const;

  // Person rows whose KK does not stand in `family_kks` (ascending): members without a family row, and the
  // first of them.
  struct Strays {
    std::uint64_t rows = 0;
    std::uint64_t first_row = 0;
    NomorKk first_kk;
  };
  Strays members_without_family(const std::vector<std::uint64_t>& family_kks) const;

 private:
  struct Vote {
    std::uint64_t kk;
    FamilyRow family;
    std::uint32_t row;
  };
  FamilyLink link_at(std::uint32_t group, NomorKk source_kk, const FamilyTable& registry) const;

  std::vector<Vote> votes_;                // ascending by KK, family, row
  std::vector<std::uint64_t> kks_;         // those that have votes
  std::vector<std::uint32_t> first_vote_;  // of each
  FlatIndex index_;                        // of kks_
};

}  // namespace engine
