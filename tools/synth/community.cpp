#include "tools/synth/community.h"

#include <algorithm>
#include <span>

#include "tools/synth/composition.h"
#include "tools/synth/dwelling.h"
#include "tools/synth/livelihood.h"
#include "tools/synth/name_faults.h"
#include "tools/synth/names.h"
#include "tools/synth/planted_model.h"

namespace tools::synth {
namespace {

constexpr double kUnits = 16'777'216.0;
constexpr double kRegionWeight = 1.1;  // how strongly a region's level shows in homes and goods

// Chance that a registered person has died (assumed); kDeadShare is its mean over the pyramid.
double chance_of_death(int age) { return age >= 75 ? 0.13 : age >= 60 ? 0.050 : age >= 40 ? 0.018 : 0.0055; }

std::uint32_t village_of(Stream& stream, std::uint32_t district) {
  const District& d = RegionStock::get().districts[district];
  return d.first_village + stream.below(d.last_village - d.first_village);
}

engine::Day draw_registration(Stream& stream, int head_age) {
  const int years = std::clamp(head_age - 18, 1, 20);
  const double u = stream.unit();
  return static_cast<engine::Day>(static_cast<int>(reference_day()) - 10 - static_cast<int>(u * u * years * 365));
}

// Where the family lived before, and the KK it had there.
void remember_past(Stream& stream, const Unit& unit, std::uint32_t district, engine::Day registered, IdIssuer& issuer,
                   Family& family) {
  const double where = stream.unit();
  IdIssuer::Area past{district, true};
  if (where < 0.5) {
    family.old_village = village_of(stream, district);
  } else if (where < 0.8 || unit.districts.size() > 1) {
    const Regency& regency = RegionStock::get().regencies[unit.regency];
    past.district = regency.first_district + stream.below(regency.districts());
    family.old_village = village_of(stream, past.district);
  } else {
    past.district = stream.below(static_cast<std::uint32_t>(RegionStock::get().districts.size()));
    family.old_village = village_of(stream, past.district);
  }
  if (family.old_village == family.village) {
    const District& d = RegionStock::get().districts[past.district];
    family.old_village = family.village + 1 < d.last_village ? family.village + 1 : d.first_village;
  }
  if (stream.chance(0.5)) past.district = district;
  const engine::Day before =
      static_cast<engine::Day>(std::max(38'400, static_cast<int>(registered) - stream.between(200, 3600)));
  family.old_kk = issuer.issue_kk(past, before);
}

void issue_ids(Stream& stream, std::uint32_t district, double death_scale, IdIssuer& issuer,
               std::span<Person> members) {
  for (Person& person : members) {
    if (stream.chance(0.012)) {  // the date was corrected later, the NIK stays
      const int age = std::max(0, person.age + stream.between(-1, 1));
      const bool heaped = stream.chance(0.5);
      person.nik_birth = draw_birth(stream, age, heaped);
    }
    const auto area = issuer.draw_area(stream, district, person.age, person.nik_birth, person.male);
    person.nik = issuer.issue_nik(stream, area, person.nik_birth, person.male);
    person.dead = stream.chance(chance_of_death(person.age) * death_scale);
  }
}

// Records a person a second time: two thirds in another district with one fault of the name or date.
RegistryDuplicate duplicate(Stream& stream, std::uint32_t person, const Person& first, std::uint32_t district,
                            const Family& elsewhere, IdIssuer& issuer) {
  RegistryDuplicate second;
  second.person = person;
  second.name = first.name;
  second.birth = first.birth;
  IdIssuer::Area area{district, false};
  const bool moved = stream.chance(2.0 / 3);
  if (moved) {
    constexpr Fault kFurther[] = {Fault::kNameLetter,   Fault::kNameSpelling, Fault::kNameToken,
                                  Fault::kBirthDefault, Fault::kBirthYear,    Fault::kBirthSwapped};
    const Fault wished = kFurther[stream.below(6)];
    second.further = change_person(stream, wished, first.male, second.name, second.birth);
    if (second.further == Fault::kNone)
      second.further = change_person(stream, Fault::kNameLetter, first.male, second.name, second.birth);
    area = issuer.other_district(stream, district, second.birth, first.male);
    second.kk =
        issuer.issue_kk(area, static_cast<engine::Day>(static_cast<int>(reference_day()) - stream.between(200, 3000)));
    second.village = village_of(stream, area.district);
  } else {
    second.kk = elsewhere.kk;
    second.village = elsewhere.village;
    second.relation = 8;
  }
  second.nik = issuer.issue_nik(stream, area, second.birth, first.male);
  return second;
}

}  // namespace

Family build_family(Stream& stream, std::uint32_t regency_index, std::uint32_t village, std::size_t limit,
                    std::vector<Person>& persons) {
  const RegionStock& stock = RegionStock::get();
  const Regency& regency = stock.regencies[regency_index];
  Family family;
  family.village = village;
  family.urban = stock.urban(village);
  family.first_person = static_cast<std::uint32_t>(persons.size());
  family.custom = draw_custom(stream, regency.province);
  compose_family(stream, family.custom, regency.male_share, limit, persons);
  family.members = static_cast<std::uint32_t>(persons.size()) - family.first_person;
  const std::span<Person> members = std::span(persons).subspan(family.first_person);
  family.welfare = stream.normal();
  assign_livelihoods(stream, family.welfare, family.urban, members);
  for (Person& person : members) {
    person.name = with_title(stream, person.name, person.male, person.age, person.schooling_step, family.custom);
  }
  const double affluence = family.welfare + kRegionWeight * region_level(regency) + (family.urban ? 0.15 : -0.1);
  furnish(stream, affluence, family.urban, regency.province, family.members, family.indicators);
  count_members(members, family.indicators);
  family.ln_expenditure = PlantedModel::get().score(regency_index, family.indicators) +
                          static_cast<std::int32_t>(kNoise * kUnits * stream.normal());
  return family;
}

std::vector<Coverage::Sampled> sample_expenditure(const NationPlan& plan) {
  constexpr std::uint64_t kFamilies = 6000;
  std::vector<Coverage::Sampled> sample;
  std::vector<Person> persons;
  std::size_t u = 0;
  for (std::uint64_t i = 0; i < kFamilies; ++i) {
    const auto person =
        static_cast<std::uint64_t>(static_cast<double>(plan.persons) * (static_cast<double>(i) / kFamilies));
    while (u + 1 < plan.units.size() && plan.units[u + 1].first_person <= person) ++u;
    const Unit& unit = plan.units[u];
    Stream stream = stream_of(plan.seed, Purpose::kPlan, unit.index, i);
    const std::uint32_t district = unit.districts[stream.below(static_cast<std::uint32_t>(unit.districts.size()))];
    persons.clear();
    const Family family = build_family(stream, unit.regency, village_of(stream, district), 64, persons);
    sample.push_back({static_cast<double>(family.ln_expenditure) / kUnits, static_cast<double>(family.members)});
  }
  return sample;
}

People build_people(const NationPlan& plan, const Unit& unit, const FaultTable& faults, IdIssuer& issuer) {
  const RegionStock& stock = RegionStock::get();
  const double death_scale = faults.death_scale();
  People people;
  people.persons.reserve(static_cast<std::size_t>(unit.persons));
  people.families.reserve(static_cast<std::size_t>(unit.persons) / 2);
  for (std::uint64_t f = 0; people.persons.size() < unit.persons; ++f) {
    Stream stream = stream_of(plan.seed, Purpose::kComposition, unit.index, f);
    const std::uint32_t district = unit.districts[stream.below(static_cast<std::uint32_t>(unit.districts.size()))];
    const auto limit = static_cast<std::size_t>(unit.persons - people.persons.size());
    people.families.push_back(build_family(stream, unit.regency, village_of(stream, district), limit, people.persons));
    Family& family = people.families.back();
    const std::span<Person> members = std::span(people.persons).subspan(family.first_person);
    issue_ids(stream, district, death_scale, issuer, members);
    const engine::Day registered = draw_registration(stream, members[0].age);
    family.kk = issuer.issue_kk({district, false}, registered);
    remember_past(stream, unit, district, registered, issuer, family);
    people.family_of.insert(people.family_of.end(), members.size(), static_cast<std::uint32_t>(f));
  }
  for (std::uint32_t p = 0; p < people.persons.size(); ++p) {
    Stream stream = stream_of(plan.seed, Purpose::kRegistry, unit.index, p);
    if (!stream.chance(faults.registry_duplicates)) continue;
    const Family& own = people.families[people.family_of[p]];
    const std::uint64_t district_code = stock.villages[own.village] / 10'000;
    const Family& drawn = people.families[stream.below(static_cast<std::uint32_t>(people.families.size()))];
    const Family& elsewhere = stock.villages[drawn.village] / 10'000 == district_code ? drawn : own;
    std::uint32_t district = unit.districts[0];
    for (const std::uint32_t d : unit.districts) district = stock.districts[d].code == district_code ? d : district;
    people.duplicates.push_back(duplicate(stream, p, people.persons[p], district, elsewhere, issuer));
    people.persons[p].second_nik = people.duplicates.back().nik;
  }
  return people;
}

}  // namespace tools::synth
