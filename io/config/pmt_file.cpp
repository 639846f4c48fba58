#include "io/config/pmt_file.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "io/config/nearest_name.h"
#include "io/config/strict_json.h"

namespace io {
namespace {

using engine::Feature;
using engine::FeatureKind;
using engine::PmtModel;
using engine::RegionModel;
using engine::Variable;
using Names = std::vector<std::string_view>;

constexpr std::string_view kFormat = "desil-pmt/1";
constexpr std::string_view kUnit = "ln rupiah per person per month, times 2^24";
constexpr std::string_view kScaleCure = "multiply ln rupiah by 16777216 and round.";

// The cure for a name that is none of `known`: the near one, or all.
std::string did_you_mean(std::string_view seen, const Names& known) {
  const std::string near = near_name(seen, known);
  return near.empty() ? fmt::format("use {}.", listed_names(known)) : fmt::format("did you mean '{}'?", near);
}

void expect_text(const JsonValue& value, std::string_view wanted, std::string_view cure) {
  if (value.string() != wanted) value.refuse("\"" + std::string(wanted) + "\"", cure);
}

Variable read_variable(const JsonValue& value) {
  const std::string name = value.string();
  if (const auto found = engine::find_variable(name)) return *found;
  Names names;
  for (const Variable variable : engine::all_variables()) names.push_back(engine::variable_name(variable));
  value.refuse("a column of the families table or an aggregate of members", did_you_mean(name, names));
}

std::size_t find_feature(const JsonValue& value, const std::vector<Feature>& features) {
  const std::string name = value.string();
  Names names;
  for (std::size_t i = 0; i < features.size(); ++i) {
    if (features[i].name == name) return i;
    names.push_back(features[i].name);
  }
  value.refuse("the name of a feature that stands before this one",
               names.empty() ? "put its parts first." : did_you_mean(name, names));
}

// Every code that a cell may hold stands in exactly one group.
void read_groups(const JsonValue& value, Feature& feature) {
  const engine::ValueRange range = engine::value_range(feature.variable);
  std::map<std::int64_t, std::string> place_of;
  for (const JsonValue& group : value.items()) {
    if (group.items().empty()) group.refuse("a group with codes", "remove the empty group.");
    auto& codes = feature.groups.emplace_back();
    for (const JsonValue& code : group.items()) {
      const std::int64_t number = code.integer(
          range.lowest, range.highest, "a code of this variable",
          fmt::format("see the catalogue for the codes of '{}'.", engine::variable_name(feature.variable)));
      const auto [seen, fresh] = place_of.emplace(number, code.path());
      if (!fresh)
        code.refuse("each code in one group", fmt::format("it stands at {} already; remove one.", seen->second));
      codes.push_back(static_cast<std::uint16_t>(number));
    }
  }
  for (std::int64_t code = range.lowest; code <= range.highest; ++code) {
    if (!place_of.contains(code)) {
      value.refuse_seen(fmt::format("no group with code {}", code), "every valid code in exactly one group",
                        fmt::format("add {} to the group it belongs to.", code));
    }
  }
}

void read_edges(const JsonValue& value, Feature& feature) {
  for (const JsonValue& edge : value.items()) {
    const std::int64_t lowest = feature.edges.empty() ? 0 : feature.edges.back() + 1;
    feature.edges.push_back(static_cast<std::uint16_t>(
        edge.integer(lowest, 65534, "an edge", "write the edges in ascending order, each once.")));
  }
  if (feature.edges.empty() || feature.edges.size() >= engine::kMaxLevels) {
    value.refuse("1 to 14 edges", "merge bands.");
  }
}

void refuse_code(const JsonValue& name, const Feature& feature) {
  if (engine::is_nominal(feature.variable)) {
    name.refuse("a count or a measure for this kind", "use \"kind\": \"category\" for codes.");
  }
}

FeatureKind read_kind(const JsonValue& object) {
  static constexpr std::string_view kKinds[] = {"category", "count", "band", "share", "interaction"};
  const JsonValue value = object.at("kind");
  const std::string word = value.string();
  for (std::size_t i = 0; i < std::size(kKinds); ++i) {
    if (kKinds[i] == word) return static_cast<FeatureKind>(i);
  }
  value.refuse(listed_names(kKinds), did_you_mean(word, Names(std::begin(kKinds), std::end(kKinds))));
}

void read_category(const JsonValue& object, Feature& feature) {
  object.allow_keys(Names{"name", "label", "kind", "variable", "groups"});
  const JsonValue name = object.at("variable");
  feature.variable = read_variable(name);
  if (!engine::has_codes(feature.variable)) {
    name.refuse("a code for this kind", "use \"kind\": \"count\" or \"band\" for amounts.");
  }
  if (const auto groups = object.get("groups")) read_groups(*groups, feature);
}

void read_count(const JsonValue& object, Feature& feature) {
  object.allow_keys(Names{"name", "label", "kind", "variable", "cap"});
  const JsonValue name = object.at("variable");
  feature.variable = read_variable(name);
  feature.cap = static_cast<std::uint16_t>(
      object.at("cap").integer(1, 14, "a cap", "counts from the cap up share the last level."));
  // Codes are harmless where the cap leaves each its own level.
  if (engine::value_range(feature.variable).highest > feature.cap) refuse_code(name, feature);
}

void read_band(const JsonValue& object, Feature& feature) {
  object.allow_keys(Names{"name", "label", "kind", "variable", "per", "edges"});
  const JsonValue name = object.at("variable");
  feature.variable = read_variable(name);
  refuse_code(name, feature);
  if (const auto per = object.get("per")) {
    feature.per = read_variable(*per);
    if (engine::is_nominal(*feature.per)) per->refuse("a count", "use \"anggota\".");
  }
  read_edges(object.at("edges"), feature);
}

// A share of members by age, schooling, work or disability: edges are whole percents of `per`.
void read_share(const JsonValue& object, Feature& feature) {
  object.allow_keys(Names{"name", "label", "kind", "variable", "per", "edges"});
  const JsonValue name = object.at("variable");
  feature.variable = read_variable(name);
  refuse_code(name, feature);
  const JsonValue per = object.at("per");
  feature.per = read_variable(per);
  if (engine::is_nominal(*feature.per)) per.refuse("a count", "use \"anggota\".");
  const JsonValue edges = object.at("edges");
  read_edges(edges, feature);
  if (feature.edges.front() < 1 || feature.edges.back() > 100) {
    edges.refuse("percents from 1 to 100", "write half of the members as 50.");
  }
}

void read_interaction(const JsonValue& object, Feature& feature, const std::vector<Feature>& features) {
  object.allow_keys(Names{"name", "label", "kind", "features"});
  const JsonValue parts = object.at("features");
  const auto items = parts.items();
  if (items.size() != 2) parts.refuse("two features", "chain interactions for three and more.");
  feature.left = find_feature(items[0], features);
  feature.right = find_feature(items[1], features);
}

std::string default_label(const Feature& feature, const std::vector<Feature>& features) {
  if (feature.kind == FeatureKind::kInteraction) {
    return features[feature.left].label + " × " + features[feature.right].label;
  }
  std::string label(engine::variable_label(feature.variable));
  if (feature.per) label += " per " + std::string(engine::variable_label(*feature.per));
  return label;
}

Feature read_feature(const JsonValue& object, const std::vector<Feature>& features) {
  Feature feature;
  feature.kind = read_kind(object);
  const JsonValue name = object.at("name");
  feature.name = name.string();
  if (feature.name.empty()) name.refuse("a name", "give the feature a name.");
  for (const Feature& other : features) {
    if (other.name == feature.name) name.refuse("each name once", "rename one of the two features.");
  }
  switch (feature.kind) {
    case FeatureKind::kCategory: read_category(object, feature); break;
    case FeatureKind::kCount: read_count(object, feature); break;
    case FeatureKind::kBand: read_band(object, feature); break;
    case FeatureKind::kShare: read_share(object, feature); break;
    case FeatureKind::kInteraction: read_interaction(object, feature, features); break;
  }
  const auto label = object.get("label");
  feature.label = label ? label->string() : default_label(feature, features);
  feature.levels = engine::count_levels(feature, features);
  if (feature.levels > engine::kMaxLevels) {
    object.refuse_seen(fmt::format("{} levels", feature.levels), "at most 15 levels", "merge levels in groups.");
  }
  return feature;
}

std::uint32_t read_region(const JsonValue& value) {
  const std::string text = value.string();
  if (text == "ID") return 0;
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool sized = text.size() == 2 || text.size() == 4;
  if (!digits || !sized || text[0] == '0') {
    value.refuse("\"ID\", a province of two digits or a regency of four", "write the Kemendagri code in quotes.");
  }
  return static_cast<std::uint32_t>(std::stoul(text));
}

std::int32_t read_coefficient(const JsonValue& value) {
  return static_cast<std::int32_t>(value.integer(-engine::kLargestCoefficient, engine::kLargestCoefficient,
                                                 "a coefficient of at most 8 ln units", kScaleCure));
}

Names names_of(const std::vector<Feature>& features) {
  Names names;
  for (const Feature& feature : features) names.push_back(feature.name);
  return names;
}

void read_coefficients(const JsonValue& object, const std::vector<Feature>& features, RegionModel& model) {
  const JsonValue coefficients = object.at("coefficients");
  coefficients.allow_keys(names_of(features));
  const auto missing = object.get("missing");
  if (missing) missing->allow_keys(names_of(features));
  model.coefficients.assign(features.size() * engine::kLevelSlots, 0);
  for (std::size_t f = 0; f < features.size(); ++f) {
    std::int32_t* slots = model.coefficients.data() + f * engine::kLevelSlots;
    if (const auto list = coefficients.get(features[f].name)) {
      const auto items = list->items();
      if (items.size() != features[f].levels) {
        list->refuse(fmt::format("{} coefficients, one a level", features[f].levels),
                     fmt::format("the levels are given by feature '{}'.", features[f].name));
      }
      for (std::size_t level = 0; level < items.size(); ++level) slots[level] = read_coefficient(items[level]);
    }
    if (!missing) continue;
    if (const auto value = missing->get(features[f].name)) slots[engine::kMissingLevel] = read_coefficient(*value);
  }
}

// Refuses a model whose least or greatest possible total is absurd.
void check_totals(const JsonValue& object, const RegionModel& model, const std::vector<Feature>& features) {
  std::int64_t least = model.intercept, most = model.intercept;
  for (std::size_t f = 0; f < features.size(); ++f) {
    const std::int32_t* slots = model.coefficients.data() + f * engine::kLevelSlots;
    std::int32_t low = slots[engine::kMissingLevel], high = low;
    for (std::size_t level = 0; level < features[f].levels; ++level) {
      low = std::min(low, slots[level]);
      high = std::max(high, slots[level]);
    }
    least += low;
    most += high;
  }
  if (least < -engine::kLargestTotal || most > engine::kLargestTotal) {
    object.at("coefficients")
        .refuse_seen(
            fmt::format("totals from {} to {} ln units", least / engine::kOneLnUnit, most / engine::kOneLnUnit),
            "every reachable total within 64 ln units", "check the coefficients of this model.");
  }
}

RegionModel read_model(const JsonValue& object, const std::vector<Feature>& features) {
  object.allow_keys(Names{"region", "intercept", "coefficients", "missing", "residual_sd"});
  RegionModel model;
  model.region = read_region(object.at("region"));
  model.intercept = static_cast<std::int32_t>(object.at("intercept")
                                                  .integer(engine::kLowestIntercept, engine::kHighestIntercept,
                                                           "an intercept from 5 to 25 ln units", kScaleCure));
  read_coefficients(object, features, model);
  check_totals(object, model, features);
  if (const auto sd = object.get("residual_sd")) {
    model.residual_sd =
        sd->number(0, 8, "a standard deviation from 0 to 8 ln units", "write ln units, not times 2^24.");
  }
  return model;
}

void read_models(const JsonValue& list, PmtModel& model) {
  std::map<std::uint32_t, std::string> place_of;
  for (const JsonValue& object : list.items()) {
    model.models.push_back(read_model(object, model.features));
    const JsonValue region = object.at("region");
    const auto [seen, fresh] = place_of.emplace(model.models.back().region, region.path());
    if (!fresh) region.refuse("each region once", fmt::format("it stands at {} already; remove one.", seen->second));
  }
  if (model.models.empty()) list.refuse("at least one model", "add one with \"region\": \"ID\".");
  std::sort(model.models.begin(), model.models.end(),
            [](const RegionModel& a, const RegionModel& b) { return a.region < b.region; });
}

}  // namespace

PmtModel read_pmt_model(const std::string& path) {
  const JsonDocument document = read_json_file(path, "model file", engine::ExitCode::kDamaged);
  const JsonValue root = document.root();
  root.allow_keys(Names{"format", "unit", "provenance", "features", "models"});
  expect_text(root.at("format"), kFormat, "this program reads no other format.");
  expect_text(root.at("unit"), kUnit, "write the coefficients in this unit and say so.");
  PmtModel model;
  model.provenance = root.at("provenance").string();
  const JsonValue features = root.at("features");
  for (const JsonValue& object : features.items()) model.features.push_back(read_feature(object, model.features));
  if (model.features.empty() || model.features.size() > engine::kMaxFeatures) {
    features.refuse("1 to 256 features", "list what the coefficients stand for.");
  }
  read_models(root.at("models"), model);
  return model;
}

}  // namespace io
