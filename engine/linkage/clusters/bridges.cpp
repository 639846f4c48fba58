#include "engine/linkage/clusters/bridges.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace engine {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

struct Neighbours {
  std::vector<std::uint32_t> first, node, edge;

  Neighbours(std::size_t nodes, std::span<const Edge> edges)
      : first(nodes + 1, 0), node(2 * edges.size()), edge(2 * edges.size()) {
    for (const Edge& e : edges) {
      ++first[e.a + 1];
      ++first[e.b + 1];
    }
    for (std::size_t i = 0; i < nodes; ++i) first[i + 1] += first[i];
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
      for (const auto& [from, to] : {std::pair(edges[i].a, edges[i].b), std::pair(edges[i].b, edges[i].a)}) {
        node[next[from]] = to;
        edge[next[from]++] = i;
      }
    }
  }
};

// A walk into depth: when a node was entered, the earliest node it reaches back to, the nodes below it.
class Walk {
 public:
  Walk(std::size_t nodes, std::span<const Edge> edges)
      : near_(nodes, edges),
        next_(near_.first.begin(), near_.first.end() - 1),
        entered_(nodes, kNone),
        low_(nodes, 0),
        below_(nodes, 1),
        parent_edge_(nodes, kNone) {}

  void from(std::uint32_t start, std::vector<Bridge>& bridges) {
    if (entered_[start] != kNone) return;
    const std::size_t first_bridge = bridges.size();
    enter(start, kNone);
    while (!path_.empty()) {
      const std::uint32_t node = path_.back();
      if (next_[node] < near_.first[node + 1]) {
        step(node, next_[node]++);
      } else {
        path_.pop_back();
        if (!path_.empty()) leave(node, path_.back(), bridges);
      }
    }
    for (std::size_t i = first_bridge; i < bridges.size(); ++i) complete(bridges[i], below_[start]);
  }

 private:
  void enter(std::uint32_t node, std::uint32_t edge) {
    entered_[node] = low_[node] = clock_++;
    parent_edge_[node] = edge;
    path_.push_back(node);
  }
  void step(std::uint32_t node, std::uint32_t at) {
    const std::uint32_t other = near_.node[at];
    if (near_.edge[at] == parent_edge_[node]) return;
    if (entered_[other] == kNone) {
      enter(other, near_.edge[at]);
    } else {
      low_[node] = std::min(low_[node], entered_[other]);
    }
  }
  void leave(std::uint32_t node, std::uint32_t parent, std::vector<Bridge>& bridges) {
    low_[parent] = std::min(low_[parent], low_[node]);
    below_[parent] += below_[node];
    if (low_[node] > entered_[parent]) bridges.push_back({parent, node, 0, below_[node]});
  }
  static void complete(Bridge& bridge, std::uint32_t nodes) {
    bridge.side_a = nodes - bridge.side_b;
    if (bridge.a > bridge.b) {
      std::swap(bridge.a, bridge.b);
      std::swap(bridge.side_a, bridge.side_b);
    }
  }

  Neighbours near_;
  std::vector<std::uint32_t> next_, entered_, low_, below_, parent_edge_, path_;
  std::uint32_t clock_ = 0;
};

}  // namespace

std::vector<Bridge> find_bridges(std::size_t nodes, std::span<const Edge> edges) {
  Walk walk(nodes, edges);
  std::vector<Bridge> bridges;
  for (std::uint32_t node = 0; node < nodes; ++node) walk.from(node, bridges);
  std::sort(bridges.begin(), bridges.end(),
            [](const Bridge& l, const Bridge& r) { return std::tie(l.a, l.b) < std::tie(r.a, r.b); });
  return bridges;
}

}  // namespace engine
