// Lists the columns of the DTSEN catalogue: names, which table, what values, which ones the engine uses.
//
// Source: the DTSEN metadata (January 2026), a provincial catalogue and the Regsosek 2022 entry
// checks, which agree on names and codes. A coded column holds small integers; 0xF is missing, so a
// code fits in a nibble. Merged codes (floor 10, roof 9, water 12, power 6-7, fuel 12, sewage 7)
// are codes of their own.
//
// threads: immutable. cost: the look-up is a hash probe.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace engine {

// The coded columns of a family, in the order of the nibble columns of FamilyIndicators.
enum class FamilyCode : std::uint8_t {
  kHomeOwnership,
  kFloor,
  kWall,
  kRoof,
  kWater,
  kLighting,
  kPower,
  kFuel,
  kToilet,
  kCloset,
  kSewage,
  kGasCylinder,
  kFridge,
  kAircon,
  kWaterHeater,
  kLandline,
  kTelevision,
  kGold,
  kComputer,
  kMotorcycle,
  kBicycle,
  kCar,
  kBoat,
  kMotorboat,
  kSmartphone,
  kOtherLand,
  kOtherHouse,
};
inline constexpr std::size_t kFamilyCodeCount = 27;
inline constexpr std::uint8_t kMissingCode = 0xF;

// The counts and measures of a family, 16 bits each.
enum class FamilyNumber : std::uint8_t { kFloorArea, kCattle, kBuffalo, kHorses, kPigs, kGoats };
inline constexpr std::size_t kFamilyNumberCount = 6;
inline constexpr std::uint16_t kMissingNumber = 0xFFFF;

// The columns of a person that the engine reads besides the six required ones.
enum class PersonCode : std::uint8_t {
  kRelation,    // status_hubungan_keluarga 1-9
  kMarital,     // status_kawin 1-5
  kAttendance,  // partisipasi_sekolah 1-3
  kSchooling,   // ijazah_tertinggi 1-23 (23 = no certificate)
  kWorking,     // status_bekerja 1-2
  kSector,      // lapangan_usaha 1-26
  kJobStatus,   // status_dalam_pekerjaan 1-8
  kDisabilitySight,
  kDisabilityHearing,
  kDisabilityWalking,
  kDisabilityHands,
  kDisabilityMind,
  kDisabilitySelfCare,
  kDisabilitySpeech,
  kDisabilityBehaviour,
  kDisabilityMental,  // 1 cannot ... 4 none
};
inline constexpr std::size_t kPersonCodeCount = 16;

struct CodedColumn {
  std::string_view name;  // header cell
  std::uint8_t lowest = 0;
  std::uint8_t highest = 0;
  std::string_view label;  // what it is, in Bahasa Indonesia
};

std::span<const CodedColumn, kFamilyCodeCount> family_codes();
std::span<const CodedColumn, kPersonCodeCount> person_codes();

struct NumberColumn {
  std::string_view name;
  std::uint16_t lowest = 0;
  std::uint16_t highest = 0;
  std::string_view label;
};
std::span<const NumberColumn, kFamilyNumberCount> family_numbers();

// Catalogue columns that are accepted and not used by the engine, for either table.
std::span<const std::string_view> unused_columns();

// The codes of a column that stand for any of several others, as sources write that do not tell these apart.
std::span<const std::uint8_t> merged_codes(FamilyCode column);

// What a code means, in Bahasa Indonesia; empty for a code without a meaning of its own.
std::string_view code_meaning(FamilyCode column, std::uint8_t code);

inline const CodedColumn& column_of(FamilyCode code) { return family_codes()[static_cast<std::size_t>(code)]; }

}  // namespace engine
