#include "engine/pmt/fit/fit_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/error.h"
#include "engine/parallel.h"
#include "engine/pmt/fit/fold_clusters.h"
#include "engine/pmt/fit/region_fit.h"
#include "engine/pmt/fit/select_terms.h"
#include "engine/pmt/fit/strengths.h"

namespace engine {
namespace {

using namespace fit;

// The weighted mean of the target to 1/1024: what is taken off it before squares are summed.
double origin_of(const SurveyTable& survey) {
  long double sum = 0, weight = 0;
  for (std::size_t row = 0; row < survey.rows(); ++row) {
    sum += static_cast<long double>(survey.weight[row]) * survey.target[row];
    weight += survey.weight[row];
  }
  return std::round(static_cast<double>(sum / weight) * 1024) / 1024;
}

// The same design with the columns `kept` alone; rows at another column are at the reference.
Design narrowed(const Design& design, const std::vector<Index>& kept) {
  std::vector<std::uint16_t> new_place(design.width(), kNoColumn);
  Design narrow = design;
  narrow.columns.clear();
  for (const Index j : kept) {
    new_place[static_cast<std::size_t>(j)] = static_cast<std::uint16_t>(narrow.columns.size());
    narrow.columns.push_back(design.columns[static_cast<std::size_t>(j)]);
  }
  const auto moved = [&](std::uint16_t column) { return column == kNoColumn ? kNoColumn : new_place[column]; };
  for (auto& columns : narrow.column_of) std::transform(columns.begin(), columns.end(), columns.begin(), moved);
  std::transform(narrow.ones.begin(), narrow.ones.end(), narrow.ones.begin(), moved);
  return narrow;
}

class Fitting {
 public:
  Fitting(const FitPlan& plan, const SurveyTable& survey, const std::function<void(std::size_t, std::size_t)>& progress)
      : plan_(plan), survey_(survey), progress_(progress), regions_(region_rows(survey)) {}

  FitResult run() {
    fix_block_sizes();
    require_plan();
    result_.fold_of = fold_clusters(survey_, plan_.folds, plan_.seed);
    result_.design = lay_out_design(plan_, survey_);
    origin_ = origin_of(survey_);
    told(1);
    choose_columns();
    told(2);
    fit_nation();
    if (plan_.level != FitLevel::kNation) fit_provinces();
    told(3);
    if (plan_.level == FitLevel::kRegency) fit_regencies();
    told(4);
    hold_out();
    told(5);
    finish();
    told(kSteps);
    return std::move(result_);
  }

 private:
  static constexpr std::size_t kSteps = 6;
  void told(std::size_t done) const {
    if (progress_) progress_(done, kSteps);
  }
  Rows rows() const { return {survey_, result_.design, origin_}; }
  std::size_t folds() const { return plan_.folds; }
  bool constants() const { return plan_.regional_constants; }

  void require_plan() const {
    if (survey_.rows() == 0) throw Error(ExitCode::kInput, "survey: no row. Cure: name a file with data rows.");
    std::vector<std::uint32_t> clusters = survey_.cluster;
    std::sort(clusters.begin(), clusters.end());
    const auto distinct = static_cast<std::size_t>(std::unique(clusters.begin(), clusters.end()) - clusters.begin());
    if (distinct < plan_.folds) {
      throw Error(ExitCode::kInput, "survey: " + std::to_string(distinct) + " clusters, fewer than the " +
                                        std::to_string(plan_.folds) +
                                        " folds of the cross-validation. Cure: fewer folds in [fit], or more rows.");
    }
  }

  // Selection, then the columns that stand on their own in the whole survey.
  void choose_columns() {
    const bool by_region_means = plan_.select != SelectBy::kAll && !plan_.select_by_model;
    const bool within = constants() || (by_region_means && plan_.level == FitLevel::kRegency);
    provinces_ = gather_provinces(rows(), regions_, result_.fold_of, folds(), within);
    FoldMoments nation(result_.design.width(), folds()), judged(result_.design.width(), folds());
    for (const ProvinceMoments& province : provinces_) {
      nation.add(constants() ? province.within : province.plain);
      if (within)
        judged.add(province.within);
      else if (plan_.level == FitLevel::kProvince)
        judged.add(province.plain.centred());
      else
        judged.add(province.plain);
    }
    result_.effective_rows = nation.all.effective_rows();
    std::vector<bool> chosen(plan_.terms.size(), true);
    if (plan_.select_by_model) {
      chosen_by_model_ = true;
    } else {
      const Selection selection = select_terms(plan_, result_.design, judged.all, judged.train, judged.test);
      if (plan_.select != SelectBy::kAll) note_selection(0, selection);
      chosen = selection.chosen;
    }
    std::vector<Index> in = {0};
    for (std::size_t j = 1; j < result_.design.width(); ++j) {
      if (chosen[result_.design.columns[j].term]) in.push_back(static_cast<Index>(j));
    }
    narrow(nation, in);
    const Independence independence = find_independent(nation.all.gram);
    std::vector<Index> kept = independence.kept;
    if (constants()) kept.insert(kept.begin(), 0);
    for (std::size_t i = 0; i < independence.collinear.size(); ++i) {
      result_.collinear.push_back(result_.design.columns[static_cast<std::size_t>(independence.collinear[i])]);
      result_.collinear_with.push_back(made_of_words(plan_, result_.design, independence.made_of[i]));
    }
    narrow(nation, kept);
    nation_ = std::move(nation);
    if (survey_.rows() <= result_.design.width()) {
      throw Error(ExitCode::kInput, "survey: " + std::to_string(survey_.rows()) + " rows for " +
                                        std::to_string(result_.design.width()) +
                                        " columns of the design. Cure: fewer terms or levels, or a larger survey.");
    }
  }

  void narrow(FoldMoments& nation, const std::vector<Index>& kept) {
    if (kept.size() == result_.design.width()) return;
    nation = nation.only(kept);
    for (ProvinceMoments& province : provinces_) {
      province.plain = province.plain.only(kept);
      if (constants()) province.within = province.within.only(kept);
    }
    result_.design = narrowed(result_.design, kept);
  }

  void note_selection(std::uint32_t region, const Selection& selection) {
    SelectionTrace trace{region, selection.start, {}};
    for (const SelectionStep& step : selection.steps)
      trace.steps.push_back({step.term, step.criterion, step.r_squared});
    result_.selection.push_back(std::move(trace));
  }

  const FoldMoments& of_province(std::size_t p) const {
    return constants() ? provinces_[p].within : provinces_[p].plain;
  }
  FoldMoments of_regency(std::size_t r) const {
    return regency_moments(rows(), regions_.regencies[r], result_.fold_of, folds());
  }

  // The columns that a model may use: all, or those of its own selection.
  RegionFit fit_one(const FoldMoments& own, std::uint32_t region, const Above* above, const Pull& pull,
                    std::vector<SelectionTrace>* traces) const {
    if (!chosen_by_model_) return fit_region(own.all, above, pull, plan_.pooled);
    const Selection selection = select_terms(plan_, result_.design, own.all, own.train, own.test);
    if (traces != nullptr) {
      SelectionTrace trace{region, selection.start, {}};
      for (const SelectionStep& step : selection.steps)
        trace.steps.push_back({step.term, step.criterion, step.r_squared});
      traces->push_back(std::move(trace));
    }
    std::vector<Index> in = {0};
    for (std::size_t j = 1; j < result_.design.width(); ++j) {
      if (selection.chosen[result_.design.columns[j].term]) in.push_back(static_cast<Index>(j));
    }
    Above part;
    if (above != nullptr) {
      part.b.resize(static_cast<Index>(in.size()));
      for (std::size_t j = 0; j < in.size(); ++j) part.b(static_cast<Index>(j)) = above->b(in[j]);
    }
    RegionFit fit = fit_region(own.all.only(in), above != nullptr ? &part : nullptr, pull, false);
    Vector b = Vector::Zero(own.all.width());
    for (std::size_t j = 0; j < in.size(); ++j) b(in[j]) = fit.b(static_cast<Index>(j));
    for (Index& column : fit.kept) column = in[static_cast<std::size_t>(column)];
    fit.b = std::move(b);
    return fit;
  }

  std::vector<Stretch> stretches_of(std::size_t first, std::size_t last) const {
    if (!constants()) {
      return {{regions_.regencies[first].begin, regions_.regencies[last - 1].end, {}}};
    }
    std::vector<Stretch> stretches;
    for (std::size_t r = first; r < last; ++r) {
      const RegencyRows& regency = regions_.regencies[r];
      stretches.push_back({regency.begin, regency.end, of_regency(r).all.means()});
    }
    return stretches;
  }

  // A fitted region with its errors; `residuals` has a place for every row of the survey.
  FittedModel measured(std::uint32_t region, const Moments& own, RegionFit& fit, const std::vector<Stretch>& stretches,
                       std::vector<double>& residuals) const {
    refine(rows(), stretches, fit, residuals);
    FittedModel model;
    model.region = region;
    model.rows = own.rows;
    model.weight = own.weight;
    const std::size_t free_constants = constants() ? stretches.size() : 0;
    const ErrorColumns errors =
        standard_errors(rows(), stretches, own, fit.left, fit.kept, fit.b, residuals, free_constants, plan_.lonely);
    model.classical = errors.classical;
    model.hc1 = errors.hc1;
    model.cluster = errors.cluster;
    model.design = errors.design;
    model.parameters = errors.parameters;
    model.clusters = errors.clusters;
    model.strata = errors.strata;
    model.lonely_strata = errors.lonely_strata;
    model.coefficients.assign(fit.b.data(), fit.b.data() + fit.b.size());
    model.coefficients[0] += origin_;
    long double squares = 0, mean = 0, total = 0;
    for (const Stretch& stretch : stretches) {
      for (std::size_t row = stretch.begin; row < stretch.end; ++row) {
        squares += static_cast<long double>(survey_.weight[row]) * residuals[row] * residuals[row];
        mean += static_cast<long double>(survey_.weight[row]) * rows().y(row);
      }
    }
    mean /= own.weight;
    for (const Stretch& stretch : stretches) {
      for (std::size_t row = stretch.begin; row < stretch.end; ++row) {
        const long double off = rows().y(row) - mean;
        total += static_cast<long double>(survey_.weight[row]) * off * off;
      }
    }
    model.rmse = static_cast<double>(std::sqrt(squares / own.weight));
    model.r_squared = total > 0 ? static_cast<double>(1 - squares / total) : 0;
    model.residual_sd = model.rmse;
    note_open_columns(own, model);
    return model;
  }

  void note_open_columns(const Moments& own, FittedModel& model) const {
    const Independence independence = find_independent(own.gram);
    for (const Index j : independence.empty) {
      if (j > 0) model.empty.push_back(static_cast<std::uint32_t>(j));
    }
    for (std::size_t i = 0; i < independence.collinear.size(); ++i) {
      model.collinear.push_back(static_cast<std::uint32_t>(independence.collinear[i]));
      model.collinear_with.push_back(made_of_words(plan_, result_.design, independence.made_of[i]));
    }
  }

  void fit_nation() {
    nation_pull_ = {0, 0, find_ridge(nation_, plan_.ridge, result_.strengths)};
    RegionFit fit = fit_one(nation_, 0, nullptr, nation_pull_, &result_.selection);
    std::vector<double> residuals(survey_.rows());
    result_.models.push_back(measured(0, nation_.all, fit, stretches_of(0, regions_.regencies.size()), residuals));
    nation_above_ = above_of(nation_.all, fit.b);
    for (std::size_t k = 0; k < folds(); ++k) {
      FoldMoments train;
      train.all = nation_.train[k];
      train.train = nation_.train;
      train.test = nation_.test;
      nation_by_fold_.push_back(above_of(nation_.train[k], fit_one(train, 0, nullptr, nation_pull_, nullptr).b));
    }
  }

  bool has_own_model(std::size_t rows) const { return rows >= plan_.min_rows; }

  void fit_provinces() {
    const std::size_t count = regions_.provinces.size();
    if (plan_.pooled) {
      province_pull_ = find_pull(
          {{nation_by_fold_, 0, count}}, [&](std::size_t p) { return of_province(p); }, "province", plan_.pooling,
          result_.strengths);
    } else {
      province_pull_ = {0, 0, nation_pull_.ridge};
    }
    province_above_.resize(count);
    province_by_fold_.resize(count);
    std::vector<FittedModel> models(count);
    std::vector<std::vector<SelectionTrace>> traces(count);
    std::vector<double> residuals(survey_.rows());
    parallel_for(count, 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t p = begin; p < end; ++p) {
        const ProvinceRows& province = regions_.provinces[p];
        const FoldMoments& own = of_province(p);
        if (!has_own_model(own.all.rows)) {
          province_above_[p] = nation_above_;
          province_by_fold_[p] = nation_by_fold_;
          continue;
        }
        RegionFit fit = fit_one(own, province.code, &nation_above_, province_pull_, &traces[p]);
        models[p] = measured(province.code, own.all, fit, stretches_of(province.first, province.last), residuals);
        province_above_[p] = above_of(own.all, fit.b);
        for (std::size_t k = 0; k < folds(); ++k) {
          province_by_fold_[p].push_back(
              above_of(own.train[k], fold_fit(own, k, province.code, nation_by_fold_[k], province_pull_)));
        }
      }
    });
    keep(models, traces);
  }

  Vector fold_fit(const FoldMoments& own, std::size_t fold, std::uint32_t region, const Above& above,
                  const Pull& pull) const {
    if (own.train[fold].rows == 0) return above.b;
    FoldMoments train;
    train.all = own.train[fold];
    train.train = own.train;
    train.test = own.test;
    return fit_one(train, region, &above, pull, nullptr).b;
  }

  void keep(std::vector<FittedModel>& models, std::vector<std::vector<SelectionTrace>>& traces) {
    for (FittedModel& model : models) {
      if (model.rows > 0) result_.models.push_back(std::move(model));
    }
    for (auto& list : traces) {
      for (SelectionTrace& trace : list) result_.selection.push_back(std::move(trace));
    }
  }

  void fit_regencies() {
    const std::size_t count = regions_.regencies.size();
    if (plan_.pooled) {
      std::vector<Family> families;
      for (std::size_t p = 0; p < regions_.provinces.size(); ++p) {
        families.push_back({province_by_fold_[p], regions_.provinces[p].first, regions_.provinces[p].last});
      }
      regency_pull_ = find_pull(
          families, [&](std::size_t r) { return of_regency(r); }, "regency", plan_.pooling, result_.strengths);
    } else {
      regency_pull_ = {0, 0, nation_pull_.ridge};
    }
    std::vector<FittedModel> models(count);
    std::vector<std::vector<SelectionTrace>> traces(count);
    std::vector<double> residuals(survey_.rows());
    const std::vector<std::size_t> province_of = provinces_of_regencies();
    parallel_for(count, 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t r = begin; r < end; ++r) {
        const RegencyRows& regency = regions_.regencies[r];
        if (!has_own_model(regency.end - regency.begin)) continue;
        const FoldMoments own = of_regency(r);
        RegionFit fit = fit_one(own, regency.code, &province_above_[province_of[r]], regency_pull_, &traces[r]);
        models[r] = measured(regency.code, own.all, fit, stretches_of(r, r + 1), residuals);
      }
    });
    keep(models, traces);
  }

  std::vector<std::size_t> provinces_of_regencies() const {
    std::vector<std::size_t> province_of;
    for (std::size_t p = 0; p < regions_.provinces.size(); ++p) {
      province_of.resize(regions_.provinces[p].last, p);
    }
    return province_of;
  }

  // Predicts each row by models that were fitted without its fold.
  void hold_out() {
    result_.held_out.assign(survey_.rows(), 0);
    const std::vector<std::size_t> province_of = provinces_of_regencies();
    constants_.assign(regions_.regencies.size(), 0);
    parallel_for(regions_.regencies.size(), 1, [&](std::size_t begin, std::size_t end) {
      for (std::size_t r = begin; r < end; ++r) hold_out_regency(r, province_of[r]);
    });
  }

  void hold_out_regency(std::size_t r, std::size_t province) {
    const RegencyRows& regency = regions_.regencies[r];
    const bool own_model = plan_.level == FitLevel::kRegency && has_own_model(regency.end - regency.begin);
    FoldMoments own;
    if (own_model || constants()) own = of_regency(r);
    for (std::size_t k = 0; k < folds(); ++k) {
      const Above& above = plan_.level == FitLevel::kNation ? nation_by_fold_[k] : province_by_fold_[province][k];
      const Vector b = own_model ? fold_fit(own, k, regency.code, above, regency_pull_) : above.b;
      const double constant = constants() ? constant_of(own.train[k].rows > 0 ? own.train[k] : own.all, b) : 0;
      for (std::size_t row = regency.begin; row < regency.end; ++row) {
        if (result_.fold_of[row] == k) result_.held_out[row] = origin_ + constant + rows().predicted(row, b);
      }
    }
    if (constants()) {
      constants_[r] =
          constant_of(own.all, plan_.level == FitLevel::kNation ? nation_above_.b : province_above_[province].b);
    }
  }

  // The constant that gives a regency its mean.
  static double constant_of(const Moments& own, const Vector& slopes) {
    return own.cross(0) / own.weight - own.means().dot(slopes);
  }

  // The models above get the mean constant of their regencies; each regency gets a copy with its own.
  void add_constants() {
    std::vector<FittedModel> copies;
    for (FittedModel& model : result_.models) {
      long double sum = 0, weight = 0;
      for (std::size_t r = 0; r < regions_.regencies.size(); ++r) {
        const RegencyRows& regency = regions_.regencies[r];
        if (model.region != 0 && regency.code / 100 != model.region) continue;
        const long double own = of_regency(r).all.weight;
        sum += own * constants_[r];
        weight += own;
        if (scoring_region(regency) != model.region || !has_own_model(regency.end - regency.begin)) continue;
        FittedModel copy = model;
        copy.region = regency.code;
        copy.constant_only = true;
        copy.rows = regency.end - regency.begin;
        copy.weight = static_cast<double>(own);
        copy.coefficients[0] = origin_ + constants_[r];
        copies.push_back(std::move(copy));
      }
      model.coefficients[0] = origin_ + static_cast<double>(sum / weight);
    }
    std::move(copies.begin(), copies.end(), std::back_inserter(result_.models));
  }

  // Nation or province: which model scores a regency that has none of its own.
  std::uint32_t scoring_region(const RegencyRows& regency) const {
    for (const FittedModel& model : result_.models) {
      if (model.region == regency.code / 100) return model.region;
    }
    return 0;
  }

  void finish() {
    if (constants()) add_constants();
    std::sort(result_.models.begin(), result_.models.end(),
              [](const FittedModel& a, const FittedModel& b) { return a.region < b.region; });
    result_.predicted.assign(survey_.rows(), 0);
    std::vector<double> squares(result_.models.size(), 0), weights(result_.models.size(), 0);
    for (const RegencyRows& regency : regions_.regencies) {
      const std::size_t at = model_of(regency.code);
      const std::vector<double>& from = result_.models[at].coefficients;
      const Vector b = Eigen::Map<const Vector>(from.data(), static_cast<Index>(from.size()));
      for (std::size_t row = regency.begin; row < regency.end; ++row) {
        result_.predicted[row] = rows().predicted(row, b);
        const double off = survey_.target[row] - result_.held_out[row];
        squares[at] += survey_.weight[row] * off * off;
        weights[at] += survey_.weight[row];
      }
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (weights[i] > 0) result_.models[i].residual_sd = std::sqrt(squares[i] / weights[i]);
    }
  }

  std::size_t model_of(std::uint32_t regency) const {
    for (const std::uint32_t region : {regency, regency / 100, std::uint32_t{0}}) {
      const auto found = std::lower_bound(result_.models.begin(), result_.models.end(), region,
                                          [](const FittedModel& m, std::uint32_t code) { return m.region < code; });
      if (found != result_.models.end() && found->region == region) {
        return static_cast<std::size_t>(found - result_.models.begin());
      }
    }
    return 0;
  }

  const FitPlan& plan_;
  const SurveyTable& survey_;
  const std::function<void(std::size_t, std::size_t)>& progress_;
  RegionRows regions_;
  FitResult result_;
  double origin_ = 0;
  bool chosen_by_model_ = false;
  std::vector<ProvinceMoments> provinces_;
  FoldMoments nation_;
  Pull nation_pull_, province_pull_, regency_pull_;
  Above nation_above_;
  std::vector<Above> nation_by_fold_, province_above_;
  std::vector<std::vector<Above>> province_by_fold_;
  std::vector<double> constants_;
};

}  // namespace

FitResult fit_model(const FitPlan& plan, const SurveyTable& survey,
                    const std::function<void(std::size_t, std::size_t)>& progress) {
  return Fitting(plan, survey, progress).run();
}

}  // namespace engine
