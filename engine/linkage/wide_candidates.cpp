#include "engine/linkage/wide_candidates.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <tuple>

#include "engine/parallel.h"
#include "kernels/packed_digits.h"

namespace engine {
namespace {

using Key = std::uint64_t;

Key mix(Key key, std::uint64_t value) {
  key = (key ^ value) * 0x9E37'79B9'7F4A'7C15ull;
  return key ^ key >> 29;
}
Key key_of(LinkPass pass, std::uint64_t a, std::uint64_t b, std::uint64_t c = 0) {
  return mix(mix(mix(static_cast<Key>(pass), a), b), c);
}

constexpr std::uint64_t kAnyRegency = kUnknownRegency;

// What a row or a person is looked for by.
struct Traits {
  std::uint64_t regency = kAnyRegency;
  VillageIndex village = kUnknownVillage;
  Day birth = kNoDate;
  int year = 0;
  Sex sex = Sex::kUnknown;
};

Traits traits_of(const RegionTree& regions, VillageIndex village, Day birth, Sex sex, const std::vector<int>& years) {
  Traits traits;
  traits.village = village;
  if (village != kUnknownVillage) traits.regency = regions.regency_of(village);
  traits.birth = birth;
  traits.year = years[birth];
  traits.sex = sex;
  return traits;
}

std::uint64_t birth_and_sex(const Traits& t) { return std::uint64_t{t.birth} << 2 | static_cast<std::uint64_t>(t.sex); }

// Calls give(pass, key) for every key of a row or a person; the same for both, so that they meet.
template <class Give>
void give_keys(const Traits& t, const PersonName& name, Give give) {
  const bool dated = t.birth != kNoDate, placed = t.village != kUnknownVillage;
  const bool sexed = dated && t.sex != Sex::kUnknown;
  if (sexed && placed) give(LinkPass::kDate, key_of(LinkPass::kDate, t.regency, birth_and_sex(t)));
  std::uint64_t whole = 0;
  for (std::size_t i = 0; i < name.size; ++i) {
    const std::uint64_t word = name.words[i]->key_hash;
    whole += mix(word, 1);  // in any order
    if (sexed && placed)
      give(LinkPass::kDateAndWord, key_of(LinkPass::kDateAndWord, t.regency, birth_and_sex(t), word));
    if (sexed) give(LinkPass::kMoved, key_of(LinkPass::kMoved, birth_and_sex(t), word));
    if (dated && placed)
      give(LinkPass::kYearAndWord, key_of(LinkPass::kYearAndWord, t.regency, static_cast<std::uint64_t>(t.year), word));
    if (placed) give(LinkPass::kVillage, key_of(LinkPass::kVillage, t.village, word));
  }
  if (name.size == 0) return;
  give(LinkPass::kName, key_of(LinkPass::kName, whole, 0));
  if (dated) give(LinkPass::kNameAndYear, key_of(LinkPass::kNameAndYear, whole, static_cast<std::uint64_t>(t.year)));
}

// The birth date and sex that a NIK tells, in the century that makes a person of at most a hundred years.
struct NikTold {
  Day birth = kNoDate;
  Sex sex = Sex::kUnknown;
};
NikTold told_by(std::uint64_t nik) {
  if (nik == 0) return {};
  const auto date = static_cast<int>(nik / 10'000 % 1'000'000);
  int day = date / 10'000;
  const Sex sex = day > 40 ? Sex::kFemale : Sex::kMale;
  if (day > 40) day -= 40;
  const int short_year = date % 100;
  const auto birth = day_from_civil(short_year <= 26 ? 2000 + short_year : 1900 + short_year, date / 100 % 100, day);
  return birth ? NikTold{*birth, sex} : NikTold{};
}

struct Asked {
  Key key = 0;
  std::uint32_t open = 0;
  LinkPass pass = LinkPass::kNik;
};
struct Hit {
  std::uint32_t key = 0;  // index of the distinct key
  PersonRow person = kNoRow;
};

// Says of most keys at once that nobody asks for them.
class KeyFilter {
 public:
  explicit KeyFilter(const std::vector<Key>& keys)
      : bits_(std::bit_ceil(std::max<std::size_t>(keys.size() / 4, 16)), 0), mask_(bits_.size() - 1) {
    for (const Key key : keys) bits_[key >> 20 & mask_] |= bit(key);
  }
  bool may_have(Key key) const { return (bits_[key >> 20 & mask_] & bit(key)) == bit(key); }

 private:
  static std::uint64_t bit(Key key) { return std::uint64_t{1} << (key & 63) | std::uint64_t{1} << (key >> 6 & 63); }
  std::vector<std::uint64_t> bits_;
  std::size_t mask_;
};

std::vector<int> years_by_day() {
  std::vector<int> years(std::size_t{kNoDate} + 1, 0);
  for (std::uint32_t day = 0; day < kNoDate; ++day) years[day] = civil_from_day(static_cast<Day>(day)).year;
  return years;
}

class WideSearch {
 public:
  WideSearch(const LinkTables& tables, const OpenRows& rows, std::span<const std::uint32_t> wanted,
             const LinkModel& model, PassCounts& counts)
      : tables_(tables), rows_(rows), wanted_(wanted), model_(model), counts_(counts), years_(years_by_day()) {}

  std::vector<WideCandidate> run() {
    ask();
    find_hits();
    pair_up();
    return weighed();
  }

 private:
  void ask();
  void find_hits();
  void pair_up();
  void add_neighbours();
  std::vector<WideCandidate> weighed() const;
  WeightUnits weight(const OpenRow& open, const PersonName& name, PersonRow person) const;
  void prefetch(PersonRow person) const;

  const LinkTables& tables_;
  const OpenRows& rows_;
  std::span<const std::uint32_t> wanted_;
  const LinkModel& model_;
  PassCounts& counts_;
  std::vector<int> years_;
  std::vector<Asked> asked_;  // ascending by key, then by row
  std::vector<Key> keys_;     // the distinct ones
  std::vector<Hit> hits_;     // ascending by key, then by person
  std::vector<WideCandidate> pairs_;
};

void WideSearch::ask() {
  asked_ = parallel_reduce(
      wanted_.size(), 4096, std::vector<Asked>{},
      [&](std::size_t begin, std::size_t end) {
        std::vector<Asked> part;
        RowName name;
        for (std::size_t i = begin; i < end; ++i) {
          const OpenRow& open = rows_.rows[wanted_[i]];
          tables_.names->read(rows_.name(open), name);
          const auto give = [&](LinkPass pass, Key key) { part.push_back({key, wanted_[i], pass}); };
          const Traits own = traits_of(*tables_.regions, open.village, open.birth, open.sex, years_);
          give_keys(own, name.name, give);
          const NikTold told = told_by(open.nik);
          if (told.birth == kNoDate || (told.birth == open.birth && told.sex == open.sex)) continue;
          Traits by_nik = traits_of(*tables_.regions, open.village, told.birth, told.sex, years_);
          give_keys(by_nik, name.name, give);
        }
        return part;
      },
      [](std::vector<Asked>& all, std::vector<Asked>&& part) { all.insert(all.end(), part.begin(), part.end()); });
  parallel_sort(asked_,
                [](const Asked& a, const Asked& b) { return std::tie(a.key, a.open) < std::tie(b.key, b.open); });
  const auto same = [](const Asked& a, const Asked& b) { return a.key == b.key && a.open == b.open; };
  asked_.erase(std::unique(asked_.begin(), asked_.end(), same), asked_.end());
  for (const Asked& asked : asked_) {
    if (keys_.empty() || keys_.back() != asked.key) keys_.push_back(asked.key);
  }
}

void WideSearch::find_hits() {
  const PersonTable& persons = tables_.registry->persons;
  const FamilyTable& families = tables_.registry->families;
  const KeyFilter filter(keys_);
  FlatIndex index;
  index.build(keys_);
  hits_ = parallel_reduce(
      persons.size(), std::size_t{1} << 14, std::vector<Hit>{},
      [&](std::size_t begin, std::size_t end) {
        std::vector<Hit> part;
        for (std::size_t i = begin; i < end; ++i) {
          const auto person = static_cast<PersonRow>(i);
          const Traits traits = traits_of(*tables_.regions, families.village[persons.family[person]],
                                          persons.birth[person], persons.marks[person].sex(), years_);
          give_keys(traits, tables_.names->of(person), [&](LinkPass, Key key) {
            if (!filter.may_have(key)) return;
            const std::uint32_t at = index.find(keys_, key);
            if (at != kNoRow) part.push_back({at, person});
          });
        }
        return part;
      },
      [](std::vector<Hit>& all, std::vector<Hit>&& part) { all.insert(all.end(), part.begin(), part.end()); });
  parallel_sort(hits_,
                [](const Hit& a, const Hit& b) { return std::tie(a.key, a.person) < std::tie(b.key, b.person); });
}

void WideSearch::pair_up() {
  std::size_t hit = 0, asked = 0;
  for (std::uint32_t key = 0; key < keys_.size(); ++key) {
    const std::size_t first = hit, first_asked = asked;
    while (hit < hits_.size() && hits_[hit].key == key) ++hit;
    while (asked < asked_.size() && asked_[asked].key == keys_[key]) ++asked;
    if (first_asked == asked) continue;
    PassCount& count = counts_[static_cast<std::size_t>(asked_[first_asked].pass)];
    count.largest = std::max<std::uint64_t>(count.largest, hit - first);
    if (hit - first > kMostInBlock) {
      ++count.hot_blocks;
      continue;
    }
    count.pairs += (hit - first) * (asked - first_asked);
    for (std::size_t a = first_asked; a < asked; ++a) {
      for (std::size_t h = first; h < hit; ++h) {
        pairs_.push_back({asked_[a].open, hits_[h].person, pass_bit(asked_[a].pass)});
      }
    }
  }
  add_neighbours();
  parallel_sort(pairs_, std::less<>());
  std::size_t kept = 0;
  for (const WideCandidate& pair : pairs_) {
    if (kept != 0 && pairs_[kept - 1].open == pair.open && pairs_[kept - 1].person == pair.person) {
      pairs_[kept - 1].passes = static_cast<PassMask>(pairs_[kept - 1].passes | pair.passes);
    } else {
      pairs_[kept++] = pair;
    }
  }
  pairs_.resize(kept);
}

// Registry persons whose NIK is one digit, or one swap of neighbours, from that of a row.
void WideSearch::add_neighbours() {
  const PersonTable& persons = tables_.registry->persons;
  const std::vector<WideCandidate> found = parallel_reduce(
      wanted_.size(), 1024, std::vector<WideCandidate>{},
      [&](std::size_t begin, std::size_t end) {
        std::vector<WideCandidate> part;
        std::vector<std::uint64_t> near;
        std::vector<PersonRow> persons_near;
        for (std::size_t i = begin; i < end; ++i) {
          const std::uint64_t nik = rows_.rows[wanted_[i]].nik;
          if (nik == 0) continue;
          near.clear();
          std::uint64_t place = 1, digit_before = 10;
          for (int p = 0; p < 16; ++p, place *= 10) {
            const std::uint64_t digit = nik / place % 10;
            for (std::uint64_t other = 0; other < 10; ++other) {
              if (other != digit) near.push_back(nik - digit * place + other * place);
            }
            if (p != 0 && digit != digit_before) {
              near.push_back(nik - digit * place - digit_before * (place / 10) + digit_before * place +
                             digit * (place / 10));
            }
            digit_before = digit;
          }
          persons_near.assign(near.size(), kNoRow);
          persons.by_nik.find_batch(persons.nik, near, persons_near);
          for (const PersonRow person : persons_near) {
            if (person != kNoRow) part.push_back({wanted_[i], person, pass_bit(LinkPass::kNearNik)});
          }
        }
        return part;
      },
      [](std::vector<WideCandidate>& all, std::vector<WideCandidate>&& part) {
        all.insert(all.end(), part.begin(), part.end());
      });
  counts_[static_cast<std::size_t>(LinkPass::kNearNik)].pairs += found.size();
  pairs_.insert(pairs_.end(), found.begin(), found.end());
}

void WideSearch::prefetch(PersonRow person) const {
  const PersonTable& persons = tables_.registry->persons;
  __builtin_prefetch(&persons.nik[person]);
  __builtin_prefetch(&persons.name[person]);
  __builtin_prefetch(&persons.birth[person]);
  __builtin_prefetch(&persons.marks[person]);
}

WeightUnits WideSearch::weight(const OpenRow& open, const PersonName& name, PersonRow person) const {
  const PersonTable& persons = tables_.registry->persons;
  const std::size_t joint =
      joint_level(nik_level(kernels::pack_digits16(open.nik), kernels::pack_digits16(persons.nik[person])),
                  birth_level(open.birth, persons.birth[person]), sex_level(open.sex, persons.marks[person].sex()));
  const WeightUnits without_name = model_.joint(joint);
  if (without_name + model_.most_rarity() < kLeastWide) return without_name;
  const NameEvidence evidence = tables_.names->compare(name, tables_.names->of(person));
  return without_name + model_.name(name_level(evidence.comparison), evidence.rarity);
}

std::vector<WideCandidate> WideSearch::weighed() const {
  std::vector<std::size_t> first;  // pairs of one row
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    if (i == 0 || pairs_[i].open != pairs_[i - 1].open) first.push_back(i);
  }
  first.push_back(pairs_.size());
  return parallel_reduce(
      first.size() - 1, 256, std::vector<WideCandidate>{},
      [&](std::size_t begin, std::size_t end) {
        struct Weighed {
          WeightUnits weight;
          PersonRow person;
          PassMask passes;
        };
        std::vector<WideCandidate> part;
        std::vector<Weighed> best;
        RowName name;
        for (std::size_t r = begin; r < end; ++r) {
          const OpenRow& open = rows_.rows[pairs_[first[r]].open];
          tables_.names->read(rows_.name(open), name);
          best.clear();
          for (std::size_t i = first[r]; i < first[r + 1]; ++i) {
            if (i + 8 < pairs_.size()) prefetch(pairs_[i + 8].person);
            const WeightUnits found = weight(open, name.name, pairs_[i].person);
            if (found >= kLeastWide) best.push_back({found, pairs_[i].person, pairs_[i].passes});
          }
          std::sort(best.begin(), best.end(), [](const Weighed& a, const Weighed& b) {
            return a.weight != b.weight ? a.weight > b.weight : a.person < b.person;
          });
          if (best.size() > kMostWide) best.resize(kMostWide);
          std::sort(best.begin(), best.end(), [](const Weighed& a, const Weighed& b) { return a.person < b.person; });
          for (const Weighed& candidate : best)
            part.push_back({pairs_[first[r]].open, candidate.person, candidate.passes});
        }
        return part;
      },
      [](std::vector<WideCandidate>& all, std::vector<WideCandidate>&& part) {
        all.insert(all.end(), part.begin(), part.end());
      });
}

}  // namespace

std::vector<WideCandidate> find_wide_candidates(const LinkTables& tables, const OpenRows& rows,
                                                std::span<const std::uint32_t> wanted, const LinkModel& model,
                                                PassCounts& counts) {
  if (wanted.empty()) return {};
  return WideSearch(tables, rows, wanted, model, counts).run();
}

}  // namespace engine
