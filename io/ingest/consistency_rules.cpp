#include "io/ingest/consistency_rules.h"

#include <algorithm>
#include <array>

namespace io {
namespace {

using engine::FamilyCode;
using engine::PersonCode;

constexpr std::uint8_t kYes = 1, kNo = 2;
constexpr std::uint8_t kNoElectricLight = 4;
constexpr std::uint8_t kElpiji5Kg = 2, kElpiji12Kg = 3, kElectricityOrGas = 12;
constexpr std::uint8_t kPublicToilet = 4, kUnusedToilet = 5, kNoToilet = 6;
constexpr std::uint8_t kNeverAtSchool = 1, kNoDiploma = 23;
constexpr std::array kElectricGoods = {FamilyCode::kFridge, FamilyCode::kAircon, FamilyCode::kWaterHeater,
                                       FamilyCode::kTelevision, FamilyCode::kComputer};

engine::Findings bit_if(bool holds, Quality quality) {
  return static_cast<engine::Findings>(holds) << static_cast<unsigned>(quality);
}

}  // namespace

engine::Findings family_contradictions(const engine::FamilyRecord& family) {
  const auto code = [&](FamilyCode column) { return family.codes[static_cast<std::size_t>(column)]; };
  const auto given = [&](FamilyCode column) { return code(column) != engine::kMissingCode; };
  const std::uint8_t cylinder = code(FamilyCode::kGasCylinder), fuel = code(FamilyCode::kFuel);
  const bool elpiji = fuel == kElpiji5Kg || fuel == kElpiji12Kg;
  const bool other_fuel = given(FamilyCode::kFuel) && !elpiji && fuel != kElectricityOrGas;
  const bool dark = code(FamilyCode::kLighting) == kNoElectricLight;
  const bool goods = std::any_of(kElectricGoods.begin(), kElectricGoods.end(),
                                 [&](FamilyCode column) { return code(column) == kYes; });
  const std::uint8_t toilet = code(FamilyCode::kToilet);
  const bool unused = toilet == kUnusedToilet || toilet == kNoToilet;
  return bit_if(cylinder == kYes && other_fuel, Quality::kGasNoElpiji) |
         bit_if(elpiji && cylinder == kNo, Quality::kElpijiNoGas) | bit_if(dark && goods, Quality::kElectricNoPower) |
         bit_if((unused || toilet == kPublicToilet) && given(FamilyCode::kCloset), Quality::kClosetNoToilet) |
         bit_if(unused && given(FamilyCode::kSewage), Quality::kSewageNoToilet);
}

engine::Findings person_contradictions(const engine::PersonRecord& person, const UnderTwo& under_two) {
  const auto code = [&](PersonCode column) { return person.codes[static_cast<std::size_t>(column)]; };
  const auto first_item = person.codes.begin() + static_cast<std::ptrdiff_t>(PersonCode::kDisabilitySight);
  const bool asked = std::any_of(first_item, person.codes.end(), [](std::uint8_t item) { return item != 0; });
  const bool job = code(PersonCode::kSector) != 0 || code(PersonCode::kJobStatus) != 0;
  const std::uint8_t diploma = code(PersonCode::kSchooling);
  return bit_if(asked && under_two.holds(person.birth), Quality::kDisabilityUnderTwo) |
         bit_if(code(PersonCode::kWorking) == kNo && job, Quality::kJobNotWorking) |
         bit_if(code(PersonCode::kAttendance) == kNeverAtSchool && diploma != 0 && diploma != kNoDiploma,
                Quality::kDiplomaNoSchool);
}

UnderTwo UnderTwo::at(engine::Day date) {
  if (date == engine::kNoDate) return {};
  const engine::CivilDate civil = engine::civil_from_day(date);
  const bool leap_day = civil.month == 2 && civil.day == 29;
  const auto from = engine::day_from_civil(civil.year - 2, civil.month, leap_day ? 28 : civil.day);
  return {from ? int{*from} : -1, date};
}

}  // namespace io
