#include "tools/synth/flag_lists.h"

#include "tools/synth/table_text.h"

namespace tools::synth {
namespace {

using engine::FamilyCode;
using engine::PersonCode;

enum List : std::size_t {
  kDied,
  kCivilServant,
  kPensioner,
  kTeacher,
  kBusiness,
  kWage,
  kVillageOfficial,
  kElectricity,
  kVehicle,
  kTax,
  kHealthInsurance,
  kPupil
};

constexpr std::array<FlagList, kFlagCount> kLists = {{
    {"meninggal", false},
    {"asn", false},
    {"pensiunan", false},
    {"guru", false},
    {"usaha", false},
    {"upah", false},
    {"perangkat_desa", false},
    {"pln", true},
    {"kendaraan", false},
    {"pajak", false},
    {"bpjs_kesehatan", false},
    {"dapodik", false},
}};

// Chance that the list holds this person.
double chance_of(List list, const Person& person, const Family& family) {
  const int age = person.age, step = person.schooling_step, status = person.code(PersonCode::kJobStatus);
  const double welfare = family.welfare;
  switch (list) {
    case kCivilServant: return status == 5 && age < 61 ? 0.85 : 0;
    case kPensioner: return age >= 58 && step >= 3 && person.code(PersonCode::kWorking) == 2 ? 0.3 : 0;
    case kTeacher: return status == 4 && person.code(PersonCode::kSector) == 22 && step >= 5 ? 0.4 : 0;
    case kBusiness: return status == 3 ? 0.30 + 0.1 * welfare : status == 1 && welfare > 1 ? 0.03 : 0;
    case kWage: return status == 4 && step >= 2 ? 0.30 + 0.10 * welfare : 0;
    case kVillageOfficial: return age >= 25 && age < 60 && step >= 3 ? 0.006 : 0;
    case kVehicle:
      return family.indicators.code(FamilyCode::kCar) == 1 && person.code(PersonCode::kRelation) == 1 ? 0.8 : 0;
    case kTax: return status >= 1 && status <= 5 && welfare > 0.5 ? 0.25 : 0;
    case kHealthInsurance: return status == 4 ? 0.35 + 0.1 * welfare : status == 5 ? 0.9 : 0;
    case kPupil: return person.code(PersonCode::kAttendance) == 2 && age >= 5 && age < 20 ? 0.93 : 0;
    default: return 0;
  }
}

}  // namespace

const std::array<FlagList, kFlagCount>& flag_lists() { return kLists; }

void append_flags(const NationPlan& plan, const Unit& unit, const People& people,
                  std::array<std::string, kFlagCount>& out) {
  const auto line = [&](List list, std::uint64_t key) {
    append_padded(out[list], key, 16);
    out[list] += '\n';
  };
  for (std::uint32_t f = 0; f < people.families.size(); ++f) {
    const Family& family = people.families[f];
    Stream stream = stream_of(plan.seed, Purpose::kFlags, unit.index, f);
    const std::uint8_t power = family.indicators.code(FamilyCode::kPower);
    if (power != engine::kMissingCode && (power >= 3 ? stream.chance(0.9) : power == 2 && stream.chance(0.3)))
      line(kElectricity, family.kk);
    for (std::uint32_t p = family.first_person; p < family.first_person + family.members; ++p) {
      const Person& person = people.persons[p];
      if (person.dead) {
        line(kDied, person.nik);
        if (person.second_nik != 0) line(kDied, person.second_nik);
        continue;
      }
      for (std::size_t list = kCivilServant; list < kFlagCount; ++list) {
        const double chance = chance_of(static_cast<List>(list), person, family);
        if (chance > 0 && stream.chance(chance)) line(static_cast<List>(list), person.nik);
      }
    }
  }
}

}  // namespace tools::synth
