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

nlohmann::json related_json(const engine::FellegiSunterModel& model) {
  nlohmann::json classes = nlohmann::json::array();
  for (const engine::RelatedClass& other : model.related) {
    nlohmann::json r = nlohmann::json::array();
    for (std::size_t f = 0; f < other.r.size(); ++f)
      r.push_back(std::vector<double>(other.r[f].begin(), other.r[f].end() - 1));  // the last level is missing
    classes.push_back({{"levels_by_chance", other.chance},
                       {"name", other.name},
                       {"r", r},
                       {"rare", other.rare},
                       {"share", other.share}});
  }
  return classes;
}

std::vector<double> read_related_levels(const std::string& path, const nlohmann::json& r,
                                        const engine::FieldParameters& field) {
  const std::string fault = "a related class with other levels than the fields have";
  if (!r.is_array() || r.size() + 1 != field.u.size()) refuse(path, fault);
  std::vector<double> levels;
  for (const nlohmann::json& value : r) {
    if (!value.is_number() || !(value.get<double>() > 0 && value.get<double>() <= 1)) refuse(path, fault);
    levels.push_back(value.get<double>());
  }
  levels.push_back(1);
  return levels;
}

engine::RelatedClass read_related(const std::string& path, const nlohmann::json& source,
                                  const engine::FellegiSunterModel& model) {
  const auto is_list = [&](const char* key) {
    return source.contains(key) && source[key].is_array() && source[key].size() == model.fields.size();
  };
  if (!source.is_object() || !is_list("levels_by_chance") || !is_list("r"))
    refuse(path, "a related class that does not fit the fields");
  engine::RelatedClass other;
  other.name = source.value("name", nlohmann::json()).is_string() ? source["name"].get<std::string>() : "";
  other.rare = source.value("rare", nlohmann::json()) != false;
  other.share = probability(path, source, "share");
  for (std::size_t f = 0; f < model.fields.size(); ++f) {
    const nlohmann::json& chance = source["levels_by_chance"][f];
    if (!chance.is_number_unsigned() || chance.get<std::uint64_t>() > model.fields[f].u.size())
      refuse(path, "a related class with other levels than the fields have");
    other.chance.push_back(chance.get<std::size_t>());
    other.r.push_back(read_related_levels(path, source["r"][f], model.fields[f]));
  }
  return other;
}

void read_all_related(const std::string& path, const nlohmann::json& document, engine::FellegiSunterModel& model) {
  const auto classes = document.find("related");
  if (classes == document.end()) return;  // a model of before there were such classes
  if (!classes->is_array() || classes->size() > engine::kMostRelated) refuse(path, "'related' is no list of classes");
  for (const nlohmann::json& source : *classes) model.related.push_back(read_related(path, source, model));
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
  const nlohmann::json document = {
      {"fields", fields}, {"format", kFormat}, {"lambda", model.lambda}, {"related", related_json(model)}};
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
  read_all_related(path, document, model);
  if (!(model.share_by_chance() > 0)) refuse(path, "lambda and the shares of related classes reach 1");
  return model;
}

}  // namespace io
