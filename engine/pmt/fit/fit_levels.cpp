#include "engine/pmt/fit/fit_levels.h"

#include "engine/parallel.h"
#include "engine/pmt/fit/measured_model.h"
#include "engine/pmt/fit/region_fit.h"
#include "engine/pmt/fit/strengths.h"

namespace engine::fit {
namespace {

// What the effects of the columns `in` are above.
Above part_of_above(const Above& above, const std::vector<Index>& in) {
  Above part;
  part.b.resize(static_cast<Index>(in.size()));
  for (std::size_t j = 0; j < in.size(); ++j) part.b(static_cast<Index>(j)) = above.b(in[j]);
  return part;
}

// A region with terms of its own; the effects of the others are 0.
RegionFit fit_own_terms(const FitContext& context, const FoldMoments& own, const Above* above, const Pull& pull,
                        Selection& selection) {
  selection = select_terms(context.plan, context.design, own.all, own.train, own.test);
  const std::vector<Index> in = columns_of(context.design, selection.chosen);
  Above part;
  if (above != nullptr) part = part_of_above(*above, in);
  RegionFit fit = fit_region(own.all.only(in), above != nullptr ? &part : nullptr, pull, false);
  Vector b = Vector::Zero(own.all.width());
  for (std::size_t j = 0; j < in.size(); ++j) b(in[j]) = fit.b(static_cast<Index>(j));
  for (Index& column : fit.kept) column = in[static_cast<std::size_t>(column)];
  fit.b = std::move(b);
  return fit;
}

// `trace`: where the selection of the region's own terms is noted; may be null.
RegionFit fit_one(const FitContext& context, const FoldMoments& own, const Above* above, const Pull& pull,
                  std::uint32_t region, std::vector<SelectionTrace>* traces) {
  if (!context.plan.select_by_model) return fit_region(own.all, above, pull, context.plan.pooled);
  Selection selection;
  RegionFit fit = fit_own_terms(context, own, above, pull, selection);
  if (traces != nullptr) traces->push_back(trace_of(region, selection));
  return fit;
}

FoldMoments without_fold(const FoldMoments& own, std::size_t fold) {
  FoldMoments rest;
  rest.all = own.train[fold];
  rest.train = own.train;
  rest.test = own.test;
  return rest;
}

// The models of the regions of one level, and how they came about.
struct LevelModels {
  std::vector<FittedModel> models;
  std::vector<std::vector<SelectionTrace>> traces;
  std::vector<double> residuals;

  LevelModels(std::size_t regions, std::size_t rows) : models(regions), traces(regions), residuals(rows) {}
  void keep(FitResult& result) {
    for (FittedModel& model : models) {
      if (model.rows > 0) result.models.push_back(std::move(model));
    }
    for (auto& list : traces) {
      for (SelectionTrace& trace : list) result.selection.push_back(std::move(trace));
    }
  }
};

LevelFit fit_nation(const FitContext& context, const FoldMoments& own, const Pull& pull, FitResult& result) {
  RegionFit fit = fit_one(context, own, nullptr, pull, 0, &result.selection);
  std::vector<double> residuals(context.survey.rows());
  const auto stretches = context.stretches_of(0, context.regions.regencies.size());
  result.models.push_back(measured_model(context, 0, own.all, fit, stretches, residuals));
  LevelFit nation{above_of(own.all, fit.b), {}};
  for (std::size_t k = 0; k < context.folds(); ++k) {
    const RegionFit rest = fit_one(context, without_fold(own, k), nullptr, pull, 0, nullptr);
    nation.without.push_back(above_of(own.train[k], rest.b));
  }
  return nation;
}

std::vector<LevelFit> fit_provinces(const FitContext& context, const std::vector<FoldMoments>& moments,
                                    const LevelFit& nation, const Pull& pull, FitResult& result) {
  const std::size_t count = context.regions.provinces.size();
  std::vector<LevelFit> provinces(count);
  LevelModels level(count, context.survey.rows());
  parallel_for(count, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t p = begin; p < end; ++p) {
      const ProvinceRows& province = context.regions.provinces[p];
      const FoldMoments& own = moments[p];
      if (!context.has_own_model(own.all.rows)) {
        provinces[p] = nation;
        continue;
      }
      RegionFit fit = fit_one(context, own, &nation.whole, pull, province.code, &level.traces[p]);
      const auto stretches = context.stretches_of(province.first, province.last);
      level.models[p] = measured_model(context, province.code, own.all, fit, stretches, level.residuals);
      provinces[p].whole = above_of(own.all, fit.b);
      for (std::size_t k = 0; k < context.folds(); ++k) {
        const Vector b = effects_without(context, own, k, nation.without[k], pull);
        provinces[p].without.push_back(above_of(own.train[k], b));
      }
    }
  });
  level.keep(result);
  return provinces;
}

void fit_regencies(const FitContext& context, const std::vector<LevelFit>& provinces, const Pull& pull,
                   FitResult& result) {
  const std::size_t count = context.regions.regencies.size();
  const std::vector<std::size_t> province_of = context.provinces_of_regencies();
  LevelModels level(count, context.survey.rows());
  parallel_for(count, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r) {
      const RegencyRows& regency = context.regions.regencies[r];
      if (!context.has_own_model(regency.end - regency.begin)) continue;
      const FoldMoments own = context.moments_of(regency);
      RegionFit fit = fit_one(context, own, &provinces[province_of[r]].whole, pull, regency.code, &level.traces[r]);
      level.models[r] =
          measured_model(context, regency.code, own.all, fit, context.stretches_of(r, r + 1), level.residuals);
    }
  });
  level.keep(result);
}

Pull province_pull(const FitContext& context, const ChosenColumns& chosen, const LevelFit& nation, double ridge,
                   FitResult& result) {
  if (!context.plan.pooled) return {0, 0, ridge};
  return find_pull(
      {{nation.without, 0, chosen.provinces.size()}}, [&](std::size_t p) { return chosen.provinces[p]; }, "province",
      context.plan.pooling, result.strengths);
}

Pull regency_pull(const FitContext& context, const std::vector<LevelFit>& provinces, double ridge, FitResult& result) {
  if (!context.plan.pooled) return {0, 0, ridge};
  std::vector<Family> families;
  for (std::size_t p = 0; p < provinces.size(); ++p) {
    families.push_back({provinces[p].without, context.regions.provinces[p].first, context.regions.provinces[p].last});
  }
  return find_pull(
      families, [&](std::size_t r) { return context.moments_of(context.regions.regencies[r]); }, "regency",
      context.plan.pooling, result.strengths);
}

}  // namespace

FittedLevels fit_levels(const FitContext& context, const ChosenColumns& chosen, FitResult& result,
                        const std::function<void()>& told) {
  FittedLevels levels;
  const Pull ridge{0, 0, find_ridge(chosen.nation, context.plan.ridge, result.strengths)};
  levels.nation = fit_nation(context, chosen.nation, ridge, result);
  if (context.plan.level != FitLevel::kNation) {
    const Pull pull = province_pull(context, chosen, levels.nation, ridge.ridge, result);
    levels.provinces = fit_provinces(context, chosen.provinces, levels.nation, pull, result);
  }
  told();
  if (context.plan.level == FitLevel::kRegency) {
    levels.regency = regency_pull(context, levels.provinces, ridge.ridge, result);
    fit_regencies(context, levels.provinces, levels.regency, result);
  }
  told();
  return levels;
}

Vector effects_without(const FitContext& context, const FoldMoments& own, std::size_t fold, const Above& above,
                       const Pull& pull) {
  if (own.train[fold].rows == 0) return above.b;
  return fit_one(context, without_fold(own, fold), &above, pull, 0, nullptr).b;
}

}  // namespace engine::fit
