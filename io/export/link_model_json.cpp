#include "io/export/link_model_json.h"

#include <charconv>
#include <span>

#include "engine/linkage/bits.h"
#include "engine/linkage/level_names.h"
#include "io/export/json_text.h"

namespace io {
namespace {

using engine::LinkParameters;

// The fewest digits that read back as the same number.
std::string exact(double value) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

std::string level_line(const std::string& names, double m, const double* u) {
  const engine::WeightUnits weight = engine::weight_of(m) - (u == nullptr ? 0 : engine::weight_of(*u));
  return "{" + names + ", \"m\": " + exact(m) + (u == nullptr ? "" : ", \"u\": " + exact(*u)) +
         ", \"weight\": " + std::to_string(weight) + "}";
}

std::string named(const char* key, std::string_view name) {
  return json_quoted(key) + ": " + json_quoted(std::string(name));
}

void write_joint(JsonText& json, const LinkParameters& model) {
  json.open("nik_birth_sex", '[');
  for (std::size_t level = 0; level < engine::kJointLevels; ++level) {
    const std::string names =
        named("nik", engine::kNikLevelNames[static_cast<std::size_t>(engine::nik_of(level))]) + ", " +
        named("birth", engine::kBirthLevelNames[static_cast<std::size_t>(engine::birth_of(level))]) + ", " +
        named("sex", engine::kSexLevelNames[static_cast<std::size_t>(engine::sex_of(level))]);
    json.raw(nullptr, level_line(names, model.joint_m[level], &model.joint_u[level]));
  }
  json.close();
}

void write_levels(JsonText& json, const char* key, std::span<const std::string_view> names, std::span<const double> m,
                  const double* u) {
  json.open(key, '[');
  for (std::size_t level = 0; level + 1 < names.size(); ++level) {
    json.raw(nullptr, level_line(named("level", names[level]), m[level], u == nullptr ? nullptr : u + level));
  }
  json.close();
}

void write_origin(JsonText& json, const LinkModelOrigin& origin) {
  json.open("origin", '{');
  json.text("release", origin.release);
  json.number("rows", origin.rows);
  json.number("weighed_rows", origin.weighed_rows);
  json.number("decisions", origin.decisions);
  json.raw("continued", origin.continued ? "true" : "false");
  json.close();
}

void write_source(JsonText& json, const SourceLinkModel& source) {
  const LinkParameters& model = source.parameters;
  json.open(nullptr, '{');
  json.text("source", source.source);
  write_origin(json, source.origin);
  json.raw("registry_persons", exact(model.registry_persons));
  json.raw("second_row_rate", exact(model.second_row_rate));
  json.raw("absent_kin", exact(model.absent_kin));
  json.raw("absent", exact(model.absent));
  json.raw("other_nik", exact(model.other_nik));
  json.open("family_context", '{');
  for (std::size_t kind = 0; kind < engine::kFamilyContexts; ++kind) {
    json.raw(std::string(engine::kFamilyContextNames[kind]).c_str(), exact(model.context[kind]));
  }
  json.close();
  write_levels(json, "residence", engine::kResidenceLevelNames, model.residence_m, model.residence_u.data());
  json.text("name_u", kNameChance);
  write_levels(json, "name", engine::kNameLevelNames, model.name_m, nullptr);
  write_joint(json, model);
  json.close();
}

}  // namespace

std::string link_model_json(const std::vector<SourceLinkModel>& models) {
  JsonText json;
  json.open(nullptr, '{');
  json.text("format", kLinkModelFormat);
  json.text("weight_unit", "1/1024 bit");
  json.open("sources", '[');
  for (const SourceLinkModel& source : models) write_source(json, source);
  json.close();
  json.close();
  return json.finish();
}

}  // namespace io
