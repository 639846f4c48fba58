// Links the rows of one source to registry persons: the outline of the link stage.
//
//   read      each batch as it comes: rows whose NIK, name, birth date and sex are a registry person's are closed
//   finish    the rest (open_rows.h): learn the model on a sample of families (link_model.h), weigh every open row
//             against the families that something points to (resolve_group.h), look further for those that remain
//             without a person (wide_candidates.h), let rivals for one registry person contend, and choose the states
//
// states: padan       the link is as sure as `kMostFalse` wants it for all padan rows of the source together
//         ragu        less sure, and at least 0.5
//         konflik     not linked, and somebody else bears the row's NIK
//         tidak_padan not linked
// order: links in the order of the rows; the same for any order of rows, threads and batches.
// threads: `read` from many; the others from one, parallel inside. memory: see open_rows.h.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/linkage/open_rows.h"
#include "engine/linkage/resolve_group.h"
#include "engine/run_summary.h"

namespace engine {

// The share of false links among padan rows that the model may expect.
inline constexpr double kMostFalse = 0.001;

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
  LinkModel::Shown model;
  LinkCost cost;
};

LinkSummary summary_of(const LinkReport& report);

class SourceLinking {
 public:
  struct Batch {
    std::vector<LinkRow> rows;
    OpenRows open;
  };

  // `one_row_per_person`: the source says that it has no second rows.
  SourceLinking(const LinkTables& tables, const LinkModel& start, bool one_row_per_person)
      : tables_(tables), model_(start), one_row_per_person_(one_row_per_person) {}

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
  // What speaks for the candidates of an open row, the likeliest first; nothing for a closed one. After `finish`; looks
  // through all groups.
  std::vector<CandidateEvidence> evidence(std::size_t row) const;
  // The likeliest person of an open row, whatever the state: kNoRow where nobody was weighed.
  const OpenLink& likeliest(std::uint32_t open) const { return links_[open]; }
  const std::vector<LinkRow>& rows() const { return rows_; }
  const OpenRows& open() const { return open_; }

 private:
  struct Group {
    std::uint32_t begin = 0, end = 0;  // in by_kk_
  };
  void find_second_rows();
  void group_by_kk();
  template <class Visit>
  void for_each_part(const Group& group, Visit visit) const;
  ModelCounts learn_from(std::uint32_t one_in);
  void resolve_groups(const std::vector<Group>& groups, const Claims* claims);
  std::vector<Group> groups_with(const std::vector<bool>& wanted) const;
  PassMask passes_of(std::uint32_t open, std::span<const LinkedFamily> linked) const;
  void count_passes(PassCounts& counts) const;
  Claims claims() const;
  void look_further(LinkReport& report);
  void let_rivals_contend();
  void choose_states(LinkReport& report);

  LinkTables tables_;
  LinkModel model_;
  bool one_row_per_person_;
  double second_row_rate_ = 0.005;

  std::vector<LinkRow> rows_;
  OpenRows open_;
  std::vector<std::uint32_t> by_kk_;  // rows of KKs that have an open row, ascending by KK, then by row
  std::vector<Group> groups_;         // with an open row
  std::vector<WideCandidate> wide_;   // ascending
  std::vector<OpenLink> links_;       // by open row
  std::optional<Claims> rivals_;      // with which contested groups were weighed
};

}  // namespace engine
