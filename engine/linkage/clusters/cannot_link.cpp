#include "engine/linkage/clusters/cannot_link.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "engine/parallel.h"

namespace engine {
namespace {

// Clusters with the nodes they must not hold and the sources they hold, the small ones moved into the large ones.
class GuardedClusters {
 public:
  GuardedClusters(std::size_t nodes, std::span<const Edge> cannot, std::span<const std::uint32_t> sources)
      : home_(nodes), members_(nodes), cannot_(nodes), sources_(nodes) {
    for (std::uint32_t i = 0; i < nodes; ++i) {
      home_[i] = i;
      members_[i] = {i};
      if (!sources.empty() && sources[i] != kNoSource) sources_[i].push_back({sources[i], i});
    }
    for (const Edge& pair : cannot) {
      cannot_[pair.a].push_back({std::min(pair.a, pair.b), std::max(pair.a, pair.b)});
      cannot_[pair.b].push_back(cannot_[pair.a].back());
    }
  }

  std::optional<RefusedEdge> join(const WeightedEdge& edge) {
    std::uint32_t large = home_[edge.a], small = home_[edge.b];
    if (large == small) return std::nullopt;
    if (size_of(large) < size_of(small)) std::swap(large, small);
    if (const auto pair = contradiction(large, small)) return RefusedEdge{edge, *pair};
    move(small, large);
    return std::nullopt;
  }

  std::vector<std::uint32_t> labels() const {
    std::vector<std::uint32_t> labels(home_.size());
    for (const auto& members : members_) {
      if (members.empty()) continue;
      const std::uint32_t label = *std::min_element(members.begin(), members.end());
      for (const std::uint32_t node : members) labels[node] = label;
    }
    return labels;
  }

 private:
  struct SourceNode {
    std::uint32_t source, node;
    friend auto operator<=>(const SourceNode&, const SourceNode&) = default;
  };

  std::size_t size_of(std::uint32_t cluster) const { return members_[cluster].size() + cannot_[cluster].size(); }

  std::optional<Edge> contradiction(std::uint32_t large, std::uint32_t small) const {
    std::optional<Edge> found;
    for (const Edge& pair : cannot_[small]) {
      const std::uint32_t a = home_[pair.a], b = home_[pair.b];
      const bool across = (a == large && b == small) || (a == small && b == large);
      if (across && (!found || std::tie(pair.a, pair.b) < std::tie(found->a, found->b))) found = pair;
    }
    if (found) return found;
    for (const SourceNode& mine : sources_[small]) {
      const auto& others = sources_[large];
      const auto other = std::lower_bound(others.begin(), others.end(), SourceNode{mine.source, 0});
      if (other != others.end() && other->source == mine.source) {
        return Edge{std::min(mine.node, other->node), std::max(mine.node, other->node)};
      }
    }
    return std::nullopt;
  }

  void move(std::uint32_t small, std::uint32_t large) {
    for (const std::uint32_t node : members_[small]) home_[node] = large;
    const auto append = [](auto& to, auto& from) {
      to.insert(to.end(), from.begin(), from.end());
      from = {};
    };
    append(members_[large], members_[small]);
    append(cannot_[large], cannot_[small]);
    const auto middle = static_cast<std::ptrdiff_t>(sources_[large].size());
    append(sources_[large], sources_[small]);
    std::inplace_merge(sources_[large].begin(), sources_[large].begin() + middle, sources_[large].end());
  }

  std::vector<std::uint32_t> home_;                  // the cluster of a node
  std::vector<std::vector<std::uint32_t>> members_;  // of a cluster
  std::vector<std::vector<Edge>> cannot_;            // with an end in the cluster
  std::vector<std::vector<SourceNode>> sources_;     // in the cluster, ascending
};

}  // namespace

void sort_by_weight(std::vector<WeightedEdge>& edges) {
  parallel_sort(edges, [](const WeightedEdge& left, const WeightedEdge& right) {
    return std::tie(right.weight, left.a, left.b) < std::tie(left.weight, right.a, right.b);
  });
}

SplitClusters cluster_with_cannot_links(std::size_t nodes, std::vector<WeightedEdge> edges,
                                        std::span<const Edge> cannot, std::span<const std::uint32_t> sources) {
  sort_by_weight(edges);
  GuardedClusters clusters(nodes, cannot, sources);
  SplitClusters split;
  for (const WeightedEdge& edge : edges) {
    if (auto refused = clusters.join(edge)) split.refused.push_back(*refused);
  }
  split.labels = clusters.labels();
  return split;
}

}  // namespace engine
