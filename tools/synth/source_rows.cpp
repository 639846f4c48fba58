#include "tools/synth/source_rows.h"

#include <algorithm>
#include <span>

#include "tools/synth/composition.h"
#include "tools/synth/livelihood.h"
#include "tools/synth/name_faults.h"
#include "tools/synth/noted_indicators.h"

namespace tools::synth {
namespace {

using engine::PersonCode;

// Shares of a family-wide fault; the rest strikes single rows.
constexpr double kWholeFamilyMoved = 0.8, kWholeFamilyOldKk = 0.7;
// A swapped day and month shows only where the day could be a month (days 1-12 but the month's own).
constexpr double kSwapApplies = 0.35;
constexpr double kHasKin = 0.955;           // share of persons who do not live alone
constexpr double kSpellingApplies = 0.965;  // names that have a place for it
// Families unknown to the registry are no larger than their hosts and members are left out: made up here.
constexpr double kStrangersLost = 1.11;
constexpr double kAttachedShare = 0.6;  // of the persons without registry entry: kin of a registered family

// A person as a source row tells it.
struct Note {
  Person person;
  std::uint64_t kk = 0;
  std::uint32_t village = 0;
};

class SourceWriter {
 public:
  SourceWriter(const NationPlan& plan, const Unit& unit, const People& people, const IdIssuer& issuer,
               const FaultTable& table, const Coverage& coverage, std::size_t source, TableFormat format)
      : plan_(plan),
        unit_(unit),
        people_(people),
        issuer_(issuer),
        table_(table),
        coverage_(coverage),
        source_(source),
        spec_(source_spec(source)),
        chances_(table, source),
        province_(RegionStock::get().regencies[unit.regency].province),
        out_{TableText(person_columns(spec_), format), TableText(family_columns(spec_), format), {}} {
    const double expected = static_cast<double>(unit.persons) * spec_.families;
    if (format.csv) {
      out_.persons.csv.reserve(static_cast<std::size_t>(expected * 118) + 4096);
      out_.families.csv.reserve(static_cast<std::size_t>(expected * 36) + 4096);
    }
    const double kept = table.of(source, Fault::kNoRegistry);
    strangers_ = kept / (1 - kept) * kStrangersLost;
    living_ = spec_.members;
    // The dead are covered so that they make up their share of the rows.
    const double rows_per_person = spec_.families * spec_.members * (1 + strangers_);
    dead_ = std::min(
        1.0, table.of(source, Fault::kDead) * rows_per_person / (spec_.families * kDeadShare * table.death_scale()));
  }

  SourceText write() {
    for (std::uint32_t f = 0; f < people_.families.size(); ++f) write_family(f);
    return std::move(out_);
  }

 private:
  struct FamilyState {
    double factor = 1;
    double event = 0;  // chance of a family-wide fault given the factor
    bool papers = false, moved = false, old_kk = false, withdrawn = false;
  };

  void write_family(std::uint32_t index) {
    const Family& family = people_.families[index];
    Stream stream = stream_of(plan_.seed, Purpose::kSourceFamily, unit_.index, index, source_);
    if (!stream.chance(coverage_.of(source_, static_cast<double>(family.ln_expenditure) * 0x1p-24))) return;
    const std::span<const Person> members = std::span(people_.persons).subspan(family.first_person, family.members);
    write_members(stream, family, members, unit_.first_person + family.first_person + 1, true);
    // A family that the registry does not know, in the same village.
    Stream stranger = stream_of(plan_.seed, Purpose::kPhantom, unit_.index, index);
    if (stranger.unit() >= (1 - kAttachedShare) * strangers_) return;
    std::vector<Person> unknown;
    Family other = family;
    compose_family(stranger, family.custom, 0.5, family.members, unknown);
    other.members = static_cast<std::uint32_t>(unknown.size());
    assign_livelihoods(stranger, family.welfare, family.urban, unknown);
    for (Person& person : unknown)
      person.nik = issuer_.unborne_nik(stranger, district_of(family), person.birth, person.male);
    const auto registered = static_cast<engine::Day>(static_cast<int>(reference_day()) - stranger.between(300, 6000));
    other.kk = other.old_kk = issuer_.unborne_nik(stranger, district_of(family), registered, true);
    write_members(stranger, other, unknown, 2 * plan_.persons + unit_.first_person + family.first_person + 1, false);
  }

  std::uint32_t district_of(const Family& family) const {
    const RegionStock& stock = RegionStock::get();
    const std::uint64_t code = stock.villages[family.village] / 10'000;
    for (const std::uint32_t d : unit_.districts) {
      if (stock.districts[d].code == code) return d;
    }
    return unit_.districts[0];
  }

  void write_members(Stream& stream, const Family& family, std::span<const Person> members, std::uint64_t first_orang,
                     bool registered) {
    FamilyState state;
    state.factor = chances_.family_factor(stream);
    state.papers = stream.chance(chances_.papers_share());
    const double moves = chances_.family_chance(Fault::kMoved, state.factor, kWholeFamilyMoved);
    const double renews = chances_.family_chance(Fault::kOldKk, state.factor, kWholeFamilyOldKk);
    state.event = std::min(0.5, moves + renews - moves * renews);
    state.moved = stream.chance(moves);
    // Who has moved has a new KK more often.
    state.old_kk = stream.chance(state.moved ? 1.5 * renews : renews * (1 - 1.5 * moves) / (1 - moves));
    state.withdrawn = stream.chance(0.12);
    write_family_row(stream, family, state);
    for (std::uint32_t m = 0; m < members.size(); ++m) {
      if (registered && !stream.chance(members[m].dead ? dead_ : living_)) continue;
      write_person(stream, family, members, m, state, first_orang + m, registered);
      Stream stranger = stream_of(plan_.seed, Purpose::kPhantom, unit_.index, family.first_person + m, 1);
      if (registered && stranger.unit() < kAttachedShare * strangers_) {
        std::vector<Person> unknown;
        compose_family(stranger, family.custom, 0.5, 1, unknown);
        Person& person = unknown[0];
        person.birth = draw_birth(stranger, stranger.between(0, 60), false);
        person.age = static_cast<std::uint8_t>(engine::age_in_years(person.birth, reference_day()));
        person.code(PersonCode::kRelation) = person.age < 18 ? 5 : 8;
        person.code(PersonCode::kMarital) = person.age < 20 ? 1 : 2;
        assign_livelihoods(stranger, family.welfare, family.urban, unknown);
        person.nik = issuer_.unborne_nik(stranger, district_of(family), person.birth, person.male);
        std::vector<Person> with_kin(members.begin(), members.end());
        with_kin.push_back(person);
        write_person(stranger, family, with_kin, family.members, state, plan_.persons + first_orang + m, false);
      }
    }
  }

  void write_family_row(Stream& stream, const Family& family, const FamilyState& state) {
    const IndicatorRow row = noted_indicators(stream, spec_, family, province_);
    TableText& text = out_.families;
    text.digits16(state.old_kk ? family.old_kk : family.kk);
    text.padded(village_code(state.moved ? family.old_village : family.village, state.withdrawn), 10);
    for (const engine::FamilyCode code : spec_.family_codes) {
      const std::uint8_t value = row.code(code);
      value == engine::kMissingCode ? text.empty() : text.number(value);
    }
    for (const engine::FamilyNumber number : spec_.family_numbers) {
      const std::uint16_t value = row.numbers[static_cast<std::size_t>(number)];
      value == engine::kMissingNumber ? text.empty() : text.number(value);
    }
    text.end_row();
  }

  void write_person(Stream& stream, const Family& family, std::span<const Person> members, std::uint32_t member,
                    const FamilyState& state, std::uint64_t orang, bool registered) {
    write_note(stream, family, members, member, state, orang, registered, false);
    const double twice = table_.of(source_, Fault::kDuplicateRow);
    if (stream.chance(twice / (1 - twice))) write_note(stream, family, members, member, state, orang, registered, true);
  }

  void write_note(Stream& stream, const Family& family, std::span<const Person> members, std::uint32_t member,
                  const FamilyState& state, std::uint64_t orang, bool registered, bool second) {
    const Person& truth = members[member];
    out_.truth.persons.push_back(orang);
    const auto plant = [&](Fault fault) {
      if (fault != Fault::kNone) out_.truth.faults.push_back({static_cast<std::uint32_t>(out_.persons.rows), fault});
    };
    if (!registered) plant(Fault::kNoRegistry);
    if (truth.dead) plant(Fault::kDead);
    if (second) plant(Fault::kDuplicateRow);
    RowState row{state.papers, state.factor * chances_.row_factor(stream, state.moved || state.old_kk, state.event)};
    if (stream.chance(table_.of(source_, Fault::kBrokenLine))) {
      plant(Fault::kBrokenLine);
      out_.persons.broken_row(stream.below(6), truth.nik, truth.name.view());
      return;
    }
    Note note{truth, state.old_kk ? family.old_kk : family.kk, state.moved ? family.old_village : family.village};
    if (state.old_kk) plant(Fault::kOldKk);
    if (state.moved) plant(Fault::kMoved);
    if (truth.second_nik != 0 && stream.chance(0.5)) note.person.nik = truth.second_nik;
    plant_faults(stream, family, members, member, row, state, note, plant);
    note_livelihood(stream, spec_, family.welfare, family.urban, note.person);
    write_row(note, state.withdrawn);
  }

  template <class Plant>
  void plant_faults(Stream& stream, const Family& family, std::span<const Person> members, std::uint32_t member,
                    const RowState& row, const FamilyState& state, Note& note, Plant plant) {
    Person& person = note.person;
    const auto strikes = [&](Fault fault) { return stream.chance(chances_.chance(fault, row)); };
    // One of a group at most, each at its own chance.
    const auto one_of = [&](std::initializer_list<std::pair<Fault, double>> group) {
      double u = stream.unit();
      for (const auto& [fault, applies] : group) {
        u -= chances_.chance(fault, row) / applies;
        if (u < 0) return fault;
      }
      return Fault::kNone;
    };
    const Fault nik = one_of({{Fault::kNikEmpty, 1},
                              {Fault::kNikDigit, 1},
                              {Fault::kNikSwap, 1},
                              {Fault::kNikCut, 1},
                              {Fault::kNikKin, kHasKin},
                              {Fault::kNikStranger, 1}});
    plant(change_identity(stream, nik, members, member, person));
    const auto change = [&](Fault fault) {
      plant(change_person(stream, fault, person.male, person.name, person.birth));
    };
    change(one_of({{Fault::kBirthDefault, 1}, {Fault::kBirthSwapped, kSwapApplies}, {Fault::kBirthYear, 1}}));
    if (stream.chance(chances_.chance(Fault::kNameSpelling, row) / kSpellingApplies)) change(Fault::kNameSpelling);
    change(one_of({{Fault::kNameToken, 1}, {Fault::kNickname, 1}}));
    change(one_of({{Fault::kNameLetter, 1}, {Fault::kNameTwoLetters, 1}}));
    if (strikes(Fault::kTitle)) change(Fault::kTitle);
    if (strikes(Fault::kSex)) {
      person.male = !person.male;
      plant(Fault::kSex);
    }
    // Only rows of families without an event are left, and they have the smaller x: see row_factor.
    const double left = 1 - 1.5 * state.event;
    if (!state.old_kk && stream.chance(chances_.chance(Fault::kOldKk, row) * (1 - kWholeFamilyOldKk) / left)) {
      // The KK of a family of the same unit: the parents' before marriage, or a neighbour's.
      const auto& families = people_.families;
      const std::uint64_t other = families[stream.below(static_cast<std::uint32_t>(families.size()))].kk;
      note.kk = other == family.kk || stream.chance(0.4) ? family.old_kk : other;
      plant(Fault::kOldKk);
    }
    if (!state.moved && stream.chance(chances_.chance(Fault::kMoved, row) * (1 - kWholeFamilyMoved))) {
      note.village = family.old_village;
      plant(Fault::kMoved);
    }
  }

  Fault change_identity(Stream& stream, Fault fault, std::span<const Person> members, std::uint32_t member,
                        Person& person) const {
    const std::uint64_t before = person.nik;
    if (fault == Fault::kNikEmpty) {
      person.nik = 0;
    } else if (fault == Fault::kNikKin) {
      if (members.size() < 2) return Fault::kNone;
      const std::uint32_t other = stream.below(static_cast<std::uint32_t>(members.size() - 1));
      person.nik = members[other < member ? other : other + 1].nik;
    } else if (fault == Fault::kNikStranger) {
      person.nik = people_.persons[stream.below(static_cast<std::uint32_t>(people_.persons.size()))].nik;
    } else if (fault != Fault::kNone) {
      person.nik = change_nik(stream, fault, person.nik);
    }
    return person.nik == before ? Fault::kNone : fault;
  }

  void write_row(const Note& note, bool withdrawn) {
    TableText& text = out_.persons;
    text.digits16(note.person.nik);
    text.digits16(note.kk);
    text.text(note.person.name.view());
    text.number(note.person.male ? 1 : 2);
    text.date(note.person.birth);
    text.padded(village_code(note.village, withdrawn), 10);
    for (const PersonCode code : spec_.person_codes) {
      const std::uint8_t value = note.person.code(code);
      value == 0 ? text.empty() : text.number(value);
    }
    text.end_row();
  }

  const NationPlan& plan_;
  const Unit& unit_;
  const People& people_;
  const IdIssuer& issuer_;
  const FaultTable& table_;
  const Coverage& coverage_;
  std::size_t source_;
  const SourceSpec& spec_;
  FaultChances chances_;
  std::uint32_t province_;
  SourceText out_;
  double strangers_ = 0, living_ = 1, dead_ = 1;
};

}  // namespace

SourceText write_source(const NationPlan& plan, const Unit& unit, const People& people, const IdIssuer& issuer,
                        const FaultTable& table, const Coverage& coverage, std::size_t source, TableFormat format) {
  format.delimiter = source_spec(source).delimiter;
  return SourceWriter(plan, unit, people, issuer, table, coverage, source, format).write();
}

std::uint64_t village_code(std::uint32_t village, bool withdrawn) {
  const RegionStock& stock = RegionStock::get();
  const std::uint64_t code = stock.villages[village];
  if (!withdrawn || code / 100'000'000 < 91) return code;
  const auto district =
      std::lower_bound(stock.districts.begin(), stock.districts.end(), static_cast<std::uint32_t>(code / 10'000),
                       [](const District& d, std::uint32_t wanted) { return d.code < wanted; });
  return district->predecessor == 0 ? code : district->predecessor * 10'000ull + code % 10'000;
}

}  // namespace tools::synth
