// Joins nodes into connected components; the smallest node of a component is its label.
//
// `join` hangs the larger of two roots under the smaller by compare-and-swap and halves the paths it walks; it takes no
// lock. (S. V. Jayanti and R. E. Tarjan, "Concurrent disjoint set union", Distributed Computing 34, 2021; linking by
// the smaller id instead of a random one, since components of linkage are tiny.) A parent is never larger than its
// child, so a component's root is its smallest member, whatever the order of the edges and the number of threads.
//
// shape: nodes below `size`, at most 2^32 − 1 of them. threads: `join` and `root` from any number at once; `labels`
// when no `join` runs. memory: 4 bytes a node. cost: 47 M edges/s on one core (bench/stages/linkage_model.cpp).
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace engine {

class UnionFind {
 public:
  explicit UnionFind(std::size_t size);

  // False where both were joined already.
  bool join(std::uint32_t a, std::uint32_t b);
  std::uint32_t root(std::uint32_t node);

  // The smallest member of each node's component; in parallel.
  std::vector<std::uint32_t> labels();

  std::size_t size() const { return size_; }

 private:
  std::size_t size_;
  std::unique_ptr<std::atomic<std::uint32_t>[]> parents_;
};

struct Edge {
  std::uint32_t a = 0, b = 0;
};

// Joins all edges in parallel and labels every node.
std::vector<std::uint32_t> connected_components(std::size_t nodes, const std::vector<Edge>& edges);

}  // namespace engine
