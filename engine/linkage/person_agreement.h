// How a source row and a registry person agree, field by field: the comparison levels of the linkage.
//
// NIK, birth date and sex are one field of joint levels: a NIK carries the date and the sex, so errors in one speak
// of the other two (design: joint levels; domain 3.1). The name is another, its levels those of compare_names with
// the similar ones split by how similar they are.
//
// missing: own levels. symmetric: yes. threads: safe. cost: word steps for the joint level; names see person_name.h.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/linkage/person_name.h"
#include "engine/store/date.h"
#include "engine/store/source_rows.h"
#include "kernels/compare_dates.h"
#include "kernels/compare_numbers.h"

namespace engine {

enum class NikLevel : std::uint8_t {
  kEqual,
  kSerialDigit,   // one digit of the serial differs
  kRegionDigit,   // one digit of the region
  kDateDigit,     // one digit of the date
  kAdjacentSwap,  //
  kOtherSerial,   // region and date are equal
  kTwoEdits,      //
  kOther,
  kMissing,
};
inline constexpr std::size_t kNikLevels = 9;

enum class BirthLevel : std::uint8_t {
  kEqual,
  kSwapped,          // day and month, or two neighbouring digits
  kYearOneOff,       //
  kYearFarOff,       // same day and month, years further apart
  kOneDigit,         //
  kDefaultEqual,     // the same default date
  kDefaultSameYear,  // a default date or the 15th, and the other agrees as far as it can
  kSameYearMonth,    //
  kSameYear,         //
  kDefaultNearYear,  // a side is a default date, years at most kNearYears apart
  kDefaultOther,     // a side is a default date of another year
  kOther,
  kMissing,
};
inline constexpr std::size_t kBirthLevels = 13;
inline constexpr int kNearYears = 3;  // an age that is guessed

enum class SexLevel : std::uint8_t { kEqual, kOther, kMissing };
inline constexpr std::size_t kSexLevels = 3;

inline constexpr std::size_t kJointLevels = kNikLevels * kBirthLevels * kSexLevels;
constexpr std::size_t joint_level(NikLevel nik, BirthLevel birth, SexLevel sex) {
  return (static_cast<std::size_t>(nik) * kBirthLevels + static_cast<std::size_t>(birth)) * kSexLevels +
         static_cast<std::size_t>(sex);
}
constexpr NikLevel nik_of(std::size_t joint) { return static_cast<NikLevel>(joint / (kBirthLevels * kSexLevels)); }
constexpr BirthLevel birth_of(std::size_t joint) { return static_cast<BirthLevel>(joint / kSexLevels % kBirthLevels); }
constexpr SexLevel sex_of(std::size_t joint) { return static_cast<SexLevel>(joint % kSexLevels); }

enum class NameLevel : std::uint8_t {
  kEqual,
  kEqualBySpelling,
  kEqualButMinor,
  kInitials,
  kVerySimilar,
  kSimilar,
  kSubset,
  kSubsetVerySimilar,
  kSubsetSimilar,
  kPartly,
  kLittle,
  kDifferent,
  kMissing,
};
inline constexpr std::size_t kNameLevels = 13;

NikLevel nik_level(kernels::PackedDigits a, kernels::PackedDigits b);
BirthLevel birth_level(Day a, Day b);
SexLevel sex_level(Sex a, Sex b);
NameLevel name_level(const NameComparison& comparison);

}  // namespace engine
