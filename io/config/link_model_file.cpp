#include "io/config/link_model_file.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>

#include "engine/linkage/bits.h"
#include "engine/linkage/level_names.h"
#include "io/config/nearest_name.h"
#include "io/config/strict_json.h"

namespace io {
namespace {

using engine::LinkParameters;
using Names = std::vector<std::string_view>;
using Levels = std::span<const std::string_view>;

constexpr double kSumError = 1e-6;
constexpr double kMostPersons = 1e10;
constexpr std::string_view kNewModel = "take the link_model.json of a run as that run wrote it.";
constexpr const char* kProbability = "a probability above 0 and at most 1";

void expect_text(const JsonValue& value, std::string_view wanted, std::string_view cure) {
  if (value.string() != wanted) value.refuse("\"" + std::string(wanted) + "\"", cure);
}

double probability(const JsonValue& value) {
  const double read = value.number(0, 1, kProbability, kNewModel);
  if (!(read > 0)) value.refuse(kProbability, kNewModel);
  return read;
}

std::size_t level_of(const JsonValue& value, Levels names) {
  const std::string name = value.string();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return i;
  }
  const std::string near = near_name(name, names);
  value.refuse(fmt::format("a level of this field: {}", listed_names(names)),
               near.empty() ? std::string(kNewModel) : fmt::format("did you mean '{}'?", near));
}

// The weight of a level is not read but has to be that of its m and u: the file would lie else.
void check_weight(const JsonValue& level, double m, double u) {
  const auto weight = level.get("weight");
  if (!weight) return;
  const engine::WeightUnits wanted = engine::weight_of(m) - engine::weight_of(u);
  const std::int64_t seen = weight->integer(-(1 << 20), 1 << 20, "log2(m/u) in units of 1/1024 bit", kNewModel);
  if (seen != wanted) {
    weight->refuse(fmt::format("{}, which is log2(m/u) in units of 1/1024 bit", wanted),
                   "correct m and u, or leave the weight out.");
  }
}

void check_sum(const JsonValue& list, const char* of, double sum) {
  if (std::abs(sum - 1) <= kSumError) return;
  list.refuse_seen(fmt::format("levels whose {} sum to {:.9g}", of, sum), "a sum of 1", kNewModel);
}

// Levels of a field on its own; `u` null where they have none.
void read_levels(const JsonValue& list, Levels names, std::span<double> m, std::span<double> u) {
  std::vector<std::string> place_of(names.size());
  const Levels given = names.first(names.size() - 1);
  double sum_m = 0, sum_u = 0;
  for (const JsonValue& item : list.items()) {
    item.allow_keys(u.empty() ? Names{"level", "m", "weight"} : Names{"level", "m", "u", "weight"});
    const JsonValue name = item.at("level");
    const std::size_t level = level_of(name, given);
    if (!place_of[level].empty())
      name.refuse("each level once", fmt::format("it stands at {} already; remove one.", place_of[level]));
    place_of[level] = item.path();
    sum_m += m[level] = probability(item.at("m"));
    if (!u.empty()) sum_u += u[level] = probability(item.at("u"));
    check_weight(item, m[level], u.empty() ? 1 : u[level]);
  }
  for (std::size_t level = 0; level < given.size(); ++level) {
    if (place_of[level].empty())
      list.refuse_seen(fmt::format("no level '{}'", given[level]), "every level once", kNewModel);
  }
  check_sum(list, "m", sum_m);
  if (!u.empty()) check_sum(list, "u", sum_u);
  m.back() = 1;
  if (!u.empty()) u.back() = 1;
}

std::string joint_name(std::size_t level) {
  return fmt::format("'{}', '{}', '{}'", engine::kNikLevelNames[static_cast<std::size_t>(engine::nik_of(level))],
                     engine::kBirthLevelNames[static_cast<std::size_t>(engine::birth_of(level))],
                     engine::kSexLevelNames[static_cast<std::size_t>(engine::sex_of(level))]);
}

bool has_missing(std::size_t level) {
  return engine::nik_of(level) == engine::NikLevel::kMissing ||
         engine::birth_of(level) == engine::BirthLevel::kMissing || engine::sex_of(level) == engine::SexLevel::kMissing;
}

// True where `part` agrees with `level` in every field that `level` has.
bool stands_under(std::size_t part, std::size_t level) {
  const auto [nik, birth, sex] = std::tuple(engine::nik_of(level), engine::birth_of(level), engine::sex_of(level));
  return !has_missing(part) && (nik == engine::NikLevel::kMissing || nik == engine::nik_of(part)) &&
         (birth == engine::BirthLevel::kMissing || birth == engine::birth_of(part)) &&
         (sex == engine::SexLevel::kMissing || sex == engine::sex_of(part));
}

void check_missing_levels(const std::vector<JsonValue>& place_of,
                          const std::array<double, engine::kJointLevels>& chance, const char* key) {
  for (std::size_t level = 0; level < engine::kJointLevels; ++level) {
    if (!has_missing(level)) continue;
    double sum = 0;
    for (std::size_t part = 0; part < engine::kJointLevels; ++part) sum += stands_under(part, level) ? chance[part] : 0;
    if (std::abs(sum - chance[level]) <= kSumError * std::max(1e-3, sum)) continue;
    place_of[level].at(key).refuse(fmt::format("{:.9g}, the sum of the levels that agree in what is given", sum),
                                   kNewModel);
  }
}

void read_joint(const JsonValue& list, LinkParameters& model) {
  std::vector<std::optional<JsonValue>> found(engine::kJointLevels);
  double sum_m = 0, sum_u = 0;
  for (const JsonValue& item : list.items()) {
    item.allow_keys(Names{"nik", "birth", "sex", "m", "u", "weight"});
    const std::size_t level =
        engine::joint_level(static_cast<engine::NikLevel>(level_of(item.at("nik"), engine::kNikLevelNames)),
                            static_cast<engine::BirthLevel>(level_of(item.at("birth"), engine::kBirthLevelNames)),
                            static_cast<engine::SexLevel>(level_of(item.at("sex"), engine::kSexLevelNames)));
    if (found[level]) {
      item.refuse_seen(fmt::format("the level {} a second time", joint_name(level)), "each level once",
                       fmt::format("it stands at {} already; remove one.", found[level]->path()));
    }
    found[level] = item;
    // A level with a missing field is a sum, which rounding may lift above 1 by a hair.
    const double most = has_missing(level) ? 1 + kSumError : 1;
    const double m = item.at("m").number(0, most, kProbability, kNewModel);
    const double u = item.at("u").number(0, most, kProbability, kNewModel);
    if (!(m > 0)) item.at("m").refuse(kProbability, kNewModel);
    if (!(u > 0)) item.at("u").refuse(kProbability, kNewModel);
    check_weight(item, m, u);
    model.joint_m[level] = m;
    model.joint_u[level] = u;
    if (has_missing(level)) continue;
    sum_m += m;
    sum_u += u;
  }
  std::vector<JsonValue> place_of;
  for (std::size_t level = 0; level < engine::kJointLevels; ++level) {
    if (!found[level]) list.refuse_seen(fmt::format("no level {}", joint_name(level)), "every level once", kNewModel);
    place_of.push_back(*found[level]);
  }
  check_sum(list, "m", sum_m);
  check_sum(list, "u", sum_u);
  check_missing_levels(place_of, model.joint_m, "m");
  check_missing_levels(place_of, model.joint_u, "u");
}

std::uint64_t read_count(const JsonValue& value) {
  return static_cast<std::uint64_t>(value.integer(0, std::int64_t{1} << 53, "a number of rows", kNewModel));
}

LinkModelOrigin read_origin(const JsonValue& object) {
  object.allow_keys(Names{"release", "rows", "weighed_rows", "decisions", "continued"});
  LinkModelOrigin origin;
  origin.release = object.at("release").string();
  origin.rows = read_count(object.at("rows"));
  origin.weighed_rows = read_count(object.at("weighed_rows"));
  origin.decisions = read_count(object.at("decisions"));
  const JsonValue continued = object.at("continued");
  const JsonKind kind = continued.node().kind;
  if (kind != JsonKind::kTrue && kind != JsonKind::kFalse) continued.refuse("true or false", kNewModel);
  origin.continued = kind == JsonKind::kTrue;
  return origin;
}

SourceLinkModel read_source(const JsonValue& object) {
  object.allow_keys(Names{"source", "origin", "registry_persons", "second_row_rate", "absent_kin", "absent",
                          "other_nik", "family_context", "residence", "name_u", "name", "nik_birth_sex"});
  SourceLinkModel source;
  LinkParameters& model = source.parameters;
  source.source = object.at("source").string();
  source.origin = read_origin(object.at("origin"));
  model.registry_persons =
      object.at("registry_persons").number(1, kMostPersons, "a number of persons from 1", kNewModel);
  model.second_row_rate = object.at("second_row_rate").number(0, 1, "a share from 0 to 1", kNewModel);
  model.absent_kin = probability(object.at("absent_kin"));
  model.absent = probability(object.at("absent"));
  model.other_nik = probability(object.at("other_nik"));
  const JsonValue contexts = object.at("family_context");
  contexts.allow_keys(engine::kFamilyContextNames);
  for (std::size_t kind = 0; kind < engine::kFamilyContexts; ++kind) {
    model.context[kind] = probability(contexts.at(engine::kFamilyContextNames[kind]));
  }
  read_levels(object.at("residence"), engine::kResidenceLevelNames, model.residence_m, model.residence_u);
  expect_text(object.at("name_u"), kNameChance, kNewModel);
  read_levels(object.at("name"), engine::kNameLevelNames, model.name_m, {});
  read_joint(object.at("nik_birth_sex"), model);
  return source;
}

}  // namespace

std::vector<SourceLinkModel> read_link_model(const std::string& path) {
  const JsonDocument document = read_json_file(path, "link model", engine::ExitCode::kDamaged);
  const JsonValue root = document.root();
  root.allow_keys(Names{"format", "weight_unit", "sources"});
  expect_text(root.at("format"), kLinkModelFormat, "this program reads no other format; train a model with it.");
  expect_text(root.at("weight_unit"), "1/1024 bit", kNewModel);
  std::vector<SourceLinkModel> models;
  for (const JsonValue& object : root.at("sources").items()) {
    models.push_back(read_source(object));
    for (std::size_t i = 0; i + 1 < models.size(); ++i) {
      if (models[i].source == models.back().source)
        object.at("source").refuse("each source once", "remove one of the two.");
    }
  }
  return models;
}

}  // namespace io
