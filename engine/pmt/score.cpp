#include "engine/pmt/score.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/error.h"
#include "engine/parallel.h"
#include "kernels/score_tile.h"

namespace engine {
namespace {

// Families of one range that one thread scores; borders are those of tiles or of the range.
struct Piece {
  std::size_t begin = 0, end = 0;
  const RegionModel* model = nullptr;
};

constexpr std::size_t kTilesAtOnce = 256;  // 32,768 families: about 0.1 ms, above the cost of a task

void require_fit(const PmtModel& model, const NibbleTiles& levels, std::span<const ModelRange> ranges,
                 std::size_t families) {
  std::size_t last = 0;
  bool fits = levels.rows() == families && levels.columns() == model.features.size() && levels.columns() > 0;
  for (const ModelRange& range : ranges) {
    fits = fits && last <= range.begin && range.begin <= range.end && range.end <= families &&
           (!range.model || *range.model < model.models.size());
    last = range.end;
  }
  if (!fits) {
    throw Error(ExitCode::kInvariant, "score: levels, ranges and families do not fit together (" +
                                          std::to_string(levels.rows()) + " rows of levels, " +
                                          std::to_string(families) + " families)");
  }
}

std::vector<Piece> cut_ranges(const PmtModel& model, std::span<const ModelRange> ranges) {
  constexpr std::size_t kRows = kTilesAtOnce * kTileRows;
  std::vector<Piece> pieces;
  for (const ModelRange& range : ranges) {
    const RegionModel* table = range.model ? &model.models[*range.model] : nullptr;
    for (std::size_t begin = range.begin; begin < range.end;) {
      const std::size_t end = std::min(range.end, (begin / kRows + 1) * kRows);
      pieces.push_back({begin, end, table});
      begin = end;
    }
  }
  return pieces;
}

void score_whole_tiles(const RegionModel& model, const NibbleTiles& levels, std::size_t tile, std::size_t count,
                       std::span<PmtScore> out) {
  const std::span<const std::uint8_t> bytes(levels.tile(tile, 0), count * levels.columns() * kTileBytes);
  kernels::score_tiles(bytes, model.coefficients, model.intercept, out);
}

// Scores the rows [begin, end) of one tile.
void score_part_of_tile(const RegionModel& model, const NibbleTiles& levels, std::size_t begin, std::size_t end,
                        std::span<PmtScore> out) {
  std::array<PmtScore, kTileRows> rows;
  score_whole_tiles(model, levels, begin / kTileRows, 1, rows);
  std::copy_n(rows.begin() + static_cast<std::ptrdiff_t>(begin % kTileRows), end - begin,
              out.begin() + static_cast<std::ptrdiff_t>(begin));
}

void score_piece(const Piece& piece, const NibbleTiles& levels, std::span<PmtScore> out) {
  if (piece.model == nullptr) return;
  std::size_t begin = piece.begin;
  if (begin % kTileRows != 0) {
    const std::size_t end = std::min(piece.end, (begin / kTileRows + 1) * kTileRows);
    score_part_of_tile(*piece.model, levels, begin, end, out);
    begin = end;
  }
  const std::size_t whole = (piece.end - begin) / kTileRows;
  if (whole > 0) {
    score_whole_tiles(*piece.model, levels, begin / kTileRows, whole, out.subspan(begin, whole * kTileRows));
    begin += whole * kTileRows;
  }
  if (begin < piece.end) score_part_of_tile(*piece.model, levels, begin, piece.end, out);
}

// Marks the families between the ranges and in ranges without a model.
void mark_unscored(std::span<const ModelRange> ranges, std::span<PmtScore> out) {
  std::size_t last = 0;
  const auto mark = [&](std::size_t begin, std::size_t end) {
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(begin), out.begin() + static_cast<std::ptrdiff_t>(end),
              kNoScore);
  };
  for (const ModelRange& range : ranges) {
    mark(last, range.begin);
    if (!range.model) mark(range.begin, range.end);
    last = range.end;
  }
  mark(last, out.size());
}

}  // namespace

void score_families(const PmtModel& model, const NibbleTiles& levels, std::span<const ModelRange> ranges,
                    std::span<PmtScore> out) {
  require_fit(model, levels, ranges, out.size());
  mark_unscored(ranges, out);
  const std::vector<Piece> pieces = cut_ranges(model, ranges);
  parallel_for(pieces.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) score_piece(pieces[i], levels, out);
  });
}

}  // namespace engine
