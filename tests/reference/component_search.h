// Finds connected components by walking from every node: the slow truth of union_find.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace reference {

// The smallest node of each node's component.
inline std::vector<std::uint32_t> components_by_search(
    std::size_t nodes, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges) {
  std::vector<std::vector<std::uint32_t>> near(nodes);
  for (const auto& [a, b] : edges) {
    near[a].push_back(b);
    near[b].push_back(a);
  }
  std::vector<std::uint32_t> label(nodes, static_cast<std::uint32_t>(nodes));
  for (std::uint32_t start = 0; start < nodes; ++start) {
    if (label[start] != nodes) continue;
    std::vector<std::uint32_t> open = {start};
    label[start] = start;
    while (!open.empty()) {
      const std::uint32_t node = open.back();
      open.pop_back();
      for (const std::uint32_t other : near[node]) {
        if (label[other] != nodes) continue;
        label[other] = start;
        open.push_back(other);
      }
    }
  }
  return label;
}

}  // namespace reference
