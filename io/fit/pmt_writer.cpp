#include "io/fit/pmt_writer.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "io/export/json_text.h"

namespace io {
namespace {

using engine::Feature;
using engine::FeatureKind;
using engine::FitResult;

std::string number(double value) { return std::isfinite(value) ? fmt::format("{:.17g}", value) : "null"; }

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) (all += all.empty() ? "" : ",") += text;
  return all;
}

template <class Numbers>
std::string list(const Numbers& numbers) {
  std::vector<std::string> texts;
  for (const auto value : numbers) texts.push_back(std::to_string(value));
  return "[" + joined(texts) + "]";
}

std::string feature_json(const Feature& f, const std::vector<Feature>& all) {
  static constexpr std::array<const char*, 5> kKinds = {"category", "count", "band", "share", "interaction"};
  std::string out = fmt::format("{{\"name\":{},\"label\":{},\"kind\":\"{}\"", json_quoted(f.name), json_quoted(f.label),
                                kKinds[static_cast<std::size_t>(f.kind)]);
  if (f.kind == FeatureKind::kInteraction) {
    return out + fmt::format(",\"features\":[{},{}]}}", json_quoted(all[f.left].name), json_quoted(all[f.right].name));
  }
  out += fmt::format(",\"variable\":{}", json_quoted(engine::variable_name(f.variable)));
  if (f.kind == FeatureKind::kCount) out += fmt::format(",\"cap\":{}", f.cap);
  if (f.per) out += fmt::format(",\"per\":{}", json_quoted(engine::variable_name(*f.per)));
  if (!f.edges.empty()) out += ",\"edges\":" + list(f.edges);
  if (!f.groups.empty()) {
    std::vector<std::string> groups;
    for (const auto& group : f.groups) groups.push_back(list(group));
    out += ",\"groups\":[" + joined(groups) + "]";
  }
  return out + "}";
}

std::string region_name(std::uint32_t region) { return region == 0 ? "ID" : std::to_string(region); }

std::string model_json(const engine::RegionModel& m, const std::vector<Feature>& features) {
  std::vector<std::string> coefficients, missing;
  for (std::size_t f = 0; f < features.size(); ++f) {
    const std::int32_t* const slots = m.coefficients.data() + f * engine::kLevelSlots;
    const std::string name = json_quoted(features[f].name);
    coefficients.push_back(name + ":" + list(std::vector<std::int32_t>(slots, slots + features[f].levels)));
    missing.push_back(fmt::format("{}:{}", name, slots[engine::kMissingLevel]));
  }
  return "{\"region\":\"" + region_name(m.region) + "\",\"intercept\":" + std::to_string(m.intercept) +
         fmt::format(",\"residual_sd\":{:.6f}", m.residual_sd.value_or(0)) + ",\"coefficients\":{" +
         joined(coefficients) + "},\"missing\":{" + joined(missing) + "}}";
}

std::string measured(const engine::MeasuredShare& share, bool withhold) {
  if (withhold && share.base_rows < 10) return "null";
  return fmt::format("[{}, {}, {}]", number(share.value), number(share.interval.low), number(share.interval.high));
}

std::string group_name(const engine::GroupQuality& group) {
  switch (group.kind) {
    case engine::GroupKind::kUrban: return group.code == 1 ? "urban" : "rural";
    case engine::GroupKind::kSex: return group.code == 1 ? "male head" : "female head";
    default: return region_name(group.code);
  }
}

void append_group(JsonText& json, const engine::GroupQuality& group) {
  static constexpr std::array<const char*, 5> kKinds = {"nation", "province", "regency", "residence", "sex_of_head"};
  json.open(nullptr, '{');
  json.text("kind", kKinds[static_cast<std::size_t>(group.kind)]);
  json.text("group", group_name(group));
  json.number("rows", group.rows);
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

}  // namespace

std::string pmt_json(const engine::PmtModel& model) {
  std::string out = fmt::format(
      "{{\n\"format\": \"desil-pmt/1\",\n\"unit\": \"ln rupiah per person per month, times 2^24\",\n\"provenance\": "
      "{},\n\"features\": [\n",
      json_quoted(model.provenance));
  for (std::size_t f = 0; f < model.features.size(); ++f) {
    out += feature_json(model.features[f], model.features) + (f + 1 < model.features.size() ? ",\n" : "\n");
  }
  out += "],\n\"models\": [\n";
  for (std::size_t m = 0; m < model.models.size(); ++m) {
    out += model_json(model.models[m], model.features) + (m + 1 < model.models.size() ? ",\n" : "\n");
  }
  return out + "]\n}\n";
}

std::string fit_provenance(const FitSpec& spec, const SurveyFile& survey, const std::string& survey_name,
                           const FitResult& result) {
  std::string strengths;
  for (const engine::StrengthCurve& curve : result.strengths) {
    strengths += fmt::format("; {} {:g} rows", curve.name, curve.chosen);
  }
  return fmt::format("Fitted by desil fit to {} ({} rows, sha256 {}) with specification sha256 {}{}", survey_name,
                     survey.table.rows(), survey.sha256, spec.sha256, strengths);
}

std::string fit_report_json(const FitSpec& spec, const SurveyFile& survey, const FitResult& result,
                            const engine::FitQuality& quality) {
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
  json.open("models", '[');
  for (const engine::FittedModel& model : result.models) append_model(json, spec, result, model);
  json.close();
  json.close();
  return json.finish();
}

std::string fit_table(const FitSpec& spec, const FitResult& result, const engine::FitQuality& quality) {
  std::string out = fmt::format("models {}, columns {}; fitted rows: R² {:.4f}, RMSE {:.4f}\n", result.models.size(),
                                result.design.width(), quality.r_squared, quality.rmse);
  for (const engine::StrengthCurve& curve : result.strengths) {
    out +=
        fmt::format("{}: {:g} rows{}\n", curve.name, curve.chosen, curve.tried.empty() ? "" : " by cross-validation");
  }
  const auto named = [&](const char* title, const std::vector<engine::DesignColumn>& columns) {
    for (const engine::DesignColumn& column : columns) {
      out += fmt::format("{}: {}\n", title, engine::column_label(spec.plan, column));
    }
  };
  named("no row of the survey", result.design.empty);
  named("collinear, left out", result.collinear);
  out +=
      "\nrows held out    share  undercoverage           leakage                 exclusion error         inclusion "
      "error\n";
  const auto cell = [](const engine::MeasuredShare& share) {
    if (share.base_rows < 10) return std::string("            <10 rows    ");
    return fmt::format("{:.3f} ({:.3f} - {:.3f})   ", share.value, share.interval.low, share.interval.high);
  };
  for (const engine::GroupQuality& group : quality.groups) {
    if (group.kind == engine::GroupKind::kProvince || group.kind == engine::GroupKind::kRegency) continue;
    out += fmt::format("{:<12} R² {:.4f}, RMSE {:.4f}\n", group_name(group), group.r_squared.value, group.rmse.value);
    for (const engine::TargetingErrors& t : group.targeting) {
      out += fmt::format("                 {:>3} %  {}{}{}{}\n", t.percent, cell(t.undercoverage), cell(t.leakage),
                         cell(t.exclusion_error), cell(t.inclusion_error));
    }
  }
  return out;
}

}  // namespace io
