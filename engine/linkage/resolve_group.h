// Weighs, for the open rows of one source family, every registry person they may be.
//
// A group is the rows with one KK number (a row without KK is a group of its own). Its candidates are the members of
// all registry families that something points to: the KK number, the families of rows that are already linked, the
// family of whoever bears a row's NIK, and the candidates of the wide passes; every open row is weighed against the
// members of them all. For each row the posterior over these persons, over a member of each family that the registry
// lacks, and over nobody, follows from link_model.h. It is taken twice: the second time the other open rows speak for
// their families with the probabilities of the first.
//
// A rival is another row that claims the same registry person. Where a source has a second row for a person at the
// rate `second_row`, a person claimed with probability o has the weight (1 − o) + o · second_row for every other row.
//
// What somebody has decided of a row (OpenDecision) holds: with the person it is, the row is there with probability 1,
// and whom it is not it cannot be. Both speak for families and against rivals as any other probability does.
//
// Two registry rows of one person (SecondRows) share their probability; the link goes to the likelier of the two.
//
// order: independent of the order of the rows of the group and of threads; ties go to the smaller registry row.
// threads: `resolve` is safe. cost: one comparison for each open row and member.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/linkage/link_model.h"
#include "engine/linkage/link_passes.h"
#include "engine/linkage/open_rows.h"
#include "engine/linkage/registry_duplicates.h"
#include "engine/store/region_tree.h"

namespace engine {

// A family to which closed rows of the source family are linked, and how many.
struct LinkedFamily {
  FamilyRow family = kNoRow;
  std::uint32_t rows = 0;
};

// A candidate that a wide pass has found for an open row.
struct WideCandidate {
  std::uint32_t open = 0;
  PersonRow person = kNoRow;
  PassMask passes = 0;
  friend auto operator<=>(const WideCandidate&, const WideCandidate&) = default;
};

// A decision about an open row; its family is always a candidate's.
struct OpenDecision {
  std::uint32_t open = 0;
  PersonRow person = kNoRow;
  bool same = false;  // true: the link; false: forbidden, with the other registry rows of that person
};

// Who claims each registry person, and how surely.
class Claims {
 public:
  struct Claim {
    PersonRow person = kNoRow;
    std::uint32_t open = 0;
    float probability = 0;
  };
  // `closed`: by registry person, how many closed rows are linked to it (255: or more). `claims`: of open rows.
  Claims(std::vector<std::uint8_t> closed, std::vector<Claim> claims);

  // Probability that a row other than `open` is this person.
  double of_others(PersonRow person, std::uint32_t open) const;

 private:
  std::vector<std::uint8_t> closed_;
  std::vector<Claim> claims_;  // ascending by person, then falling probability, then by open row
};

struct OpenLink {
  PersonRow person = kNoRow;  // the likeliest; kNoRow where there is no candidate
  double probability = 0;
  WeightUnits weight = 0;
  PersonRow second = kNoRow;  // the next likeliest other person
  double second_probability = 0;
  double bearer_probability = 0;  // of the one who bears the NIK
};

// What speaks for one candidate of a row, in bits against chance; the sum is the match weight.
struct CandidateEvidence {
  PersonRow person = kNoRow;
  std::size_t joint = 0;                 // joint_level
  NameLevel name = NameLevel::kMissing;  //
  WeightUnits joint_weight = 0;          // NIK, birth date and sex
  WeightUnits name_weight = 0;           //
  WeightUnits where_weight = 0;          // the family and the place the row points to
  WeightUnits rival_weight = 0;          // other rows that claim the person
  double probability = 0;
};

// A person a row may be, against being nobody of the registry.
struct PersonOdds {
  PersonRow person = kNoRow;   // the likeliest of the person's registry rows
  PersonRow counted = kNoRow;  // the one that counts
  double odds = 0, probability = 0;
  WeightUnits weight = 0;
};

struct LinkTables {
  const Registry* registry;
  const SecondRows* second_rows;
  const RegionTree* regions;
  const PersonNames* names;
};

class GroupResolver {
 public:
  static constexpr std::size_t kMostRows = 64;     // open rows of a group that are weighed together
  static constexpr std::size_t kMostMembers = 40;  // of a family that is looked at whole
  static constexpr std::size_t kMostFamilies = 32;

  // `second_row`: the rate of second rows of a person in the source.
  GroupResolver(const LinkTables& tables, const OpenRows& rows, const LinkModel& model, double second_row)
      : tables_(tables), rows_(rows), model_(model), second_row_(second_row) {}

  struct Group {
    std::uint64_t kk = 0;
    std::span<const LinkedFamily> linked;     // families of the closed rows
    std::size_t linked_rows = 0;              // closed rows, also of families that are not in `linked`
    std::span<const std::uint32_t> open;      // indices of open rows, at most kMostRows
    std::span<const PersonRow> bearers;       // of the NIK, by open row of the group
    std::span<const WideCandidate> wide;      // of these open rows
    std::span<const OpenDecision> decisions;  // of these open rows
  };
  // links[i] belongs to open[i]. `claims` and `counts` may be null.
  void resolve(const Group& group, const Claims* claims, std::span<OpenLink> links, ModelCounts* counts) const;
  // The persons each open row may be, without regard to rivals; `odds[i]` belongs to open[i].
  void odds(const Group& group, std::span<std::vector<PersonOdds>> odds) const;
  // The candidates of open[row], the likeliest first, ties by registry row.
  std::vector<CandidateEvidence> evidence(const Group& group, const Claims* claims, std::size_t row) const;

 private:
  LinkTables tables_;
  const OpenRows& rows_;
  const LinkModel& model_;
  double second_row_;
};

}  // namespace engine
