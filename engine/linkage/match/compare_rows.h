// Compares two rows in all fields: their comparison pattern.
//
// Two name fields may be exchanged in one row, given and family name: where neither agrees well in its own place, and
// both agree well crosswise, the first has the level "swapped" and the second the worse of the two crosswise levels, so
// that the exchange is weighed once and the names themselves too.
//
// symmetric. threads: safe once built. cost: the comparisons of compare_values.h.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/linkage/match/compare_values.h"
#include "engine/linkage/match/field_values.h"

namespace engine {

class RowComparison {
 public:
  // The fields must outlive the comparison.
  explicit RowComparison(std::span<const FieldValues> fields);

  const PatternLayout& layout() const { return layout_; }
  Pattern pattern(std::uint32_t left, std::uint32_t right) const;

 private:
  void look_for_swaps(std::uint32_t left, std::uint32_t right, AgreementLevel* levels) const;

  std::span<const FieldValues> fields_;
  PatternLayout layout_;
  std::vector<std::shared_ptr<const ValueComparison>> comparisons_;
  std::vector<std::size_t> names_;  // name fields
};

}  // namespace engine
