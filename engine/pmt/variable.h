// Names what a PMT feature may look at: a coded family column, a family number or a member aggregate.
//
// Names are those of the catalogue (engine/store/catalogue.h) and of the aggregates
// (engine/store/family_indicators.h); all are distinct.
// missing: `value_of` gives nothing for a missing cell and for a value outside its range.
// threads: immutable. cost: a name look-up is linear in the 51 variables.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/family_indicators.h"

namespace engine {

enum class VariableTable : std::uint8_t { kCode, kNumber, kAggregate };

struct Variable {
  VariableTable table = VariableTable::kCode;
  std::uint8_t index = 0;  // FamilyCode, FamilyNumber or MemberAggregate

  friend bool operator==(const Variable&, const Variable&) = default;
};

inline Variable variable(FamilyCode code) { return {VariableTable::kCode, static_cast<std::uint8_t>(code)}; }
inline Variable variable(FamilyNumber number) { return {VariableTable::kNumber, static_cast<std::uint8_t>(number)}; }
inline Variable variable(MemberAggregate aggregate) {
  return {VariableTable::kAggregate, static_cast<std::uint8_t>(aggregate)};
}

// All variables: codes, numbers, aggregates, each in the order of its enumeration.
std::vector<Variable> all_variables();

std::string_view variable_name(Variable variable);
std::string_view variable_label(Variable variable);  // Bahasa Indonesia
std::optional<Variable> find_variable(std::string_view name);

// True for what has a short list of values with words of their own: codes and steps of schooling.
bool has_codes(Variable variable);

// True for codes without an order, whose values are names and not amounts.
bool is_nominal(Variable variable);

// The values that a non-missing cell may hold.
struct ValueRange {
  std::uint16_t lowest = 0;
  std::uint16_t highest = 0;
};
ValueRange value_range(Variable variable);

std::optional<std::uint16_t> value_of(const FamilyIndicators& indicators, Variable variable, std::size_t family);

// What a value means, in Bahasa Indonesia: "tanah", "tamat SD", or the number itself.
std::string value_in_words(Variable variable, std::uint16_t value);

}  // namespace engine
