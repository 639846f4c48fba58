#include "engine/linkage/duplicate_name_groups.h"

#include <algorithm>

#include "engine/linkage/binary_log.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 16;
constexpr std::size_t kWholeGroup = 32, kWholeRegency = 48;
constexpr std::size_t kMostCopies = 3;  // rows of one name and date that are taken for one person, at the most
constexpr int kNearYears = 10 * 365;    // days: namesakes of an age

// A name with its row, the name's hash above: rows of a name lie together and ascend.
struct NameRow {
  std::uint32_t name;
  PersonRow row;
};

// Rows with a name, a date and a sex in `kParts` parts by the name, each sorted by name, then row.
struct NameOrder {
  std::vector<NameRow> rows;
  std::vector<std::size_t> begin;
};

NameOrder order_by_name(const PersonTable& persons, const DuplicateNames& names) {
  const std::size_t parts = std::clamp<std::size_t>(persons.size() / 16'384 + 1, 1, 4'096);
  const auto name_of = [&](PersonRow row) -> std::uint32_t {
    const PersonWords words = names.words(row);
    const Sex sex = persons.marks[row].sex();
    if (words.count == 0 || sex == Sex::kUnknown || persons.birth[row] == kNoDate) return 0;
    const auto hash = (DuplicateNames::hash(words) ^ static_cast<std::uint64_t>(sex)) * 0x9e3779b97f4a7c15ull;
    return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(hash >> 32));
  };
  const auto part_of = [&](std::uint32_t name) { return static_cast<std::size_t>(std::uint64_t{name} * parts >> 32); };
  std::vector<std::vector<std::size_t>> places(chunk_count(persons.size(), kGrain));
  std::vector<std::uint32_t> name(persons.size());
  parallel_for(persons.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    std::vector<std::size_t>& counts = places[begin / kGrain];
    counts.assign(parts, 0);
    for (std::size_t p = begin; p < end; ++p) {
      name[p] = name_of(static_cast<PersonRow>(p));
      if (name[p] != 0) ++counts[part_of(name[p])];
    }
  });
  NameOrder order;
  std::size_t at = 0;
  for (std::size_t part = 0; part < parts; ++part) {
    order.begin.push_back(at);
    for (auto& counts : places) at += std::exchange(counts[part], at);
  }
  order.begin.push_back(at);
  order.rows.resize(at);
  parallel_for(persons.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    std::vector<std::size_t>& next = places[begin / kGrain];
    for (std::size_t p = begin; p < end; ++p) {
      if (name[p] != 0) order.rows[next[part_of(name[p])]++] = {name[p], static_cast<PersonRow>(p)};
    }
  });
  parallel_for(parts, 1, [&](std::size_t part, std::size_t) {
    std::sort(order.rows.begin() + static_cast<std::ptrdiff_t>(order.begin[part]),
              order.rows.begin() + static_cast<std::ptrdiff_t>(order.begin[part + 1]),
              [](const NameRow& a, const NameRow& b) {
                return (std::uint64_t{a.name} << 32 | a.row) < (std::uint64_t{b.name} << 32 | b.row);
              });
  });
  return order;
}

struct Found {
  std::vector<DuplicatePair> pairs;
  std::uint64_t compared = 0, left_out = 0;
  StrangerCounts strangers;
  double namesakes = 0, of_an_age = 0;  // in one regency
};

class GroupSearch {
 public:
  GroupSearch(const Registry& registry, const DuplicatePlaces& places, const DuplicateNames& names, Found& found)
      : persons_(registry.persons), places_(places), names_(names), found_(found) {}

  // `rows` ascend, so those of a regency lie together.
  void run(std::span<const NameRow> group) {
    rows_.clear();
    for (const NameRow& row : group) rows_.push_back(row.row);
    named_ = rows_.size();
    days_.clear();
    for (const PersonRow row : rows_) days_.push_back(persons_.birth[row]);
    std::sort(days_.begin(), days_.end());
    band_ = 0;
    names_.each_chance(rows_[0], [&](NameKind kind, std::int32_t rarity) {
      if (kind == NameKind::kEqual) band_ = rarity_band(rarity);
    });
    if (rows_.size() > kWholeGroup) count_namesakes();
    if (rows_.size() <= kWholeGroup) {
      all_pairs(rows_, true);
      return;
    }
    for (std::size_t begin = 0, end = 0; begin < rows_.size(); begin = end) {
      const std::uint32_t regency = places_.regency(rows_[begin]);
      while (end < rows_.size() && places_.regency(rows_[end]) == regency) ++end;
      const auto run = std::span(rows_).subspan(begin, end - begin);
      if (run.size() <= kWholeRegency) {
        all_pairs(run, true);
      } else {
        by_key(run, [&](PersonRow row) { return civil_from_day(persons_.birth[row]).year; });
        by_key(run, [&](PersonRow row) {
          const CivilDate date = civil_from_day(persons_.birth[row]);
          return date.month * 32 + date.day;
        });
      }
    }
    by_key(rows_, [&](PersonRow row) { return static_cast<int>(persons_.birth[row]); });
  }

 private:
  // Compares the rows of equal keys; where they are too many, those of one village.
  template <class Key>
  void by_key(std::span<const PersonRow> rows, Key key_of) {
    keyed_.clear();
    for (const PersonRow row : rows)
      keyed_.push_back(std::uint64_t{static_cast<std::uint32_t>(key_of(row))} << 32 | row);
    std::sort(keyed_.begin(), keyed_.end());
    std::vector<PersonRow> run;
    for (std::size_t begin = 0, end = 0; begin < keyed_.size(); begin = end) {
      while (end < keyed_.size() && keyed_[end] >> 32 == keyed_[begin] >> 32) ++end;
      if (end - begin < 2) continue;
      run.clear();
      for (std::size_t i = begin; i < end; ++i) run.push_back(static_cast<PersonRow>(keyed_[i]));
      if (run.size() <= kWholeRegency)
        all_pairs(run, false);
      else
        by_village(run);
    }
  }

  void by_village(std::span<const PersonRow> rows) {
    for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
      while (end < rows.size() && places_.village(rows[end]) == places_.village(rows[begin])) ++end;
      if (end - begin <= kWholeGroup)
        all_pairs(rows.subspan(begin, end - begin), false);
      else
        found_.left_out += end - begin;
    }
  }

  void all_pairs(std::span<const PersonRow> rows, bool counts_fashion) {
    for (std::size_t i = 1; i < rows.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) pair_of(rows[j], rows[i], counts_fashion);
    }
    found_.compared += rows.size() * (rows.size() - 1) / 2;
  }

  // In a large group nearly all are others: its pairs are counted, not looked at.
  void count_namesakes() {
    std::vector<std::uint64_t> codes;
    for (const PersonRow row : rows_) codes.push_back(persons_.name[row].bits);
    const double equal = equal_pairs(codes), all = pairs_of(codes.size());
    double inside = 0, inside_equal = 0;
    for (std::size_t begin = 0, end = 0; begin < rows_.size(); begin = end) {
      codes.clear();
      const std::uint32_t regency = places_.regency(rows_[begin]);
      for (; end < rows_.size() && places_.regency(rows_[end]) == regency; ++end) {
        codes.push_back(persons_.name[rows_[end]].bits);
      }
      inside += pairs_of(codes.size());
      inside_equal += equal_pairs(codes);
    }
    auto& met = found_.strangers.met;
    met[1][0][band_] += inside_equal;
    met[1][1][band_] += inside - inside_equal;
    met[2][0][band_] += equal - inside_equal;
    met[2][1][band_] += all - inside - (equal - inside_equal);
  }
  static double pairs_of(std::size_t rows) { return static_cast<double>(rows) * (static_cast<double>(rows) - 1) / 2; }
  static double equal_pairs(std::vector<std::uint64_t>& codes) {
    std::sort(codes.begin(), codes.end());
    double pairs = 0;
    for (std::size_t begin = 0, end = 0; begin < codes.size(); begin = end) {
      while (end < codes.size() && codes[end] == codes[begin]) ++end;
      pairs += pairs_of(end - begin);
    }
    return pairs;
  }

  void pair_of(PersonRow a, PersonRow b, bool counts_fashion) {
    const int days = std::abs(int{persons_.birth[a]} - int{persons_.birth[b]});
    const DateKind date = date_kind(persons_.birth[a], persons_.birth[b]);
    if (date == DateKind::kOther) {
      const bool one_regency = places_.regency(a) == places_.regency(b);
      if (named_ <= kWholeGroup) {
        found_.strangers.met[one_regency ? 1 : 2][persons_.name[a] == persons_.name[b] ? 0 : 1][band_] += 1;
      }
      if (!counts_fashion || !one_regency) return;
      found_.namesakes += 1;
      found_.of_an_age += days <= kNearYears ? 1 : 0;
      return;
    }
    const NameEvidence name = names_.compare(a, b);
    if (name.kind != NameKind::kEqual && name.kind != NameKind::kRespelled) return;  // they share the hash only
    DuplicatePair pair;
    pair.a = std::min(a, b), pair.b = std::max(a, b);
    pair.near = places_.nearness(a, b);
    pair.name = name.kind, pair.date = date, pair.passes = kName;
    pair.rarity = std::min(name.rarity, rarity_of_name(pair));
    found_.pairs.push_back(pair);
  }

  // log2(persons / others with the name); none known bounds nothing. Some rows of the pair's own date may be copies of
  // it and are no others.
  std::int32_t rarity_of_name(const DuplicatePair& pair) const {
    std::int32_t rarity = 64 * kBitUnits;
    std::size_t own = 2;
    if (pair.date == DateKind::kEqual) {
      const auto [first_day, last_day] = std::equal_range(days_.begin(), days_.end(), persons_.birth[pair.a]);
      own = std::min(static_cast<std::size_t>(last_day - first_day), kMostCopies);
    }
    if (named_ > own) {
      rarity = log2_units(static_cast<double>(persons_.size()) / static_cast<double>(named_ - own));
    }
    if (pair.near >= Nearness::kNation) return rarity;
    const std::uint32_t regency = places_.regency(pair.a);
    const std::uint32_t first = places_.regency_begin()[regency], last = places_.regency_begin()[regency + 1];
    const auto here = static_cast<std::size_t>(std::lower_bound(rows_.begin(), rows_.end(), last) -
                                               std::lower_bound(rows_.begin(), rows_.end(), first));
    if (here <= own) return rarity;
    return std::min(rarity, log2_units(static_cast<double>(last - first) / static_cast<double>(here - own)));
  }

  const PersonTable& persons_;
  const DuplicatePlaces& places_;
  const DuplicateNames& names_;
  Found& found_;
  std::vector<PersonRow> rows_;
  std::vector<Day> days_;  // of the rows, ascending
  std::size_t named_ = 0, band_ = 0;
  std::vector<std::uint64_t> keyed_;
};

// Pairs of namesakes by the frequencies of words, from every sixteenth row.
StrangerCounts expected_namesakes(const PersonTable& persons, const DuplicatePlaces& places,
                                  const DuplicateNames& names) {
  constexpr std::size_t kEvery = 16;
  return parallel_reduce(
      persons.size(), kGrain, StrangerCounts{},
      [&](std::size_t begin, std::size_t end) {
        StrangerCounts counts;
        for (std::size_t p = begin; p < end; p += kEvery) {
          const auto row = static_cast<PersonRow>(p);
          const std::uint32_t regency = places.regency(row);
          const double here = places.regency_begin()[regency + 1] - places.regency_begin()[regency];
          const double elsewhere = static_cast<double>(persons.size()) - here;
          names.each_chance(row, [&](NameKind kind, std::int32_t rarity) {
            if (kind > NameKind::kRespelled) return;
            const auto k = static_cast<std::size_t>(kind);
            const double share = exp2_units(-rarity) * kEvery / 2 / 2;  // of one sex
            counts.expected[1][k][rarity_band(rarity)] += here * share;
            counts.expected[2][k][rarity_band(rarity)] += elsewhere * share;
          });
        }
        return counts;
      },
      [](StrangerCounts& sum, StrangerCounts&& part) { sum.add(part); });
}

// Share of any two persons who are born within kNearYears of one another.
double share_of_an_age(const PersonTable& persons) {
  std::vector<double> by_day(kNoDate, 0);
  double all = 0;
  for (const Day day : persons.birth) {
    if (day == kNoDate) continue;
    by_day[day] += 1;
    all += 1;
  }
  double near = 0, window = 0;
  for (std::size_t day = 0; day < by_day.size() + kNearYears; ++day) {
    if (day < by_day.size()) window += by_day[day];
    if (day > 2 * std::size_t{kNearYears}) window -= by_day[day - 2 * kNearYears - 1];
    if (day >= kNearYears) near += by_day[day - kNearYears] * window;
  }
  return all > 0 ? near / (all * all) : 1;
}

}  // namespace

NameGroupPairs find_in_name_groups(const Registry& registry, const DuplicatePlaces& places,
                                   const DuplicateNames& names) {
  const NameOrder order = order_by_name(registry.persons, names);
  Found all = parallel_reduce(
      order.begin.size() - 1, 1, Found{},
      [&](std::size_t part, std::size_t) {
        Found found;
        GroupSearch search(registry, places, names, found);
        const std::size_t stop = order.begin[part + 1];
        for (std::size_t i = order.begin[part], j = i; i < stop; i = j) {
          while (j < stop && order.rows[j].name == order.rows[i].name) ++j;
          if (j - i > 1) search.run(std::span(order.rows).subspan(i, j - i));
        }
        return found;
      },
      [](Found& sum, Found&& part) {
        sum.pairs.insert(sum.pairs.end(), part.pairs.begin(), part.pairs.end());
        sum.compared += part.compared;
        sum.left_out += part.left_out;
        sum.strangers.add(part.strangers);
        sum.namesakes += part.namesakes;
        sum.of_an_age += part.of_an_age;
      });
  constexpr double kBorrowed = 100;  // pairs of namesakes that follow no fashion
  const double share = share_of_an_age(registry.persons);
  NameGroupPairs found;
  found.pairs = std::move(all.pairs);
  found.compared = all.compared;
  found.left_out = all.left_out;
  found.namesakes = all.strangers;
  found.namesakes.add(expected_namesakes(registry.persons, places, names));
  found.fashion = std::max(1.0, (all.of_an_age + kBorrowed * share) / ((all.namesakes + kBorrowed) * share));
  return found;
}

}  // namespace engine
