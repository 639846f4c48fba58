#include "io/fit/pmt_writer.h"

#include <fmt/format.h>

#include <array>

#include "io/export/json_text.h"

namespace io {
namespace {

using engine::Feature;
using engine::FeatureKind;
using engine::FitResult;

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

}  // namespace io
