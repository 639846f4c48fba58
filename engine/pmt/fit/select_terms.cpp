#include "engine/pmt/fit/select_terms.h"

#include <cmath>
#include <optional>

namespace engine::fit {
namespace {

constexpr double kSmallest = 1e-12;  // of a column's square: what is left of it outside the others

// Cross-products with y as the last column, swept by the columns that are in: [in, in] the inverse, [in, y] the
// coefficients, [out, out] what the columns in do not explain.
class Swept {
 public:
  explicit Swept(const Moments& moments) : table_(moments.width() + 1, moments.width() + 1) {
    const Index width = moments.width();
    table_.topLeftCorner(width, width) = moments.gram;
    table_.topRightCorner(width, 1) = moments.cross;
    table_.bottomLeftCorner(1, width) = moments.cross.transpose();
    table_(width, width) = moments.squares;
    lengths_ = moments.gram.diagonal();
    in_.assign(static_cast<std::size_t>(width), false);
    if (lengths_(0) > 0) sweep(0);
  }

  Index y() const { return table_.rows() - 1; }
  double rest() const { return table_(y(), y()); }
  std::size_t columns() const { return columns_; }
  bool stands_alone(Index j, double square) const { return lengths_(j) > 0 && square > kSmallest * lengths_(j); }

  void add(const std::vector<Index>& group) {
    for (const Index j : group) {
      if (stands_alone(j, table_(j, j))) sweep(j);
    }
  }

  // The coefficients of a group's columns if it came in (0 for a column that does not stand alone), and the gain.
  struct Gain {
    Vector coefficients;
    double squares = 0;
    std::size_t columns = 0;
  };
  Gain gain(const std::vector<Index>& group) const {
    const auto size = static_cast<Index>(group.size());
    Gain gain{Vector::Zero(size), 0, 0};
    Matrix block(size, size);
    Vector right(size);
    for (Index a = 0; a < size; ++a) {
      right(a) = table_(group[static_cast<std::size_t>(a)], y());
      for (Index b = 0; b < size; ++b) {
        block(a, b) = table_(group[static_cast<std::size_t>(a)], group[static_cast<std::size_t>(b)]);
      }
    }
    std::vector<Index> kept;
    for (Index a = 0; a < size; ++a) {  // eliminate in order
      if (!stands_alone(group[static_cast<std::size_t>(a)], block(a, a))) continue;
      kept.push_back(a);
      for (Index b = a + 1; b < size; ++b) {
        const double factor = block(b, a) / block(a, a);
        block.row(b).tail(size - a) -= factor * block.row(a).tail(size - a);
        right(b) -= factor * right(a);
      }
      gain.squares += right(a) * right(a) / block(a, a);
    }
    gain.columns = kept.size();
    for (auto at = kept.rbegin(); at != kept.rend(); ++at) {
      double value = right(*at);
      for (const Index later : kept) {
        if (later > *at) value -= block(*at, later) * gain.coefficients(later);
      }
      gain.coefficients(*at) = value / block(*at, *at);
    }
    return gain;
  }

  // All coefficients with the group in.
  Vector coefficients_with(const std::vector<Index>& group, const Gain& gain) const {
    Vector b = Vector::Zero(y());
    for (Index i = 0; i < y(); ++i) {
      if (!in_[static_cast<std::size_t>(i)]) continue;
      b(i) = table_(i, y());
      for (std::size_t g = 0; g < group.size(); ++g)
        b(i) -= table_(i, group[g]) * gain.coefficients(static_cast<Index>(g));
    }
    for (std::size_t g = 0; g < group.size(); ++g) b(group[g]) = gain.coefficients(static_cast<Index>(g));
    return b;
  }

 private:
  void sweep(Index k) {
    const double pivot = table_(k, k);
    const Vector column = table_.col(k);
    const Eigen::RowVectorXd row = table_.row(k) / pivot;
    table_ -= column * row;
    table_.row(k) = row;
    table_.col(k) = -column / pivot;
    table_(k, k) = 1 / pivot;
    in_[static_cast<std::size_t>(k)] = true;
    ++columns_;
  }

  Matrix table_;
  Vector lengths_;
  std::vector<bool> in_;
  std::size_t columns_ = 0;
};

std::vector<std::vector<Index>> columns_by_term(const Design& design) {
  std::vector<std::vector<Index>> groups(design.terms);
  for (std::size_t j = 1; j < design.width(); ++j) groups[design.columns[j].term].push_back(static_cast<Index>(j));
  return groups;
}

bool may_enter(const FitPlan& plan, const Selection& selection, std::size_t term) {
  const Feature& feature = plan.terms[term];
  return feature.kind != FeatureKind::kInteraction ||
         (selection.chosen[feature.left] && selection.chosen[feature.right]);
}

// Judges models by BIC or AIC.
struct Information {
  double rows = 0, weight = 0, price = 0;
  double operator()(double squares, std::size_t columns) const {
    return rows * std::log(squares / weight) + price * static_cast<double>(columns);
  }
};

// The cross-validated error with a group in; an empty group: of the model as it is.
double held_out_error(const std::vector<Swept>& folds, std::span<const Moments> test, const std::vector<Index>& group,
                      double weight) {
  double squares = 0;
  for (std::size_t k = 0; k < folds.size(); ++k) {
    squares += test[k].error_squares(folds[k].coefficients_with(group, folds[k].gain(group)));
  }
  return squares / weight;
}

}  // namespace

Selection select_terms(const FitPlan& plan, const Design& design, const Moments& all, std::span<const Moments> train,
                       std::span<const Moments> test) {
  const auto groups = columns_by_term(design);
  Selection selection;
  selection.chosen.assign(design.terms, plan.select == SelectBy::kAll);
  if (plan.select == SelectBy::kAll) return selection;
  const bool held_out = plan.select == SelectBy::kCrossValidation;
  const double rows = all.effective_rows();
  const Information information{rows, all.weight, plan.select == SelectBy::kBic ? std::log(rows) : 2.0};
  Swept swept(all);
  const double total = swept.rest();
  std::vector<Swept> folds;
  if (held_out) {
    for (const Moments& part : train) folds.emplace_back(part);
  }
  const auto judge = [&](const std::vector<Index>& group) {
    if (held_out) return held_out_error(folds, test, group, all.weight);
    const Swept::Gain gain = swept.gain(group);
    return information(swept.rest() - gain.squares, swept.columns() + gain.columns);
  };
  double current = selection.start = judge({});
  for (;;) {
    std::optional<std::uint32_t> best;
    for (std::uint32_t term = 0; term < design.terms; ++term) {
      if (selection.chosen[term] || groups[term].empty() || !may_enter(plan, selection, term)) continue;
      const double criterion = judge(groups[term]);
      if (criterion < current) {
        current = criterion;
        best = term;
      }
    }
    if (!best) return selection;
    selection.chosen[*best] = true;
    swept.add(groups[*best]);
    for (Swept& fold : folds) fold.add(groups[*best]);
    selection.steps.push_back({*best, current, 1 - swept.rest() / total});
  }
}

}  // namespace engine::fit
