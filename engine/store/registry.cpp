#include "engine/store/registry.h"

#include <algorithm>
#include <tuple>

#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 14;
constexpr int kNewestYear = 69;

struct KeyRow {
  std::uint64_t key;
  std::uint32_t row;
};

struct FamilyRun {
  VillageIndex village;
  std::uint64_t kk;
  std::uint32_t begin, end;  // in the persons sorted by KK
};

// The village where most members live; of equally frequent ones a known one, then the smallest.
VillageIndex common_village(std::vector<VillageIndex>& villages) {
  std::sort(villages.begin(), villages.end());
  VillageIndex best = villages.front();
  std::size_t best_count = 0;
  for (std::size_t i = 0; i < villages.size();) {
    std::size_t j = i;
    while (j < villages.size() && villages[j] == villages[i]) ++j;
    if (j - i > best_count) {  // ascending order: the first of equals is the smallest, unknown is last
      best = villages[i];
      best_count = j - i;
    }
    i = j;
  }
  return best;
}

}  // namespace

int kk_registration_day(std::uint64_t kk) {
  const int day = static_cast<int>(kk / 100'000'000 % 100);
  const int month = static_cast<int>(kk / 1'000'000 % 100);
  const int short_year = static_cast<int>(kk / 10'000 % 100);
  const int year = short_year > kNewestYear ? 1900 + short_year : 2000 + short_year;
  return day_from_civil(year, month, day).value_or(0);
}

void RegistryBuilder::add(const PersonBatch& batch) {
  nik_.insert(nik_.end(), batch.nik.begin(), batch.nik.end());
  kk_.insert(kk_.end(), batch.kk.begin(), batch.kk.end());
  village_.insert(village_.end(), batch.village.begin(), batch.village.end());
  birth_.insert(birth_.end(), batch.birth.begin(), batch.birth.end());
  for (std::size_t i = 0; i < batch.size(); ++i) {
    row_.push_back(static_cast<std::uint32_t>(batch.baris(i)));
    byte_.push_back(batch.first_byte + batch.byte[i]);
    marks_.emplace_back(batch.sex[i], batch.code(i, PersonCode::kRelation));
    name_.push_back(names_.add(batch.name(i)));
  }
}

RegistryBuilder::Result RegistryBuilder::build() {
  Result result;
  PersonTable& persons = result.registry.persons;
  FamilyTable& families = result.registry.families;
  const std::size_t n = nik_.size();

  // 1. One row per NIK.
  const auto content = [&](std::uint32_t i) {
    return std::tuple(kk_registration_day(kk_[i]), kk_[i], birth_[i], village_[i], names_.view(name_[i]),
                      static_cast<int>(marks_[i].sex()), marks_[i].relation());
  };
  std::vector<FlatIndex::Repeat> repeats = persons.by_nik.build(nik_);
  std::vector<bool> dropped(n, false);
  std::vector<KeyRow> shared;  // all rows of every repeated NIK
  for (const FlatIndex::Repeat& r : repeats) {
    shared.push_back({nik_[r.row], r.row});
    shared.push_back({nik_[r.row], r.stored});
  }
  std::sort(shared.begin(), shared.end(),
            [](const KeyRow& a, const KeyRow& b) { return std::tie(a.key, a.row) < std::tie(b.key, b.row); });
  for (std::size_t i = 0; i < shared.size();) {
    std::size_t j = i;
    std::uint32_t best = shared[i].row;
    for (; j < shared.size() && shared[j].key == shared[i].key; ++j) {
      if (content(best) < content(shared[j].row)) best = shared[j].row;
    }
    for (std::size_t k = i; k < j; ++k) {
      if (shared[k].row == best || dropped[shared[k].row]) continue;
      dropped[shared[k].row] = true;
      result.repeated.push_back({row_[shared[k].row], byte_[shared[k].row], {shared[k].key}});
    }
    i = j;
  }
  std::sort(result.repeated.begin(), result.repeated.end(),
            [](const RepeatedNik& a, const RepeatedNik& b) { return a.row < b.row; });

  // 2. Families: runs of equal KK, each with its village.
  std::vector<KeyRow> by_kk;
  by_kk.reserve(n - result.repeated.size());
  for (std::uint32_t i = 0; i < n; ++i) {
    if (!dropped[i]) by_kk.push_back({kk_[i], i});
  }
  parallel_sort(by_kk, [&](const KeyRow& a, const KeyRow& b) {
    return a.key != b.key ? a.key < b.key : nik_[a.row] < nik_[b.row];
  });
  std::vector<FamilyRun> runs;
  std::vector<VillageIndex> villages;
  for (std::size_t i = 0; i < by_kk.size();) {
    villages.clear();
    std::size_t j = i;
    for (; j < by_kk.size() && by_kk[j].key == by_kk[i].key; ++j) villages.push_back(village_[by_kk[j].row]);
    runs.push_back(
        {common_village(villages), by_kk[i].key, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j)});
    i = j;
  }
  parallel_sort(runs, [](const FamilyRun& a, const FamilyRun& b) {
    return std::tie(a.village, a.kk) < std::tie(b.village, b.kk);
  });

  // 3. Region order: families, and their persons after them.
  families.kk.resize(runs.size());
  families.village.resize(runs.size());
  families.first_person.resize(runs.size() + 1);
  families.members.assign(runs.size(), 0);
  families.flags.assign(runs.size(), 0);
  PersonRow next = 0;
  for (std::size_t f = 0; f < runs.size(); ++f) {
    families.kk[f] = runs[f].kk;
    families.village[f] = runs[f].village;
    families.first_person[f] = next;
    next += runs[f].end - runs[f].begin;
  }
  families.first_person[runs.size()] = next;

  persons.nik.resize(next);
  persons.family.resize(next);
  persons.birth.resize(next);
  persons.marks.resize(next);
  persons.name.resize(next);
  std::vector<std::uint32_t> new_row(n, kNoRow);
  parallel_for(runs.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t f = begin; f < end; ++f) {
      PersonRow to = families.first_person[f];
      for (std::uint32_t i = runs[f].begin; i < runs[f].end; ++i, ++to) {
        const std::uint32_t from = by_kk[i].row;
        persons.nik[to] = nik_[from];
        persons.family[to] = static_cast<FamilyRow>(f);
        persons.birth[to] = birth_[from];
        persons.marks[to] = marks_[from];
        persons.name[to] = name_[from];
        new_row[from] = to;
      }
    }
  });
  persons.names = std::move(names_);
  // A dropped row may hold the index slot of its NIK: rename it to the surviving row.
  for (const FlatIndex::Repeat& r : repeats) {
    for (const std::uint32_t at : {r.row, r.stored}) {
      if (new_row[at] == kNoRow) continue;
      new_row[r.stored] = new_row[at];
    }
  }
  persons.by_nik.remap(new_row);
  families.by_kk.build(families.kk);
  *this = RegistryBuilder();
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
