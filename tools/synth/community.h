// Builds the true people of one unit: families, livelihoods, homes, expenditure, ids, and the registry's
// own duplicates. A pure function of the plan and the unit; about 150 bytes a person.
#pragma once

#include "tools/synth/fault_table.h"
#include "tools/synth/ids.h"
#include "tools/synth/nation_plan.h"
#include "tools/synth/people.h"
#include "tools/synth/source_spec.h"

namespace tools::synth {

// The second row of a person whom the registry holds twice.
struct RegistryDuplicate {
  std::uint32_t person = 0;  // in Community::persons
  std::uint64_t nik = 0, kk = 0;
  std::uint32_t village = 0;
  NameText name;
  engine::Day birth = 0;
  std::uint8_t relation = 1;
  Fault further = Fault::kNone;  // of the name or date, for those recorded in another district
};

struct People : Community {
  std::vector<RegistryDuplicate> duplicates;
  std::vector<std::uint32_t> family_of;  // by person
};

// Families drawn evenly over the persons of the plan: what coverage is solved from.
std::vector<Coverage::Sampled> sample_expenditure(const NationPlan& plan);

People build_people(const NationPlan& plan, const Unit& unit, const FaultTable& faults, IdIssuer& issuer);

// A family of the law at a place, without ids: what the survey asks. `persons` receives its members.
Family build_family(Stream& stream, std::uint32_t regency, std::uint32_t village, std::size_t limit,
                    std::vector<Person>& persons);

}  // namespace tools::synth
