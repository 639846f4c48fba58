#include "engine/pmt/fit/sandwich.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace engine::fit {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// The columns of one row that are one, the intercept first.
std::size_t ones_of(const Rows& rows, std::size_t row, std::vector<std::uint16_t>& ones) {
  std::size_t count = 0;
  ones[count++] = 0;
  const std::uint16_t* const from = rows.design.row(row);
  for (std::size_t t = 0; t < rows.design.terms; ++t) {
    if (from[t] != kNoColumn) ones[count++] = from[t];
  }
  return count;
}

// Σ s·s' over the rows of a stretch, about the stretch's means where it has some.
Matrix row_meat(const Rows& rows, const Stretch& stretch, Index width, const std::vector<double>& residuals) {
  Matrix meat = Matrix::Zero(width, width);
  std::vector<std::uint16_t> ones(rows.design.terms + 1);
  for (std::size_t row = stretch.begin; row < stretch.end; ++row) {
    const std::size_t count = ones_of(rows, row, ones);
    const double score = rows.survey.weight[row] * residuals[row], square = score * score;
    for (std::size_t a = 0; a < count; ++a) {
      double* const column = meat.col(ones[a]).data();
      for (std::size_t b = a; b < count; ++b) column[ones[b]] += square;
    }
  }
  meat.triangularView<Eigen::StrictlyUpper>() = meat.transpose();
  if (stretch.means.size() == 0) return meat;
  const Vector first = meat.col(0);
  const Vector& m = stretch.means;
  return meat - m * first.transpose() - first * m.transpose() + first(0) * m * m.transpose();
}

struct UnitSums {
  std::uint32_t stratum = 0, cluster = 0;
  Vector sum;
};

// Sums of scores by (stratum, cluster), ascending.
std::vector<UnitSums> unit_sums(const Rows& rows, const std::vector<Stretch>& stretches, Index width,
                                const std::vector<double>& residuals) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> place;
  std::vector<UnitSums> units;
  std::vector<std::uint16_t> ones(rows.design.terms + 1);
  for (const Stretch& stretch : stretches) {
    for (std::size_t row = stretch.begin; row < stretch.end; ++row) {
      const std::uint32_t stratum = rows.survey.stratum[row], cluster = rows.survey.cluster[row];
      const auto [at, fresh] = place.emplace(std::pair{stratum, cluster}, units.size());
      if (fresh) units.push_back({stratum, cluster, Vector::Zero(width)});
      Vector& sum = units[at->second].sum;
      const std::size_t count = ones_of(rows, row, ones);
      const double score = rows.survey.weight[row] * residuals[row];
      for (std::size_t a = 0; a < count; ++a) sum(ones[a]) += score;
      if (stretch.means.size() > 0) sum -= score * stretch.means;
    }
  }
  std::sort(units.begin(), units.end(), [](const UnitSums& a, const UnitSums& b) {
    return std::pair(a.stratum, a.cluster) < std::pair(b.stratum, b.cluster);
  });
  return units;
}

// Σ over the columns of `sums` of their outer products; one product of matrices, so that it is fast.
Matrix outer_products(const Matrix& sums) {
  Matrix meat = Matrix::Zero(sums.rows(), sums.rows());
  meat.selfadjointView<Eigen::Lower>().rankUpdate(sums);
  meat.triangularView<Eigen::StrictlyUpper>() = meat.transpose();
  return meat;
}

Matrix cluster_meat(const std::vector<UnitSums>& units, Index width, std::size_t& clusters) {
  std::map<std::uint32_t, Index> place;
  for (const UnitSums& unit : units) place.emplace(unit.cluster, 0);
  Index next = 0;
  for (auto& [cluster, at] : place) at = next++;
  Matrix sums = Matrix::Zero(width, next);
  for (const UnitSums& unit : units) sums.col(place.at(unit.cluster)) += unit.sum;
  clusters = place.size();
  return outer_products(sums);
}

Matrix design_meat(const std::vector<UnitSums>& units, Index width, LonelyCluster lonely, ErrorColumns& errors) {
  Matrix sums(width, static_cast<Index>(units.size()));
  Index used = 0;
  for (std::size_t begin = 0; begin < units.size();) {
    std::size_t end = begin;
    while (end < units.size() && units[end].stratum == units[begin].stratum) ++end;
    const auto count = static_cast<double>(end - begin);
    ++errors.strata;
    if (end - begin == 1) {
      ++errors.lonely_strata;
      if (lonely != LonelyCluster::kRemove) sums.col(used++) = units[begin].sum;
    } else {
      Vector mean = Vector::Zero(width);
      for (std::size_t i = begin; i < end; ++i) mean += units[i].sum;
      mean /= count;
      for (std::size_t i = begin; i < end; ++i) {
        sums.col(used++) = std::sqrt(count / (count - 1)) * (units[i].sum - mean);
      }
    }
    begin = end;
  }
  return outer_products(sums.leftCols(used));
}

// Roots of the diagonal of A⁻¹·(scale·M)·A⁻¹, laid out over all columns.
std::vector<double> roots(const Matrix& inverse, const Matrix& meat, double scale, const std::vector<Index>& kept,
                          Index width) {
  std::vector<double> errors(static_cast<std::size_t>(width), kNone);
  if (!std::isfinite(scale)) return errors;
  const Vector variance = (inverse * meat).cwiseProduct(inverse).rowwise().sum();
  for (std::size_t j = 0; j < kept.size(); ++j) {
    errors[static_cast<std::size_t>(kept[j])] = std::sqrt(std::max(0.0, scale * variance(static_cast<Index>(j))));
  }
  return errors;
}

}  // namespace

ErrorColumns standard_errors(const Rows& rows, const std::vector<Stretch>& stretches, const Moments& own,
                             const Matrix& left, const std::vector<Index>& kept, const Vector& b,
                             const std::vector<double>& residuals, std::size_t constants, LonelyCluster lonely) {
  const Index width = b.size();
  const auto size = static_cast<Index>(kept.size());
  ErrorColumns errors;
  const Matrix inverse = left.llt().solve(Matrix::Identity(size, size));
  const Matrix gram = part_of(own.gram, kept);
  errors.parameters = inverse.cwiseProduct(gram).sum() + static_cast<double>(constants);
  double squares = 0, count = 0;
  Matrix meat = Matrix::Zero(width, width);
  for (const Stretch& stretch : stretches) {
    for (std::size_t row = stretch.begin; row < stretch.end; ++row) {
      squares += rows.survey.weight[row] * residuals[row] * residuals[row];
    }
    count += static_cast<double>(stretch.end - stretch.begin);
    meat += row_meat(rows, stretch, width, residuals);
  }
  const double freedom = count - errors.parameters;
  errors.residual_variance = freedom > 0 ? squares / freedom : kNone;
  errors.classical = roots(inverse, gram, errors.residual_variance, kept, width);
  errors.hc1 = roots(inverse, part_of(meat, kept), freedom > 0 ? count / freedom : kNone, kept, width);
  const std::vector<UnitSums> units = unit_sums(rows, stretches, width, residuals);
  const Matrix by_cluster = cluster_meat(units, width, errors.clusters);
  const auto g = static_cast<double>(errors.clusters);
  const double scale = g > 1 && freedom > 0 ? g / (g - 1) * (count - 1) / freedom : kNone;
  errors.cluster = roots(inverse, part_of(by_cluster, kept), scale, kept, width);
  const Matrix by_design = design_meat(units, width, lonely, errors);
  errors.design = roots(inverse, part_of(by_design, kept), g > 1 ? 1 : kNone, kept, width);
  return errors;
}

}  // namespace engine::fit
