#include "engine/linkage/match/compare_rows.h"

#include <algorithm>
#include <array>

namespace engine {
namespace {

constexpr AgreementLevel kLeastOfSwap = 3;  // Jaro-Winkler of 0.88
constexpr AgreementLevel kSwapped = 6;

PatternLayout layout_of(std::span<const FieldValues> fields) {
  std::vector<PatternField> levels;
  for (const FieldValues& field : fields) {
    levels.push_back({static_cast<std::uint8_t>(level_names(field.type).size()), missing_level(field.type)});
  }
  return PatternLayout(std::move(levels));
}

}  // namespace

RowComparison::RowComparison(std::span<const FieldValues> fields) : fields_(fields), layout_(layout_of(fields)) {
  std::shared_ptr<const ValueComparison> of_names;
  for (std::size_t f = 0; f < fields.size(); ++f) {
    if (fields[f].type != FieldType::kName) {
      comparisons_.push_back(make_comparison(fields[f]));
      continue;
    }
    if (!of_names) of_names = make_comparison(fields[f]);  // name fields share their numbering
    comparisons_.push_back(of_names);
    names_.push_back(f);
  }
}

Pattern RowComparison::pattern(std::uint32_t left, std::uint32_t right) const {
  std::array<AgreementLevel, 32> levels{};
  for (std::size_t f = 0; f < fields_.size(); ++f)
    levels[f] = comparisons_[f]->level(fields_[f].rows[left], fields_[f].rows[right]);
  if (names_.size() > 1) look_for_swaps(left, right, levels.data());
  return layout_.code({levels.data(), fields_.size()});
}

void RowComparison::look_for_swaps(std::uint32_t left, std::uint32_t right, AgreementLevel* levels) const {
  for (std::size_t i = 0; i < names_.size(); ++i) {
    for (std::size_t j = i + 1; j < names_.size(); ++j) {
      const std::size_t f = names_[i], g = names_[j];
      if (levels[f] <= kLeastOfSwap || levels[g] <= kLeastOfSwap) continue;
      const ValueComparison& names = *comparisons_[f];
      const AgreementLevel first = names.level(fields_[f].rows[left], fields_[g].rows[right]);
      if (first > kLeastOfSwap) continue;
      const AgreementLevel second = names.level(fields_[g].rows[left], fields_[f].rows[right]);
      if (second > kLeastOfSwap) continue;
      levels[f] = kSwapped;
      levels[g] = std::max(first, second);
    }
  }
}

}  // namespace engine
