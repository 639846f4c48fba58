#include "engine/linkage/registry_duplicates.h"

#include <algorithm>
#include <tuple>

#include "engine/linkage/duplicate_candidates.h"
#include "engine/linkage/duplicate_model.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 12;

constexpr std::uint32_t kCandidate = 50;  // 0.005: what is less probable is nobody's rival

// Weighs every candidate, then against its rivals, and keeps what is listed.
std::vector<DuplicateEdge> listed_pairs(const DuplicateCandidates& candidates, const DuplicateModel& model) {
  auto edges = parallel_reduce(
      candidates.pairs.size(), kGrain, std::vector<DuplicateEdge>{},
      [&](std::size_t begin, std::size_t end) {
        std::vector<DuplicateEdge> here;
        for (std::size_t i = begin; i < end; ++i) {
          const DuplicatePair& pair = candidates.pairs[i];
          const DuplicateModel::Weight weight = model.weigh(pair);
          if (weight.probability < kCandidate) continue;
          const bool copy = pair.date == DateKind::kEqual && pair.name <= NameKind::kRespelled;
          here.push_back({pair.a, pair.b, weight.weight, weight.probability, copy});
        }
        return here;
      },
      [](std::vector<DuplicateEdge>& all, std::vector<DuplicateEdge>&& part) {
        all.insert(all.end(), part.begin(), part.end());
      });
  weigh_rivals(edges);
  std::erase_if(edges, [](const DuplicateEdge& edge) { return edge.probability < kListed; });
  return edges;
}

}  // namespace

std::vector<DuplicateCluster> find_registry_duplicates(const Registry& registry, const RegionTree* regions) {
  const PersonTable& persons = registry.persons;
  const DuplicatePlaces places(registry, regions);
  const DuplicateNames names(persons, places.province_begin());
  const DuplicateCandidates candidates = gather_duplicate_candidates(registry, places, names);
  const DuplicateModel model(registry, places, candidates);
  return cluster_duplicates(listed_pairs(candidates, model), persons.nik, [&](PersonRow a, PersonRow b) {
    if (persons.family[a] == persons.family[b] || persons.marks[a].sex() != persons.marks[b].sex()) return true;
    const DateKind date = date_kind(persons.birth[a], persons.birth[b]);
    const NameKind name = names.compare(a, b).kind;
    return date == DateKind::kOther || name == NameKind::kOther ||
           (date != DateKind::kEqual && name > NameKind::kRespelled);
  });
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
