#include "engine/pmt/level_words.h"

#include <vector>

namespace engine {
namespace {

std::string joined_words(const Feature& feature, const std::vector<std::uint16_t>& codes) {
  std::string words;
  for (const std::uint16_t code : codes) {
    words += (words.empty() ? "" : ", ") + value_in_words(feature.variable, code);
  }
  return words;
}

std::string edge_words(const Feature& feature, std::size_t level, const char* unit) {
  const auto& edges = feature.edges;
  if (level == 0) return "< " + std::to_string(edges.front()) + unit;
  if (level == edges.size()) return ">= " + std::to_string(edges.back()) + unit;
  return std::to_string(edges[level - 1]) + " - < " + std::to_string(edges[level]) + unit;
}

}  // namespace

std::string level_in_words(std::span<const Feature> features, std::size_t index, std::uint8_t level) {
  const Feature& feature = features[index];
  if (level == kMissingLevel) return "tidak ada data";
  switch (feature.kind) {
    case FeatureKind::kCategory:
      return feature.groups.empty() ? value_in_words(feature.variable, level)
                                    : joined_words(feature, feature.groups[level]);
    case FeatureKind::kCount:
      return value_in_words(feature.variable, level) +
             (level == feature.cap && value_range(feature.variable).highest > feature.cap ? " ke atas" : "");
    case FeatureKind::kBand: return edge_words(feature, level, "");
    case FeatureKind::kShare: return edge_words(feature, level, " %");
    case FeatureKind::kInteraction: {
      const std::size_t right_levels = features[feature.right].levels;
      return level_in_words(features, feature.left, static_cast<std::uint8_t>(level / right_levels)) + " × " +
             level_in_words(features, feature.right, static_cast<std::uint8_t>(level % right_levels));
    }
  }
  return {};
}

}  // namespace engine
