// Fits regressions by normal equations and elimination in plain loops: the slow truth of engine/pmt/fit.
//
// What pulls on a region is written out as rows: one for each row of the region above, lying on that one's line.
#pragma once

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace reference {

using Real = long double;
using Line = std::vector<Real>;

struct WeightedRow {
  Line x;
  Real y = 0, w = 1;
};
using WeightedRows = std::vector<WeightedRow>;

// A·b = c by elimination with the largest pivot; the columns must stand on their own.
inline Line eliminated(std::vector<Line> a, Line c) {
  const std::size_t n = c.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t best = k;
    for (std::size_t i = k + 1; i < n; ++i) {
      if (std::abs(a[i][k]) > std::abs(a[best][k])) best = i;
    }
    std::swap(a[k], a[best]);
    std::swap(c[k], c[best]);
    for (std::size_t i = k + 1; i < n; ++i) {
      const Real factor = a[i][k] / a[k][k];
      for (std::size_t j = k; j < n; ++j) a[i][j] -= factor * a[k][j];
      c[i] -= factor * c[k];
    }
  }
  for (std::size_t k = n; k-- > 0;) {
    for (std::size_t j = k + 1; j < n; ++j) c[k] -= a[k][j] * c[j];
    c[k] /= a[k][k];
  }
  return c;
}

inline std::vector<Line> gram_of(const WeightedRows& rows) {
  const std::size_t n = rows.front().x.size();
  std::vector<Line> gram(n, Line(n, 0));
  for (const WeightedRow& row : rows) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) gram[i][j] += row.w * row.x[i] * row.x[j];
    }
  }
  return gram;
}

inline Line weighted_least_squares(const WeightedRows& rows) {
  Line cross(rows.front().x.size(), 0);
  for (const WeightedRow& row : rows) {
    for (std::size_t i = 0; i < cross.size(); ++i) cross[i] += row.w * row.x[i] * row.y;
  }
  return eliminated(gram_of(rows), cross);
}

inline Real predicted(const Line& x, const Line& b) {
  Real sum = 0;
  for (std::size_t i = 0; i < b.size(); ++i) sum += x[i] * b[i];
  return sum;
}

inline Real error_squares(const WeightedRows& rows, const Line& b) {
  Real sum = 0;
  for (const WeightedRow& row : rows) {
    const Real off = row.y - predicted(row.x, b);
    sum += row.w * off * off;
  }
  return sum;
}

inline Line weighted_means(const WeightedRows& rows) {
  Line means(rows.front().x.size(), 0);
  Real weight = 0;
  for (const WeightedRow& row : rows) {
    for (std::size_t i = 0; i < means.size(); ++i) means[i] += row.w * row.x[i];
    weight += row.w;
  }
  for (Real& mean : means) mean /= weight;
  return means;
}

inline Real total_weight(const WeightedRows& rows) {
  Real weight = 0;
  for (const WeightedRow& row : rows) weight += row.w;
  return weight;
}

// `slopes` rows of the region above about their mean, and `level` rows at that mean, all on the line `b_above`.
inline Line leaning_fit(const WeightedRows& own, const WeightedRows& above, const Line& b_above, Real slopes,
                        Real level) {
  WeightedRows all = own;
  const Line means = weighted_means(above);
  const Real unit = total_weight(own) / static_cast<Real>(own.size()), weight = total_weight(above);
  for (const WeightedRow& row : above) {
    Line x = row.x;
    for (std::size_t i = 0; i < x.size(); ++i) x[i] -= means[i];
    all.push_back({x, predicted(x, b_above), unit * slopes * row.w / weight});
  }
  if (level > 0) all.push_back({means, predicted(means, b_above), unit * level});
  return weighted_least_squares(all);
}

// Kish's effective number of rows.
inline Real effective_rows(const WeightedRows& rows) {
  Real weight = 0, squares = 0;
  for (const WeightedRow& row : rows) weight += row.w, squares += row.w * row.w;
  return weight * weight / squares;
}

// The rows with the columns `in` alone.
inline WeightedRows with_columns(const WeightedRows& rows, const std::vector<std::size_t>& in) {
  WeightedRows part;
  for (const WeightedRow& row : rows) {
    WeightedRow kept{{}, row.y, row.w};
    for (const std::size_t column : in) kept.x.push_back(row.x[column]);
    part.push_back(std::move(kept));
  }
  return part;
}

}  // namespace reference
