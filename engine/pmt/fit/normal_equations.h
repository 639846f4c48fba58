// Solves the normal equations of a region, alone or leaning on the region above it.
//
// Private to engine/pmt/fit. Leaning: the region is fitted as if `slopes` rows of the region above were added, lying
// exactly on that one's line (their spread about their mean counts, not their level), and `level` rows at its mean:
//
//   A = G + w̄·slopes·S + w̄·level·m·m'      S = centred X'WX / W and m = means, of the region above
//   A·b = X'Wy + (A − G)·b_above
//
// which does not depend on which levels are the references. Ridge likewise pulls to 0 with the diagonal of the region's
// own S. w̄: mean weight of the region.
// threads: safe; Eigen runs serially. cost: O(width³ / 3).
#pragma once

#include "engine/pmt/fit/moments.h"

namespace engine::fit {

// Sizes of Eigen's blocks decide the order of its sums: fixed, so that every machine takes the same.
void fix_block_sizes();

struct Above {
  Vector b;
  Matrix spread;
  Vector means;
};
Above above_of(const Moments& moments, const Vector& b);

struct Pull {
  double slopes = 0, level = 0, ridge = 0;  // in rows
};

struct Equations {
  Matrix left;    // A
  Vector right;   // what A·b equals
  Vector target;  // what the penalty pulls to
};

// `above` may be null: then only ridge pulls. An intercept without rows of its own (moments are centred) is set to 0.
Equations equations_of(const Moments& own, const Above* above, const Pull& pull);

// Where A is singular, columns that do not stand on their own keep the penalty's target.
struct Solution {
  Vector b;                 // all columns
  std::vector<Index> kept;  // those that were solved for
};
Solution solve(const Equations& equations);

// Rows and columns `kept` alone.
Matrix part_of(const Matrix& all, std::span<const Index> kept);

// Which columns stand on their own, in order; a column whose part outside the ones before it is shorter than 1e-6 of
// its length does not.
struct Independence {
  std::vector<Index> kept, empty, collinear;
  std::vector<Vector> made_of;  // of each collinear column: multiples of all columns, 0 for those not needed
};
Independence find_independent(const Matrix& gram);

}  // namespace engine::fit
