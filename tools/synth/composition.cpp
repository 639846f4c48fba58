#include "tools/synth/composition.h"

#include <algorithm>

#include "tools/synth/names.h"

namespace tools::synth {
namespace {

using engine::PersonCode;

// status_hubungan_keluarga and status_kawin of the catalogue.
constexpr std::uint8_t kHead = 1, kSpouse = 2, kChild = 3, kChildInLaw = 4, kGrandchild = 5, kParent = 6, kOther = 8;
constexpr std::uint8_t kSingle = 1, kMarried = 2, kDivorced = 3, kWidowed = 4;

struct Builder {
  Stream& stream;
  Custom custom;
  double male_share;
  std::size_t limit;
  std::vector<Person>& persons;
  std::size_t first;
  std::string_view clan;
  bool default_dates;
  int children = 0;

  std::size_t size() const { return persons.size() - first; }
  bool full() const { return size() >= limit; }
  bool any_man() const { return stream.chance(male_share); }

  // Adds one of the kin, of an age in a range and any sex. Draws are statements of their own everywhere: the
  // order in which arguments are evaluated is the compiler's choice.
  void add_any(int youngest, int oldest, std::uint8_t relation) {
    const int age = stream.between(youngest, oldest);
    const bool male = any_man();
    add(age, male, relation, kSingle, clan, {});
  }

  Person* add(int age, bool male, std::uint8_t relation, std::uint8_t marital, std::string_view of_clan,
              std::string_view father) {
    if (full()) return nullptr;
    Person person;
    person.age = static_cast<std::uint8_t>(std::clamp(age, 0, 101));
    person.male = male;
    person.code(PersonCode::kRelation) = relation;
    person.code(PersonCode::kMarital) = marital;
    person.birth = draw_birth(stream, person.age, default_dates);
    person.age = static_cast<std::uint8_t>(engine::age_in_years(person.birth, reference_day()));
    person.nik_birth = person.birth;
    NameWish wish{custom, male, engine::civil_from_day(person.birth).year, 1, of_clan, father};
    if (relation == kChild || relation == kGrandchild) wish.birth_order = ++children;
    if (relation == kHead || relation == kSpouse) wish.birth_order = 1 + static_cast<int>(stream.below(4));
    person.name = make_name(stream, wish);
    persons.push_back(person);
    return &persons.back();
  }

  std::string father_name(std::size_t index) const { return std::string(persons[index].name.view()); }
};

// Children of a mother (or of a father of about her age); those grown up have mostly left.
void add_children(Builder& b, int mother_age, std::string_view father) {
  constexpr double kWanted[] = {0.02, 0.14, 0.52, 0.82, 0.94, 0.98, 1.0};  // none, one, two, ... (assumed)
  const double u = b.stream.unit();
  int wanted = 0;
  while (wanted < 6 && kWanted[wanted] <= u) ++wanted;
  int birth_age = b.stream.between(20, 30);
  std::vector<int> ages;
  for (int c = 0; c < wanted; ++c) {
    const int age = mother_age - birth_age;
    if (age < 0 || birth_age > 46) break;
    ages.push_back(age);
    birth_age += b.stream.between(2, 6);
  }
  for (std::size_t c = 0; c < ages.size() && !b.full(); ++c) {
    const int age = ages[c];
    const bool male = b.any_man();
    // Daughters leave earlier than sons.
    const double left = age >= 30 ? 0.91 : age >= 23 ? 0.64 : age >= 19 ? 0.22 : 0;
    if (b.stream.chance(male ? left * 0.86 : std::min(0.97, left * 1.14))) continue;
    Person* child = b.add(age, male, kChild, kSingle, b.clan, father);
    if (child == nullptr) return;
    if (age < 60 && b.stream.chance(0.009)) {  // a twin
      const Person first = *child;
      const bool twin_male = b.stream.chance(0.7) ? first.male : !first.male;
      Person* twin = b.add(first.age, twin_male, kChild, kSingle, b.clan, father);
      if (twin == nullptr) return;
      twin->birth = twin->nik_birth = first.birth;
      twin->age = first.age;
      twin->name = twin_name(b.stream, first.name, {b.custom, twin_male, 2000, b.children, b.clan, father});
    }
  }
}

void add_kin(Builder& b, int head_age, bool head_male) {
  if (head_age < 62 && b.stream.chance(0.07)) {
    const bool male = b.stream.chance(0.33);
    b.add(head_age + b.stream.between(20, 34), male, kParent, kWidowed, b.clan, {});
  }
  if (head_age > 45 && b.stream.chance(0.05)) {
    if (b.stream.chance(0.5)) {
      const int age = b.stream.between(20, 32);
      b.add(age, !head_male, kChildInLaw, kMarried, draw_clan(b.stream, b.custom), {});
    }
    b.add_any(0, 12, kGrandchild);
    if (b.stream.chance(0.4)) b.add_any(0, 12, kGrandchild);
  }
  if (b.stream.chance(0.035)) b.add_any(5, 40, kOther);
  if (b.stream.chance(0.006)) {
    for (int extra = b.stream.between(2, 5); extra > 0; --extra) b.add_any(2, 45, kOther);
  }
}

// Head ages of couples: young families are many, the old fewer.
int couple_age(Stream& stream) {
  const double u = stream.unit(), v = stream.unit();
  const double lower = u < v ? u : v;
  return 22 + static_cast<int>((0.38 * u + 0.62 * lower) * 66);
}

}  // namespace

engine::Day reference_day() {
  static const engine::Day kDay = *engine::day_from_civil(kReferenceYear, kReferenceMonth, kReferenceDayOfMonth);
  return kDay;
}

engine::Day draw_birth(Stream& stream, int age, bool family_default) {
  const int latest = static_cast<int>(reference_day()) - age * 365 - (age + 3) / 4;
  const auto day = static_cast<engine::Day>(std::max(0, latest - static_cast<int>(stream.below(365))));
  const double u = stream.unit();
  // Assumed shares: unknown dates became 31 December until 2004 and 1 July since; the 15th where only
  // the month is known.
  const double december = age >= 60 ? 0.075 : age >= 35 ? 0.045 : age >= 22 ? 0.02 : 0.003;
  const double july = family_default ? 0.7 : age >= 60 ? 0.05 : age >= 22 ? 0.02 : 0.006;
  const double middle = age >= 22 ? 0.012 : 0.005;
  engine::CivilDate date = engine::civil_from_day(day);
  if (u < july) {
    date.month = 7, date.day = 1;
  } else if (!family_default && u < july + december) {
    date.month = 12, date.day = 31;
  } else if (!family_default && u < july + december + middle) {
    date.day = 15;
  }
  const engine::Day heaped = *engine::day_from_civil(date.year, date.month, date.day);
  return heaped < reference_day() ? heaped : day;
}

void compose_family(Stream& stream, Custom custom, double male_share, std::size_t limit, std::vector<Person>& persons) {
  Builder b{
      stream, custom, male_share, limit, persons, persons.size(), draw_clan(stream, custom), stream.chance(0.006)};
  const double kind = stream.unit();
  if (kind < 0.72) {
    const int age = couple_age(stream);
    const bool unregistered = stream.chance(0.03);
    b.add(age, true, kHead, kMarried, b.clan, {});
    const int younger = stream.between(0, 6);
    const int wife_age = std::max(17, age - younger + (stream.chance(0.15) ? 4 : 0));
    const std::string father = b.father_name(b.first);
    if (!unregistered) b.add(wife_age, false, kSpouse, kMarried, draw_clan(stream, custom), {});
    add_children(b, wife_age, father);
    add_kin(b, age, true);
  } else if (kind < 0.85) {  // alone
    const double who = stream.unit();
    const int age = who < 0.30 ? stream.between(19, 36) : who < 0.78 ? stream.between(50, 88) : stream.between(28, 62);
    const bool male = stream.chance(who < 0.30 ? 0.62 : who < 0.78 ? 0.33 : 0.5);
    b.add(age, male, kHead, who < 0.30 ? kSingle : who < 0.78 ? kWidowed : kDivorced, b.clan, {});
  } else if (kind < 0.965) {  // one parent
    const bool male = stream.chance(0.28);
    const int age = stream.between(30, 76);
    b.add(age, male, kHead, stream.chance(0.6) ? kWidowed : kDivorced, b.clan, {});
    add_children(b, male ? age - 3 : age, male ? b.father_name(b.first) : std::string());
    add_kin(b, age, male);
  } else {  // siblings, grandparents with grandchildren, others
    const int age = stream.between(24, 74);
    const bool male = b.any_man();
    b.add(age, male, kHead, stream.chance(0.5) ? kSingle : kWidowed, b.clan, {});
    for (int n = stream.between(1, 3); n > 0; --n) {
      if (age > 50) {
        b.add_any(3, 20, kGrandchild);
      } else {
        b.add_any(std::max(1, age - 14), age + 2, kOther);
      }
    }
  }
}

}  // namespace tools::synth
