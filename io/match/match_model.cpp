#include "io/match/match_model.h"

#include <nlohmann/json.hpp>

#include "engine/error.h"
#include "io/config/small_file.h"

namespace io {
namespace {

constexpr const char* kFormat = "desil match model 1";

[[noreturn]] void refuse(const std::string& path, const std::string& what) {
  throw engine::Error(engine::ExitCode::kDamaged,
                      path + ": " + what + ". Cure: give the model.json of a run with the same fields.",
                      {path, 0, "", 0});
}

double probability(const std::string& path, const nlohmann::json& level, const char* key) {
  if (!level.contains(key) || !level[key].is_number()) refuse(path, std::string("a level without '") + key + "'");
  const double value = level[key].get<double>();
  if (!(value > 0 && value <= 1)) refuse(path, std::string("'") + key + "' is not above 0 and at most 1");
  return value;
}

engine::FieldParameters read_levels(const std::string& path, const nlohmann::json& field, engine::FieldType type) {
  const auto names = engine::level_names(type);
  if (!field.contains("levels") || !field["levels"].is_array() || field["levels"].size() + 1 != names.size())
    refuse(path, "a field with other levels than this version has");
  engine::FieldParameters parameters;
  for (std::size_t l = 0; l + 1 < names.size(); ++l) {
    const nlohmann::json& level = field["levels"][l];
    if (!level.is_object() || level.value("level", "") != names[l])
      refuse(path, "a field with other levels than this version has");
    parameters.m.push_back(probability(path, level, "m"));
    parameters.u.push_back(probability(path, level, "u"));
  }
  parameters.m.push_back(1);
  parameters.u.push_back(1);
  return parameters;
}

}  // namespace

std::string match_model_json(const engine::MatchSummary& summary) {
  nlohmann::json fields = nlohmann::json::array();
  const engine::FellegiSunterModel& model = summary.estimate.model;
  for (std::size_t f = 0; f < model.fields.size(); ++f) {
    const auto names = engine::level_names(summary.field_types[f]);
    nlohmann::json levels = nlohmann::json::array();
    for (std::size_t l = 0; l + 1 < names.size(); ++l) {
      const double m = model.fields[f].m[l], u = model.fields[f].u[l];
      levels.push_back({{"level", names[l]},
                        {"m", m},
                        {"u", u},
                        {"weight", static_cast<double>(engine::weight_of_ratio(m / u)) / engine::kWeightUnit}});
    }
    fields.push_back({{"column", summary.field_names[f]},
                      {"levels", levels},
                      {"type", kFieldTypeWords[static_cast<std::size_t>(summary.field_types[f])]}});
  }
  const nlohmann::json document = {{"fields", fields}, {"format", kFormat}, {"lambda", model.lambda}};
  return document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

engine::FellegiSunterModel read_match_model(const std::string& path, const std::vector<MatchFieldConfig>& fields) {
  const std::string text = read_small_file(path, kConfigLimit, "trained model", engine::ExitCode::kDamaged);
  const nlohmann::json document = nlohmann::json::parse(text, nullptr, false);
  if (!document.is_object() || document.value("format", nlohmann::json()) != kFormat)
    refuse(path, "not a trained model of desil match");
  if (!document.contains("fields") || !document["fields"].is_array() || document["fields"].size() != fields.size())
    refuse(path, "the model has other fields than the link model");
  engine::FellegiSunterModel model;
  std::vector<engine::PatternField> layout;
  for (std::size_t f = 0; f < fields.size(); ++f) {
    const nlohmann::json& field = document["fields"][f];
    const auto type = kFieldTypeWords[static_cast<std::size_t>(fields[f].type)];
    if (!field.is_object() || field.value("column", nlohmann::json()) != fields[f].name() ||
        field.value("type", nlohmann::json()) != type)
      refuse(path, "the model has other fields than the link model, or in another order");
    model.fields.push_back(read_levels(path, field, fields[f].type));
    layout.push_back({static_cast<std::uint8_t>(model.fields.back().m.size()), engine::missing_level(fields[f].type)});
  }
  model.layout = engine::PatternLayout(std::move(layout));
  model.lambda = probability(path, document, "lambda");
  if (model.lambda >= 1) refuse(path, "lambda is 1");
  return model;
}

}  // namespace io
