#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/indices/exponential.h"
#include "io/fit/fit_phrases.h"
#include "io/fit/fit_sections.h"
#include "io/report/number_text.h"
#include "io/report/table.h"
#include "io/report/usual_spread.h"

namespace io::report {
namespace {

using engine::FittedModel;

Both effect(double value) { return decimal(value, 4); }

// The values of a column over the models of the lowest level, ascending.
std::vector<double> lowest_values(const std::vector<FittedModel>& models, std::size_t column) {
  std::uint32_t most = 0;
  for (const FittedModel& model : models) most = std::max(most, model.region);
  const auto level = [](std::uint32_t region) { return region == 0 ? 0 : region < 100 ? 1 : 2; };
  std::vector<double> values;
  for (const FittedModel& model : models) {
    if (level(model.region) == level(most)) values.push_back(model.coefficients[column]);
  }
  std::sort(values.begin(), values.end());
  return values;
}

engine::GroupKind kind_of(std::uint32_t region) {
  return region == 0    ? engine::GroupKind::kNation
         : region < 100 ? engine::GroupKind::kProvince
                        : engine::GroupKind::kRegency;
}

Table step_table(const FitReport& report) {
  Table table("langkah", say(phrase::kFitSteps),
              {text_column(phrase::kFitTerm), text_column(phrase::kFitRegion), number_column(phrase::kFitStep),
               number_column(phrase::kFitCriterion), number_column(phrase::kFitR2)});
  for (const engine::SelectionTrace& trace : report.result.selection) {
    std::uint64_t number = 0;
    for (const auto& step : trace.steps) {
      table.add_row({same(report.spec.plan.terms[step.term].label), group_label(kind_of(trace.region), trace.region),
                     count(++number), decimal(step.criterion, 2), decimal(step.r_squared, 4)});
    }
  }
  return table;
}

Table strength_table(const FitReport& report) {
  Table table("kekuatan", say(phrase::kFitStrengths),
              {text_column(phrase::kFitStrength), number_column(phrase::kFitStrengthRows),
               number_column(phrase::kFitStrengthError), text_column(phrase::kFitChosen)});
  for (const engine::StrengthCurve& curve : report.result.strengths) {
    for (const auto& [rows, error] : curve.tried) {
      table.add_row({same(curve.name), decimal(fmt::format("{:g}", rows)), decimal(error, 6),
                     say(rows == curve.chosen ? phrase::kFitYes : phrase::kFitNo)});
    }
  }
  return table;
}

Table open_table(const FitReport& report) {
  Table table("ditinggalkan", say(phrase::kFitOpenColumns),
              {text_column(phrase::kFitColumn), sentence_column(phrase::kFitReason)});
  for (const engine::DesignColumn& column : report.result.design.empty) {
    table.add_row({same(engine::column_label(report.spec.plan, column)), say(phrase::kFitNoRow)});
  }
  for (std::size_t i = 0; i < report.result.collinear.size(); ++i) {
    table.add_row({same(engine::column_label(report.spec.plan, report.result.collinear[i])),
                   say(phrase::kFitMadeOf, {same(report.result.collinear_with[i])})});
  }
  return table;
}

}  // namespace

std::string fit_coefficients_section(const FitReport& report, Language language) {
  const engine::FitResult& result = report.result;
  const FittedModel& nation = result.models.front();
  Table table(
      "koefisien", say(phrase::kFitCoefficients),
      {text_column(phrase::kFitTerm), text_column(phrase::kFitLevel), number_column(phrase::kFitCoefficient),
       number_column(phrase::kFitPercentEffect), number_column(phrase::kFitClassical), number_column(phrase::kFitHc1),
       number_column(phrase::kFitCluster), number_column(phrase::kFitDesign), number_column(phrase::kFitLeast),
       number_column(phrase::kFitMiddle), number_column(phrase::kFitLargest)});
  for (std::size_t j = 0; j < result.design.width(); ++j) {
    const engine::DesignColumn& column = result.design.columns[j];
    const double b = nation.coefficients[j];
    const std::vector<double> values = lowest_values(result.models, j);
    table.add_row({j == 0 ? say(phrase::kFitConstant) : same(report.spec.plan.terms[column.term].label),
                   j == 0 ? same("–") : same(engine::level_label(report.spec.plan, column.term, column.level)),
                   effect(b), j == 0 ? same("–") : decimal(100 * (engine::exponential(b) - 1), 1),
                   effect(nation.classical[j]), effect(nation.hc1[j]), effect(nation.cluster[j]),
                   effect(nation.design[j]), effect(values.front()), effect(median_of(values)), effect(values.back())});
  }
  return section("koefisien", say(phrase::kFitCoefficients),
                 paragraph(say(phrase::kFitCoefficientsNote), "note") + table.html(language));
}

std::string fit_models_section(const FitReport& report, Language language) {
  Table table("model", say(phrase::kFitModels),
              {text_column(phrase::kFitRegion), number_column(phrase::kFitRows), number_column(phrase::kFitParameters),
               number_column(phrase::kFitR2), number_column(phrase::kFitRmse), number_column(phrase::kFitSpread),
               number_column(phrase::kFitEmpty), number_column(phrase::kFitCollinear)});
  for (const FittedModel& model : report.result.models) {
    table.add_row({group_label(kind_of(model.region), model.region), count(model.rows), decimal(model.parameters, 1),
                   decimal(model.r_squared, 4), decimal(model.rmse, 4), decimal(model.residual_sd, 4),
                   count(model.empty.size()), count(model.collinear.size())});
  }
  table.make_searchable();
  return section("model", say(phrase::kFitModels),
                 paragraph(say(phrase::kFitModelsNote), "note") + table.folded(language, say(phrase::kFitModels)));
}

std::string fit_choices_section(const FitReport& report, Language language) {
  const Table open = open_table(report), steps = step_table(report), strengths = strength_table(report);
  std::string body = open.empty() ? paragraph(say(phrase::kFitNothingLeftOut)) : open.html(language);
  if (!steps.empty()) body += steps.folded(language, say(phrase::kFitSteps));
  if (!strengths.empty()) body += strengths.folded(language, say(phrase::kFitStrengths));
  return section("pilihan", say(phrase::kFitChoices), body);
}

}  // namespace io::report
