// Describes the three sources: their files, columns, age, coverage and habits.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/store/catalogue.h"
#include "tools/synth/fault_table.h"

namespace tools::synth {

struct SourceSpec {
  std::string_view name;
  std::string_view date;  // reference date of the source
  int precedence = 1;
  char delimiter = ',';
  double families = 1;        // share of persons whose family is covered, on average
  double members = 1;         // share of their members covered
  double poor_tilt = 0;       // how strongly the poorer are preferred (logistic slope per σ of ln expenditure)
  double drift = 0;           // share of values that have changed or were noted otherwise
  double missing = 0;         // share of empty cells
  bool merged_codes = false;  // uses the catalogue's merged codes for some families
  std::vector<engine::PersonCode> person_codes;
  std::vector<engine::FamilyCode> family_codes;
  std::vector<engine::FamilyNumber> family_numbers;
};

const SourceSpec& source_spec(std::size_t source);

// Columns of its persons and families files, in order.
std::vector<std::string_view> person_columns(const SourceSpec& spec);
std::vector<std::string_view> family_columns(const SourceSpec& spec);

// Says how likely a family of some ln expenditure is in a source: logistic in ln expenditure, with the
// offset that gives the source's share over a sample of this nation's own law.
class Coverage {
 public:
  // `sample`: families drawn over the whole nation, with their members.
  struct Sampled {
    double ln_expenditure = 0;
    double members = 1;
  };
  explicit Coverage(const std::vector<Sampled>& sample);
  double of(std::size_t source, double ln_expenditure) const;

 private:
  std::array<double, kSourceCount> offset_{};
};

}  // namespace tools::synth
