#include "engine/linkage/duplicate_clusters.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace engine {
namespace {

constexpr std::size_t kMostRows = 64;  // of a cluster: nobody is recorded so often, and a join compares rows

// Rows of the edges as small numbers, in the order of their NIKs.
class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count), rows_(count), weakest_(count, 10'000) {
    for (std::uint32_t i = 0; i < count; ++i) parent_[i] = i, rows_[i] = {i};
  }
  std::uint32_t find(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::uint32_t a, std::uint32_t b, std::uint32_t probability) {
    if (a > b) std::swap(a, b);
    parent_[b] = a;
    rows_[a].insert(rows_[a].end(), rows_[b].begin(), rows_[b].end());
    rows_[b].clear();
    weakest_[a] = std::min({weakest_[a], weakest_[b], probability});
  }
  const std::vector<std::uint32_t>& rows(std::uint32_t root) const { return rows_[root]; }
  std::uint32_t weakest(std::uint32_t root) const { return weakest_[root]; }

 private:
  std::vector<std::uint32_t> parent_;
  std::vector<std::vector<std::uint32_t>> rows_;
  std::vector<std::uint32_t> weakest_;
};

}  // namespace

std::vector<DuplicateCluster> cluster_duplicates(std::vector<DuplicateEdge> edges, std::span<const std::uint64_t> niks,
                                                 const std::function<bool(PersonRow, PersonRow)>& different) {
  std::vector<PersonRow> rows;
  for (DuplicateEdge& edge : edges) {
    if (niks[edge.b] < niks[edge.a]) std::swap(edge.a, edge.b);
    rows.push_back(edge.a);
    rows.push_back(edge.b);
  }
  const auto by_nik = [&](PersonRow x, PersonRow y) { return niks[x] < niks[y]; };
  std::sort(rows.begin(), rows.end(), by_nik);
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  const auto number = [&](PersonRow row) {
    return static_cast<std::uint32_t>(std::lower_bound(rows.begin(), rows.end(), row, by_nik) - rows.begin());
  };
  std::sort(edges.begin(), edges.end(), [&](const DuplicateEdge& x, const DuplicateEdge& y) {
    return std::tuple(-x.weight, niks[x.a], niks[x.b]) < std::tuple(-y.weight, niks[y.a], niks[y.b]);
  });
  std::vector<std::uint64_t> known;
  for (const DuplicateEdge& edge : edges) known.push_back(std::uint64_t{number(edge.a)} << 32 | number(edge.b));
  std::sort(known.begin(), known.end());

  Groups groups(rows.size());
  for (const DuplicateEdge& edge : edges) {
    const std::uint32_t a = groups.find(number(edge.a)), b = groups.find(number(edge.b));
    if (a == b || groups.rows(a).size() + groups.rows(b).size() > kMostRows) continue;
    const auto apart = [&](std::uint32_t x, std::uint32_t y) {
      const std::uint64_t pair = std::uint64_t{std::min(x, y)} << 32 | std::max(x, y);
      return !std::binary_search(known.begin(), known.end(), pair) && different(rows[x], rows[y]);
    };
    const auto& left = groups.rows(a);
    const auto& right = groups.rows(b);
    const bool clash = std::any_of(left.begin(), left.end(), [&](std::uint32_t x) {
      return std::any_of(right.begin(), right.end(), [&](std::uint32_t y) { return apart(x, y); });
    });
    if (!clash) groups.join(a, b, edge.probability);
  }
  std::vector<DuplicateCluster> clusters;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (groups.rows(i).size() < 2) continue;
    DuplicateCluster cluster;
    cluster.probability = groups.weakest(i);
    for (const std::uint32_t member : groups.rows(i)) cluster.rows.push_back(rows[member]);
    std::sort(cluster.rows.begin(), cluster.rows.end(), by_nik);
    clusters.push_back(std::move(cluster));
  }
  return clusters;
}

}  // namespace engine
