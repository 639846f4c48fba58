// Gives the chance of each desil for one family, and tells whether its side of a cut is firm.
//
// The chance that a family's true desil is at most k is Φ((c_k − m) / σ), with c_k the cuts of the true expenditure
// (engine/desil/score_piles.h: there is the model, and what it leaves out). It never falls with k.
//
// units: chances in 2^-30. threads: safe. cost: nine look-ups.
#pragma once

#include <array>

#include "engine/desil/cuts.h"
#include "engine/desil/residual_spread.h"

namespace engine {

// Cuts of the true expenditure, ascending.
using TrueCuts = std::array<PmtScore, kCutCount>;

// By cut: the chance that the true desil is at most 1, 2, … 9.
using DesilChances = std::array<Chance, kCutCount>;

inline DesilChances desil_chances(const NormalTable& normal, const ResidualSpread& spread, PmtScore score,
                                  const TrueCuts& cuts) {
  DesilChances chances;
  for (std::size_t k = 0; k < kCutCount; ++k) chances[k] = spread.chance_below(normal, score, cuts[k]);
  return chances;
}

// A desil is firm (tegas) where the family's true desil is, with at least the chance `least`, on the side of the
// watched cut on which its own desil stands: at most `desil`, or above it. Else it is borderline (ambang).
struct FirmRule {
  Desil desil = 4;  // 1 to 9: the watched cut lies above it
  Chance least = kCertain / 10 * 8;
};

// `below`: the chance that the true desil is at most rule.desil.
inline bool is_firm(const FirmRule& rule, Desil own, Chance below) {
  return (own <= rule.desil ? below : kCertain - below) >= rule.least;
}

}  // namespace engine
