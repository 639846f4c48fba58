// Writes a run configuration in its canonical form: see run_config.h.
#include <filesystem>
#include <nlohmann/json.hpp>

#include "io/config/run_config.h"

namespace io {
namespace {

using nlohmann::json;  // sorts its keys

json paths(const std::vector<InputPath>& inputs) {
  json list = json::array();
  for (const InputPath& input : inputs) list.push_back(portable_path(input));
  return list;
}

json date_formats(const SourceConfig& source) {
  if (source.more_date_formats.empty()) return source.date_format;
  json list = json::array({source.date_format});
  for (const std::string& format : source.more_date_formats) list.push_back(format);
  return list;
}

json source_json(const SourceConfig& source) {
  json codes = json::object();
  for (const auto& [column, cells] : source.codes) {
    for (const auto& [cell, code] : cells) codes[column][cell] = code ? json(*code) : json("");
  }
  return {{"name", source.name},
          {"role", source.role == SourceRole::kRegistry ? "registry" : "source"},
          {"persons", paths(source.persons)},
          {"families", paths(source.families)},
          {"date", source.date},
          {"precedence", source.precedence},
          {"encoding", source.encoding == Encoding::kUtf8 ? "utf-8" : "latin-1"},
          {"region_codes", source.region_codes == RegionCodes::kKemendagri ? "kemendagri" : "bps2020"},
          {"date_format", date_formats(source)},
          {"missing", source.missing},
          {"one_row_per_person", source.one_row_per_person},
          {"ignore", source.ignore},
          {"columns", source.columns},
          {"codes", codes}};
}

json link_json(const RunConfig& config) {
  json link = {{"review_rows", config.review_rows}};
  if (config.link_model) {
    link["model"] = portable_path(*config.link_model);
    link["learn"] = config.link_learn;
  }
  if (config.decisions) link["decisions"] = std::filesystem::path(config.decisions->path).filename().string();
  return link;
}

json desil_json(const RunConfig& config) {
  const auto weight = [](DesilWeight by) { return by == DesilWeight::kFamilies ? "families" : "persons"; };
  json desil = {{"weight", weight(config.weight)},
                {"mode", config.mode},
                {"class_set", config.class_set},
                {"classes", config.class_labels}};
  if (config.lifts()) {  // parameters of a mode that is not used are no part of a run
    const LiftConfig& lift = config.lift;
    json& of_lift =
        desil["lift"] = {{"weight", weight(lift.weight)}, {"missing", lift.nation_too ? "nation" : "refuse"}};
    if (lift.table) of_lift["table"] = portable_path(*lift.table);
    if (lift.survey) {
      of_lift["survey"] = portable_path(*lift.survey);
      of_lift["points"] = lift.points;
      of_lift["min_rows"] = lift.min_rows;
      of_lift["columns"] = {lift.region_column, lift.expenditure_column, lift.weight_column, lift.members_column};
    }
  }
  if (config.combines_lists()) {
    for (const SourceGroupConfig& group : config.groups) {
      desil["group"].push_back(
          {{"sources", group.sources}, {"weight", group.weight}, {"reach", {group.reach_from, group.reach_to}}});
    }
  }
  return desil;
}

json optional_file(const char* key, const std::optional<InputPath>& path) {
  json table = json::object();
  if (path) table[key] = portable_path(*path);
  return table;
}

}  // namespace

std::string portable_path(const InputPath& path) {
  const std::filesystem::path shown = path.shown;
  return shown.is_absolute() ? shown.filename().string() : path.shown;
}

std::string canonical_config(const RunConfig& config) {
  json sources = json::array(), flags = json::array();
  for (const SourceConfig& source : config.sources) sources.push_back(source_json(source));
  for (const FlagConfig& flag : config.flags) {
    flags.push_back(
        {{"name", flag.name}, {"file", portable_path(flag.file)}, {"key", flag.key == FlagKey::kNik ? "nik" : "kk"}});
  }
  json output = {{"families", config.output.families},       {"links", config.output.links},
                 {"duplicates", config.output.duplicates},   {"quality", config.output.quality},
                 {"uncertainty", config.output.uncertainty}, {"snapshot", config.output.snapshot}};
  if (config.output.uncertainty) {
    output["uncertainty_desil"] = config.output.uncertainty_desil;
    output["uncertainty_firm"] = config.output.uncertainty_firm;
  }
  const json all = {{"run", {{"release", config.release}, {"note", config.note}, {"seed", config.seed}}},
                    {"source", sources},
                    {"flag", flags},
                    {"model", optional_file("file", config.model)},
                    {"link", link_json(config)},
                    {"assemble", {{"mode", config.assemble == AssembleMode::kRecord ? "record" : "field"}}},
                    {"desil", desil_json(config)},
                    {"programmes", optional_file("file", config.programmes)},
                    {"indices", {{"poverty_line", config.poverty_line}}},
                    {"output", output},
                    {"limits", {{"max_rejects", config.max_rejects}}}};
  return all.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace io
