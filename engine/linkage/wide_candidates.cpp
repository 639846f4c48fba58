#include "engine/linkage/wide_candidates.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <tuple>

#include "engine/linkage/residence_level.h"
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
  const Key key = mix(mix(mix(static_cast<Key>(pass), a), b), c);
  return key == 0 ? 1 : key;  // 0 stands for none
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
  LinkPass pass = LinkPass::kNik;
};
struct Hit {
  std::uint32_t key = 0;  // index of the distinct key
  PersonRow person = kNoRow;
};

// Says of most keys at once that they are none of a set.
class KeyFilter {
 public:
  // Keys must be spread evenly over the 64 bits. 16 to 32 bits a key.
  explicit KeyFilter(const std::vector<Key>& keys)
      : bits_(std::bit_ceil(std::max<std::size_t>(keys.size() / 4, 16)), 0), mask_(bits_.size() - 1) {
    for (const Key key : keys) bits_[key >> 20 & mask_] |= bit(key);
  }
  void prefetch(Key key) const { __builtin_prefetch(&bits_[key >> 20 & mask_]); }
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
    count_blocks();
    return candidates();
  }

 private:
  // A registry person who meets a row, and by which passes.
  struct Met {
    PersonRow person = kNoRow;
    PassMask passes = 0;
  };
  // What the rows of a chunk have found.
  struct Found {
    std::vector<WideCandidate> candidates;
    std::uint64_t near_niks = 0;
  };

  void ask();
  void find_hits();
  void count_blocks();
  std::uint64_t add_neighbours(std::uint64_t nik, std::vector<Met>& met) const;
  void add_blocks(std::size_t row, std::vector<Met>& met) const;
  std::vector<WideCandidate> candidates();
  WeightUnits name_bound(const RowName& name) const;
  std::optional<WeightUnits> weight(const OpenRow& open, const PersonName& name, WeightUnits most_name,
                                    PersonRow person) const;
  void prefetch(PersonRow person) const;

  const LinkTables& tables_;
  const OpenRows& rows_;
  std::span<const std::uint32_t> wanted_;
  const LinkModel& model_;
  PassCounts& counts_;
  std::vector<int> years_;
  WeightUnits most_name_ = model_.most_name(), most_residence_ = model_.most_residence();
  WeightUnits least_ = weight_of(model_.persons() * model_.absent()) + kLeastHope;
  std::vector<Asked> asked_;                 // by row of wanted_
  std::vector<std::size_t> first_asked_;     // of each row, and the end
  std::vector<std::uint32_t> asked_key_;     // index of its key
  std::vector<Key> keys_;                    // the distinct ones, ascending
  FlatIndex index_;                          // of keys_
  std::vector<PersonRow> persons_;           // who has each key, ascending by key, then by person
  std::vector<std::uint32_t> first_person_;  // of each key, and the end
};

void WideSearch::ask() {
  struct Part {
    std::vector<Asked> asked;
    std::vector<std::size_t> rows;  // keys of each row
  };
  Part all = parallel_reduce(
      wanted_.size(), 4096, Part{},
      [&](std::size_t begin, std::size_t end) {
        Part part;
        RowName name;
        std::vector<Asked> of_row;
        for (std::size_t i = begin; i < end; ++i) {
          const OpenRow& open = rows_.rows[wanted_[i]];
          tables_.names->read(rows_.name(open), name);
          of_row.clear();
          const auto give = [&](LinkPass pass, Key key) { of_row.push_back({key, pass}); };
          give_keys(traits_of(*tables_.regions, open.village, open.birth, open.sex, years_), name.name, give);
          const NikTold told = told_by(open.nik);
          if (told.birth != kNoDate && (told.birth != open.birth || told.sex != open.sex)) {
            give_keys(traits_of(*tables_.regions, open.village, told.birth, told.sex, years_), name.name, give);
          }
          std::sort(of_row.begin(), of_row.end(), [](const Asked& a, const Asked& b) { return a.key < b.key; });
          const auto same = [](const Asked& a, const Asked& b) { return a.key == b.key; };
          of_row.erase(std::unique(of_row.begin(), of_row.end(), same), of_row.end());
          part.asked.insert(part.asked.end(), of_row.begin(), of_row.end());
          part.rows.push_back(of_row.size());
        }
        return part;
      },
      [](Part& sum, Part&& part) {
        sum.asked.insert(sum.asked.end(), part.asked.begin(), part.asked.end());
        sum.rows.insert(sum.rows.end(), part.rows.begin(), part.rows.end());
      });
  asked_ = std::move(all.asked);
  first_asked_.assign(1, 0);
  for (const std::size_t rows : all.rows) first_asked_.push_back(first_asked_.back() + rows);
  keys_.reserve(asked_.size());
  for (const Asked& asked : asked_) keys_.push_back(asked.key);
  const std::vector<Key> wanted = keys_;
  parallel_sort(keys_, std::less<>());
  keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
  index_.build(keys_);
  asked_key_.resize(wanted.size());
  parallel_for(wanted.size(), 1 << 14, [&](std::size_t begin, std::size_t end) {
    index_.find_batch(keys_, std::span(wanted).subspan(begin, end - begin),
                      std::span(asked_key_).subspan(begin, end - begin));
  });
}

void WideSearch::find_hits() {
  const PersonTable& persons = tables_.registry->persons;
  const FamilyTable& families = tables_.registry->families;
  const KeyFilter filter(keys_);
  const std::vector<Hit> hits = parallel_reduce(
      persons.size(), std::size_t{1} << 14, std::vector<Hit>{},
      [&](std::size_t begin, std::size_t end) {
        constexpr std::size_t kAtOnce = 32;
        std::vector<Key> given, likely;
        std::vector<PersonRow> givers, likely_givers;
        for (std::size_t first = begin; first < end; first += kAtOnce) {
          given.clear();
          givers.clear();
          for (std::size_t i = first; i < std::min(end, first + kAtOnce); ++i) {
            const auto person = static_cast<PersonRow>(i);
            const Traits traits = traits_of(*tables_.regions, families.village[persons.family[person]],
                                            persons.birth[person], persons.marks[person].sex(), years_);
            give_keys(traits, tables_.names->of(person), [&](LinkPass, Key key) {
              filter.prefetch(key);
              given.push_back(key);
              givers.push_back(person);
            });
          }
          for (std::size_t k = 0; k < given.size(); ++k) {
            if (!filter.may_have(given[k])) continue;
            likely.push_back(given[k]);
            likely_givers.push_back(givers[k]);
          }
        }
        std::vector<std::uint32_t> at(likely.size());
        index_.find_batch(keys_, likely, at);
        std::vector<Hit> part;
        for (std::size_t k = 0; k < at.size(); ++k) {
          if (at[k] != kNoRow) part.push_back({at[k], likely_givers[k]});
        }
        return part;
      },
      [](std::vector<Hit>& all, std::vector<Hit>&& part) { all.insert(all.end(), part.begin(), part.end()); });
  // Counting sort by key: persons stay ascending.
  first_person_.assign(keys_.size() + 1, 0);
  for (const Hit& hit : hits) ++first_person_[hit.key + 1];
  for (std::size_t key = 0; key < keys_.size(); ++key) first_person_[key + 1] += first_person_[key];
  persons_.resize(hits.size());
  std::vector<std::uint32_t> next(first_person_.begin(), first_person_.end() - 1);
  for (const Hit& hit : hits) persons_[next[hit.key]++] = hit.person;
}

void WideSearch::count_blocks() {
  std::vector<bool> seen(keys_.size(), false);
  for (std::size_t a = 0; a < asked_.size(); ++a) {
    const std::uint32_t key = asked_key_[a];
    const std::uint64_t size = first_person_[key + 1] - first_person_[key];
    PassCount& count = counts_[static_cast<std::size_t>(asked_[a].pass)];
    count.largest = std::max(count.largest, size);
    if (size > kMostInBlock) {
      count.hot_blocks += seen[key] ? 0u : 1u;
    } else {
      count.pairs += size;
    }
    seen[key] = true;
  }
}

// Registry persons whose NIK is one digit, or one swap of neighbours, from that of a row; how many.
std::uint64_t WideSearch::add_neighbours(std::uint64_t nik, std::vector<Met>& met) const {
  if (nik == 0) return 0;
  constexpr std::size_t kMostNear = 16 * 9 + 15;
  std::array<std::uint64_t, kMostNear> near;
  std::array<PersonRow, kMostNear> persons_near;
  std::size_t count = 0;
  std::uint64_t place = 1, digit_before = 10;
  for (int p = 0; p < 16; ++p, place *= 10) {
    const std::uint64_t digit = nik / place % 10;
    for (std::uint64_t other = 0; other < 10; ++other) {
      if (other != digit) near[count++] = nik - digit * place + other * place;
    }
    if (p != 0 && digit != digit_before) {
      near[count++] = nik - digit * place - digit_before * (place / 10) + digit_before * place + digit * (place / 10);
    }
    digit_before = digit;
  }
  const PersonTable& persons = tables_.registry->persons;
  persons.by_nik.find_batch(persons.nik, std::span(near).first(count), std::span(persons_near).first(count));
  std::uint64_t found = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (persons_near[i] == kNoRow) continue;
    met.push_back({persons_near[i], pass_bit(LinkPass::kNearNik)});
    ++found;
  }
  return found;
}

void WideSearch::add_blocks(std::size_t row, std::vector<Met>& met) const {
  for (std::size_t a = first_asked_[row]; a < first_asked_[row + 1]; ++a) {
    const std::uint32_t begin = first_person_[asked_key_[a]], end = first_person_[asked_key_[a] + 1];
    if (end - begin > kMostInBlock) continue;
    for (std::uint32_t i = begin; i < end; ++i) met.push_back({persons_[i], pass_bit(asked_[a].pass)});
  }
}

void WideSearch::prefetch(PersonRow person) const {
  const PersonTable& persons = tables_.registry->persons;
  __builtin_prefetch(&persons.nik[person]);
  __builtin_prefetch(&persons.name[person]);
  __builtin_prefetch(&persons.birth[person]);
  __builtin_prefetch(&persons.marks[person]);
}

// The most that the name of a row can weigh, whoever it is compared with. A foreign word may be spelled like a rare
// one.
WeightUnits WideSearch::name_bound(const RowName& name) const {
  const NameChance chance;
  WeightUnits rarity = name.foreign.empty() ? 0 : model_.most_rarity();
  for (std::size_t i = 0; i < name.name.size && rarity < model_.most_rarity(); ++i) {
    const NameWord& word = *name.name.words[i];
    rarity += std::max({word.rarity, word.key_rarity, chance.joined, chance.very_similar});
  }
  return std::max(0, most_name_ + std::min(rarity, model_.most_rarity()));
}

// The weight of a pair, where the two live taken in; none where it is no candidate.
std::optional<WeightUnits> WideSearch::weight(const OpenRow& open, const PersonName& name, WeightUnits most_name,
                                              PersonRow person) const {
  const PersonTable& persons = tables_.registry->persons;
  const std::size_t joint =
      joint_level(nik_level(kernels::pack_digits16(open.nik), kernels::pack_digits16(persons.nik[person])),
                  birth_level(open.birth, persons.birth[person]), sex_level(open.sex, persons.marks[person].sex()));
  const WeightUnits without_name = model_.joint(joint), most = without_name + most_name;
  if (most < kLeastWide || most + most_residence_ < least_) return std::nullopt;
  const VillageIndex village = tables_.registry->families.village[persons.family[person]];
  const WeightUnits residence = model_.residence(residence_level(*tables_.regions, open.village, village));
  if (most + residence < least_) return std::nullopt;
  const NameEvidence evidence = tables_.names->compare(name, tables_.names->of(person));
  const WeightUnits found = without_name + model_.name(name_level(evidence.comparison), evidence.rarity);
  if (found < kLeastWide || found + residence < least_) return std::nullopt;
  return found + residence;
}

std::vector<WideCandidate> WideSearch::candidates() {
  struct Weighed {
    WeightUnits weight;
    PersonRow person;
    PassMask passes;
  };
  Found all = parallel_reduce(
      wanted_.size(), 1024, Found{},
      [&](std::size_t begin, std::size_t end) {
        Found part;
        std::vector<Met> met;
        std::vector<Weighed> best;
        RowName name;
        for (std::size_t row = begin; row < end; ++row) {
          const OpenRow& open = rows_.rows[wanted_[row]];
          met.clear();
          add_blocks(row, met);
          part.near_niks += add_neighbours(open.nik, met);
          if (met.empty()) continue;
          std::sort(met.begin(), met.end(), [](const Met& a, const Met& b) { return a.person < b.person; });
          std::size_t kept = 0;
          for (const Met& one : met) {
            if (kept != 0 && met[kept - 1].person == one.person) {
              met[kept - 1].passes = static_cast<PassMask>(met[kept - 1].passes | one.passes);
            } else {
              met[kept++] = one;
              prefetch(one.person);
            }
          }
          met.resize(kept);
          tables_.names->read(rows_.name(open), name);
          const WeightUnits most_name = name_bound(name);
          best.clear();
          for (const Met& one : met) {
            const auto found = weight(open, name.name, most_name, one.person);
            if (found) best.push_back({*found, one.person, one.passes});
          }
          std::sort(best.begin(), best.end(), [](const Weighed& a, const Weighed& b) {
            return a.weight != b.weight ? a.weight > b.weight : a.person < b.person;
          });
          if (best.size() > kMostWide) best.resize(kMostWide);
          std::sort(best.begin(), best.end(), [](const Weighed& a, const Weighed& b) { return a.person < b.person; });
          for (const Weighed& one : best) part.candidates.push_back({wanted_[row], one.person, one.passes});
        }
        return part;
      },
      [](Found& sum, Found&& part) {
        sum.candidates.insert(sum.candidates.end(), part.candidates.begin(), part.candidates.end());
        sum.near_niks += part.near_niks;
      });
  counts_[static_cast<std::size_t>(LinkPass::kNearNik)].pairs += all.near_niks;
  return std::move(all.candidates);
}

}  // namespace

std::vector<WideCandidate> find_wide_candidates(const LinkTables& tables, const OpenRows& rows,
                                                std::span<const std::uint32_t> wanted, const LinkModel& model,
                                                PassCounts& counts) {
  if (wanted.empty()) return {};
  return WideSearch(tables, rows, wanted, model, counts).run();
}

}  // namespace engine
