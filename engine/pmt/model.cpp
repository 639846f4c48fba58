#include "engine/pmt/model.h"

#include <algorithm>

namespace engine {

std::uint8_t level_of(const Feature& feature, std::uint32_t value, std::uint32_t per) {
  switch (feature.kind) {
    case FeatureKind::kCategory: {
      if (feature.groups.empty()) return value < feature.levels ? static_cast<std::uint8_t>(value) : kMissingLevel;
      for (std::size_t group = 0; group < feature.groups.size(); ++group) {
        const auto& codes = feature.groups[group];
        if (std::find(codes.begin(), codes.end(), value) != codes.end()) return static_cast<std::uint8_t>(group);
      }
      return kMissingLevel;
    }
    case FeatureKind::kCount: return static_cast<std::uint8_t>(std::min<std::uint32_t>(value, feature.cap));
    case FeatureKind::kBand: {
      const auto reached = [&](std::uint16_t edge) { return value >= edge * per; };
      return static_cast<std::uint8_t>(std::count_if(feature.edges.begin(), feature.edges.end(), reached));
    }
    case FeatureKind::kShare: {
      const auto reached = [&](std::uint16_t edge) { return value * 100 >= edge * per; };
      return static_cast<std::uint8_t>(std::count_if(feature.edges.begin(), feature.edges.end(), reached));
    }
    case FeatureKind::kInteraction: break;
  }
  return kMissingLevel;
}

std::size_t count_levels(const Feature& feature, std::span<const Feature> features) {
  switch (feature.kind) {
    case FeatureKind::kCategory:
      return feature.groups.empty() ? std::size_t{value_range(feature.variable).highest} + 1 : feature.groups.size();
    case FeatureKind::kCount: return std::size_t{feature.cap} + 1;
    case FeatureKind::kBand:
    case FeatureKind::kShare: return feature.edges.size() + 1;
    case FeatureKind::kInteraction: return features[feature.left].levels * features[feature.right].levels;
  }
  return 0;
}

std::optional<std::size_t> PmtModel::model_for(std::uint32_t regency_code) const {
  for (const std::uint32_t region : {regency_code, regency_code / 100, std::uint32_t{0}}) {
    const auto found = std::lower_bound(models.begin(), models.end(), region,
                                        [](const RegionModel& m, std::uint32_t code) { return m.region < code; });
    if (found != models.end() && found->region == region) return static_cast<std::size_t>(found - models.begin());
  }
  return std::nullopt;
}

std::vector<ModelRange> model_ranges(const PmtModel& model, std::span<const RegionRange> regencies) {
  std::vector<ModelRange> ranges;
  ranges.reserve(regencies.size());
  for (const RegionRange& regency : regencies) {
    ranges.push_back({regency.begin, regency.end, model.model_for(regency.code)});
  }
  return ranges;
}

}  // namespace engine
