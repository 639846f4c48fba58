// Solves a small weighted least squares or ridge problem to the last digits: Householder QR of scaled columns in
// 80-bit arithmetic.
//
// Columns are taken in their order. One whose part outside the columns before it is shorter than `tolerance` times its
// own length is left out and named, as R's lm does: later columns give way to earlier ones.
//
// shape: x by column, rows × columns; y and weights one a row (no weights = all 1). missing: none; every value finite,
//   weights > 0. units: the caller's.
// precision: on the NIST certified sets at least as many digits as R's lm (tests/engine/pmt/fit/nist_test.cpp); needs
//   the 64-bit significand of x87 long double, which every x86-64 has.
// threads: safe. errors: engine::Error(kInvariant) where sizes do not fit. cost: O(rows × columns²), one copy of x.
#pragma once

#include <cstddef>
#include <vector>

namespace engine {

struct LeastSquaresProblem {
  std::size_t rows = 0, columns = 0;
  std::vector<long double> x;  // by column
  std::vector<long double> y;
  std::vector<long double> weights;  // empty: all 1
  std::vector<long double> penalty;  // ridge: added to the diagonal of X'WX, one a column; empty: none
  long double tolerance = 1e-7L;
};

struct LeastSquaresFit {
  std::vector<long double> coefficients;  // 0 for a column left out
  std::vector<bool> left_out;
  // Of a column left out: how it is made of the kept ones, one a column.
  std::vector<std::vector<long double>> made_of;
  std::vector<long double> inverse;  // of X'WX + penalty over the kept columns, columns × columns; 0 elsewhere
  std::vector<long double> residuals;
  long double residual_squares = 0;  // weighted
  std::size_t rank = 0;

  // Weighted residual spread: the root of residual_squares / (rows − rank); 0 where no row is left over.
  long double residual_sd() const;
  // The classical standard error of a coefficient.
  long double standard_error(std::size_t column) const;
};

LeastSquaresFit fit_least_squares(const LeastSquaresProblem& problem);

}  // namespace engine
