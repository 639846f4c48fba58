// Estimates a Fellegi–Sunter model from counts of comparison patterns by expectation and maximisation.
//
// An iteration gives every pattern the probability that its pairs are matches, then sets m, u and lambda to the shares
// under these probabilities, with pseudo-counts (a symmetric Dirichlet prior) so that no probability becomes 0.
// (A. P. Dempster, N. M. Laird, D. B. Rubin, JRSS B 39, 1977; for linkage W. E. Winkler 1988; on pattern counts
// T. Enamorado, B. Fifield, K. Imai, "Using a probabilistic model to assist merging of large-scale administrative
// records", APSR 113, 2019.) It ends when no parameter moves by more than the tolerance: m and u absolutely, lambda
// relative to itself, other shares relative to the larger of themselves and lambda.
//
// Classes of related pairs are estimated along with the matches; where they agree by chance they have the shares of u.
//
// u may be held at what random pairs say, m or lambda at a given model. Where the counts are those of candidate pairs
// only and all others are known not to match, `other_non_matches` is their number: then lambda is the share among all.
//
// shape: counts ascending by pattern, each once. missing: fellegi_sunter.h; pairs with a missing side count for the
// other fields only. order: sums run over fixed chunks in the order of patterns: one answer for any thread count.
// errors: engine::Error kUsage where start values do not fit the layout. cost: O(patterns × fields) an iteration,
// however many pairs: 16,384 patterns of 6 fields take 0.2 ms on one core, with seven related
// classes 1.2 ms (bench/stages/linkage_model.cpp).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/linkage/model/fellegi_sunter.h"
#include "engine/linkage/model/pattern_counts.h"

namespace engine {

struct EstimateOptions {
  std::vector<bool> hold_m, hold_u;  // by field; empty: none is held
  bool hold_lambda = false;
  std::vector<bool> hold_related;  // by class; empty: none is held
  // By field, the most that the level of least agreement may have of m; empty or 1: no bound. What matches are is laid
  // down so, where two classes could be called matches.
  std::vector<double> most_disagreement;
  double pseudo_count = 0.5;  // pairs added to every level (Jeffreys' prior)
  double tolerance = 1e-6;
  int most_iterations = 1'000;
  std::uint64_t other_non_matches = 0;
};

struct Estimate {
  FellegiSunterModel model;
  int iterations = 0;
  bool converged = false;
  double matches = 0;  // expected among the counted pairs
};

Estimate estimate_model(std::span<const PatternCount> counts, const FellegiSunterModel& start,
                        const EstimateOptions& options = {});

// Start values by theory where nothing is known: levels from most to least agreement, the first with m = 0.9 and each
// next with a share of what is left; u rising towards the last level.
FellegiSunterModel start_model(const PatternLayout& layout, double lambda);

}  // namespace engine
