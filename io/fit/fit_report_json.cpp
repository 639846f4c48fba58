#include "io/fit/fit_report_json.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "io/export/json_text.h"

namespace io {
namespace {

using engine::FitResult;

std::string number(double value) { return std::isfinite(value) ? fmt::format("{:.17g}", value) : "null"; }

std::string region_name(std::uint32_t region) { return region == 0 ? "ID" : std::to_string(region); }

std::string measured(const engine::MeasuredShare& share, bool withhold) {
  if (withhold && share.base_rows < kFewestRows) return "null";
  return fmt::format("[{}, {}, {}]", number(share.value), number(share.interval.low), number(share.interval.high));
}

void append_group_name(JsonText& json, engine::GroupKind kind, std::uint32_t code, std::size_t rows) {
  static constexpr std::array<const char*, 5> kKinds = {"nation", "province", "regency", "residence", "sex_of_head"};
  json.text("kind", kKinds[static_cast<std::size_t>(kind)]);
  json.text("group", group_name(kind, code));
  json.number("rows", rows);
}

void append_group(JsonText& json, const engine::GroupQuality& group) {
  json.open(nullptr, '{');
  append_group_name(json, group.kind, group.code, group.rows);
  json.raw("r_squared", measured(group.r_squared, false));
  json.raw("rmse", measured(group.rmse, false));
  json.raw("bias", measured(group.bias, false));
  json.open("targeting", '[');
  for (const engine::TargetingErrors& t : group.targeting) {
    json.raw(nullptr, fmt::format("{{\"percent\": {}, \"undercoverage\": {}, \"leakage\": {}, \"exclusion_error\": {}, "
                                  "\"inclusion_error\": {}}}",
                                  t.percent, measured(t.undercoverage, true), measured(t.leakage, true),
                                  measured(t.exclusion_error, true), measured(t.inclusion_error, true)));
  }
  json.close();
  json.close();
}

void append_model(JsonText& json, const FitSpec& spec, const FitResult& result, const engine::FittedModel& m) {
  json.open(nullptr, '{');
  json.text("region", region_name(m.region));
  json.number("rows", m.rows);
  json.number("clusters", m.clusters);
  json.number("strata", m.strata);
  json.number("lonely_strata", m.lonely_strata);
  json.raw("parameters", number(m.parameters));
  json.raw("r_squared", number(m.r_squared));
  json.raw("rmse", number(m.rmse));
  json.raw("residual_sd", number(m.residual_sd));
  json.line("coefficients", m.coefficients, number);
  json.line("se_classical", m.classical, number);
  json.line("se_hc1", m.hc1, number);
  json.line("se_cluster", m.cluster, number);
  json.line("se_design", m.design, number);
  const auto label = [&](std::uint32_t column) {
    return json_quoted(engine::column_label(spec.plan, result.design.columns[column]));
  };
  json.line("empty", m.empty, label);
  json.line("collinear", m.collinear, label);
  json.line("collinear_with", m.collinear_with, [](const std::string& words) { return json_quoted(words); });
  json.close();
}

std::string measured_index(const engine::MeasuredIndex& index, bool withhold = false) {
  if (withhold) return "null";
  return fmt::format("[{}, {}, {}, {}]", number(index.value), number(index.error), number(index.interval.low),
                     number(index.interval.high));
}

// Value, standard error, and both ends of the interval; of the predictions the values alone.
void append_indices(JsonText& json, const engine::GroupIndices& actual, const engine::GroupIndices& predicted) {
  static constexpr std::array<const char*, 3> kFgt = {"fgt0", "fgt1", "fgt2"};
  const bool few = actual.poor_rows < kFewestRows, few_predicted = predicted.poor_rows < kFewestRows;
  json.open(nullptr, '{');
  append_group_name(json, actual.kind, actual.code, actual.rows);
  json.raw("mean", measured_index(actual.mean));
  for (std::size_t a = 0; a < kFgt.size(); ++a) json.raw(kFgt[a], measured_index(actual.fgt[a], few));
  json.raw("gini", measured_index(actual.gini));
  json.line("lorenz", actual.lorenz, [](const engine::MeasuredIndex& index) { return measured_index(index); });
  json.open("predicted", '{');
  json.raw("mean", number(predicted.mean.value));
  for (std::size_t a = 0; a < kFgt.size(); ++a) {
    json.raw(kFgt[a], few_predicted ? "null" : number(predicted.fgt[a].value));
  }
  json.raw("gini", number(predicted.gini.value));
  json.line("lorenz", predicted.lorenz, [](const engine::MeasuredIndex& index) { return number(index.value); });
  json.close();
  json.close();
}

}  // namespace

std::string group_name(engine::GroupKind kind, std::uint32_t code) {
  switch (kind) {
    case engine::GroupKind::kUrban: return code == 1 ? "urban" : "rural";
    case engine::GroupKind::kSex: return code == 1 ? "male head" : "female head";
    default: return region_name(code);
  }
}

std::string fit_report_json(const FitReport& report) {
  const FitSpec& spec = report.spec;
  const SurveyFile& survey = report.survey;
  const FitResult& result = report.result;
  const engine::FitQuality& quality = report.quality;
  JsonText json;
  json.open(nullptr, '{');
  json.number("rows", survey.table.rows());
  json.raw("effective_rows", number(result.effective_rows));
  json.text("survey_sha256", survey.sha256);
  json.text("specification_sha256", spec.sha256);
  json.raw("r_squared_fitted", number(quality.r_squared));
  json.raw("rmse_fitted", number(quality.rmse));
  json.line("columns", result.design.columns, [&](const engine::DesignColumn& column) {
    return json_quoted(&column == result.design.columns.data() ? "constant" : engine::column_label(spec.plan, column));
  });
  json.line("empty", result.design.empty,
            [&](const engine::DesignColumn& column) { return json_quoted(engine::column_label(spec.plan, column)); });
  json.line("collinear", result.collinear,
            [&](const engine::DesignColumn& column) { return json_quoted(engine::column_label(spec.plan, column)); });
  json.line("collinear_with", result.collinear_with, [](const std::string& words) { return json_quoted(words); });
  json.open("selection", '[');
  for (const engine::SelectionTrace& trace : result.selection) {
    json.open(nullptr, '{');
    json.text("region", region_name(trace.region));
    json.raw("start", number(trace.start));
    json.line("steps", trace.steps, [&](const engine::SelectionTrace::Step& step) {
      return fmt::format("[{}, {}, {}]", json_quoted(spec.plan.terms[step.term].name), number(step.criterion),
                         number(step.r_squared));
    });
    json.close();
  }
  json.close();
  json.open("strengths", '[');
  for (const engine::StrengthCurve& curve : result.strengths) {
    json.open(nullptr, '{');
    json.text("name", curve.name);
    json.raw("chosen", number(curve.chosen));
    json.line("tried", curve.tried,
              [](const auto& tried) { return fmt::format("[{}, {}]", number(tried.first), number(tried.second)); });
    json.close();
  }
  json.close();
  json.line("calibration", quality.calibration, [](const engine::CalibrationPoint& point) {
    return fmt::format("[{}, {}]", number(point.predicted), measured(point.actual, true));
  });
  json.open("quality_held_out", '[');
  for (const engine::GroupQuality& group : quality.groups) append_group(json, group);
  json.close();
  json.raw("poverty_line", number(spec.poverty_line));
  json.text("indices_by", engine::counts_persons(survey.table) ? "persons" : "families");
  json.open("indices", '[');
  for (std::size_t g = 0; g < report.actual.size(); ++g) {
    append_indices(json, report.actual[g], report.predicted[g]);
  }
  json.close();
  json.open("models", '[');
  for (const engine::FittedModel& model : result.models) append_model(json, spec, result, model);
  json.close();
  json.close();
  return json.finish();
}

}  // namespace io
