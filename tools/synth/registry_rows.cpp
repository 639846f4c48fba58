#include "tools/synth/registry_rows.h"

namespace tools::synth {
namespace {

using engine::PersonCode;

// Share of Papua's families whose rows still bear the village code of before the division (assumed).
constexpr double kWithdrawnShare = 0.06;

void write_row(TableText& text, std::uint64_t nik, std::uint64_t kk, const NameText& name, const Person& person,
               engine::Day birth, std::uint64_t village, std::uint8_t relation) {
  text.digits16(nik);
  text.digits16(kk);
  text.text(name.view());
  text.number(person.male ? 1 : 2);
  text.date(birth);
  text.padded(village, 10);
  text.number(relation);
  text.number(person.code(PersonCode::kMarital));
  text.end_row();
}

}  // namespace

std::vector<std::string_view> registry_columns() {
  return {"nik",       "nomor_kartu_keluarga",     "nama",        "jenis_kelamin", "tanggal_lahir",
          "kode_desa", "status_hubungan_keluarga", "status_kawin"};
}

RegistryText write_registry(const NationPlan& plan, const Unit& unit, const People& people, TableFormat format) {
  RegistryText out{TableText(registry_columns(), format), {}};
  if (format.csv) out.persons.csv.reserve(people.persons.size() * 92 + 4096);
  for (std::size_t f = 0; f < people.families.size(); ++f) {
    const Family& family = people.families[f];
    const bool withdrawn = stream_of(plan.seed, Purpose::kRegistry, unit.index, f, 1).chance(kWithdrawnShare);
    const std::uint64_t village = village_code(family.village, withdrawn);
    for (std::uint32_t p = family.first_person; p < family.first_person + family.members; ++p) {
      const Person& person = people.persons[p];
      write_row(out.persons, person.nik, family.kk, person.name, person, person.birth, village,
                person.code(PersonCode::kRelation));
      out.truth.persons.push_back(unit.first_person + p + 1);
    }
  }
  for (const RegistryDuplicate& second : people.duplicates) {
    const auto row = static_cast<std::uint32_t>(out.persons.rows);
    write_row(out.persons, second.nik, second.kk, second.name, people.persons[second.person], second.birth,
              village_code(second.village, false), second.relation);
    out.truth.persons.push_back(unit.first_person + second.person + 1);
    out.truth.faults.push_back({row, Fault::kSecondNik});
    if (second.further != Fault::kNone) out.truth.faults.push_back({row, second.further});
  }
  return out;
}

void append_ln(std::string& out, std::int32_t value) {
  if (value < 0) out += '-';
  const auto magnitude = static_cast<std::uint64_t>(value < 0 ? -static_cast<std::int64_t>(value) : value);
  const std::uint64_t scaled = (magnitude * 100'000'000ull + (1ull << 23)) >> 24;
  append_number(out, scaled / 100'000'000);
  out += '.';
  append_padded(out, scaled % 100'000'000, 8);
}

void append_true_families(const People& people, std::string& out) {
  for (const Family& family : people.families) {
    append_padded(out, family.kk, 16);
    out += ',';
    append_ln(out, family.ln_expenditure);
    out += '\n';
  }
}

}  // namespace tools::synth
