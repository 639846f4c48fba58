#include "engine/desil/cuts.h"

#include <cassert>

#include "engine/desil/rank_levels.h"
#include "engine/parallel.h"
#include "kernels/assign_desil.h"

namespace engine {

std::optional<Cuts> select_cuts(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights) {
  return rank_levels(scores, weights, {}, {}).national;
}

void assign_desils(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights, const Cuts& cuts,
                   std::span<Desil> out) {
  assert(scores.size() == weights.size() && scores.size() == out.size());
  std::array<PmtScore, kCutCount> limits;
  for (std::size_t k = 0; k < kCutCount; ++k) limits[k] = cuts[k].score;
  parallel_for(scores.size(), std::size_t{1} << 18, [&](std::size_t begin, std::size_t end) {
    const std::size_t rows = end - begin;
    kernels::assign_desil(scores.subspan(begin, rows), weights.subspan(begin, rows), limits, out.subspan(begin, rows));
  });
}

}  // namespace engine
