// Piles families up by region, desil and score, so that sums of chances take one look-up a pile and not one a family.
//
// It finds where the nine cuts of the *true* expenditure lie, as the model expects them, and how much weight of each
// desil truly belongs to each.
//
// The model (predicted + residual, as in C. Elbers, J. O. Lanjouw and P. Lanjouw, "Micro-Level Estimation of Poverty
// and Inequality", Econometrica 71(1), 2003): the true ln expenditure of family f is y_f = m_f + σ_r · e_f, with m_f
// its score, σ_r the residual spread of the model that scored it and e_f standard normal. The desils that a perfect
// survey of all families would give are cut from the y, not from the m: predictions vary less than what they predict
// (with R² one half by a factor 0.7), so the outer cuts of the y lie further out. Cut k is the smallest c with
//
//   Σ w_f · Φ((c − m_f) / σ_r(f))  ≥  k · W / 10 ,
//
// the same rule as engine/desil/cuts.h on the expected weights. In a nation the sum is as good as the truth: what the
// draw of the e_f adds to a cut is a standard error of about σ_y / √families.
// Left out: the error of the model's coefficients, errors of neighbours that go together, and residuals that are not
// normal; what σ does not know (an indicator that has changed since it was noted) is not in the chance either.
//
// shape: `scores`, `weights` and `desils` have one entry a family; at most 65,535 ranges ascend without overlap, each
//   with the spread of its one model. Families outside every range, with weight 0 or with desil 0 do not count.
// accuracy: a pile is at most σ/32 wide (wider only where a range spans more than 2^18 of them) and stands at its mean;
//   its share in a sum is within 1e-5 of what its families give. On the piles all is exact, to the last unit.
// threads: parallel; sums are integers, so one answer for any count.
// errors: engine::Error(kInvariant) where sizes or ranges do not fit.
// cost: one pass over the rows; `cuts` takes about a dozen look-ups a pile and cut, `desils_of` nine a pile. 16 bytes a
//   pile, and while a range is piled up 160 bytes a step of its score.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/desil/cuts.h"
#include "engine/desil/expected_desils.h"
#include "engine/desil/residual_spread.h"

namespace engine {

// The families of one region that one model scored.
struct SpreadRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  ResidualSpread spread;
};

class ScorePiles {
 public:
  ScorePiles(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights, std::span<const Desil> desils,
             std::span<const SpreadRange> ranges);

  // The cuts of the true expenditure of the families in ranges [first, last); nothing where there is nobody.
  std::optional<TrueCuts> cuts(std::size_t first, std::size_t last) const;

  // How the desils of one range stand to the true ones that `cuts` make.
  ExpectedDesils desils_of(std::size_t range, const TrueCuts& cuts) const;

 private:
  struct Pile {
    PmtScore score = 0;  // mean of its families, by weight
    std::uint16_t range = 0;
    Desil desil = 0;
    std::uint64_t weight = 0;
  };
  static std::vector<Pile> pile_up(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                                   std::span<const Desil> desils, std::size_t range, const ResidualSpread& spread);
  // Expected weight at or below a bound.
  std::uint64_t mass_below(std::size_t begin, std::size_t end, std::int64_t bound) const;

  std::vector<ResidualSpread> spreads_;  // by range
  std::vector<std::size_t> first_pile_;  // by range, and one past the last
  std::vector<Pile> piles_;              // by range, score, desil
};

}  // namespace engine
