// Collects what stands behind one family while a run streams by: the source rows that link to its
// members and the source families that reach it. Used by `desil explain`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/linkage/family_votes.h"
#include "engine/linkage/resolve_group.h"
#include "engine/store/source_rows.h"

namespace io {

struct PersonEvidence {
  std::string source;
  engine::PersonRecord record;
  std::string name;  // normalised
  engine::PersonLink link;
  std::vector<engine::CandidateEvidence>
      candidates;                // the likeliest first, at most two; none where the row agrees in all
  std::uint64_t second_nik = 0;  // of the second one, 0 = none
  std::optional<bool> decision;  // of people: true where the row is a person, false where it is not one
};

struct FamilyEvidence {
  std::string source;
  std::uint8_t rank = 0;  // of the source; the lowest used is the one whose indicators count
  engine::FamilyRecord record;
  engine::FamilyLink link;
  bool winner = false;  // stands for the family among the rows of its source
};

struct EvidenceOfFamily {
  std::uint64_t kk = 0;                  // the watched family
  std::vector<PersonEvidence> persons;   // order of the run file, then baris
  std::vector<FamilyEvidence> families;  // order of the run file, then baris
};

}  // namespace io
