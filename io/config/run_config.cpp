#include "io/config/run_config.h"

#include <algorithm>
#include <filesystem>
#include <limits>

#include "engine/error.h"
#include "io/config/class_labels.h"
#include "io/config/desil_modes.h"
#include "io/config/small_file.h"
#include "io/config/source_config.h"
#include "io/config/toml_table.h"

namespace io {
namespace {

using Keys = std::span<const std::string_view>;

constexpr std::array<std::string_view, 11> kRootKeys = {"run",      "source",     "flag",    "model",  "link",  "desil",
                                                        "assemble", "programmes", "indices", "output", "limits"};
constexpr std::array<std::string_view, 4> kRunKeys = {"release", "note", "seed", "checkpoint"};
constexpr std::array<std::string_view, 3> kFlagKeys = {"name", "file", "key"};
constexpr std::array<std::string_view, 1> kFileKey = {"file"};
constexpr std::array<std::string_view, 3> kLinkKeys = {"model", "learn", "review_rows"};
constexpr std::array<std::string_view, 1> kAssembleKeys = {"mode"};
constexpr std::array<std::string_view, 5> kDesilKeys = {"weight", "mode", "classes", "lift", "group"};
constexpr std::array<std::string_view, 8> kOutputKeys = {
    "families", "links", "duplicates", "quality", "uncertainty", "uncertainty_desil", "uncertainty_firm", "snapshot"};
constexpr std::array<std::string_view, 1> kIndexKeys = {"poverty_line"};
constexpr std::array<std::string_view, 1> kLimitKeys = {"max_rejects"};

constexpr std::array<std::string_view, 2> kFlagKeyWords = {"nik", "kk"};
constexpr std::array<std::string_view, 2> kAssembleModes = {"record", "field"};
constexpr std::array<std::string_view, 2> kWeights = {"families", "persons"};
constexpr std::int64_t kMostReviewRows = 100'000;  // of a source: more than people can look at
constexpr std::size_t kMostFlags = 32;             // bits of a family's flag mask

// The table `[name]`, checked for unknown keys; nothing where the file has none.
std::optional<TomlTable> optional_table(const TomlDocument& document, std::string_view name, Keys keys) {
  const toml::table* const table = table_at(document, name);
  if (table == nullptr) return std::nullopt;
  std::string title = "[";
  title.append(name).append("]");
  return TomlTable(document, *table, std::move(title), keys);
}

std::optional<InputPath> optional_path(const TomlDocument& document, std::string_view name, std::string_view key,
                                       Keys keys, const std::string& folder) {
  const auto table = optional_table(document, name, keys);
  if (!table) return std::nullopt;
  return input_path(*table, key, table->required_text(key), folder);
}

// Comes before the sources are read: what else is wrong with a second registry follows from this.
void check_registries(const TomlDocument& document, const std::vector<const toml::table*>& tables) {
  std::vector<std::string> names;
  for (const toml::table* table : tables) {
    if ((*table)["role"].value_or(std::string_view()) != "registry") continue;
    names.push_back("'" + std::string((*table)["name"].value_or(std::string_view("without name"))) + "'");
    if (names.size() < 2) continue;
    refuse_at(document, table->get("role")->source(),
              "two sources have role = \"registry\": " + names[0] + " and " + names[1] +
                  ", wanted exactly one. Cure: give the others role = \"source\".");
  }
}

void check_sources(const TomlDocument& document, const std::vector<const toml::table*>& tables,
                   const RunConfig& config) {
  bool has_registry = false;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (config.sources[i].name == config.sources[j].name) {
        refuse_at(document, tables[i]->get("name")->source(),
                  "'name' in [[source]]: '" + config.sources[i].name +
                      "' is the name of an earlier source too. Cure: give each source its own name.");
      }
    }
    has_registry |= config.sources[i].role == SourceRole::kRegistry;
  }
  if (!has_registry) {
    refuse_at(document, tables.front()->source(),
              "no [[source]] has role = \"registry\", wanted exactly one. Cure: mark the civil registry's source so.");
  }
}

void read_sources(const TomlDocument& document, const std::string& folder, RunConfig& config) {
  const auto tables = tables_at(document, "source");
  if (tables.empty()) {
    throw engine::Error(
        engine::ExitCode::kUsage,
        document.shown_path +
            ": no [[source]], wanted one with role = \"registry\" at least. Cure: see the README, \"run.toml\".",
        {document.shown_path, 1, "1", 0});
  }
  check_registries(document, tables);
  for (const toml::table* table : tables) config.sources.push_back(parse_source(document, *table, folder));
  check_sources(document, tables, config);
}

void read_flags(const TomlDocument& document, const std::string& folder, RunConfig& config) {
  for (const toml::table* table : tables_at(document, "flag")) {
    const TomlTable fields(document, *table, "[[flag]]", kFlagKeys);
    FlagConfig flag;
    flag.name = fields.required_text("name");
    check_output_name(fields, "name", flag.name);
    const auto same_name = [&](const auto& other) { return other.name == flag.name; };
    if (std::any_of(config.flags.begin(), config.flags.end(), same_name) ||
        std::any_of(config.sources.begin(), config.sources.end(), same_name)) {
      fields.refuse("name",
                    "'" + flag.name + "' is the name of an earlier source or flag too. Cure: give each its own name.");
    }
    flag.file = input_path(fields, "file", fields.required_text("file"), folder);
    flag.key = static_cast<FlagKey>(fields.required("key", fields.word("key", kFlagKeyWords)));
    if (config.flags.size() == kMostFlags) {
      refuse_at(document, fields.place(), "more than 32 flag lists. Cure: join lists that lead to the same decision.");
    }
    config.flags.push_back(std::move(flag));
  }
}

void read_classes(const TomlTable& desil, RunConfig& config) {
  const toml::node* const node = desil.node("classes");
  if (node == nullptr || node->is_string()) {
    const std::size_t set = desil.word("classes", class_set_names()).value_or(0);
    config.class_set = class_set_names()[set];
    config.class_labels = class_labels_of(set);
    return;
  }
  const auto labels = desil.texts("classes", false);
  if (labels->size() != config.class_labels.size()) {
    desil.refuse(
        "classes",
        "seen " + std::to_string(labels->size()) +
            " labels, wanted 10, one for each desil. Cure: repeat the label of a class that covers several desils.");
  }
  for (std::size_t i = 0; i < labels->size(); ++i) {
    if ((*labels)[i].empty())
      desil.refuse("classes", "label " + std::to_string(i + 1) + " is empty. Cure: name the class of this desil.");
    check_output_name(desil, "classes", (*labels)[i]);
    config.class_labels[i] = (*labels)[i];
  }
  config.class_set = "own";
}

void check_note(const TomlTable& run, const std::string& note) {
  constexpr std::size_t kLongest = 600;  // a banner, not a page
  const bool control =
      std::any_of(note.begin(), note.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (note.size() > kLongest || control) {
    run.refuse("note",
               "wanted at most 600 bytes and no control characters. Cure: write one or two sentences in one line; they "
               "stand at the head of the report.");
  }
}

void read_link(const TomlDocument& document, const std::string& folder, RunConfig& config) {
  const auto link = optional_table(document, "link", kLinkKeys);
  if (!link) return;
  if (link->has("model")) config.link_model = input_path(*link, "model", link->required_text("model"), folder);
  config.link_learn = link->boolean("learn").value_or(false);
  if (config.link_learn && !config.link_model) {
    link->refuse("learn",
                 "learn = true learns on from a model, and none is named. Cure: add model = \"link_model.json\", or "
                 "leave the key out: without a model a run always learns.");
  }
  if (const auto rows = link->integer("review_rows", 0, kMostReviewRows)) {
    config.review_rows = static_cast<std::uint64_t>(*rows);
  }
}

void read_rules(const TomlDocument& document, RunConfig& config) {
  config.class_labels = class_labels_of(0);
  if (const auto run = optional_table(document, "run", kRunKeys)) {
    config.release = run->text("release").value_or("");
    if (!config.release.empty()) check_output_name(*run, "release", config.release);
    config.note = run->text("note").value_or("");
    check_note(*run, config.note);
    config.checkpoint = run->boolean("checkpoint").value_or(true);
    config.seed =
        static_cast<std::uint64_t>(run->integer("seed", 0, std::numeric_limits<std::int64_t>::max()).value_or(1));
  }
  if (const auto assemble = optional_table(document, "assemble", kAssembleKeys)) {
    config.assemble = static_cast<AssembleMode>(assemble->word("mode", kAssembleModes).value_or(0));
  }
  if (const auto desil = optional_table(document, "desil", kDesilKeys)) {
    config.weight = static_cast<DesilWeight>(desil->word("weight", kWeights).value_or(0));
    config.mode = kDesilModes[desil->word("mode", kDesilModes).value_or(0)];
    read_classes(*desil, config);
  }
  if (const auto output = optional_table(document, "output", kOutputKeys)) {
    config.output.families = output->boolean("families").value_or(true);
    config.output.links = output->boolean("links").value_or(true);
    config.output.duplicates = output->boolean("duplicates").value_or(true);
    config.output.quality = output->boolean("quality").value_or(true);
    config.output.uncertainty = output->boolean("uncertainty").value_or(false);
    config.output.snapshot = output->boolean("snapshot").value_or(true);
    config.output.uncertainty_desil =
        output->integer("uncertainty_desil", 1, 9).value_or(config.output.uncertainty_desil);
    config.output.uncertainty_firm =
        output->number("uncertainty_firm", 0.5, 1).value_or(config.output.uncertainty_firm);
  }
  if (const auto indices = optional_table(document, "indices", kIndexKeys)) {
    config.poverty_line = indices->number("poverty_line", 1, 1e12).value_or(config.poverty_line);
  }
  if (const auto limits = optional_table(document, "limits", kLimitKeys)) {
    config.max_rejects = limits->number("max_rejects", 0, 1).value_or(config.max_rejects);
  }
}

}  // namespace

const SourceConfig& RunConfig::registry() const {
  const auto found = std::find_if(sources.begin(), sources.end(),
                                  [](const SourceConfig& s) { return s.role == SourceRole::kRegistry; });
  if (found == sources.end()) throw engine::Error(engine::ExitCode::kInvariant, "a checked run file has no registry");
  return *found;
}

RunConfig parse_run_config(const std::string& text, const std::string& shown_path, const std::string& folder,
                           RunStage to) {
  const TomlDocument document = parse_toml(text, shown_path);
  const TomlTable root(document, document.root, "the run file", kRootKeys);
  RunConfig config;
  config.shown_path = shown_path;
  read_rules(document, config);
  read_sources(document, folder, config);
  read_flags(document, folder, config);
  if (const auto desil = optional_table(document, "desil", kDesilKeys)) {
    read_desil_modes(document, *desil, folder, config);
  }
  config.model = optional_path(document, "model", "file", kFileKey, folder);
  read_link(document, folder, config);
  config.programmes = optional_path(document, "programmes", "file", kFileKey, folder);
  if (to >= RunStage::kScore && !config.model) {
    throw engine::Error(engine::ExitCode::kUsage,
                        shown_path +
                            ": no [model], wanted its file for the stage 'score'. Cure: add [model] with file = "
                            "\"pmt.json\", or stop earlier with --to assemble.",
                        {shown_path, 1, "1", 0});
  }
  return config;
}

RunConfig read_run_config(const std::string& path, RunStage to) {
  const std::string text = read_small_file(path, kConfigLimit, "run file");
  const std::filesystem::path absolute = std::filesystem::absolute(path).lexically_normal();
  RunConfig config = parse_run_config(text, path, absolute.parent_path().string(), to);
  config.path = absolute.string();
  return config;
}

}  // namespace io
