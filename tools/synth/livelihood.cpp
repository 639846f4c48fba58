#include "tools/synth/livelihood.h"

#include <algorithm>

namespace tools::synth {
namespace {

using engine::MemberAggregate;
using engine::PersonCode;

constexpr std::size_t kFirstDisability = static_cast<std::size_t>(PersonCode::kDisabilitySight);

// Ladder step that a grown person of this birth year reaches.
int final_step(double score) {
  constexpr double kUpto[] = {-2.2, -0.45, 0.30, 1.80, 2.05, 3.55, 4.3};
  int step = 0;
  while (step < 7 && score >= kUpto[step]) ++step;
  return step;
}

std::uint8_t certificate_of(Stream& stream, int step) {
  const double u = stream.unit();
  switch (step) {
    case 0: return 23;
    case 1: return u < 0.86 ? 3 : u < 0.97 ? 4 : 1;
    case 2: return u < 0.80 ? 8 : u < 0.96 ? 9 : 6;
    case 3: return u < 0.60 ? 13 : u < 0.88 ? 15 : u < 0.97 ? 14 : 11;
    case 4: return 18;
    case 5: return u < 0.96 ? 19 : 20;
    case 6: return 21;
    default: return 22;
  }
}

void assign_school(Stream& stream, double welfare, bool urban, Person& person) {
  const int age = person.age;
  const double talent = 1.25 * (0.58 * welfare + 0.81 * stream.normal());
  const int born = kReferenceYear - age;
  const int grown = final_step(talent + 0.034 * (std::max(born, 1935) - 1972) -
                               (born > 1995 ? 0.02 * (born - 1995) : 0) + (urban ? 0.35 : 0) + (person.male ? 0.1 : 0));
  const int by_age = age < 12 ? 0 : age < 15 ? 1 : age < 18 ? 2 : age < 21 ? 3 : age < 22 ? 4 : age < 25 ? 5 : 7;
  const int step = std::min(grown, by_age);
  person.schooling_step = static_cast<std::uint8_t>(step);
  if (age < 5) return;
  person.code(PersonCode::kSchooling) = certificate_of(stream, step);
  const double u = stream.unit();
  const double attending = age < 7    ? 0.6
                           : age < 13 ? 0.985
                           : age < 16 ? (grown >= 1 ? 0.96 : 0.4)
                           : age < 19 ? (grown >= 3 ? 0.95 : 0.25)
                           : age < 24 ? (grown >= 4 ? 0.8 : 0.03)
                                      : 0.004;
  person.code(PersonCode::kAttendance) = u < attending ? 2 : step == 0 && (age < 7 || stream.chance(0.25)) ? 1 : 3;
}

std::uint8_t draw_sector(Stream& stream, bool urban, int step) {
  const double u = stream.unit();
  if (step >= 5 && u < 0.62) {
    constexpr std::uint8_t kOffice[] = {22, 22, 22, 21, 21, 23, 16, 18, 15, 13};
    return kOffice[stream.below(10)];
  }
  const double farming = urban ? 0.10 : step >= 3 ? 0.38 : 0.62;
  if (stream.chance(farming)) {
    constexpr std::uint8_t kFarm[] = {1, 1, 1, 1, 1, 1, 2, 3, 3, 3, 4, 5, 6};
    return kFarm[stream.below(13)];
  }
  constexpr std::uint8_t kOther[] = {13, 13, 13, 13, 13, 13, 8, 8,  8,  8,  8,  11, 11, 11, 14, 14,
                                     14, 12, 12, 25, 24, 24, 7, 21, 19, 15, 10, 9,  16, 22, 17, 20};
  return kOther[stream.below(32)];
}

void assign_work(Stream& stream, double welfare, bool urban, Person& person) {
  const int age = person.age, step = person.schooling_step;
  if (age < 15) return;
  double works = person.male ? (age < 19   ? 0.22
                                : age < 24 ? 0.66
                                : age < 60 ? 0.93
                                : age < 75 ? 0.62
                                           : 0.25)
                             : (age < 19   ? 0.12
                                : age < 24 ? 0.42
                                : age < 60 ? 0.53
                                : age < 75 ? 0.33
                                           : 0.1);
  if (person.code(PersonCode::kAttendance) == 2) works *= 0.15;
  if (person.code(PersonCode::kRelation) == 1) works = std::min(0.97, works * 1.25);
  const bool working = stream.chance(works);
  person.code(PersonCode::kWorking) = working ? 1 : 2;
  if (!working) return;
  const std::uint8_t sector = draw_sector(stream, urban, step);
  person.code(PersonCode::kSector) = sector;
  const double u = stream.unit() + 0.06 * welfare;
  const bool office = sector == 21 || sector == 22 || sector == 23;
  std::uint8_t status = 0;
  if (office && step >= 3 && stream.chance(step >= 5 ? 0.6 : 0.3)) {
    status = 5;
  } else if (sector <= 6) {
    const bool helper = person.code(PersonCode::kRelation) != 1 && stream.chance(person.male ? 0.3 : 0.55);
    status = helper ? 8 : u < 0.20 ? 6 : u < 0.5 ? 2 : u < 0.93 ? 1 : u < 1.0 ? 3 : 4;
  } else if (sector == 11 || sector == 12) {
    status = u < 0.45 ? 7 : u < 0.8 ? 1 : 4;
  } else {
    status = u < 0.10 ? 7 : u < 0.36 ? 1 : u < 0.46 ? 2 : u < 0.95 ? 4 : u < 1.06 ? 3 : 4;
  }
  person.code(PersonCode::kJobStatus) = status;
}

void assign_health(Stream& stream, Person& person) {
  if (person.age < 2) return;
  const double each = person.age >= 75 ? 0.07 : person.age >= 60 ? 0.022 : 0.004;
  const bool any = stream.chance(9 * each);  // difficulties gather in the same persons
  for (std::size_t item = 0; item < 9; ++item) {
    std::uint8_t level = 4;
    if (any && stream.chance(0.28)) {
      const double u = stream.unit();
      level = u < 0.6 ? 3 : u < 0.87 ? 2 : 1;
    }
    person.codes[kFirstDisability + item] = level;
  }
}

}  // namespace

void assign_livelihoods(Stream& stream, double welfare, bool urban, std::span<Person> members) {
  for (Person& person : members) {
    assign_school(stream, welfare, urban, person);
    assign_work(stream, welfare, urban, person);
    assign_health(stream, person);
  }
}

void count_members(std::span<const Person> members, IndicatorRow& row) {
  row.aggregates.fill(0);
  const auto add = [&](MemberAggregate a) { ++row.aggregate(a); };
  int dependants = 0, working_age = 0;
  row.aggregate(MemberAggregate::kHighestSchooling) = engine::kMissingAggregate;
  for (const MemberAggregate a :
       {MemberAggregate::kHeadAge, MemberAggregate::kHeadSex, MemberAggregate::kHeadSchooling,
        MemberAggregate::kHeadWorking, MemberAggregate::kHeadSector, MemberAggregate::kHeadJobStatus}) {
    row.aggregate(a) = engine::kMissingAggregate;
  }
  for (const Person& person : members) {
    add(MemberAggregate::kMembers);
    const int age = person.age;
    add(age <= 6    ? MemberAggregate::kAge0to6
        : age <= 12 ? MemberAggregate::kAge7to12
        : age <= 15 ? MemberAggregate::kAge13to15
        : age <= 18 ? MemberAggregate::kAge16to18
        : age <= 59 ? MemberAggregate::kAge19to59
                    : MemberAggregate::kAge60up);
    (age < 15 || age >= 65 ? dependants : working_age) += 1;
    const std::uint8_t step = engine::schooling_ladder(person.code(PersonCode::kSchooling));
    if (step != engine::kMissingAggregate) {
      std::uint8_t& highest = row.aggregate(MemberAggregate::kHighestSchooling);
      if (highest == engine::kMissingAggregate || step > highest) highest = step;
      if (step >= 1) add(MemberAggregate::kCompletedPrimary);
      if (step >= 2) add(MemberAggregate::kCompletedLowerSecondary);
      if (step >= 3) add(MemberAggregate::kCompletedUpperSecondary);
      if (step >= 4) add(MemberAggregate::kCompletedDiploma);
    }
    if (person.code(PersonCode::kWorking) == 1) add(MemberAggregate::kWorking);
    if (person.code(PersonCode::kAttendance) == 2) add(MemberAggregate::kInSchool);
    if (std::any_of(person.codes.begin() + kFirstDisability, person.codes.end(),
                    [](std::uint8_t c) { return c == 1 || c == 2; })) {
      add(MemberAggregate::kDisabled);
    }
    if (person.code(PersonCode::kRelation) != 1) continue;
    const auto or_missing = [](std::uint8_t code) { return code == 0 ? engine::kMissingAggregate : code; };
    row.aggregate(MemberAggregate::kHeadAge) = person.age;
    row.aggregate(MemberAggregate::kHeadSex) = person.male ? 1 : 2;
    row.aggregate(MemberAggregate::kHeadSchooling) = step;
    row.aggregate(MemberAggregate::kHeadWorking) = or_missing(person.code(PersonCode::kWorking));
    row.aggregate(MemberAggregate::kHeadSector) = or_missing(person.code(PersonCode::kSector));
    row.aggregate(MemberAggregate::kHeadJobStatus) = or_missing(person.code(PersonCode::kJobStatus));
  }
  const int ratio = working_age == 0 ? 250 : std::min(250, 100 * dependants / working_age);
  row.aggregate(MemberAggregate::kDependencyPercent) = static_cast<std::uint8_t>(ratio);
}

}  // namespace tools::synth
