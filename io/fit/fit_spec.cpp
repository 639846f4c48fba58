#include "io/fit/fit_spec.h"

#include <fmt/format.h>

#include <array>
#include <limits>

#include "engine/pmt/variable.h"
#include "io/config/small_file.h"
#include "io/config/toml_table.h"
#include "io/fit/fit_term.h"
#include "io/output_file.h"

namespace io {
namespace {

constexpr std::array<std::string_view, 10> kRootKeys = {"target", "weight",       "region",  "cluster", "strata",
                                                        "urban",  "poverty_line", "columns", "fit",     "term"};
constexpr std::array<std::string_view, 11> kFitKeys = {"level",  "constants", "pooling",       "ridge",
                                                       "select", "criterion", "select_per",    "folds",
                                                       "seed",   "min_rows",  "lonely_cluster"};
constexpr std::array<std::string_view, 3> kLevels = {"nation", "province", "regency"};
constexpr std::array<std::string_view, 2> kConstants = {"none", "regency"};
constexpr std::array<std::string_view, 2> kSelects = {"forward", "all"};
constexpr std::array<std::string_view, 3> kCriteria = {"bic", "aic", "cv"};
constexpr std::array<std::string_view, 2> kPer = {"nation", "model"};
constexpr std::array<std::string_view, 2> kLonely = {"adjust", "remove"};
constexpr double kMostRows = 1e9;

// A number of rows, "cv", or a word that means none.
engine::Strength read_strength(const TomlTable& fit, std::string_view key, double lowest) {
  const toml::node* const node = fit.node(key);
  if (node != nullptr && node->is_string()) {
    if (fit.text(key) == "cv") return {};
    fit.refuse(key, "wanted \"cv\" or a number of rows. Cure: correct the value.");
  }
  return {fit.number(key, lowest, kMostRows)};
}

void read_fit(const TomlTable& fit, engine::FitPlan& plan) {
  using engine::SelectBy;
  plan.level = static_cast<engine::FitLevel>(fit.word("level", kLevels).value_or(2));
  plan.regional_constants = fit.word("constants", kConstants).value_or(0) == 1;
  if (plan.regional_constants && plan.level == engine::FitLevel::kRegency) {
    fit.refuse("constants",
               "models of regencies have constants of their own already. Cure: level = \"province\" or "
               "\"nation\", or leave the line out.");
  }
  plan.pooled = !(fit.node("pooling") != nullptr && fit.node("pooling")->is_string() && fit.text("pooling") == "none");
  if (plan.pooled && fit.has("pooling")) plan.pooling = read_strength(fit, "pooling", 1e-6);
  if (fit.has("ridge")) plan.ridge = read_strength(fit, "ridge", 0);
  const bool forward = fit.word("select", kSelects).value_or(0) == 0;
  const std::size_t criterion = fit.word("criterion", kCriteria).value_or(0);
  plan.select = !forward ? SelectBy::kAll : static_cast<SelectBy>(criterion + 1);
  if (!forward && fit.has("criterion")) {
    fit.refuse("criterion", "select = \"all\" tries no steps. Cure: select = \"forward\", or remove the line.");
  }
  plan.select_by_model = forward && fit.word("select_per", kPer).value_or(0) == 1;
  if (plan.select_by_model && plan.pooled) {
    fit.refuse("select_per",
               "models with different terms cannot lean on each other. Cure: pooling = \"none\", or "
               "select_per = \"nation\".");
  }
  if (plan.select_by_model && plan.regional_constants) {
    fit.refuse("select_per", "not together with constants = \"regency\". Cure: select_per = \"nation\".");
  }
  plan.folds = static_cast<std::uint32_t>(fit.integer("folds", 2, 20).value_or(5));
  plan.seed = static_cast<std::uint64_t>(fit.integer("seed", 0, std::numeric_limits<std::int64_t>::max()).value_or(1));
  plan.min_rows = static_cast<std::uint32_t>(fit.integer("min_rows", 1, 1'000'000'000).value_or(30));
  plan.lonely = static_cast<engine::LonelyCluster>(fit.word("lonely_cluster", kLonely).value_or(0));
}

}  // namespace

FitSpec read_fit_spec(const std::string& path) {
  const std::string text = read_small_file(path, kConfigLimit, "fit specification");
  const TomlDocument document = parse_toml(text, path);
  const TomlTable root(document, document.root, "the specification", kRootKeys);
  FitSpec spec;
  spec.sha256 = sha256_of(text);
  spec.target = root.required_text("target");
  spec.region = root.required_text("region");
  if (root.has("weight")) spec.weight = root.required_text("weight");
  if (root.has("cluster")) spec.cluster = root.required_text("cluster");
  if (root.has("urban")) spec.urban = root.required_text("urban");
  spec.poverty_line = root.number("poverty_line", 1, 1e12).value_or(spec.poverty_line);
  spec.strata = root.texts("strata", true).value_or(std::vector<std::string>{});
  for (const auto& [ours, theirs] : root.text_entries("columns")) {
    if (!engine::find_variable(ours)) {
      root.refuse("columns",
                  fmt::format("'{}' is no variable of ours. Cure: our name = \"the name in the file\".", ours));
    }
    spec.columns[ours] = theirs;
  }
  if (const toml::table* const table = table_at(document, "fit")) {
    read_fit(TomlTable(document, *table, "[fit]", kFitKeys), spec.plan);
  }
  for (const toml::table* const table : tables_at(document, "term")) {
    FitTerm term = read_fit_term(document, *table, spec.plan.terms);
    spec.plan.terms.push_back(std::move(term.feature));
    spec.plan.reference.push_back(term.reference);
  }
  if (spec.plan.terms.empty() || spec.plan.terms.size() > engine::kMaxFeatures) {
    root.refuse("term", fmt::format("seen {} terms, wanted 1 to {}. Cure: add [[term]] tables.", spec.plan.terms.size(),
                                    engine::kMaxFeatures));
  }
  return spec;
}

}  // namespace io
