#include "engine/linkage/match/train_model.h"

#include <algorithm>

namespace engine {
namespace {

constexpr int kMostRounds = 8;  // of EM and u in turn; three are usual

std::uint64_t pairs_of(std::span<const PatternCount> counts) {
  std::uint64_t pairs = 0;
  for (const PatternCount& count : counts) pairs += count.pairs;
  return pairs;
}

// Start: one match for every second row.
double start_lambda(const MatchSides& sides) {
  const double pairs = static_cast<double>(std::max<std::uint64_t>(sides.pairs(), 1));
  return std::clamp(0.5 * sides.rows / pairs, 1e-12, 0.1);
}

double difference(const FellegiSunterModel& a, const FellegiSunterModel& b) {
  double most = 0;
  for (std::size_t f = 0; f < a.fields.size(); ++f) {
    for (std::size_t level = 0; level < a.fields[f].u.size(); ++level) {
      const double x = a.fields[f].u[level], y = b.fields[f].u[level];
      most = std::max(most, std::max(x, y) / std::min(x, y) - 1);
    }
  }
  return most;
}

}  // namespace

Estimate train_model(const PatternLayout& layout, const MatchSides& sides, std::span<const PatternCount> candidates,
                     std::span<const PatternCount> random_pairs) {
  EstimateOptions of_u, of_m;
  of_u.hold_m.assign(layout.size(), true);
  of_u.hold_lambda = true;
  of_u.most_iterations = 20;
  of_m.hold_u.assign(layout.size(), true);
  of_m.other_non_matches = sides.pairs() - std::min(sides.pairs(), pairs_of(candidates));
  FellegiSunterModel model = start_model(layout, start_lambda(sides));
  EstimateOptions first_u = of_u;
  first_u.most_iterations = 2;
  model = estimate_model(random_pairs, model, first_u).model;
  Estimate estimate;
  for (int round = 0; round < kMostRounds; ++round) {
    estimate = estimate_model(candidates, model, of_m);
    const FellegiSunterModel next = estimate_model(random_pairs, estimate.model, of_u).model;
    const double moved = difference(model, next);
    model = next;
    if (moved < 0.01) break;
  }
  return estimate;
}

}  // namespace engine
