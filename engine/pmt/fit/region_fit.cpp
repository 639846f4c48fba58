#include "engine/pmt/fit/region_fit.h"

#include <cmath>

namespace engine::fit {
namespace {

template <class Source>
Vector picked(const Source& all, const std::vector<Index>& kept) {
  Vector part(static_cast<Index>(kept.size()));
  for (std::size_t j = 0; j < kept.size(); ++j) part(static_cast<Index>(j)) = static_cast<double>(all(kept[j]));
  return part;
}

RegionFit fit_pooled(const Moments& own, const Above* above, const Pull& pull) {
  const Equations equations = equations_of(own, above, pull);
  Solution solution = solve(equations);
  RegionFit fit;
  fit.b = std::move(solution.b);
  fit.kept = std::move(solution.kept);
  fit.left = part_of(equations.left, fit.kept);
  fit.penalty = part_of(equations.left - own.gram, fit.kept);
  fit.target = picked(equations.target, fit.kept);
  return fit;
}

RegionFit fit_alone(const Moments& own, const Above* above, double ridge) {
  RegionFit fit;
  fit.b = above != nullptr ? above->b : Vector(Vector::Zero(own.width()));
  fit.kept = find_independent(own.gram).kept;
  const Moments part = own.only(fit.kept);
  Equations equations = equations_of(part, nullptr, {0, 0, ridge});
  // What the columns not solved for explain with the effects they have taken.
  Vector open = fit.b;
  for (const Index j : fit.kept) open(j) = 0;
  equations.right -= picked(Vector(own.gram * open), fit.kept);
  const Vector b = solve(equations).b;
  for (std::size_t j = 0; j < fit.kept.size(); ++j) fit.b(fit.kept[j]) = b(static_cast<Index>(j));
  if (ridge > 0) fit.penalty = equations.left - part.gram;
  fit.target = Vector::Zero(part.width());
  fit.left = std::move(equations.left);
  return fit;
}

}  // namespace

RegionFit fit_region(const Moments& own, const Above* above, const Pull& pull, bool pooled) {
  return pooled && above != nullptr ? fit_pooled(own, above, pull) : fit_alone(own, above, pull.ridge);
}

void take_residuals(const Rows& rows, const std::vector<Stretch>& stretches, const Vector& b,
                    std::vector<double>& residuals) {
  for (const Stretch& stretch : stretches) {
    for (std::size_t row = stretch.begin; row < stretch.end; ++row)
      residuals[row] = rows.y(row) - rows.predicted(row, b);
    if (stretch.means.size() == 0) continue;
    // Less the stretch's own mean, which its constant takes up.
    long double sum = 0, weight = 0;
    for (std::size_t row = stretch.begin; row < stretch.end; ++row) {
      sum += static_cast<long double>(rows.survey.weight[row]) * residuals[row];
      weight += rows.survey.weight[row];
    }
    const auto mean = static_cast<double>(sum / weight);
    for (std::size_t row = stretch.begin; row < stretch.end; ++row) residuals[row] -= mean;
  }
}

void refine(const Rows& rows, const std::vector<Stretch>& stretches, RegionFit& fit, std::vector<double>& residuals) {
  const Eigen::LLT<Matrix> factor(fit.left);
  using LongVector = Eigen::Matrix<long double, Eigen::Dynamic, 1>;
  for (int step = 0; step < 2; ++step) {
    take_residuals(rows, stretches, fit.b, residuals);
    LongVector gradient = LongVector::Zero(fit.b.size());
    for (const Stretch& stretch : stretches) {
      for (std::size_t row = stretch.begin; row < stretch.end; ++row) {
        const long double score = static_cast<long double>(rows.survey.weight[row]) * residuals[row];
        gradient(0) += score;
        const std::uint16_t* const ones = rows.design.row(row);
        for (std::size_t t = 0; t < rows.design.terms; ++t) {
          if (ones[t] != kNoColumn) gradient(ones[t]) += score;
        }
      }
    }
    Vector right = picked(gradient, fit.kept);
    if (fit.penalty.size() > 0) right -= fit.penalty * (picked(fit.b, fit.kept) - fit.target);
    const Vector change = factor.solve(right);
    for (std::size_t j = 0; j < fit.kept.size(); ++j) fit.b(fit.kept[j]) += change(static_cast<Index>(j));
  }
  take_residuals(rows, stretches, fit.b, residuals);
}

std::string made_of_words(const FitPlan& plan, const Design& design, const Vector& parts) {
  std::string words;
  for (Index j = 0; j < parts.size(); ++j) {
    const double multiple = parts(j);
    if (multiple == 0) continue;
    const std::string label = j == 0 ? "1" : column_label(plan, design.columns[static_cast<std::size_t>(j)]);
    std::string number = std::to_string(std::abs(multiple));
    number.erase(number.find_last_not_of('0') + 1);
    if (number.back() == '.') number.pop_back();
    words += multiple < 0 ? (words.empty() ? "-" : " - ") : (words.empty() ? "" : " + ");
    words += number == "1" ? "(" + label + ")" : number + "·(" + label + ")";
  }
  return words;
}

}  // namespace engine::fit
