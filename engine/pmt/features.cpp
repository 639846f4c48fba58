#include "engine/pmt/features.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "engine/parallel.h"

namespace engine {
namespace {

using TileLevels = std::array<std::uint8_t, kTileRows>;

// What a feature needs besides the model: its level by value, for variables of one byte.
struct Recipe {
  std::array<std::uint8_t, 256> level_by_value{};
};

bool has_byte_table(const Feature& feature) {
  return feature.kind != FeatureKind::kInteraction && !feature.per &&
         feature.variable.table != VariableTable::kNumber;
}

Recipe make_recipe(const Feature& feature) {
  Recipe recipe;
  recipe.level_by_value.fill(kMissingLevel);
  if (!has_byte_table(feature)) return recipe;
  const ValueRange range = value_range(feature.variable);
  for (std::size_t value = range.lowest; value <= range.highest; ++value) {
    recipe.level_by_value[value] = level_of(feature, static_cast<std::uint32_t>(value));
  }
  return recipe;
}

void unpack(const std::uint8_t* tile, TileLevels& rows) {
  for (std::size_t word = 0; word < 16; ++word) {
    for (std::size_t k = 0; k < 4; ++k) {
      const std::uint8_t byte = tile[word * 4 + k];
      rows[(2 * k) * 16 + word] = byte & 0xFu;
      rows[(2 * k + 1) * 16 + word] = static_cast<std::uint8_t>(byte >> 4);
    }
  }
}

void pack(const TileLevels& rows, std::uint8_t* tile) {
  for (std::size_t word = 0; word < 16; ++word) {
    for (std::size_t k = 0; k < 4; ++k) {
      tile[word * 4 + k] =
          static_cast<std::uint8_t>(rows[(2 * k) * 16 + word] | (rows[(2 * k + 1) * 16 + word] << 4));
    }
  }
}

// Levels of one tile by a count or band over numbers, or over a variable with `per`.
void derive_by_value(const Feature& feature, const FamilyIndicators& indicators, std::size_t begin, std::size_t rows,
                     TileLevels& levels) {
  for (std::size_t row = 0; row < rows; ++row) {
    const auto value = value_of(indicators, feature.variable, begin + row);
    const auto per = feature.per ? value_of(indicators, *feature.per, begin + row) : std::uint16_t{1};
    if (value && per && *per > 0) levels[row] = level_of(feature, *value, *per);
  }
}

void derive_tile(const PmtModel& model, const std::vector<Recipe>& recipes, const FamilyIndicators& indicators,
                 std::size_t tile, std::vector<TileLevels>& scratch, NibbleTiles& out) {
  const std::size_t begin = tile * kTileRows;
  const std::size_t rows = std::min(kTileRows, indicators.size() - begin);
  for (std::size_t f = 0; f < model.features.size(); ++f) {
    const Feature& feature = model.features[f];
    TileLevels& levels = scratch[f];
    levels.fill(kMissingLevel);
    if (feature.kind == FeatureKind::kInteraction) {
      const TileLevels &left = scratch[feature.left], &right = scratch[feature.right];
      const auto right_levels = static_cast<std::uint8_t>(model.features[feature.right].levels);
      for (std::size_t row = 0; row < rows; ++row) {
        const bool known = left[row] != kMissingLevel && right[row] != kMissingLevel;
        levels[row] = known ? static_cast<std::uint8_t>(left[row] * right_levels + right[row]) : kMissingLevel;
      }
    } else if (has_byte_table(feature)) {
      TileLevels values;
      values.fill(kMissingAggregate);
      if (feature.variable.table == VariableTable::kCode) {
        unpack(indicators.codes.tile(tile, feature.variable.index), values);
      } else {
        std::memcpy(values.data(), indicators.aggregates[feature.variable.index].data() + begin, rows);
      }
      const auto& table = recipes[f].level_by_value;
      for (std::size_t row = 0; row < kTileRows; ++row) levels[row] = table[values[row]];
    } else {
      derive_by_value(feature, indicators, begin, rows, levels);
    }
    pack(levels, out.tile(tile, f));
  }
}

}  // namespace

NibbleTiles derive_levels(const PmtModel& model, const FamilyIndicators& indicators) {
  NibbleTiles out(indicators.size(), model.features.size());
  std::vector<Recipe> recipes;
  for (const Feature& feature : model.features) recipes.push_back(make_recipe(feature));
  constexpr std::size_t kTilesAtOnce = 64;  // 8,192 families: work of about a millisecond
  parallel_for(out.tiles(), kTilesAtOnce, [&](std::size_t begin, std::size_t end) {
    std::vector<TileLevels> scratch(model.features.size());
    for (std::size_t tile = begin; tile < end; ++tile) derive_tile(model, recipes, indicators, tile, scratch, out);
  });
  return out;
}

std::uint8_t derive_level(const PmtModel& model, std::size_t index, const FamilyIndicators& indicators,
                          std::size_t family) {
  const Feature& feature = model.features[index];
  if (feature.kind == FeatureKind::kInteraction) {
    const std::uint8_t left = derive_level(model, feature.left, indicators, family);
    const std::uint8_t right = derive_level(model, feature.right, indicators, family);
    if (left == kMissingLevel || right == kMissingLevel) return kMissingLevel;
    return static_cast<std::uint8_t>(left * model.features[feature.right].levels + right);
  }
  const auto value = value_of(indicators, feature.variable, family);
  const auto per = feature.per ? value_of(indicators, *feature.per, family) : std::uint16_t{1};
  if (!value || !per || *per == 0) return kMissingLevel;
  return level_of(feature, *value, *per);
}

}  // namespace engine
