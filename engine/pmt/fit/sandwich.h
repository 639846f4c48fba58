// Computes standard errors of coefficients four ways: classical, HC1, by cluster, and by the sampling design.
//
// Private to engine/pmt/fit. V = A⁻¹·M·A⁻¹ with the scores s_i = w_i·e_i·x_i and
//   classical  M = σ²·G, σ² = Σ w·e² / (n − k)                     R: vcov(lm(weights = w))
//   hc1        M = n/(n − k) · Σ s_i·s_i'                           R: sandwich::vcovHC(type = "HC1")
//   cluster    M = g/(g − 1)·(n − 1)/(n − k) · Σ s_c·s_c'           R: sandwich::vcovCL(type = "HC1")
//   design     M = Σ_h n_h/(n_h − 1) · Σ_c (s_hc − s̄_h)(s_hc − s̄_h)'  R: survey::svyglm, PSUs nested in strata
// where s_c and s_hc are sums over clusters. k is the trace of A⁻¹·G: the number of columns where nothing pulls. A
// stratum with a single cluster: kAdjust takes its sum as it is (about the mean of all clusters, which is 0), kRemove
// leaves it out; both are counted.
// missing: NaN for columns left out, and where there are too few rows or clusters.
// threads: safe. cost: O(rows·terms² + clusters·width² + width³).
#pragma once

#include "engine/pmt/fit/moments.h"
#include "engine/pmt/fit/normal_equations.h"

namespace engine::fit {

struct ErrorColumns {
  std::vector<double> classical, hc1, cluster, design;
  double residual_variance = 0;  // σ²
  double parameters = 0;         // k
  std::size_t clusters = 0, strata = 0, lonely_strata = 0;
};

// A stretch of rows with common means, which are taken from its rows where constants stand for it; else empty.
struct Stretch {
  std::size_t begin = 0, end = 0;
  Vector means;
};

// `left`: A over the kept columns; `b` over all columns. `constants`: constants besides b, which cost a parameter each.
ErrorColumns standard_errors(const Rows& rows, const std::vector<Stretch>& stretches, const Moments& own,
                             const Matrix& left, const std::vector<Index>& kept, const Vector& b,
                             const std::vector<double>& residuals, std::size_t constants, LonelyCluster lonely);

}  // namespace engine::fit
