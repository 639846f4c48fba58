#include "tools/synth/noted_indicators.h"

#include "tools/synth/dwelling.h"
#include "tools/synth/livelihood.h"

namespace tools::synth {
namespace {

using engine::FamilyCode;
using engine::PersonCode;

// The catalogue's merged codes: ceramic, granite or tile; asbestos or zinc; bottled or refill; up to 900
// and above 900 VA; electricity or gas; no septic tank.
void merge_codes(IndicatorRow& row) {
  const auto replace = [&](FamilyCode code, std::initializer_list<int> from, std::uint8_t to) {
    for (const int f : from) row.code(code) = row.code(code) == f ? to : row.code(code);
  };
  replace(FamilyCode::kFloor, {1, 2, 4}, 10);
  replace(FamilyCode::kRoof, {3, 4}, 9);
  replace(FamilyCode::kWater, {1, 2}, 12);
  replace(FamilyCode::kPower, {1, 2}, 6);
  replace(FamilyCode::kPower, {3, 4, 5}, 7);
  replace(FamilyCode::kFuel, {1, 5, 6}, 12);
  replace(FamilyCode::kSewage, {3, 4, 5, 6}, 7);
}

// Keeps the catalogue's rules between columns after values of two dates were mixed.
void keep_rules(IndicatorRow& row) {
  const std::uint8_t fuel = row.code(FamilyCode::kFuel);
  row.code(FamilyCode::kGasCylinder) = fuel == 2 || fuel == 3 ? 1 : 2;
  if (row.code(FamilyCode::kLighting) != 1) row.code(FamilyCode::kPower) = engine::kMissingCode;
  if (row.code(FamilyCode::kToilet) > 3)
    row.code(FamilyCode::kCloset) = row.code(FamilyCode::kSewage) = engine::kMissingCode;
}

}  // namespace

IndicatorRow noted_indicators(Stream& stream, const SourceSpec& spec, const Family& family, std::uint32_t province) {
  IndicatorRow row = family.indicators;
  IndicatorRow other;
  const double then = 0.8 * family.welfare + 0.6 * stream.normal() - 0.1;
  furnish(stream, then, family.urban, province, family.members, other);
  for (std::size_t c = 0; c < engine::kFamilyCodeCount; ++c) {
    if (stream.chance(spec.drift)) row.codes[c] = other.codes[c];
  }
  for (std::size_t n = 0; n < engine::kFamilyNumberCount; ++n) {
    if (stream.chance(spec.drift)) row.numbers[n] = other.numbers[n];
  }
  keep_rules(row);
  if (spec.merged_codes && stream.chance(0.4)) merge_codes(row);
  const double missing = stream.chance(0.01) ? 0.9 : spec.missing;  // some families were hardly asked
  for (std::uint8_t& code : row.codes) {
    if (stream.chance(missing)) code = engine::kMissingCode;
  }
  for (std::uint16_t& number : row.numbers) {
    if (stream.chance(missing)) number = engine::kMissingNumber;
  }
  return row;
}

void note_livelihood(Stream& stream, const SourceSpec& spec, double welfare, bool urban, Person& person) {
  const bool school = stream.chance(spec.drift), work = stream.chance(spec.drift), health = stream.chance(spec.drift);
  if (school || work || health) {
    Person other = person;
    for (std::size_t c = static_cast<std::size_t>(PersonCode::kAttendance); c < engine::kPersonCodeCount; ++c)
      other.codes[c] = 0;
    assign_livelihoods(stream, 0.8 * welfare, urban, {&other, 1});
    const auto take = [&](PersonCode first, PersonCode last) {
      for (auto c = static_cast<std::size_t>(first); c <= static_cast<std::size_t>(last); ++c)
        person.codes[c] = other.codes[c];
    };
    if (school) take(PersonCode::kAttendance, PersonCode::kSchooling);
    if (work) take(PersonCode::kWorking, PersonCode::kJobStatus);
    if (health) take(PersonCode::kDisabilitySight, PersonCode::kDisabilityMental);
  }
  for (auto c = static_cast<std::size_t>(PersonCode::kAttendance); c < engine::kPersonCodeCount; ++c) {
    if (stream.chance(spec.missing)) person.codes[c] = 0;
  }
}

}  // namespace tools::synth
