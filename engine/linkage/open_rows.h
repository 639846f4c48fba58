// The rows of one source while it is linked: what is kept of each until all are known.
//
// A row is closed as soon as it is read where the registry person of its NIK agrees in name, birth date and sex
// (closes); every other row is open until its family, its rivals and all its candidates are known (resolve_group.h).
//
// order: rows in the order of the source, open rows too. memory: 32 bytes a row, and 48 and its name an open row.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/linkage/bits.h"
#include "engine/linkage/person_agreement.h"
#include "engine/store/registry.h"

namespace engine {

enum class MatchState : std::uint8_t { kPadan, kRagu, kKonflik, kTidakPadan };
inline const char* match_state_name(MatchState state) {
  constexpr const char* kNames[] = {"padan", "ragu", "konflik", "tidak_padan"};
  return kNames[static_cast<int>(state)];
}

// What became of a row.
struct PersonLink {
  PersonRow person = kNoRow;      // padan, ragu: the best candidate; konflik: who bears the NIK; tidak_padan: kNoRow
  WeightUnits weight = 0;         // of that person against chance, 1/1024 bit
  std::uint16_t probability = 0;  // 1/10,000, rounded down
  MatchState state = MatchState::kTidakPadan;
};

// How good the evidence of a link is, 0 to 100: which of several linked rows speaks for a person.
inline unsigned evidence_grade(const PersonLink& link) { return link.probability / 100u; }

struct LinkRow {
  std::uint64_t kk = 0;         // 0 = empty
  PersonRow bearer = kNoRow;    // the registry person of the row's NIK
  std::uint32_t open = kNoRow;  // its open row; kNoRow: closed
  PersonLink link;              // the weight of a closed row is the rarity of its name, 0 where that is equal
  std::uint16_t joint = 0;      // joint_level and name of a closed row
  NameLevel name = NameLevel::kMissing;
  bool closed() const { return open == kNoRow; }
};

// Whether a row with these levels against the person who bears its NIK is that person, whatever else there is.
constexpr bool closes(BirthLevel birth, SexLevel sex, NameLevel name) {
  const bool near_birth = birth != BirthLevel::kOther && birth != BirthLevel::kSameYear &&
                          birth != BirthLevel::kDefaultOther && birth != BirthLevel::kYearFarOff;
  const NameLevel least = birth == BirthLevel::kMissing ? NameLevel::kEqualButMinor : NameLevel::kSimilar;
  return near_birth && sex != SexLevel::kOther && name <= least;
}

struct OpenRow {
  std::uint64_t nik = 0;
  std::uint64_t name_at = 0;  // in OpenRows::names
  std::uint32_t row = 0;      // index of its LinkRow
  VillageIndex village = kUnknownVillage;
  std::uint32_t attributes = 0;  // PersonAttributes without rank and similarity
  Day birth = kNoDate;
  std::uint16_t name_size = 0;
  Sex sex = Sex::kUnknown;
};

struct OpenRows {
  std::vector<OpenRow> rows;
  std::string names;  // normalised, end to end

  std::string_view name(const OpenRow& row) const { return {names.data() + row.name_at, row.name_size}; }
};

}  // namespace engine
