#include "io/fit/fit_term.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "io/config/nearest_name.h"

namespace io {
namespace {

using engine::Feature;
using engine::FeatureKind;
using engine::Variable;

constexpr std::array<std::string_view, 10> kKeys = {"name", "label", "variable", "kind",     "groups",
                                                    "cap",  "edges", "per",      "features", "reference"};
constexpr std::array<std::string_view, 5> kKinds = {"category", "count", "band", "share", "interaction"};

Variable read_variable(const TomlTable& term, std::string_view key) {
  const std::string name = term.required_text(key);
  if (const auto found = engine::find_variable(name)) return *found;
  std::vector<std::string_view> names;
  for (const Variable variable : engine::all_variables()) names.push_back(engine::variable_name(variable));
  term.refuse(key, fmt::format("seen '{}', wanted a column of the families table or an aggregate of members{}. Cure: "
                               "see the README, \"pmt.json\", for the names.",
                               name, suggestion(", nearest", name, names)));
}

std::vector<std::int64_t> integers(const TomlTable& term, std::string_view key, const toml::node& node) {
  const toml::array* const list = node.as_array();
  std::vector<std::int64_t> numbers;
  bool whole = list != nullptr;
  for (std::size_t i = 0; whole && i < list->size(); ++i) {
    const auto* const number = list->get(i)->as_integer();
    whole = number != nullptr;
    if (whole) numbers.push_back(number->get());
  }
  if (!whole) term.refuse(key, "wanted a list of whole numbers, e.g. [8, 12, 16]. Cure: correct the list.");
  return numbers;
}

const toml::node& required_node(const TomlTable& term, std::string_view key) {
  if (const toml::node* const node = term.node(key)) return *node;
  term.refuse_missing(key);
}

// Every code that a cell may hold stands in exactly one group.
void read_groups(const TomlTable& term, const toml::node& node, Feature& feature) {
  const engine::ValueRange range = engine::value_range(feature.variable);
  const toml::array* const list = node.as_array();
  if (list == nullptr || list->empty()) term.refuse("groups", "wanted a list of lists of codes. Cure: [[1, 2], [3]].");
  std::vector<bool> seen(std::size_t{range.highest} + 1, false);
  for (const toml::node& group : *list) {
    auto& codes = feature.groups.emplace_back();
    for (const std::int64_t code : integers(term, "groups", group)) {
      if (code < range.lowest || code > range.highest) {
        term.refuse("groups",
                    fmt::format("seen code {}, wanted {} to {}. Cure: see the catalogue for the codes of '{}'.", code,
                                range.lowest, range.highest, engine::variable_name(feature.variable)));
      }
      if (seen[static_cast<std::size_t>(code)]) {
        term.refuse("groups",
                    fmt::format("code {} stands twice, wanted each code in one group. Cure: remove one.", code));
      }
      seen[static_cast<std::size_t>(code)] = true;
      codes.push_back(static_cast<std::uint16_t>(code));
    }
    if (codes.empty()) term.refuse("groups", "a group without codes. Cure: remove the empty group.");
  }
  for (std::size_t code = range.lowest; code <= range.highest; ++code) {
    if (!seen[code]) {
      term.refuse("groups",
                  fmt::format("no group with code {0}, wanted every valid code in exactly one group. Cure: add "
                              "{0} to the group it belongs to.",
                              code));
    }
  }
}

void read_edges(const TomlTable& term, Feature& feature, std::int64_t lowest, std::int64_t highest) {
  for (const std::int64_t edge : integers(term, "edges", required_node(term, "edges"))) {
    const std::int64_t least = feature.edges.empty() ? lowest : feature.edges.back() + 1;
    if (edge < least || edge > highest) {
      term.refuse("edges", fmt::format("seen {}, wanted edges from {} to {}, ascending. Cure: correct the list.", edge,
                                       lowest, highest));
    }
    feature.edges.push_back(static_cast<std::uint16_t>(edge));
  }
  if (feature.edges.empty() || feature.edges.size() >= engine::kMaxLevels) {
    term.refuse("edges", fmt::format("seen {} edges, wanted 1 to 14. Cure: merge bands.", feature.edges.size()));
  }
}

void require_amount(const TomlTable& term, std::string_view key, Variable variable) {
  if (engine::is_nominal(variable)) {
    term.refuse(key, "a code, wanted a count or a measure for this kind. Cure: use kind = \"category\" for codes.");
  }
}

void read_interaction(const TomlTable& term, Feature& feature, const std::vector<Feature>& before) {
  const auto names = term.required("features", term.texts("features", false));
  if (names.size() != 2) {
    term.refuse("features", "wanted two terms. Cure: chain interactions for three and more.");
  }
  std::array<std::size_t, 2> places{};
  for (std::size_t i = 0; i < 2; ++i) {
    const auto found = std::find_if(before.begin(), before.end(), [&](const Feature& f) { return f.name == names[i]; });
    if (found == before.end()) {
      std::vector<std::string_view> known;
      for (const Feature& f : before) known.push_back(f.name);
      term.refuse("features", fmt::format("'{}' is no term above this one{}. Cure: put its parts first.", names[i],
                                          suggestion(", nearest", names[i], known)));
    }
    places[i] = static_cast<std::size_t>(found - before.begin());
  }
  feature.left = places[0], feature.right = places[1];
}

std::string default_label(const Feature& feature, const std::vector<Feature>& before) {
  if (feature.kind == FeatureKind::kInteraction) {
    return before[feature.left].label + " × " + before[feature.right].label;
  }
  return std::string(engine::variable_label(feature.variable));
}

// Which keys a kind has besides name, label, kind, reference.
void require_keys(const TomlTable& term, FeatureKind kind) {
  const auto allowed = [&](std::string_view key) {
    switch (kind) {
      case FeatureKind::kCategory: return key == "variable" || key == "groups";
      case FeatureKind::kCount: return key == "variable" || key == "cap";
      case FeatureKind::kBand:
      case FeatureKind::kShare: return key == "variable" || key == "edges" || key == "per";
      case FeatureKind::kInteraction: return key == "features";
    }
    return false;
  };
  for (const std::string_view key : {"variable", "groups", "cap", "edges", "per", "features"}) {
    if (term.has(key) && !allowed(key)) {
      term.refuse(key, fmt::format("has no meaning for kind = \"{}\". Cure: remove the line.",
                                   kKinds[static_cast<std::size_t>(kind)]));
    }
  }
}

std::optional<std::uint8_t> read_reference(const TomlTable& term, const Feature& feature) {
  const auto value = term.integer("reference", 0, 65534);
  if (!value) return std::nullopt;
  if (feature.kind == FeatureKind::kInteraction) {
    term.refuse("reference", "an interaction has those of its parts. Cure: remove the line.");
  }
  // A share's reference is given in percent, as its edges are.
  const std::uint32_t per = feature.kind == FeatureKind::kShare ? 100 : 1;
  const std::uint8_t level = engine::level_of(feature, static_cast<std::uint32_t>(*value), per);
  if (level == engine::kMissingLevel) {
    term.refuse("reference",
                fmt::format("{} lies in no level. Cure: name a code, count or measure of the term.", *value));
  }
  return level;
}

}  // namespace

FitTerm read_fit_term(const TomlDocument& document, const toml::table& table, const std::vector<Feature>& before) {
  const TomlTable term(document, table, "[[term]]", kKeys);
  FitTerm read;
  Feature& feature = read.feature;
  feature.name = term.required_text("name");
  for (const Feature& other : before) {
    if (other.name == feature.name) {
      term.refuse("name",
                  fmt::format("'{}' is the name of an earlier term. Cure: rename one of the two.", feature.name));
    }
  }
  feature.kind = static_cast<FeatureKind>(term.required("kind", term.word("kind", kKinds)));
  require_keys(term, feature.kind);
  if (feature.kind != FeatureKind::kInteraction) feature.variable = read_variable(term, "variable");
  switch (feature.kind) {
    case FeatureKind::kCategory:
      if (!engine::has_codes(feature.variable)) {
        term.refuse("variable", "an amount, wanted a code for a category. Cure: use kind = \"count\" or \"band\".");
      }
      if (const toml::node* const groups = term.node("groups")) read_groups(term, *groups, feature);
      break;
    case FeatureKind::kCount:
      feature.cap = static_cast<std::uint16_t>(term.required("cap", term.integer("cap", 1, 14)));
      if (engine::value_range(feature.variable).highest > feature.cap) {
        require_amount(term, "variable", feature.variable);
      }
      break;
    case FeatureKind::kBand:
    case FeatureKind::kShare: {
      const bool share = feature.kind == FeatureKind::kShare;
      require_amount(term, "variable", feature.variable);
      if (term.has("per")) feature.per = read_variable(term, "per");
      if (share && !feature.per) feature.per = engine::variable(engine::MemberAggregate::kMembers);
      if (feature.per) require_amount(term, "per", *feature.per);
      read_edges(term, feature, share ? 1 : 0, share ? 100 : 65534);
      break;
    }
    case FeatureKind::kInteraction: read_interaction(term, feature, before); break;
  }
  feature.label = term.text("label").value_or(default_label(feature, before));
  feature.levels = engine::count_levels(feature, before);
  if (feature.levels < 2 || feature.levels > engine::kMaxLevels) {
    term.refuse("name", fmt::format("the term '{}' has {} levels, wanted 2 to 15. Cure: merge levels in groups.",
                                    feature.name, feature.levels));
  }
  read.reference = read_reference(term, feature);
  return read;
}

}  // namespace io
