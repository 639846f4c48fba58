#include "engine/pmt/fit/normal_equations.h"

#include <cmath>
#include <numeric>

namespace engine::fit {

void fix_block_sizes() {
  // A common core: 32 KiB, 1 MiB, and a share of 2 MiB.
  Eigen::setCpuCacheSizes(std::ptrdiff_t{32} << 10, std::ptrdiff_t{1} << 20, std::ptrdiff_t{2} << 20);
}

Above above_of(const Moments& moments, const Vector& b) {
  Above above;
  above.b = b;
  above.spread = moments.centred().gram / moments.weight;
  above.means = moments.gram(0, 0) > 0 ? moments.means() : Vector(Vector::Zero(moments.width()));
  return above;
}

Equations equations_of(const Moments& own, const Above* above, const Pull& pull) {
  Equations equations{own.gram, own.cross, Vector::Zero(own.width())};
  const double unit = own.mean_weight();
  if (above != nullptr) {
    equations.target = above->b;
    Matrix penalty = unit * pull.slopes * above->spread;
    if (pull.level > 0) penalty += unit * pull.level * above->means * above->means.transpose();
    equations.left += penalty;
    equations.right += penalty * above->b;
  }
  if (pull.ridge > 0 && own.weight > 0) {
    const Vector spread = own.centred().gram.diagonal() / own.weight;
    equations.left.diagonal() += unit * pull.ridge * spread;
  }
  if (own.gram(0, 0) <= 0 && equations.left(0, 0) <= 0) {
    equations.left.row(0).setZero();
    equations.left.col(0).setZero();
    equations.left(0, 0) = 1;
    equations.right(0) = 0;
  }
  return equations;
}

namespace {

// Cholesky's pivots tell whether every column stands on its own; the threshold is that of find_independent.
bool is_sound(const Eigen::LLT<Matrix>& factor, const Matrix& left) {
  constexpr double kSmallest = 1e-12;
  bool sound = factor.info() == Eigen::Success;
  for (Index j = 0; sound && j < left.rows(); ++j) {
    const double pivot = factor.matrixLLT()(j, j);
    sound = pivot * pivot > kSmallest * left(j, j);
  }
  return sound;
}

// The columns that stand on their own are solved for; the others keep what the penalty pulls to.
Solution solve_independent(const Equations& equations) {
  Solution solution{equations.target, find_independent(equations.left).kept};
  const std::vector<Index>& kept = solution.kept;
  const auto size = static_cast<Index>(kept.size());
  Vector open = solution.b;
  for (const Index j : kept) open(j) = 0;
  const Vector right = equations.right - equations.left * open;
  Vector own(size);
  for (Index j = 0; j < size; ++j) own(j) = right(kept[static_cast<std::size_t>(j)]);
  const Vector found = part_of(equations.left, kept).llt().solve(own);
  for (Index j = 0; j < size; ++j) solution.b(kept[static_cast<std::size_t>(j)]) = found(j);
  return solution;
}

}  // namespace

Matrix part_of(const Matrix& all, std::span<const Index> kept) {
  const auto size = static_cast<Index>(kept.size());
  Matrix part(size, size);
  for (Index j = 0; j < size; ++j) {
    for (Index i = 0; i < size; ++i) {
      part(i, j) = all(kept[static_cast<std::size_t>(i)], kept[static_cast<std::size_t>(j)]);
    }
  }
  return part;
}

Solution solve(const Equations& equations) {
  const Eigen::LLT<Matrix> factor(equations.left);
  // A fold may hold out every row of a rare level, and no row of the region above may have it either.
  if (!is_sound(factor, equations.left)) return solve_independent(equations);
  Solution solution{factor.solve(equations.right), {}};
  solution.kept.resize(static_cast<std::size_t>(equations.left.rows()));
  std::iota(solution.kept.begin(), solution.kept.end(), Index{0});
  return solution;
}

Independence find_independent(const Matrix& gram) {
  constexpr double kSmallest = 1e-12;  // square of 1e-6
  const Index width = gram.rows();
  Independence found;
  Matrix lower = Matrix::Zero(width, width);  // row k: the k-th kept column against the kept ones
  Vector length(width);
  for (Index j = 0; j < width; ++j) length(j) = gram(j, j) > 0 ? std::sqrt(gram(j, j)) : 0;
  for (Index j = 0; j < width; ++j) {
    if (!(length(j) > 0)) {
      found.empty.push_back(j);
      continue;
    }
    const auto count = static_cast<Index>(found.kept.size());
    Vector row(count);
    for (Index k = 0; k < count; ++k) {
      const Index other = found.kept[static_cast<std::size_t>(k)];
      const double inner = gram(other, j) / length(other) / length(j);
      row(k) = (inner - lower.row(k).head(k).dot(row.head(k))) / lower(k, k);
    }
    const double rest = 1 - row.squaredNorm();
    if (rest > kSmallest) {
      lower.row(count).head(count) = row;
      lower(count, count) = std::sqrt(rest);
      found.kept.push_back(j);
      continue;
    }
    const Vector made = lower.topLeftCorner(count, count).transpose().triangularView<Eigen::Upper>().solve(row);
    Vector parts = Vector::Zero(width);
    for (Index k = 0; k < count; ++k) {
      const Index other = found.kept[static_cast<std::size_t>(k)];
      const double multiple = made(k) * length(j) / length(other);
      if (std::abs(multiple) > 1e-6) parts(other) = multiple;
    }
    found.collinear.push_back(j);
    found.made_of.push_back(std::move(parts));
  }
  return found;
}

}  // namespace engine::fit
