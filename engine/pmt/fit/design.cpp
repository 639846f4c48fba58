#include "engine/pmt/fit/design.h"

#include <algorithm>

#include "engine/error.h"
#include "engine/parallel.h"
#include "engine/pmt/features.h"
#include "engine/pmt/level_words.h"

namespace engine {
namespace {

constexpr std::size_t kRowsAtOnce = 8192;

using LevelWeights = std::vector<std::array<double, kLevelSlots>>;

LevelWeights weigh_levels(const FitPlan& plan, const SurveyTable& survey, const NibbleTiles& levels) {
  LevelWeights none(plan.terms.size());
  for (auto& weights : none) weights.fill(0);
  return parallel_reduce(
      survey.rows(), kRowsAtOnce, none,
      [&](std::size_t begin, std::size_t end) {
        LevelWeights part = none;
        for (std::size_t row = begin; row < end; ++row) {
          for (std::size_t t = 0; t < part.size(); ++t) part[t][levels.get(row, t)] += survey.weight[row];
        }
        return part;
      },
      [](LevelWeights& all, LevelWeights&& part) {
        for (std::size_t t = 0; t < all.size(); ++t) {
          for (std::size_t l = 0; l < kLevelSlots; ++l) all[t][l] += part[t][l];
        }
      });
}

std::uint8_t reference_of(const FitPlan& plan, std::size_t term, const std::array<double, kLevelSlots>& weights) {
  const std::size_t levels = plan.terms[term].levels;
  if (const auto given = plan.reference[term]) {
    if (weights[*given] > 0) return *given;
    throw Error(ExitCode::kUsage, "term '" + plan.terms[term].name +
                                      "': no row of the survey is at its reference level " + std::to_string(*given) +
                                      " (" + level_label(plan, term, *given) +
                                      "). Cure: name a level that the survey has, or leave `reference` out.");
  }
  const auto heaviest = std::max_element(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(levels));
  return static_cast<std::uint8_t>(heaviest - weights.begin());
}

// A cell of an interaction is a column where neither part is at its reference.
bool is_crossed(const FitPlan& plan, const Design& design, const Feature& term, std::size_t level) {
  const std::size_t right_levels = plan.terms[term.right].levels;
  return level / right_levels != design.reference[term.left] && level % right_levels != design.reference[term.right];
}

void add_columns(const FitPlan& plan, std::size_t term, Design& design) {
  const Feature& feature = plan.terms[term];
  const auto& weights = design.weight_of[term];
  const bool crossed = feature.kind == FeatureKind::kInteraction;
  auto& column_of = design.column_of[term];
  column_of.fill(kNoColumn);
  const auto add = [&](std::size_t level) {
    const DesignColumn column{static_cast<std::uint32_t>(term), static_cast<std::uint8_t>(level)};
    if (weights[level] > 0) {
      column_of[level] = static_cast<std::uint16_t>(design.columns.size());
      design.columns.push_back(column);
    } else if (level != kMissingLevel) {
      design.empty.push_back(column);
    }
  };
  for (std::size_t level = 0; level < feature.levels; ++level) {
    if (crossed ? is_crossed(plan, design, feature, level) : level != design.reference[term]) add(level);
  }
  // Where a part of an interaction is missing, the part's own column says so.
  if (!crossed) add(kMissingLevel);
}

}  // namespace

Design lay_out_design(const FitPlan& plan, const SurveyTable& survey) {
  PmtModel model;
  model.features = plan.terms;
  const NibbleTiles levels = derive_levels(model, survey.indicators);
  Design design;
  design.terms = plan.terms.size();
  design.weight_of = weigh_levels(plan, survey, levels);
  design.column_of.resize(design.terms);
  design.reference.assign(design.terms, 0);
  design.columns.push_back({});
  for (std::size_t t = 0; t < design.terms; ++t) {
    if (plan.terms[t].kind != FeatureKind::kInteraction) {
      design.reference[t] = reference_of(plan, t, design.weight_of[t]);
    }
    add_columns(plan, t, design);
  }
  design.ones.resize(survey.rows() * design.terms);
  parallel_for(survey.rows(), kRowsAtOnce, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      std::uint16_t* const ones = design.ones.data() + row * design.terms;
      for (std::size_t t = 0; t < design.terms; ++t) ones[t] = design.column_of[t][levels.get(row, t)];
    }
  });
  return design;
}

std::string level_label(const FitPlan& plan, std::size_t term, std::uint8_t level) {
  return level_in_words(plan.terms, term, level);
}

std::string column_label(const FitPlan& plan, DesignColumn column) {
  return plan.terms[column.term].label + ": " + level_label(plan, column.term, column.level);
}

}  // namespace engine
