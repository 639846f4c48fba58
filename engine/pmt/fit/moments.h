// Sums what a weighted regression needs of its rows: X'WX, X'Wy, y'Wy, and the weights.
//
// Private to engine/pmt/fit. Sums run over the rows in their order and over regions in theirs, so the bytes do not
// depend on threads.
// shape: gram is full and symmetric. units: y less a constant of the survey, so that little is lost in differences.
// memory: 8 bytes × width². cost: O(terms²) a row.
#pragma once

#include <Eigen/Dense>
#include <span>
#include <vector>

#include "engine/pmt/fit/design.h"

namespace engine::fit {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;
using Eigen::Index;

struct Moments {
  Matrix gram;
  Vector cross;
  double squares = 0, weight = 0, weight_squares = 0;
  std::size_t rows = 0;

  Moments() = default;
  explicit Moments(std::size_t width)
      : gram(Matrix::Zero(static_cast<Index>(width), static_cast<Index>(width))),
        cross(Vector::Zero(static_cast<Index>(width))) {}

  Index width() const { return cross.size(); }
  void add(const Moments& other);
  void take_away(const Moments& other);
  // Kish's effective number of rows: as many equal weights would say as much.
  double effective_rows() const { return weight_squares > 0 ? weight * weight / weight_squares : 0; }
  double mean_weight() const { return rows > 0 ? weight / static_cast<double>(rows) : 0; }
  // Weighted mean of each column; the intercept's is 1.
  Vector means() const { return gram.col(0) / weight; }
  // Weighted squares of y − Xb.
  double error_squares(const Vector& b) const;
  // Rows and columns `kept` alone.
  Moments only(std::span<const Index> kept) const;
  // The same rows less their own means: X'WX − W·m·m' and so on; the intercept's row and column become 0.
  Moments centred() const;
};

// The regression's y: ln expenditure less `origin`.
struct Rows {
  const SurveyTable& survey;
  const Design& design;
  double origin = 0;

  double y(std::size_t row) const { return survey.target[row] - origin; }
  double predicted(std::size_t row, const Vector& b) const;  // less `origin` too
};

// Moments of the rows [begin, end) by fold: moments[f] takes rows with fold_of[row] == f.
void add_rows(const Rows& rows, std::size_t begin, std::size_t end, std::span<const std::uint8_t> fold_of,
              std::span<Moments> by_fold);

Moments sum_of(std::span<const Moments> parts);

}  // namespace engine::fit
