#include "engine/pmt/fit/moments.h"

namespace engine::fit {

void Moments::add(const Moments& other) {
  gram += other.gram;
  cross += other.cross;
  squares += other.squares;
  weight += other.weight;
  weight_squares += other.weight_squares;
  rows += other.rows;
}

void Moments::take_away(const Moments& other) {
  gram -= other.gram;
  cross -= other.cross;
  squares -= other.squares;
  weight -= other.weight;
  weight_squares -= other.weight_squares;
  rows -= other.rows;
}

double Moments::error_squares(const Vector& b) const {
  const Vector fitted = gram * b;
  return squares - 2 * b.dot(cross) + b.dot(fitted);
}

Moments Moments::only(std::span<const Index> kept) const {
  Moments part(kept.size());
  for (std::size_t j = 0; j < kept.size(); ++j) {
    const auto column = static_cast<Index>(j);
    part.cross(column) = cross(kept[j]);
    for (std::size_t i = 0; i < kept.size(); ++i) part.gram(static_cast<Index>(i), column) = gram(kept[i], kept[j]);
  }
  part.squares = squares;
  part.weight = weight;
  part.weight_squares = weight_squares;
  part.rows = rows;
  return part;
}

Moments Moments::centred() const {
  Moments result = *this;
  if (weight <= 0) return result;
  const Vector mean = means();
  const double y_mean = cross(0) / weight;
  result.gram -= weight * mean * mean.transpose();
  result.cross -= weight * y_mean * mean;
  result.squares -= weight * y_mean * y_mean;
  result.gram.row(0).setZero();
  result.gram.col(0).setZero();
  result.cross(0) = 0;
  return result;
}

double Rows::predicted(std::size_t row, const Vector& b) const {
  const std::uint16_t* const ones = design.row(row);
  double sum = b(0);
  for (std::size_t t = 0; t < design.terms; ++t) {
    if (ones[t] != kNoColumn) sum += b(ones[t]);
  }
  return sum;
}

void add_rows(const Rows& rows, std::size_t begin, std::size_t end, std::span<const std::uint8_t> fold_of,
              std::span<Moments> by_fold) {
  std::vector<std::uint16_t> ones(rows.design.terms + 1, 0);
  for (std::size_t row = begin; row < end; ++row) {
    Moments& sums = by_fold[fold_of[row]];
    const std::uint16_t* const from = rows.design.row(row);
    std::size_t count = 1;  // ones[0] is the intercept
    for (std::size_t t = 0; t < rows.design.terms; ++t) {
      if (from[t] != kNoColumn) ones[count++] = from[t];
    }
    const double weight = rows.survey.weight[row], y = rows.y(row);
    for (std::size_t a = 0; a < count; ++a) {
      double* const column = sums.gram.col(ones[a]).data();
      for (std::size_t b = a; b < count; ++b) column[ones[b]] += weight;
      sums.cross(ones[a]) += weight * y;
    }
    sums.squares += weight * y * y;
    sums.weight += weight;
    sums.weight_squares += weight * weight;
    ++sums.rows;
  }
  for (Moments& sums : by_fold) sums.gram.triangularView<Eigen::StrictlyUpper>() = sums.gram.transpose();
}

Moments sum_of(std::span<const Moments> parts) {
  Moments all(static_cast<std::size_t>(parts.front().width()));
  for (const Moments& part : parts) all.add(part);
  return all;
}

}  // namespace engine::fit
