// Links the rows of one source to registry persons: the outline of the link stage.
//
//   read      each batch as it comes: rows that agree with the registry person of their NIK are closed
//   finish    the rest (open_rows.h): learn the model on a sample of families (link_model.h), weigh every open row
//             against the families that something points to (resolve_group.h), look further for those that remain
//             without a person (wide_candidates.h), let rivals for one registry person contend, and choose the states
//
// states: padan       the link is as sure as `kMostFalse` wants it for all padan rows of the source together, and at
//                     least `kLeastPadan`
//         ragu        less sure, and at least 0.5
//         konflik     not linked, and somebody else bears the row's NIK
//         tidak_padan not linked
// A source with one row a person is linked one to one (one_to_one.h) instead of by contending rivals. Of rows that
// agree in all with one person, the one with the smallest KK is linked, the others are konflik; what is decided comes
// first.
//
// order: links in the order of the rows; the same for any order of rows, threads and batches.
// threads: `read` from many; the others from one, parallel inside. memory: see open_rows.h.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "engine/linkage/link_options.h"
#include "engine/linkage/open_rows.h"
#include "engine/linkage/resolve_group.h"
#include "engine/run_summary.h"

namespace engine {

// The share of false links among padan rows that the model may expect.
inline constexpr double kMostFalse = 0.001;
// The least probability of a padan row, in 1/10,000: no single link is a mere guess, however sure all others are.
inline constexpr std::size_t kLeastPadan = 8'000;

// Processor seconds of all threads, by phase; volatile.
struct LinkCost {
  double group = 0, learn = 0, resolve = 0, wide = 0, rivals = 0, states = 0;
};

struct LinkReport {
  std::uint64_t rows = 0, closed = 0, open = 0;
  std::uint64_t wide_rows = 0, wide_pairs = 0;
  double padan_probability = 1;  // rows at least as sure are padan
  double false_links = 0;        // expected among padan, as a share
  double missed_links = 0;       // expected among the rows that are not padan, as a share of all rows
  double second_row_rate = 0;
  PassCounts passes;
  LinkParameters model;
  LinkCost cost;
  bool fixed_model = false;                           // taken as it was given
  bool continued_model = false;                       // learned on from one that was given
  std::uint64_t decided_same = 0, decided_other = 0;  // pairs of decisions
};

// A link as somebody looks at it: the best candidate of an open row, and how the two agree.
struct ReviewRow {
  PersonRow person = kNoRow;
  WeightUnits weight = 0;
  std::uint16_t probability = 0;  // 1/10,000
  std::size_t joint = 0;          // joint_level
  NameLevel name = NameLevel::kMissing;
};

LinkSummary summary_of(const LinkReport& report);

class SourceLinking {
 public:
  // Closed rows by their levels.
  struct ClosedCounts {
    std::array<std::uint64_t, kJointLevels> joint{};
    std::array<std::uint64_t, kNameLevels> name{};
    void add(const ClosedCounts& other);
  };
  struct Batch {
    std::vector<LinkRow> rows;
    OpenRows open;
    ClosedCounts closed;
    std::vector<OpenDecision> decisions;  // ascending by open row of the batch
  };

  SourceLinking(const LinkTables& tables, const LinkModel& start, LinkOptions options);

  // `bearers`: by row of the batch, the registry person of its NIK.
  Batch read(const PersonBatch& batch, std::span<const PersonRow> bearers) const;
  void add(Batch&& batch);
  LinkReport finish();

  // The NIK of a row; 0 = empty.
  std::uint64_t nik_of(std::size_t row) const {
    const LinkRow& r = rows_[row];
    return r.open == kNoRow ? tables_.registry->persons.nik[r.bearer] : open_.rows[r.open].nik;
  }
  // The link of a row; the weight of a closed one is made when it is asked for: NIK, birth date, sex and name alone.
  PersonLink link_with_weight(std::size_t row) const;
  // What speaks for the candidates of a row, the likeliest first; a closed row has the one. After `finish`; looks
  // through all groups.
  std::vector<CandidateEvidence> evidence(std::size_t row) const;
  // Rows of links around the probability of padan and around 0.5, at most `most`, ascending. Drawn by what the rows
  // say and by `seed`, so that neither the order of rows nor threads matter.
  std::vector<std::size_t> sample_for_review(std::size_t most, std::uint64_t seed) const;
  ReviewRow review(std::size_t row) const;
  // What was decided of a row: true where it is a person, false where it is not one or several.
  std::optional<bool> decision(std::size_t row) const;
  // The likeliest person of an open row, whatever the state: kNoRow where nobody was weighed.
  const OpenLink& likeliest(std::uint32_t open) const { return links_[open]; }
  const std::vector<LinkRow>& rows() const { return rows_; }
  const OpenRows& open() const { return open_; }

 private:
  struct Group {
    std::uint32_t begin = 0, end = 0;  // in by_kk_
  };
  bool close(LinkRow& row, Day birth, Sex sex, std::string_view name, RowName& scratch) const;
  WeightUnits name_weight_of_closed(const LinkRow& row) const;
  void find_second_rows();
  void group_by_kk();
  template <class Visit>
  void for_each_part(const Group& group, Visit visit) const;
  void count_closed(const Group& group, SureCounts& counts) const;
  void train();
  ModelCounts learn_from(std::uint32_t one_in);
  bool in_sample(std::uint64_t kk, std::uint32_t open, std::uint32_t one_in) const;
  std::pair<std::size_t, NameLevel> agreement(const OpenRow& row, PersonRow person) const;  // joint level, name level
  void count_decisions(ModelCounts& counts, std::uint32_t one_in) const;
  void resolve_groups(const std::vector<Group>& groups, const Claims* claims);
  std::vector<Group> groups_with(const std::vector<bool>& wanted) const;
  PassMask passes_of(std::uint32_t open, std::span<const LinkedFamily> linked) const;
  void count_passes(PassCounts& counts) const;
  Claims claims() const;
  void look_further(LinkReport& report);
  void let_rivals_contend();
  std::vector<bool> hold_persons();
  void link_rows_one_to_one();
  void choose_states(LinkReport& report);

  LinkTables tables_;
  LinkModel model_;
  LinkOptions options_;
  double second_row_rate_ = 0.005;
  std::size_t closed_padan_ = 0;      // closed rows that are linked
  std::uint16_t padan_cut_ = 10'000;  // 1/10,000

  std::vector<LinkRow> rows_;
  OpenRows open_;
  ClosedCounts closed_;
  SureCounts sure_;                      // closed rows of `groups_`
  std::vector<OpenDecision> decisions_;  // ascending by open row
  std::vector<std::uint32_t> by_kk_;     // rows of KKs that have an open row, ascending by KK, then by row
  std::vector<Group> groups_;            // with an open row
  std::vector<WideCandidate> wide_;      // ascending
  std::vector<OpenLink> links_;          // by open row
  std::optional<Claims> rivals_;         // with which contested groups were weighed
};

}  // namespace engine
