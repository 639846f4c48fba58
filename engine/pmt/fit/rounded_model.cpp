#include <algorithm>
#include <cmath>

#include "engine/error.h"
#include "engine/pmt/fit/fit_model.h"

namespace engine {
namespace {

std::string region_name(std::uint32_t region) { return region == 0 ? "ID" : std::to_string(region); }

[[noreturn]] void refuse(const FittedModel& model, const std::string& what, const std::string& cure) {
  throw Error(ExitCode::kInput, "fit: model of " + region_name(model.region) + ": " + what + " Cure: " + cure);
}

// Effects of the levels of one term, NaN where the survey has no row; [kMissingLevel] likewise.
std::array<double, kLevelSlots> seen_effects(const Feature& term, std::size_t index, const FitResult& result,
                                             const FittedModel& model) {
  std::array<double, kLevelSlots> effects;
  effects.fill(0);
  const bool crossed = term.kind == FeatureKind::kInteraction;
  for (std::size_t level = 0; level < kLevelSlots; ++level) {
    const std::uint16_t column = result.design.column_of[index][level];
    if (column != kNoColumn)
      effects[level] = model.coefficients[column];
    else if (!crossed && result.design.weight_of[index][level] <= 0)
      effects[level] = std::nan("");
  }
  return effects;
}

// What stands for a level that no row has.
double stand_in(const Feature& term, const std::array<double, kLevelSlots>& effects,
                const std::array<double, kLevelSlots>& weights, std::size_t level) {
  if (term.kind != FeatureKind::kCategory && level < term.levels) {
    for (std::size_t below = level; below-- > 0;) {
      if (!std::isnan(effects[below])) return effects[below];
    }
    for (std::size_t above = level + 1; above < term.levels; ++above) {
      if (!std::isnan(effects[above])) return effects[above];
    }
  }
  double sum = 0, weight = 0;
  for (std::size_t l = 0; l < term.levels; ++l) {
    if (std::isnan(effects[l])) continue;
    sum += weights[l] * effects[l];
    weight += weights[l];
  }
  return weight > 0 ? sum / weight : 0;
}

std::int32_t rounded(const FittedModel& model, double value, std::int64_t lowest, std::int64_t highest,
                     const std::string& what, const std::string& cure) {
  const double units = value * static_cast<double>(kOneLnUnit);
  if (!(units >= static_cast<double>(lowest) && units <= static_cast<double>(highest))) {
    refuse(model,
           what + " is " + std::to_string(value) + " ln units, outside " + std::to_string(lowest / kOneLnUnit) +
               " to " + std::to_string(highest / kOneLnUnit) + ".",
           cure);
  }
  return static_cast<std::int32_t>(std::llround(units));
}

}  // namespace

PmtModel rounded_model(const FitPlan& plan, const FitResult& result) {
  PmtModel rounded_model;
  // Terms that no model uses are left out, but for the parts of interactions that are used.
  std::vector<bool> used(plan.terms.size(), false);
  for (std::size_t j = 1; j < result.design.width(); ++j) used[result.design.columns[j].term] = true;
  for (std::size_t t = plan.terms.size(); t-- > 0;) {
    if (used[t] && plan.terms[t].kind == FeatureKind::kInteraction) {
      used[plan.terms[t].left] = used[plan.terms[t].right] = true;
    }
  }
  std::vector<std::size_t> place(plan.terms.size(), 0);
  for (std::size_t t = 0; t < plan.terms.size(); ++t) {
    if (!used[t]) continue;
    place[t] = rounded_model.features.size();
    Feature feature = plan.terms[t];
    if (feature.kind == FeatureKind::kInteraction) {
      feature.left = place[feature.left];
      feature.right = place[feature.right];
    }
    rounded_model.features.push_back(std::move(feature));
  }
  for (const FittedModel& fitted : result.models) {
    RegionModel model;
    model.region = fitted.region;
    model.residual_sd = fitted.residual_sd;
    model.intercept = rounded(fitted, fitted.coefficients[0], kLowestIntercept, kHighestIntercept, "the constant",
                              "check the unit of the target: rupiah per person per month.");
    model.coefficients.assign(rounded_model.features.size() * kLevelSlots, 0);
    for (std::size_t t = 0; t < plan.terms.size(); ++t) {
      if (!used[t]) continue;
      const Feature& term = plan.terms[t];
      const auto effects = seen_effects(term, t, result, fitted);
      for (std::size_t level = 0; level < kLevelSlots; ++level) {
        if (level >= term.levels && level != kMissingLevel) continue;
        const double effect =
            std::isnan(effects[level]) ? stand_in(term, effects, result.design.weight_of[t], level) : effects[level];
        model.coefficients[place[t] * kLevelSlots + level] =
            rounded(fitted, effect, -kLargestCoefficient, kLargestCoefficient,
                    "the effect of " + level_label(plan, t, static_cast<std::uint8_t>(level)) + " (" + term.name + ")",
                    "merge rare levels, or let the region lean more on the one above (pooling).");
      }
    }
    rounded_model.models.push_back(std::move(model));
  }
  return rounded_model;
}

}  // namespace engine
