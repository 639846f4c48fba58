#include "engine/pmt/fit/least_squares.h"

#include <Eigen/Dense>
#include <cmath>

#include "engine/error.h"

namespace engine {
namespace {

using Matrix = Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic>;
using Vector = Eigen::Matrix<long double, Eigen::Dynamic, 1>;
using Eigen::Index;

void require_fit(const LeastSquaresProblem& p) {
  const bool fits = p.x.size() == p.rows * p.columns && p.y.size() == p.rows &&
                    (p.weights.empty() || p.weights.size() == p.rows) &&
                    (p.penalty.empty() || p.penalty.size() == p.columns);
  if (!fits) throw Error(ExitCode::kInvariant, "least squares: x, y, weights and penalty do not fit together");
}

// The rows times the roots of their weights, a row for each penalty below them, y as the last column.
Matrix stacked(const LeastSquaresProblem& p) {
  const auto rows = static_cast<Index>(p.rows), columns = static_cast<Index>(p.columns);
  Matrix all = Matrix::Zero(rows + (p.penalty.empty() ? 0 : columns), columns + 1);
  all.topLeftCorner(rows, columns) = Eigen::Map<const Matrix>(p.x.data(), rows, columns);
  all.col(columns).head(rows) = Eigen::Map<const Vector>(p.y.data(), rows);
  for (std::size_t i = 0; i < p.weights.size(); ++i) all.row(static_cast<Index>(i)) *= std::sqrt(p.weights[i]);
  for (std::size_t j = 0; j < p.penalty.size(); ++j) {
    all(rows + static_cast<Index>(j), static_cast<Index>(j)) = std::sqrt(p.penalty[j]);
  }
  return all;
}

// Lengths of the columns; 1 for a column of zeros.
Vector column_lengths(const Matrix& all, Index columns) {
  Vector lengths(columns);
  for (Index j = 0; j < columns; ++j) {
    const long double length = all.col(j).stableNorm();
    lengths(j) = length > 0 ? length : 1;
  }
  return lengths;
}

// Turns the kept columns into a triangle on top of `all`; gives them in order.
std::vector<Index> triangulate(Matrix& all, Index columns, long double tolerance) {
  std::vector<Index> kept;
  Vector workspace(columns + 1);
  for (Index j = 0; j < columns; ++j) {
    const auto top = static_cast<Index>(kept.size());
    if (top == all.rows()) break;
    const Index below = all.rows() - top;
    if (all.col(j).tail(below).stableNorm() <= tolerance) continue;
    long double tau = 0, beta = 0;
    all.col(j).tail(below).makeHouseholderInPlace(tau, beta);
    const Vector essential = all.col(j).tail(below - 1);
    all.col(j).tail(below).setZero();
    all(top, j) = beta;
    const Index rest = columns - j;  // the later columns and y
    all.block(top, j + 1, below, rest).applyHouseholderOnTheLeft(essential, tau, workspace.data());
    kept.push_back(j);
  }
  return kept;
}

void compute_residuals(const LeastSquaresProblem& p, LeastSquaresFit& fit) {
  fit.residuals.assign(p.y.begin(), p.y.end());
  fit.residual_squares = 0;
  for (std::size_t i = 0; i < p.rows; ++i) {
    long double& rest = fit.residuals[i];
    for (std::size_t j = 0; j < p.columns; ++j) rest -= p.x[j * p.rows + i] * fit.coefficients[j];
    fit.residual_squares += (p.weights.empty() ? 1 : p.weights[i]) * rest * rest;
  }
}

}  // namespace

long double LeastSquaresFit::residual_sd() const {
  return residuals.size() > rank ? std::sqrt(residual_squares / static_cast<long double>(residuals.size() - rank)) : 0;
}

long double LeastSquaresFit::standard_error(std::size_t column) const {
  return residual_sd() * std::sqrt(inverse[column * coefficients.size() + column]);
}

LeastSquaresFit fit_least_squares(const LeastSquaresProblem& p) {
  require_fit(p);
  const auto columns = static_cast<Index>(p.columns);
  Matrix all = stacked(p);
  const Vector lengths = column_lengths(all, columns);
  for (Index j = 0; j < columns; ++j) all.col(j) /= lengths(j);
  const std::vector<Index> kept = triangulate(all, columns, p.tolerance);
  const auto rank = static_cast<Index>(kept.size());

  Matrix triangle(rank, rank);
  for (Index k = 0; k < rank; ++k) triangle.col(k) = all.col(kept[static_cast<std::size_t>(k)]).head(rank);
  const auto upper = triangle.triangularView<Eigen::Upper>();
  const Vector scaled = upper.solve(Vector(all.col(columns).head(rank)));
  const Matrix root = upper.solve(Matrix::Identity(rank, rank));
  const Matrix inverse = root * root.transpose();

  LeastSquaresFit fit;
  fit.rank = kept.size();
  fit.coefficients.assign(p.columns, 0);
  fit.left_out.assign(p.columns, true);
  fit.made_of.resize(p.columns);
  fit.inverse.assign(p.columns * p.columns, 0);
  for (Index a = 0; a < rank; ++a) {
    const Index column = kept[static_cast<std::size_t>(a)];
    fit.left_out[static_cast<std::size_t>(column)] = false;
    fit.coefficients[static_cast<std::size_t>(column)] = scaled(a) / lengths(column);
    for (Index b = 0; b < rank; ++b) {
      const Index other = kept[static_cast<std::size_t>(b)];
      fit.inverse[static_cast<std::size_t>(column * columns + other)] =
          inverse(a, b) / lengths(column) / lengths(other);
    }
  }
  for (Index j = 0; j < columns; ++j) {
    if (!fit.left_out[static_cast<std::size_t>(j)]) continue;
    auto& parts = fit.made_of[static_cast<std::size_t>(j)];
    parts.assign(p.columns, 0);
    const Vector made = upper.solve(Vector(all.col(j).head(rank)));
    for (Index a = 0; a < rank; ++a) {
      const Index column = kept[static_cast<std::size_t>(a)];
      parts[static_cast<std::size_t>(column)] = made(a) * lengths(j) / lengths(column);
    }
  }
  compute_residuals(p, fit);
  return fit;
}

}  // namespace engine
