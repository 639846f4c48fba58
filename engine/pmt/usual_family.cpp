#include "engine/pmt/usual_family.h"

#include <algorithm>
#include <array>

#include "engine/error.h"
#include "engine/parallel.h"

namespace engine {
namespace {

using LevelCounts = std::array<std::uint64_t, kLevelSlots>;

struct Counted {
  std::vector<LevelCounts> levels;  // by feature
  std::uint64_t families = 0;
};

std::uint8_t interaction_level(const PmtModel& model, const Feature& feature, const std::vector<std::uint8_t>& levels) {
  const std::uint8_t left = levels[feature.left], right = levels[feature.right];
  if (left == kMissingLevel || right == kMissingLevel) return kMissingLevel;
  return static_cast<std::uint8_t>(left * model.features[feature.right].levels + right);
}

}  // namespace

UsualFamily usual_family(const PmtModel& model, const NibbleTiles& levels, std::span<const std::uint8_t> ranked) {
  const std::size_t features = model.features.size();
  if (levels.columns() != features || levels.rows() != ranked.size()) {
    throw Error(ExitCode::kInvariant, "usual family: levels and families do not fit together");
  }
  const std::size_t step = levels.tiles() / kUsualTiles + 1;
  const Counted counted = parallel_reduce(
      (levels.tiles() + step - 1) / step, 64, Counted{std::vector<LevelCounts>(features), 0},
      [&](std::size_t begin, std::size_t end) {
        Counted part{std::vector<LevelCounts>(features), 0};
        for (std::size_t t = begin; t < end; ++t) {
          const std::size_t first = t * step * kTileRows, last = std::min(first + kTileRows, levels.rows());
          for (std::size_t row = first; row < last; ++row) {
            if (ranked[row] == 0) continue;
            ++part.families;
            for (std::size_t f = 0; f < features; ++f) ++part.levels[f][levels.get(row, f)];
          }
        }
        return part;
      },
      [&](Counted& sum, const Counted& part) {
        sum.families += part.families;
        for (std::size_t f = 0; f < features; ++f) {
          for (std::size_t level = 0; level < kLevelSlots; ++level) sum.levels[f][level] += part.levels[f][level];
        }
      });
  UsualFamily usual;
  usual.families = counted.families;
  if (counted.families == 0) return usual;
  for (std::size_t f = 0; f < features; ++f) {
    if (model.features[f].kind == FeatureKind::kInteraction) {
      usual.levels.push_back(interaction_level(model, model.features[f], usual.levels));
      continue;
    }
    const auto known = counted.levels[f].begin();
    const auto most = std::max_element(known, known + kMissingLevel);
    usual.levels.push_back(*most == 0 ? kMissingLevel : static_cast<std::uint8_t>(most - known));
  }
  return usual;
}

PmtScore score_of_levels(const PmtModel& model, std::size_t model_index, std::span<const std::uint8_t> levels) {
  const RegionModel& region = model.models[model_index];
  std::int64_t sum = region.intercept;
  for (std::size_t f = 0; f < levels.size(); ++f) sum += region.coefficient(f, levels[f]);
  return static_cast<PmtScore>(sum);  // within int32 by the bounds of engine/pmt/model.h
}

}  // namespace engine
