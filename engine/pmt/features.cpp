#include "engine/pmt/features.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "engine/parallel.h"

namespace engine {
namespace {

using TileLevels = std::array<std::uint8_t, kTileRows>;

// Where a feature's levels come from.
enum class Way : std::uint8_t {
  kPackedCodes,  // a coded column: two rows a byte, mapped as they lie
  kBytes,        // an aggregate: one row a byte
  kValues,       // a number, or a variable with `per`
  kLevels,       // an interaction: the levels of two earlier features
};

Way way_of(const Feature& feature) {
  if (feature.kind == FeatureKind::kInteraction) return Way::kLevels;
  if (feature.per || feature.variable.table == VariableTable::kNumber) return Way::kValues;
  return feature.variable.table == VariableTable::kCode ? Way::kPackedCodes : Way::kBytes;
}

// Levels by byte: of a value, or of two codes packed in a byte.
using ByteTable = std::array<std::uint8_t, 256>;

ByteTable make_table(const Feature& feature) {
  ByteTable by_value;
  by_value.fill(kMissingLevel);
  const Way way = way_of(feature);
  if (way != Way::kPackedCodes && way != Way::kBytes) return by_value;
  const ValueRange range = value_range(feature.variable);
  for (std::size_t value = range.lowest; value <= range.highest; ++value) {
    by_value[value] = level_of(feature, static_cast<std::uint32_t>(value));
  }
  if (way == Way::kBytes) return by_value;
  ByteTable packed;
  for (std::size_t byte = 0; byte < packed.size(); ++byte) {
    packed[byte] = static_cast<std::uint8_t>(by_value[byte & 15] | (by_value[byte >> 4] << 4));
  }
  return packed;
}

// Both walk words in the inner loop, which compilers turn into vectors.
void unpack(const std::uint8_t* tile, TileLevels& rows) {
  std::array<std::uint32_t, 16> words;
  std::memcpy(words.data(), tile, kTileBytes);
  for (std::size_t i = 0; i < 8; ++i) {
    for (std::size_t word = 0; word < 16; ++word) {
      rows.data()[i * 16 + word] = static_cast<std::uint8_t>((words.data()[word] >> (4 * i)) & 0xFu);
    }
  }
}

void pack(const TileLevels& rows, std::uint8_t* tile) {
  std::array<std::uint32_t, 16> words{};
  for (std::size_t i = 0; i < 8; ++i) {
    for (std::size_t word = 0; word < 16; ++word) {
      words.data()[word] |= static_cast<std::uint32_t>(rows.data()[i * 16 + word]) << (4 * i);
    }
  }
  std::memcpy(tile, words.data(), kTileBytes);
}

void derive_by_value(const Feature& feature, const FamilyIndicators& indicators, std::size_t begin, std::size_t rows,
                     TileLevels& levels) {
  for (std::size_t row = 0; row < rows; ++row) {
    const auto value = value_of(indicators, feature.variable, begin + row);
    const auto per = feature.per ? value_of(indicators, *feature.per, begin + row) : std::uint16_t{1};
    if (value && per && *per > 0) levels[row] = level_of(feature, *value, *per);
  }
}

// Padding rows have missing parts, so they come out missing too.
void derive_interaction(const std::uint8_t* left_tile, const std::uint8_t* right_tile, std::size_t right_levels,
                        TileLevels& levels) {
  TileLevels left, right;
  unpack(left_tile, left);
  unpack(right_tile, right);
  for (std::size_t row = 0; row < kTileRows; ++row) {
    const bool known = left[row] != kMissingLevel && right[row] != kMissingLevel;
    levels[row] = known ? static_cast<std::uint8_t>(left[row] * right_levels + right[row]) : kMissingLevel;
  }
}

void derive_tile(const PmtModel& model, const std::vector<ByteTable>& tables, const FamilyIndicators& indicators,
                 std::size_t tile, NibbleTiles& out) {
  const std::size_t begin = tile * kTileRows;
  const std::size_t rows = std::min(kTileRows, indicators.size() - begin);
  for (std::size_t f = 0; f < model.features.size(); ++f) {
    const Feature& feature = model.features[f];
    const ByteTable& table = tables[f];
    std::uint8_t* target = out.tile(tile, f);
    if (way_of(feature) == Way::kPackedCodes) {
      const std::uint8_t* codes = indicators.codes.tile(tile, feature.variable.index);
      for (std::size_t i = 0; i < kTileBytes; ++i) target[i] = table.data()[codes[i]];
      continue;
    }
    TileLevels levels;
    levels.fill(kMissingLevel);
    switch (way_of(feature)) {
      case Way::kLevels:
        derive_interaction(out.tile(tile, feature.left), out.tile(tile, feature.right),
                           model.features[feature.right].levels, levels);
        break;
      case Way::kBytes: {
        const std::uint8_t* values = indicators.aggregates[feature.variable.index].data() + begin;
        for (std::size_t row = 0; row < rows; ++row) levels.data()[row] = table.data()[values[row]];
        break;
      }
      case Way::kValues:
      case Way::kPackedCodes: derive_by_value(feature, indicators, begin, rows, levels); break;
    }
    pack(levels, target);
  }
}

}  // namespace

NibbleTiles derive_levels(const PmtModel& model, const FamilyIndicators& indicators) {
  NibbleTiles out(indicators.size(), model.features.size());
  std::vector<ByteTable> tables;
  for (const Feature& feature : model.features) tables.push_back(make_table(feature));
  constexpr std::size_t kTilesAtOnce = 64;  // 8,192 families: work of about a millisecond
  parallel_for(out.tiles(), kTilesAtOnce, [&](std::size_t begin, std::size_t end) {
    for (std::size_t tile = begin; tile < end; ++tile) derive_tile(model, tables, indicators, tile, out);
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
