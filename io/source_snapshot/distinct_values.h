// Numbers the distinct values of a column in the order of their first appearance.
//
// threads: one at a time. cost: a look-up in a hash table where the value is not that of the row before.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace io::source_snapshot {

class DistinctValues {
 public:
  std::uint32_t index_of(std::uint64_t value) {
    if (!values_.empty() && value == last_value_) return last_index_;
    const auto [at, fresh] = index_.try_emplace(value, static_cast<std::uint32_t>(values_.size()));
    if (fresh) values_.push_back(value);
    last_value_ = value;
    return last_index_ = at->second;
  }
  const std::vector<std::uint64_t>& values() const { return values_; }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> index_;  // looked up, never walked
  std::vector<std::uint64_t> values_;
  std::uint64_t last_value_ = 0;
  std::uint32_t last_index_ = 0;
};

}  // namespace io::source_snapshot
