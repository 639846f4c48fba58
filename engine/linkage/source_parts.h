// Shared by the files of SourceLinking (source_linking.h) alone.
//
//   source_linking.cpp     reading, and the order of the steps
//   source_groups.cpp      rows with one KK that are weighed together
//   source_learning.cpp    the model, learned on a sample of the groups
//   source_resolution.cpp  whom every open row is: families, wide passes, rivals, one to one
//   source_states.cpp      padan, ragu, konflik, tidak_padan, and what each pass found
//   source_evidence.cpp    what is shown of single rows
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/linkage/source_linking.h"

namespace engine {
namespace source_parts {

// By what the rows say, so that nothing depends on the order of the source.
bool before(const OpenRows& rows, std::uint32_t a, std::uint32_t b);

// Tells rows without a KK apart, the same for rows that say the same.
std::uint64_t key_of(const OpenRows& rows, std::uint32_t open);
std::uint64_t mix(std::uint64_t x);

// The families to which most rows are linked, with their rows; sorts `families`.
void linked_families(std::vector<FamilyRow>& families, std::vector<LinkedFamily>& linked);

std::span<const OpenDecision> decisions_of(const std::vector<OpenDecision>& decisions, std::uint32_t open);

}  // namespace source_parts

// Calls visit(group) for the open rows of a group, kMostRows at a time.
template <class Visit>
void SourceLinking::for_each_part(const Group& group, Visit visit) const {
  const PersonTable& persons = tables_.registry->persons;
  std::vector<FamilyRow> families;
  std::vector<LinkedFamily> linked;
  std::vector<std::uint32_t> open;
  std::vector<PersonRow> bearers;
  std::vector<WideCandidate> wide;
  std::vector<OpenDecision> decisions;
  for (std::uint32_t i = group.begin; i < group.end; ++i) {
    const LinkRow& row = rows_[by_kk_[i]];
    if (row.open == kNoRow) {
      families.push_back(persons.family[tables_.second_rows->counted(persons, row.link.person)]);
    } else {
      open.push_back(row.open);
    }
  }
  source_parts::linked_families(families, linked);
  std::sort(open.begin(), open.end(),
            [&](std::uint32_t a, std::uint32_t b) { return source_parts::before(open_, a, b); });
  for (std::size_t begin = 0; begin < open.size(); begin += GroupResolver::kMostRows) {
    const std::size_t end = std::min(open.size(), begin + GroupResolver::kMostRows);
    bearers.clear();
    wide.clear();
    decisions.clear();
    for (std::size_t i = begin; i < end; ++i) {
      bearers.push_back(rows_[open_.rows[open[i]].row].bearer);
      const auto range = std::equal_range(wide_.begin(), wide_.end(), WideCandidate{open[i], 0},
                                          [](const auto& a, const auto& b) { return a.open < b.open; });
      wide.insert(wide.end(), range.first, range.second);
      const auto decided = source_parts::decisions_of(decisions_, open[i]);
      decisions.insert(decisions.end(), decided.begin(), decided.end());
    }
    GroupResolver::Group part;
    part.kk = rows_[by_kk_[group.begin]].kk;
    part.linked = linked;
    part.linked_rows = families.size();
    part.open = std::span(open).subspan(begin, end - begin);
    part.bearers = bearers;
    part.wide = wide;
    part.decisions = decisions;
    visit(part);
  }
}

}  // namespace engine
