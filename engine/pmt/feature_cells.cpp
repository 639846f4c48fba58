#include "engine/pmt/feature_cells.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "engine/error.h"
#include "engine/parallel.h"

namespace engine {
namespace {

// One bit for each row of a tile, at the lowest bit of its nibble.
using TileMask = std::array<std::uint64_t, kTileBytes / 8>;
constexpr std::uint64_t kLowBits = 0x1111'1111'1111'1111;

TileMask mask_of(std::span<const std::uint8_t> ranked, std::size_t tile, std::size_t begin, std::size_t end) {
  std::array<std::uint32_t, 16> words{};
  for (std::size_t row = begin; row < end; ++row) {
    const std::size_t in_tile = row - tile * kTileRows;
    words[in_tile % 16] |= static_cast<std::uint32_t>(ranked[row] != 0) << (4 * (in_tile / 16));
  }
  TileMask mask;
  std::memcpy(mask.data(), words.data(), kTileBytes);
  return mask;
}

std::uint64_t count_code(const std::uint8_t* bytes, std::uint8_t code, const TileMask& mask) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < mask.size(); ++i) {
    std::uint64_t differing = 0;
    std::memcpy(&differing, bytes + 8 * i, 8);
    differing ^= kLowBits * code;
    differing |= differing >> 2;
    differing |= differing >> 1;
    count += static_cast<std::uint64_t>(std::popcount(~differing & mask[i]));
  }
  return count;
}

void count_tile(const PmtModel& model, const FamilyIndicators& indicators, const NibbleTiles& levels, std::size_t tile,
                const TileMask& mask, std::vector<FeatureCells>& cells) {
  for (std::size_t f = 0; f < cells.size(); ++f) {
    cells[f].missing += count_code(levels.tile(tile, f), kMissingLevel, mask);
    for (const std::uint8_t code : merged_codes_of(model.features[f])) {
      cells[f].merged += count_code(indicators.codes.tile(tile, model.features[f].variable.index), code, mask);
    }
  }
}

}  // namespace

std::span<const std::uint8_t> merged_codes_of(const Feature& feature) {
  if (feature.kind != FeatureKind::kCategory || feature.variable.table != VariableTable::kCode) return {};
  return merged_codes(static_cast<FamilyCode>(feature.variable.index));
}

std::vector<std::vector<FeatureCells>> count_feature_cells(const PmtModel& model, const FamilyIndicators& indicators,
                                                           const NibbleTiles& levels,
                                                           std::span<const ModelRange> ranges,
                                                           std::span<const std::uint8_t> ranked) {
  if (levels.rows() != ranked.size() || indicators.size() != ranked.size() ||
      levels.columns() != model.features.size() || (!ranges.empty() && ranges.back().end > ranked.size())) {
    throw Error(ExitCode::kInvariant, "feature cells: levels, indicators and families do not fit together");
  }
  std::vector<std::vector<FeatureCells>> cells(ranges.size(), std::vector<FeatureCells>(model.features.size()));
  parallel_for(ranges.size(), 1, [&](std::size_t r, std::size_t) {
    for (std::size_t row = ranges[r].begin; row < ranges[r].end;) {
      const std::size_t tile = row / kTileRows, end = std::min(ranges[r].end, (tile + 1) * kTileRows);
      count_tile(model, indicators, levels, tile, mask_of(ranked, tile, row, end), cells[r]);
      row = end;
    }
  });
  return cells;
}

}  // namespace engine
