#include "engine/linkage/duplicate_name_groups.h"

#include <algorithm>
#include <bit>

#include "engine/linkage/bits.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 16;
constexpr std::size_t kWholeGroup = 32, kWholeRegency = 48;
constexpr std::size_t kAhead = 24;      // rows that are brought near
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

// Sorts rows of one of `parts` parts, which ascend, by name and row: into buckets by the name, and each by itself.
void sort_part(std::span<NameRow> rows, std::size_t parts) {
  const unsigned bits = std::clamp(static_cast<unsigned>(std::bit_width(rows.size())), 1u, 16u);
  const auto bucket_of = [&](std::uint32_t name) {
    return static_cast<std::size_t>(static_cast<std::uint32_t>(name * parts) >> (32 - bits));
  };
  std::vector<std::uint32_t> begin((std::size_t{1} << bits) + 1, 0);
  for (const NameRow& row : rows) ++begin[bucket_of(row.name) + 1];
  for (std::size_t b = 1; b < begin.size(); ++b) begin[b] += begin[b - 1];
  std::vector<NameRow> sorted(rows.size());
  std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
  for (const NameRow& row : rows) sorted[next[bucket_of(row.name)]++] = row;
  std::copy(sorted.begin(), sorted.end(), rows.begin());
  for (std::size_t b = 0; b + 1 < begin.size(); ++b) {
    if (begin[b + 1] - begin[b] < 2) continue;
    std::sort(rows.begin() + begin[b], rows.begin() + begin[b + 1], [](const NameRow& x, const NameRow& y) {
      return (std::uint64_t{x.name} << 32 | x.row) < (std::uint64_t{y.name} << 32 | y.row);
    });
  }
}

NameOrder order_by_name(const PersonTable& persons, const DuplicateNames& names) {
  const std::size_t parts = std::clamp<std::size_t>(persons.size() / 16'384 + 1, 1, 4'096);
  const auto name_of = [&](PersonRow row) -> std::uint32_t {
    const Sex sex = persons.marks[row].sex();
    if (sex == Sex::kUnknown || persons.birth[row] == kNoDate) return 0;
    const std::uint64_t words = names.name_hash(row);
    if (words == 0) return 0;
    const auto hash = (words ^ static_cast<std::uint64_t>(sex)) * 0x9e3779b97f4a7c15ull;
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
    sort_part(std::span(order.rows).subspan(order.begin[part], order.begin[part + 1] - order.begin[part]), parts);
  });
  return order;
}

struct Found {
  std::vector<DuplicatePair> pairs;
  std::uint64_t compared = 0, left_out = 0;
  StrangerCounts strangers;
  double namesakes = 0, of_an_age = 0;  // in one regency
};

// A row of a group with what its pairs are judged by.
struct Member {
  DateParts date;
  NameCode name;
  PersonRow row;
  std::uint32_t regency;
  Day birth;
};

class GroupSearch {
 public:
  GroupSearch(const Registry& registry, const DuplicatePlaces& places, const DuplicateNames& names, Found& found)
      : persons_(registry.persons), places_(places), names_(names), found_(found) {}

  void prefetch(PersonRow row) const {
    names_.prefetch(row);
    __builtin_prefetch(&persons_.birth[row]);
  }

  // `group` ascends by row, so that rows of a regency lie together.
  void run(std::span<const NameRow> group) {
    members_.clear();
    for (const NameRow& named : group) {
      const PersonRow row = named.row;
      const Day birth = persons_.birth[row];
      members_.push_back({date_parts(birth), persons_.name[row], row, places_.regency(row), birth});
    }
    days_.clear();
    others_ = {};
    const bool large = members_.size() > kWholeGroup;
    if (large)
      compare_large();
    else
      all_pairs(members_, true);
    count_strangers(large);
  }

 private:
  void compare_large() {
    count_namesakes();
    for (std::size_t begin = 0, end = 0; begin < members_.size(); begin = end) {
      while (end < members_.size() && members_[end].regency == members_[begin].regency) ++end;
      const auto run = std::span<const Member>(members_).subspan(begin, end - begin);
      if (run.size() <= kWholeRegency) {
        all_pairs(run, true);
      } else {
        by_key(run, [](const Member& member) { return member.date.year; });
        by_key(run, [](const Member& member) { return member.date.month * 32 + member.date.day; });
      }
    }
    by_key(members_, [](const Member& member) { return member.birth; });
  }

  // Compares the rows of equal keys; where they are too many, those of one village.
  template <class Key>
  void by_key(std::span<const Member> members, Key key_of) {
    keyed_.clear();
    for (std::size_t i = 0; i < members.size(); ++i) {
      keyed_.push_back(static_cast<std::uint64_t>(key_of(members[i])) << 32 | i);
    }
    std::sort(keyed_.begin(), keyed_.end());
    for (std::size_t begin = 0, end = 0; begin < keyed_.size(); begin = end) {
      while (end < keyed_.size() && keyed_[end] >> 32 == keyed_[begin] >> 32) ++end;
      if (end - begin < 2) continue;
      run_.clear();
      for (std::size_t i = begin; i < end; ++i) run_.push_back(members[static_cast<std::uint32_t>(keyed_[i])]);
      if (run_.size() <= kWholeRegency)
        all_pairs(run_, false);
      else
        by_village(run_);
    }
  }

  void by_village(std::span<const Member> members) {
    for (std::size_t begin = 0, end = 0; begin < members.size(); begin = end) {
      const VillageIndex village = places_.village(members[begin].row);
      while (end < members.size() && places_.village(members[end].row) == village) ++end;
      if (end - begin <= kWholeGroup)
        all_pairs(members.subspan(begin, end - begin), false);
      else
        found_.left_out += end - begin;
    }
  }

  void all_pairs(std::span<const Member> members, bool counts_fashion) {
    for (std::size_t i = 1; i < members.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) pair_of(members[j], members[i], counts_fashion);
    }
    found_.compared += members.size() * (members.size() - 1) / 2;
  }

  // Pairs of one name whose dates have no kind: by regency (other, same) and spelling (other, same).
  using Counts = std::array<std::array<double, 2>, 2>;

  // In a large group nearly all are others: its pairs are counted, not looked at.
  void count_namesakes() {
    std::vector<std::uint64_t> codes;
    for (const Member& member : members_) codes.push_back(member.name.bits);
    const double equal = equal_pairs(codes), all = pairs_of(codes.size());
    double inside = 0, inside_equal = 0;
    for (std::size_t begin = 0, end = 0; begin < members_.size(); begin = end) {
      codes.clear();
      const std::uint32_t regency = members_[begin].regency;
      for (; end < members_.size() && members_[end].regency == regency; ++end) {
        codes.push_back(members_[end].name.bits);
      }
      inside += pairs_of(codes.size());
      inside_equal += equal_pairs(codes);
    }
    namesakes_ = {
        {{all - inside - (equal - inside_equal), equal - inside_equal}, {inside - inside_equal, inside_equal}}};
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

  void count_strangers(bool large) {
    const Counts& counts = large ? namesakes_ : others_;
    if (counts == Counts{}) return;
    std::size_t band = 0;
    names_.each_chance(members_[0].row, [&](NameKind kind, std::int32_t rarity) {
      if (kind == NameKind::kEqual) band = rarity_band(rarity);
    });
    for (std::size_t regency = 0; regency < 2; ++regency) {
      for (std::size_t spelling = 0; spelling < 2; ++spelling) {
        found_.strangers.met[2 - regency][1 - spelling][band] += counts[regency][spelling];
      }
    }
  }

  void pair_of(const Member& a, const Member& b, bool counts_fashion) {
    const DateKind date = date_kind(a.date, b.date);
    if (date == DateKind::kOther) {
      const bool one_regency = a.regency == b.regency;
      others_[one_regency ? 1 : 0][a.name == b.name ? 1 : 0] += 1;
      if (!counts_fashion || !one_regency) return;
      found_.namesakes += 1;
      found_.of_an_age += std::abs(int{a.birth} - int{b.birth}) <= kNearYears ? 1 : 0;
      return;
    }
    const NameEvidence name = names_.compare(a.row, b.row);
    if (name.kind != NameKind::kEqual && name.kind != NameKind::kRespelled) return;  // they share the hash only
    DuplicatePair pair;
    pair.a = std::min(a.row, b.row), pair.b = std::max(a.row, b.row);
    pair.near = places_.nearness(a.row, b.row);
    pair.name = name.kind, pair.date = date, pair.passes = kName;
    pair.rarity = std::min(name.rarity, rarity_of_name(pair, a.regency, a.birth));
    found_.pairs.push_back(pair);
  }

  std::size_t born_on(Day birth) {
    if (days_.empty()) {
      for (const Member& member : members_) days_.push_back(member.birth);
      std::sort(days_.begin(), days_.end());
    }
    const auto [first, last] = std::equal_range(days_.begin(), days_.end(), birth);
    return static_cast<std::size_t>(last - first);
  }

  // log2(persons / others with the name); none known bounds nothing. Some rows of the pair's own date may be copies of
  // it and are no others.
  std::int32_t rarity_of_name(const DuplicatePair& pair, std::uint32_t regency, Day birth) {
    std::int32_t rarity = 64 * kUnitsOfBit;
    const std::size_t own = pair.date == DateKind::kEqual ? std::min(born_on(birth), kMostCopies) : 2;
    if (members_.size() > own) {
      rarity = log2_units(static_cast<double>(persons_.size()) / static_cast<double>(members_.size() - own));
    }
    if (pair.near >= Nearness::kNation) return rarity;
    const std::size_t here = std::ranges::equal_range(members_, regency, {}, &Member::regency).size();
    if (here <= own) return rarity;
    const double persons = places_.regency_begin()[regency + 1] - places_.regency_begin()[regency];
    return std::min(rarity, log2_units(persons / static_cast<double>(here - own)));
  }

  const PersonTable& persons_;
  const DuplicatePlaces& places_;
  const DuplicateNames& names_;
  Found& found_;
  std::vector<Member> members_, run_;
  std::vector<Day> days_;  // of the members, ascending; empty until they are asked for
  Counts others_{}, namesakes_{};
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
            const double share = odds_of(-rarity) * kEvery / 2 / 2;  // of one sex
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
          for (; j < stop && order.rows[j].name == order.rows[i].name; ++j) {
            if (j + kAhead < stop) search.prefetch(order.rows[j + kAhead].row);
          }
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
