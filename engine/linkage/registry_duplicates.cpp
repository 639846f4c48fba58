#include "engine/linkage/registry_duplicates.h"

#include <algorithm>
#include <tuple>

#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 14;

struct NameRow {
  std::uint64_t name_hash;  // of name and sex; equal names are checked letter by letter afterwards
  std::uint32_t row;
};

// FNV-1a with a final mix: fixed, so that the order of work is the same everywhere.
std::uint64_t hash_name(std::string_view name, Sex sex) {
  std::uint64_t h = 0xcbf29ce484222325ull ^ static_cast<std::uint64_t>(sex);
  for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  h ^= h >> 32;
  return h * 0x9e3779b97f4a7c15ull;
}

// 10,000 · d / (d + f·c/N) in integers; the counts include the row itself.
std::uint32_t probability_of(std::uint64_t name_rows, std::uint64_t date_rows, std::uint64_t rows) {
  __extension__ typedef unsigned __int128 Wide;
  const Wide sure = static_cast<Wide>(kDuplicateShare) * rows;
  const Wide chance = static_cast<Wide>(10'000) * (name_rows - 1) * (date_rows - 1);
  return static_cast<std::uint32_t>(sure * 10'000 / (sure + chance));
}

}  // namespace

std::vector<DuplicateCluster> find_registry_duplicates(const Registry& registry) {
  const PersonTable& persons = registry.persons;
  std::vector<NameRow> order(persons.size());
  std::vector<std::uint64_t> date_rows(std::size_t{kNoDate} + 1, 0);
  parallel_for(persons.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    NameBuffer buffer;
    for (std::size_t p = begin; p < end; ++p) {
      const auto row = static_cast<PersonRow>(p);
      order[p] = {hash_name(persons.name_of(row, buffer), persons.marks[p].sex()), row};
    }
  });
  for (const Day birth : persons.birth) ++date_rows[birth];
  parallel_sort(order, [&](const NameRow& a, const NameRow& b) {
    return std::tie(a.name_hash, persons.birth[a.row], persons.nik[a.row]) <
           std::tie(b.name_hash, persons.birth[b.row], persons.nik[b.row]);
  });

  std::vector<DuplicateCluster> clusters;
  for (std::size_t i = 0; i < order.size();) {
    std::size_t name_end = i;
    while (name_end < order.size() && order[name_end].name_hash == order[i].name_hash) ++name_end;
    for (std::size_t a = i; a < name_end;) {
      const Day birth = persons.birth[order[a].row];
      std::size_t b = a;
      while (b < name_end && persons.birth[order[b].row] == birth) ++b;
      const bool given = birth != kNoDate && persons.marks[order[a].row].sex() != Sex::kUnknown;
      if (b - a > 1 && given) {
        DuplicateCluster cluster;
        cluster.probability = probability_of(name_end - i, date_rows[birth], persons.size());
        NameBuffer first_buffer, buffer;
        const std::string_view first = persons.name_of(order[a].row, first_buffer);
        for (std::size_t k = a; k < b; ++k) {
          // Names that only share the hash stay out.
          if (persons.name_of(order[k].row, buffer) == first) cluster.rows.push_back(order[k].row);
        }
        if (cluster.probability >= kListed && cluster.rows.size() > 1) clusters.push_back(std::move(cluster));
      }
      a = b;
    }
    i = name_end;
  }
  std::sort(clusters.begin(), clusters.end(), [&](const DuplicateCluster& a, const DuplicateCluster& b) {
    return persons.nik[a.rows.front()] < persons.nik[b.rows.front()];
  });
  return clusters;
}

SecondRows::SecondRows(std::vector<Pair> pairs) : pairs_(std::move(pairs)) {
  std::sort(pairs_.begin(), pairs_.end(), [](const Pair& a, const Pair& b) { return a.second < b.second; });
}

PersonRow SecondRows::find(PersonRow row) const {
  const auto at = std::lower_bound(pairs_.begin(), pairs_.end(), row,
                                   [](const Pair& pair, PersonRow wanted) { return pair.second < wanted; });
  return at != pairs_.end() && at->second == row ? at->counted : row;
}

SecondRows mark_second_rows(const std::vector<DuplicateCluster>& clusters, Registry& registry) {
  PersonTable& persons = registry.persons;
  std::vector<SecondRows::Pair> pairs;
  for (const DuplicateCluster& cluster : clusters) {
    if (cluster.probability < kPadanProbability) continue;
    const auto rank = [&](PersonRow row) {
      const std::uint64_t kk = registry.families.kk[persons.family[row]];
      return std::tuple(!persons.marks[row].dead(), kk_registration_day(kk), kk, persons.nik[row]);
    };
    const PersonRow newest = *std::max_element(cluster.rows.begin(), cluster.rows.end(),
                                               [&](PersonRow a, PersonRow b) { return rank(a) < rank(b); });
    for (const PersonRow row : cluster.rows) {
      if (row == newest) continue;
      persons.marks[row].set_second_row();
      pairs.push_back({row, newest});
    }
  }
  return SecondRows(std::move(pairs));
}

}  // namespace engine
