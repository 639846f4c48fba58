#include "engine/linkage/clusters/union_find.h"

#include <cassert>
#include <utility>

#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 15;
constexpr auto kRelaxed =
    std::memory_order_relaxed;  // a stale parent is still an ancestor; parallel_for joins at the end

}  // namespace

UnionFind::UnionFind(std::size_t size) : size_(size), parents_(new std::atomic<std::uint32_t>[size]) {
  parallel_for(size, kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) parents_[i].store(static_cast<std::uint32_t>(i), kRelaxed);
  });
}

std::uint32_t UnionFind::root(std::uint32_t node) {
  assert(node < size_);
  while (true) {
    std::uint32_t parent = parents_[node].load(kRelaxed);
    const std::uint32_t grandparent = parents_[parent].load(kRelaxed);
    if (parent == grandparent) return parent;
    parents_[node].compare_exchange_weak(parent, grandparent, kRelaxed);
    node = grandparent;
  }
}

bool UnionFind::join(std::uint32_t a, std::uint32_t b) {
  while (true) {
    a = root(a);
    b = root(b);
    if (a == b) return false;
    if (a > b) std::swap(a, b);
    std::uint32_t still_root = b;
    if (parents_[b].compare_exchange_strong(still_root, a, kRelaxed)) return true;
  }
}

std::vector<std::uint32_t> UnionFind::labels() {
  std::vector<std::uint32_t> labels(size_);
  parallel_for(size_, kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) labels[i] = root(static_cast<std::uint32_t>(i));
  });
  return labels;
}

std::vector<std::uint32_t> connected_components(std::size_t nodes, const std::vector<Edge>& edges) {
  UnionFind sets(nodes);
  parallel_for(edges.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) sets.join(edges[i].a, edges[i].b);
  });
  return sets.labels();
}

}  // namespace engine
