#include "io/config/desil_modes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/desil/source_groups.h"
#include "engine/desil/weighted_quantiles.h"
#include "io/config/nearest_name.h"
#include "io/config/source_config.h"

namespace io {
namespace {

constexpr std::array<std::string_view, 10> kLiftKeys = {
    "table",         "survey",        "weight", "missing", "points", "min_rows", "region_column", "expenditure_column",
    "weight_column", "members_column"};
constexpr std::array<std::string_view, 3> kGroupKeys = {"sources", "weight", "reach"};
constexpr std::array<std::string_view, 2> kWeights = {"families", "persons"};
constexpr std::array<std::string_view, 2> kMissing = {"refuse", "nation"};
constexpr std::int64_t kMostGroupWeight = 1000, kMostRows = 1'000'000;

std::vector<std::uint32_t> read_points(const TomlTable& lift) {
  constexpr std::uint32_t kEvery = 500;  // 5 %: a regency of 200 survey rows has ten between two points
  std::vector<std::uint32_t> points;
  const toml::node* const node = lift.node("points");
  if (node == nullptr) {
    for (std::uint32_t share = kEvery; share < engine::kWholeShare; share += kEvery) points.push_back(share);
    return points;
  }
  const char* const kWanted =
      "wanted a list of 2 to 250 percent points that ascend, above 0 and below 100, with at most two decimals. Cure: "
      "write points = [5, 10, 15] and so on.";
  const toml::array* const list = node->as_array();
  if (list == nullptr) lift.refuse("points", fmt::format("seen {}, {}", node_type(*node), kWanted));
  for (const toml::node& entry : *list) {
    const double percent = entry.value_or(-1.0);
    const double share = std::round(percent * 100);
    const bool whole = std::abs(percent * 100 - share) < 1e-6;
    if (!entry.is_number() || !whole || !(share >= 1 && share < engine::kWholeShare) ||
        (!points.empty() && share <= points.back())) {
      const std::string seen = entry.is_number() ? fmt::format("{}", percent) : std::string(node_type(entry));
      lift.refuse("points", fmt::format("seen {}, {}", seen, kWanted));
    }
    points.push_back(static_cast<std::uint32_t>(share));
  }
  if (points.size() < 2 || points.size() > engine::kMostQuantiles) {
    lift.refuse("points", fmt::format("seen {} points, {}", points.size(), kWanted));
  }
  return points;
}

void read_column(const TomlTable& lift, std::string_view key, std::string& column) {
  if (lift.has(key)) column = lift.required_text(key);
}

LiftConfig read_lift(const TomlTable& lift, const std::string& folder, DesilWeight weight) {
  LiftConfig config;
  if (lift.has("table")) config.table = input_path(lift, "table", lift.required_text("table"), folder);
  if (lift.has("survey")) config.survey = input_path(lift, "survey", lift.required_text("survey"), folder);
  if (config.table && config.survey) {
    lift.refuse("survey", "both a table and a survey are named, wanted one. Cure: remove 'table' or 'survey'.");
  }
  config.weight = static_cast<DesilWeight>(lift.word("weight", kWeights).value_or(static_cast<std::size_t>(weight)));
  config.nation_too = lift.word("missing", kMissing).value_or(0) == 1;
  config.points = read_points(lift);
  config.min_rows = static_cast<std::uint64_t>(
      lift.integer("min_rows", 2, kMostRows).value_or(static_cast<std::int64_t>(config.min_rows)));
  read_column(lift, "region_column", config.region_column);
  read_column(lift, "expenditure_column", config.expenditure_column);
  read_column(lift, "weight_column", config.weight_column);
  read_column(lift, "members_column", config.members_column);
  return config;
}

// Sources that tell of families: those that can make a family known.
std::vector<std::string_view> family_sources(const RunConfig& config) {
  std::vector<std::string_view> names;
  for (const SourceConfig& source : config.sources) {
    if (!source.families.empty()) names.push_back(source.name);
  }
  return names;
}

SourceGroupConfig read_group(const TomlTable& fields, const RunConfig& config) {
  SourceGroupConfig group;
  const std::vector<std::string_view> known = family_sources(config);
  group.sources = fields.required("sources", fields.texts("sources", true));
  if (group.sources.empty()) fields.refuse("sources", "is empty. Cure: name the sources of the list, or remove it.");
  for (const std::string& name : group.sources) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      fields.refuse(
          "sources",
          fmt::format("seen '{}', wanted names of sources with a families file: {}{}. Cure: correct the name.", name,
                      listed_names(known), suggestion(", nearest", name, known)));
    }
    const auto names_it = [&](const SourceGroupConfig& other) {
      return std::find(other.sources.begin(), other.sources.end(), name) != other.sources.end();
    };
    if (std::count(group.sources.begin(), group.sources.end(), name) > 1 ||
        std::any_of(config.groups.begin(), config.groups.end(), names_it)) {
      fields.refuse("sources", fmt::format("'{}' is in a list already, wanted each source in one list. Cure: take it "
                                           "out of one of them.",
                                           name));
    }
  }
  group.weight = static_cast<std::uint32_t>(fields.integer("weight", 1, kMostGroupWeight).value_or(1));
  if (const toml::node* const node = fields.node("reach")) {
    const toml::array* const reach = node->as_array();
    const auto percent = [&](std::size_t i) {
      const toml::node* const entry = reach->get(i);
      return entry->is_integer() ? *entry->value<std::int64_t>() : std::int64_t{-1};
    };
    if (reach == nullptr || reach->size() != 2 || percent(0) < 0 || percent(0) >= percent(1) || percent(1) > 100) {
      fields.refuse("reach",
                    "wanted two whole percents from 0 to 100, the first below the second. Cure: reach = [0, 40] for a "
                    "list of the poorest 40 % of every regency, [0, 100] for a list of all.");
    }
    group.reach_from = static_cast<std::uint32_t>(percent(0));
    group.reach_to = static_cast<std::uint32_t>(percent(1));
  }
  return group;
}

void read_groups(const TomlDocument& document, const TomlTable& desil, RunConfig& config) {
  const std::vector<std::string_view> sources = family_sources(config);
  const toml::node* const node = desil.node("group");
  if (node == nullptr) {
    for (const std::string_view source : sources) config.groups.push_back({{std::string(source)}, 1, 0, 100});
  } else {
    const toml::array* const list = node->as_array();
    if (list == nullptr || !list->is_homogeneous(toml::node_type::table)) {
      desil.refuse("group", "wanted a list of tables. Cure: write [[desil.group]] before each one.");
    }
    for (const toml::node& entry : *list) {
      config.groups.push_back(
          read_group(TomlTable(document, *entry.as_table(), "[[desil.group]]", kGroupKeys), config));
    }
    for (const std::string_view source : sources) {
      if (std::none_of(config.groups.begin(), config.groups.end(), [&](const SourceGroupConfig& group) {
            return std::find(group.sources.begin(), group.sources.end(), source) != group.sources.end();
          })) {
        desil.refuse(
            "group",
            fmt::format("source '{}' is in no list, wanted every source with a families file in one. Cure: add "
                        "it to the sources of a [[desil.group]].",
                        source));
      }
    }
  }
  if (config.mode == "groups" && config.groups.size() > engine::kMostSourceLists) {
    desil.refuse("mode", fmt::format("seen {} lists of sources, wanted at most {}. Cure: join sources of one kind in "
                                     "a [[desil.group]].",
                                     config.groups.size(), engine::kMostSourceLists));
  }
}

}  // namespace

void read_desil_modes(const TomlDocument& document, const TomlTable& desil, const std::string& folder,
                      RunConfig& config) {
  config.lift.weight = config.weight;
  if (const toml::node* const node = desil.node("lift")) {
    if (!node->is_table())
      desil.refuse("lift", "wanted a table. Cure: write [desil.lift] once, with its keys below it.");
    config.lift = read_lift(TomlTable(document, *node->as_table(), "[desil.lift]", kLiftKeys), folder, config.weight);
  }
  if (config.lifts() && !config.lift.table && !config.lift.survey) {
    desil.refuse("mode", fmt::format("seen '{}', which lifts every regency to its distribution of expenditure, and "
                                     "none is named. Cure: add [desil.lift] with table = \"distribution.csv\" or "
                                     "survey = \"susenas.csv\", or write mode = \"national\".",
                                     config.mode));
  }
  read_groups(document, desil, config);
}

}  // namespace io
