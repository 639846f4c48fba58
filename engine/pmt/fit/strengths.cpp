#include "engine/pmt/fit/strengths.h"

#include <algorithm>

#include "engine/parallel.h"
#include "engine/pmt/fit/region_fit.h"

namespace engine::fit {
namespace {

// Held-out squares of one region for every pull.
std::vector<double> held_out_squares(const FoldMoments& own, const Family& family, const std::vector<Pull>& pulls) {
  std::vector<double> squares(pulls.size(), 0);
  for (std::size_t k = 0; k < own.test.size(); ++k) {
    if (own.test[k].rows == 0) continue;
    for (std::size_t i = 0; i < pulls.size(); ++i) {
      const Vector b =
          own.train[k].rows == 0 ? family.above[k].b : solve(equations_of(own.train[k], &family.above[k], pulls[i])).b;
      squares[i] += own.test[k].error_squares(b);
    }
  }
  return squares;
}

std::vector<double> errors_of(const std::vector<Family>& families,
                              const std::function<FoldMoments(std::size_t)>& moments, const std::vector<Pull>& pulls) {
  std::vector<std::pair<std::size_t, const Family*>> regions;
  for (const Family& family : families) {
    for (std::size_t r = family.first; r < family.last; ++r) regions.emplace_back(r, &family);
  }
  std::vector<std::vector<double>> squares(regions.size());
  std::vector<double> weights(regions.size());
  parallel_for(regions.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const FoldMoments own = moments(regions[i].first);
      squares[i] = held_out_squares(own, *regions[i].second, pulls);
      weights[i] = own.all.weight;
    }
  });
  std::vector<double> errors(pulls.size(), 0);
  double weight = 0;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    for (std::size_t j = 0; j < pulls.size(); ++j) errors[j] += squares[i][j];
    weight += weights[i];
  }
  for (double& error : errors) error /= weight;
  return errors;
}

template <class Strengths, class Make>
double try_all(const Strengths& strengths, Make&& make, const std::vector<Family>& families,
               const std::function<FoldMoments(std::size_t)>& moments, const std::string& name,
               std::vector<StrengthCurve>& curves) {
  std::vector<Pull> pulls;
  for (const double rows : strengths) pulls.push_back(make(rows));
  const std::vector<double> errors = errors_of(families, moments, pulls);
  StrengthCurve curve{name, {}, 0};
  for (std::size_t i = 0; i < errors.size(); ++i) curve.tried.emplace_back(strengths[i], errors[i]);
  curve.chosen = least_of(curve);
  curves.push_back(curve);
  return curve.chosen;
}

}  // namespace

double least_of(const StrengthCurve& curve) {
  return std::min_element(curve.tried.begin(), curve.tried.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

Pull find_pull(const std::vector<Family>& families, const std::function<FoldMoments(std::size_t)>& moments,
               const std::string& name, const Strength& wanted, std::vector<StrengthCurve>& curves) {
  Pull pull{0, 1, 0};
  if (wanted.rows) {
    pull.slopes = *wanted.rows;
    curves.push_back({name + " slopes", {}, pull.slopes});
  } else {
    pull.slopes = try_all(
        kSlopeStrengths,
        [](double rows) {
          return Pull{rows, 1, 0};
        },
        families, moments, name + " slopes", curves);
  }
  pull.level = try_all(
      kLevelStrengths,
      [&](double rows) {
        return Pull{pull.slopes, rows, 0};
      },
      families, moments, name + " level", curves);
  return pull;
}

double find_ridge(const FoldMoments& nation, const Strength& wanted, std::vector<StrengthCurve>& curves) {
  if (wanted.rows) return *wanted.rows;
  StrengthCurve curve{"ridge", {}, 0};
  for (const double rows : kRidgeStrengths) {
    double squares = 0;
    for (std::size_t k = 0; k < nation.test.size(); ++k) {
      squares += nation.test[k].error_squares(fit_region(nation.train[k], nullptr, {0, 0, rows}, false).b);
    }
    curve.tried.emplace_back(rows, squares / nation.all.weight);
  }
  curve.chosen = least_of(curve);
  curves.push_back(curve);
  return curve.chosen;
}

}  // namespace engine::fit
