// Holds what a model may ask of a family: catalogue codes, counts and measures, and aggregates of its
// members. Row i is family i of the registry, in region order.
//
// missing: kMissingCode, kMissingNumber, kMissingAggregate.
// memory: 27 nibbles + 6 × 2 + 22 × 1 bytes = 47.5 bytes a family.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/store/catalogue.h"
#include "engine/store/nibble_tiles.h"

namespace engine {

// Aggregates of the members who count (not flagged dead, not the second row of a duplicate cluster).
// Counts saturate at 254. Ages are whole years at the registry's reference date.
enum class MemberAggregate : std::uint8_t {
  kMembers,  // members who count
  kAge0to6,
  kAge7to12,
  kAge13to15,
  kAge16to18,
  kAge19to59,
  kAge60up,            // members by age; unknown birth date: none
  kHeadAge,            // years; missing without a head or its birth date
  kHeadSex,            // 1 male, 2 female
  kHeadSchooling,      // ladder 0..7, see schooling_ladder
  kHighestSchooling,   // highest ladder step among members
  kHeadWorking,        // status_bekerja 1 yes, 2 no
  kHeadSector,         // lapangan_usaha 1..26
  kHeadJobStatus,      // status_dalam_pekerjaan 1..8
  kWorking,            // members with status_bekerja = 1
  kInSchool,           // members with partisipasi_sekolah = 2
  kDisabled,           // members with any disability item of 1 or 2
  kDependencyPercent,  // 100 × (members under 15 or 65 and over) / members aged 15-64, at most 250; 250 without the
                       // latter
  // Members by completed schooling, each step with all above it: for shares of members (engine/pmt/model.h).
  kCompletedPrimary,
  kCompletedLowerSecondary,
  kCompletedUpperSecondary,
  kCompletedDiploma,  // D1 or more
};
inline constexpr std::size_t kMemberAggregateCount = 22;
inline constexpr std::uint8_t kMissingAggregate = 0xFF;

// Name used in models for each aggregate, e.g. "anggota", "kepala_ijazah".
std::string_view aggregate_name(MemberAggregate aggregate);
// What it is, in words (Bahasa Indonesia).
std::string_view aggregate_label(MemberAggregate aggregate);

// Maps ijazah_tertinggi 1..23 to a ladder: 0 none (23), 1 primary (1-5), 2 lower secondary (6-10),
// 3 upper secondary (11-17), 4 diploma D1-D3 (18), 5 D4/S1 (19) and profession (20), 6 S2 (21), 7 S3 (22).
// 0 and codes above 23 give kMissingAggregate.
std::uint8_t schooling_ladder(std::uint8_t certificate);

struct FamilyIndicators {
  NibbleTiles codes;                                                        // column = FamilyCode
  std::array<std::vector<std::uint16_t>, kFamilyNumberCount> numbers;       // by FamilyNumber
  std::array<std::vector<std::uint8_t>, kMemberAggregateCount> aggregates;  // by MemberAggregate

  std::size_t size() const { return codes.rows(); }
  void resize(std::size_t families);
};

}  // namespace engine
