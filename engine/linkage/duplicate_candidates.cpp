#include "engine/linkage/duplicate_candidates.h"

#include <algorithm>
#include <tuple>

#include "engine/linkage/bits.h"
#include "engine/linkage/duplicate_date_blocks.h"
#include "engine/linkage/duplicate_name_groups.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 14;
constexpr std::size_t kPairGrain = 1024;
constexpr std::size_t kExpectEvery = 8;             // families
constexpr std::uint32_t kRareWord = 24;             // rows that share a word and are compared by NIK
constexpr std::int32_t kLeastNikRarity = 6 * 1024;  // of names that nothing but the NIK brings together

std::vector<NameSketch> sketch_names(const PersonTable& persons, const DuplicateNames& names) {
  std::vector<NameSketch> sketches(persons.size());
  parallel_for(persons.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t p = begin; p < end; ++p) sketches[p] = names.sketch(names.words(static_cast<PersonRow>(p)));
  });
  return sketches;
}

struct NikContext {
  const PersonTable& persons;
  const DuplicateNames& names;

  static bool alike(const void* context, PersonRow a, PersonRow b) {
    const auto& [persons, names] = *static_cast<const NikContext*>(context);
    if (persons.marks[a].sex() != persons.marks[b].sex() || persons.marks[a].sex() == Sex::kUnknown) return false;
    if (date_kind(persons.birth[a], persons.birth[b]) == DateKind::kOther) return false;
    const NameEvidence name = names.compare(a, b);
    return name.kind <= NameKind::kSubset && name.rarity >= kLeastNikRarity;
  }
};

DuplicatePair pair_by_nik(const PersonTable& persons, const DuplicatePlaces& places, const DuplicateNames& names,
                          PersonRow a, PersonRow b) {
  const NameEvidence name = names.compare(a, b);
  DuplicatePair pair;
  pair.a = a, pair.b = b, pair.name = name.kind, pair.rarity = name.rarity;
  pair.date = date_kind(persons.birth[a], persons.birth[b]);
  pair.near = places.nearness(a, b);
  return pair;
}

// Adds pair_of(i) for i below `count`.
template <class PairOf>
void add_pairs(std::vector<DuplicatePair>& pairs, std::size_t count, PairOf pair_of) {
  const std::size_t first = pairs.size();
  pairs.resize(first + count);
  parallel_for(count, kPairGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) pairs[first + i] = pair_of(i);
  });
}

// Rows that share a word of few rows, word by word.
struct WordGroups {
  std::vector<PersonRow> rows;
  std::vector<std::uint64_t> begin;
};

WordGroups group_by_rare_word(const PersonTable& persons, const DuplicateNames& names) {
  struct Entry {
    NameKeyId key;
    PersonRow row;
    auto operator<=>(const Entry&) const = default;
  };
  auto entries = parallel_reduce(
      persons.size(), kGrain, std::vector<Entry>{},
      [&](std::size_t begin, std::size_t end) {
        std::vector<Entry> here;
        for (std::size_t p = begin; p < end; ++p) {
          const PersonWords words = names.words(static_cast<PersonRow>(p));
          for (std::size_t i = 0; i < words.count; ++i) {
            const std::uint32_t count = names.count(words.ids[i]);
            if (count > 1 && count <= kRareWord) here.push_back({words.ids[i], static_cast<PersonRow>(p)});
          }
        }
        return here;
      },
      [](std::vector<Entry>& all, std::vector<Entry>&& part) { all.insert(all.end(), part.begin(), part.end()); });
  parallel_sort(entries, std::less<>());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  WordGroups groups;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i == 0 || entries[i].key != entries[i - 1].key) groups.begin.push_back(i);
    groups.rows.push_back(entries[i].row);
  }
  groups.begin.push_back(entries.size());
  return groups;
}

struct Kin {
  StrangerCounts strangers;                // pairs of one card and sex, some years apart
  double met = 0;                          // such pairs
  std::array<double, kDateKinds> dates{};  // pairs of one card and sex, by kind of date
};

// Brothers and sisters of some years' distance are not one person, whatever their names are.
Kin count_kin(const Registry& registry, const DuplicateNames& names, std::span<const NameSketch> sketches) {
  constexpr int kLeastApart = 300, kMostApart = 15 * 365;  // days
  const PersonTable& persons = registry.persons;
  return parallel_reduce(
      registry.families.size(), kGrain, Kin{},
      [&](std::size_t begin, std::size_t end) {
        Kin kin;
        for (std::size_t f = begin; f < end; ++f) {
          const PersonRow first = registry.families.first_person[f], last = registry.families.first_person[f + 1];
          for (PersonRow b = first; b < last && b - first < 32; ++b) {
            for (PersonRow a = first; a < b; ++a) {
              const Sex sex = persons.marks[a].sex();
              if (sex == Sex::kUnknown || sex != persons.marks[b].sex()) continue;
              const DateKind date = date_kind(persons.birth[a], persons.birth[b]);
              kin.dates[static_cast<std::size_t>(date)] += 1;
              const int days = std::abs(int{persons.birth[a]} - int{persons.birth[b]});
              if (date != DateKind::kOther || days < kLeastApart || days > kMostApart) continue;
              kin.met += 1;
              if (f % kExpectEvery == 0) {
                names.each_chance(a, [&](NameKind kind, std::int32_t rarity) {
                  kin.strangers.expected[0][static_cast<std::size_t>(kind)][rarity_band(rarity)] +=
                      kExpectEvery * odds_of(-rarity);
                });
              }
              if (!sketches_alike(sketches[a], sketches[b])) continue;
              const NameEvidence name = names.compare(a, b);
              if (name.kind == NameKind::kOther) continue;
              kin.strangers.met[0][static_cast<std::size_t>(name.kind)][rarity_band(name.rarity)] += 1;
            }
          }
        }
        return kin;
      },
      [](Kin& sum, Kin&& part) {
        sum.met += part.met;
        sum.strangers.add(part.strangers);
        for (std::size_t d = 0; d < kDateKinds; ++d) sum.dates[d] += part.dates[d];
      });
}

// One line a pair: of equal evidence but for the rarity the lower one counts, which knows the whole name.
void merge_pairs(std::vector<DuplicatePair>& pairs) {
  parallel_sort(pairs, [](const DuplicatePair& x, const DuplicatePair& y) {
    return std::tie(x.a, x.b, x.passes, x.rarity, x.nik_place) < std::tie(y.a, y.b, y.passes, y.rarity, y.nik_place);
  });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (kept == 0 || pairs[kept - 1].a != pairs[i].a || pairs[kept - 1].b != pairs[i].b) {
      pairs[kept++] = pairs[i];
      continue;
    }
    DuplicatePair& pair = pairs[kept - 1];
    pair.passes |= pairs[i].passes;
    pair.rarity = std::min(pair.rarity, pairs[i].rarity);
    pair.nik_place = std::max(pair.nik_place, pairs[i].nik_place);
  }
  pairs.resize(kept);
}

}  // namespace

DuplicateCandidates gather_duplicate_candidates(const Registry& registry, const DuplicatePlaces& places,
                                                const DuplicateNames& names) {
  const PersonTable& persons = registry.persons;
  const NikContext context{persons, names};
  DuplicateCandidates found;
  {
    const std::vector<NameSketch> sketches = sketch_names(persons, names);
    DateBlockPairs blocks = find_in_date_blocks(registry, places, names, sketches);
    found.pairs = std::move(blocks.pairs);
    found.strangers = blocks.strangers;
    found.compared = blocks.compared;
    found.left_out = blocks.left_out;

    const Kin kin = count_kin(registry, names, sketches);
    found.kin_dates = kin.dates;
    const double twins = kin.dates[static_cast<std::size_t>(DateKind::kEqual)];
    StrangerCounts kin_strangers = kin.strangers;
    for (std::size_t k = 0; k < kNameKinds; ++k) {
      for (std::size_t band = 0; band < kRarityBands; ++band) {
        kin_strangers.met[0][k][band] *= kin.met > 0 ? twins / kin.met : 0;
        kin_strangers.expected[0][k][band] *= kin.met > 0 ? twins / kin.met : 0;
      }
    }
    found.strangers.add(kin_strangers);

    NikNeighbourSearch search;
    search.names_alike = NikContext::alike;
    search.context = &context;
    const FoundNikNeighbours neighbours = find_nik_neighbours(persons.nik, sketches, search);
    found.nik_counts = neighbours.counts;
    add_pairs(found.pairs, neighbours.pairs.size(), [&](std::size_t i) {
      const NikNeighbours& n = neighbours.pairs[i];
      DuplicatePair pair = pair_by_nik(persons, places, names, n.left, n.right);
      pair.passes = kNik;
      pair.nik_place = static_cast<std::uint8_t>(n.place + (n.swap ? kNikDigits : 0));
      return pair;
    });
  }
  {
    const WordGroups groups = group_by_rare_word(persons, names);
    auto close = find_two_substitutions(persons.nik, groups.rows, groups.begin);
    std::erase_if(close, [&](const RowPair& n) { return !NikContext::alike(&context, n.left, n.right); });
    add_pairs(found.pairs, close.size(), [&](std::size_t i) {
      DuplicatePair pair = pair_by_nik(persons, places, names, close[i].left, close[i].right);
      pair.passes = kNikAndWord;
      return pair;
    });
  }
  NameGroupPairs groups = find_in_name_groups(registry, places, names);
  found.pairs.insert(found.pairs.end(), groups.pairs.begin(), groups.pairs.end());
  found.fashion = groups.fashion;
  found.namesakes = groups.namesakes;
  found.compared += groups.compared;
  found.left_out += groups.left_out;
  merge_pairs(found.pairs);
  return found;
}

}  // namespace engine
