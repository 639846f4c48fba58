#include "engine/store/registry.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "engine/parallel.h"
#include "engine/store/family_order.h"
#include "kernels/normalize_name.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 14;
constexpr int kNewestYear = 69;

struct KeyRow {
  std::uint64_t key;
  std::uint32_t row;
};

template <class Value>
void release(Value& value) {
  value = Value();
}

// The column in the order of `from`; the source is given up.
template <class Value>
std::vector<Value> gather(std::vector<Value>& source, const std::vector<std::uint32_t>& from) {
  std::vector<Value> column(from.size());
  parallel_for(from.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) column[i] = source[from[i]];
  });
  release(source);
  return column;
}

}  // namespace

int kk_registration_day(std::uint64_t kk) {
  const int day = static_cast<int>(kk / 100'000'000 % 100);
  const int month = static_cast<int>(kk / 1'000'000 % 100);
  const int short_year = static_cast<int>(kk / 10'000 % 100);
  const int year = short_year > kNewestYear ? 1900 + short_year : 2000 + short_year;
  return day_from_civil(year, month, day).value_or(0);
}

struct RegistryBuilder::Rows {
  std::vector<std::uint64_t> nik, kk;
  std::vector<VillageIndex> village;
  std::vector<Day> birth;
  std::vector<PersonMarks> marks;
  std::vector<NameCode> name;
};

void RegistryBuilder::add(const PersonBatch& batch, std::span<const NameCode> names) {
  nik_.append(batch.nik);
  kk_.append(batch.kk);
  village_.append(batch.village);
  birth_.append(batch.birth);
  name_.append(names);
  std::vector<PersonMarks> marks;
  marks.reserve(batch.size());
  for (std::size_t i = 0; i < batch.size(); ++i) {
    marks.emplace_back(batch.sex[i], batch.code(i, PersonCode::kRelation));
    places_.append({batch.baris(i), batch.first_byte + batch.byte[i]});
  }
  marks_.append(marks);
}

// Finds the rows that leave their NIK to another one.
std::vector<bool> RegistryBuilder::drop_repeated(const Rows& rows, std::vector<RepeatedNik>& repeated) {
  std::vector<bool> dropped(rows.nik.size(), false);
  FlatIndex index;
  std::vector<KeyRow> shared;  // all rows of every repeated NIK
  for (const FlatIndex::Repeat& r : index.build(rows.nik)) {
    shared.push_back({rows.nik[r.row], r.row});
    shared.push_back({rows.nik[r.row], r.stored});
  }
  std::sort(shared.begin(), shared.end(),
            [](const KeyRow& a, const KeyRow& b) { return std::tie(a.key, a.row) < std::tie(b.key, b.row); });
  const auto content = [&](std::uint32_t i) {
    std::string written;
    names_->append_written(rows.name[i], written);
    std::string normal(written.size(), '\0');
    normal.resize(kernels::normalize_name(written, normal.data()));
    return std::tuple(kk_registration_day(rows.kk[i]), rows.kk[i], rows.birth[i], rows.village[i], normal,
                      static_cast<int>(rows.marks[i].sex()), rows.marks[i].relation(), written);
  };
  for (std::size_t i = 0; i < shared.size();) {
    std::size_t j = i;
    std::uint32_t best = shared[i].row;
    for (; j < shared.size() && shared[j].key == shared[i].key; ++j) {
      if (content(best) < content(shared[j].row)) best = shared[j].row;
    }
    for (std::size_t k = i; k < j; ++k) {
      if (shared[k].row == best || dropped[shared[k].row]) continue;
      dropped[shared[k].row] = true;
      names_->drop(rows.name[shared[k].row]);
      const RowPlace place = places_.at(shared[k].row);
      repeated.push_back({place.row, place.byte, {shared[k].key}});
    }
    i = j;
  }
  std::sort(repeated.begin(), repeated.end(), [](const RepeatedNik& a, const RepeatedNik& b) { return a.row < b.row; });
  return dropped;
}

RegistryBuilder::Result RegistryBuilder::build() {
  Result result;
  PersonTable& persons = result.registry.persons;
  FamilyTable& families = result.registry.families;
  Rows rows{nik_.take(), kk_.take(), village_.take(), birth_.take(), marks_.take(), name_.take()};

  // 1. One row per NIK.
  std::vector<bool> dropped = drop_repeated(rows, result.repeated);
  release(places_);

  // 2. Families in region order, then their persons.
  FamilyOrder order = order_families(rows.nik, rows.kk, rows.village, dropped);
  release(dropped);
  families.kk.resize(order.runs.size());
  families.village.resize(order.runs.size());
  families.first_person.resize(order.runs.size() + 1);
  families.members.assign(order.runs.size(), 0);
  families.flags.assign(order.runs.size(), 0);
  PersonRow next = 0;
  for (std::size_t f = 0; f < order.runs.size(); ++f) {
    const FamilyRun& run = order.runs[f];
    families.kk[f] = rows.kk[order.rows[run.begin]];
    families.village[f] = run.village;
    families.first_person[f] = next;
    next += run.end - run.begin;
  }
  families.first_person[order.runs.size()] = next;
  release(rows.kk);
  release(rows.village);

  // 3. One column after the other.
  persons.family.resize(next);
  std::vector<std::uint32_t> from(next);
  parallel_for(order.runs.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t f = begin; f < end; ++f) {
      const PersonRow first = families.first_person[f];
      const FamilyRun& run = order.runs[f];
      std::fill_n(persons.family.begin() + first, run.end - run.begin, static_cast<FamilyRow>(f));
      std::copy(order.rows.begin() + run.begin, order.rows.begin() + run.end, from.begin() + first);
    }
  });
  release(order);
  persons.nik = gather(rows.nik, from);
  persons.birth = gather(rows.birth, from);
  persons.marks = gather(rows.marks, from);
  persons.name = gather(rows.name, from);
  release(from);

  persons.names = names_->settle(persons.name);
  *this = RegistryBuilder();
  persons.by_nik.build(persons.nik);
  families.by_kk.build(families.kk);
  return result;
}

void count_members(Registry& registry) {
  FamilyTable& families = registry.families;
  parallel_for(families.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t f = begin; f < end; ++f) {
      unsigned members = 0;
      for (PersonRow p = families.first_person[f]; p < families.first_person[f + 1]; ++p) {
        members += registry.persons.marks[p].counts() ? 1u : 0u;
      }
      families.members[f] = static_cast<std::uint16_t>(std::min(members, 0xFFFFu));
    }
  });
}

}  // namespace engine
