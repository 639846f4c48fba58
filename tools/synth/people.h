// Holds the true persons and families of a unit, before any source has written them down.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/store/catalogue.h"
#include "engine/store/date.h"
#include "engine/store/family_indicators.h"
#include "tools/synth/name_stock.h"
#include "tools/synth/name_text.h"

namespace tools::synth {

// Registry reference date: ages, births and KK dates lie before it.
inline constexpr int kReferenceYear = 2026, kReferenceMonth = 7, kReferenceDayOfMonth = 10;
engine::Day reference_day();

struct Person {
  std::uint64_t nik = 0;
  std::uint64_t second_nik = 0;  // of a registry duplicate, else 0
  NameText name;
  engine::Day birth = 0;      // as registered
  engine::Day nik_birth = 0;  // as it was when the NIK was issued
  std::uint8_t age = 0;
  bool male = false;
  bool dead = false;
  std::uint8_t schooling_step = 0;                             // 0..7, see engine::schooling_ladder
  std::array<std::uint8_t, engine::kPersonCodeCount> codes{};  // by PersonCode; 0 = does not apply

  std::uint8_t& code(engine::PersonCode c) { return codes[static_cast<std::size_t>(c)]; }
  std::uint8_t code(engine::PersonCode c) const { return codes[static_cast<std::size_t>(c)]; }
};

// What a PMT model may look at; one row of engine::FamilyIndicators.
struct IndicatorRow {
  std::array<std::uint8_t, engine::kFamilyCodeCount> codes{};
  std::array<std::uint16_t, engine::kFamilyNumberCount> numbers{};
  std::array<std::uint8_t, engine::kMemberAggregateCount> aggregates{};

  std::uint8_t& code(engine::FamilyCode c) { return codes[static_cast<std::size_t>(c)]; }
  std::uint8_t code(engine::FamilyCode c) const { return codes[static_cast<std::size_t>(c)]; }
  std::uint16_t& number(engine::FamilyNumber n) { return numbers[static_cast<std::size_t>(n)]; }
  std::uint8_t& aggregate(engine::MemberAggregate a) { return aggregates[static_cast<std::size_t>(a)]; }
};

struct Family {
  std::uint64_t kk = 0;
  std::uint64_t old_kk = 0;        // the number before the last change
  std::uint32_t first_person = 0;  // range in Unit persons
  std::uint32_t members = 0;
  std::uint32_t village = 0;      // index
  std::uint32_t old_village = 0;  // where it lived before
  Custom custom = Custom::kJava;
  bool urban = false;
  double welfare = 0;               // latent, standard normal
  IndicatorRow indicators;          // true values
  std::int32_t ln_expenditure = 0;  // ln rupiah per person per month × 2^24
};

struct Community {
  std::vector<Person> persons;
  std::vector<Family> families;
};

}  // namespace tools::synth
