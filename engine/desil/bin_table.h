// Holds weights by bin of scores, interval after interval; rows too where a bin is one score.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace engine {

struct BinTable {
  std::vector<std::uint64_t> weights, rows;

  void resize(std::size_t bins, bool count_rows) {
    weights.assign(bins, 0);
    rows.assign(count_rows ? bins : 0, 0);
  }
  bool empty() const { return weights.empty(); }
  void add(const BinTable& other) {
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] += other.weights[i];
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] += other.rows[i];
  }
};

}  // namespace engine
