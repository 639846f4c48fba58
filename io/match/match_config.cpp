#include "io/match/match_config.h"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "engine/error.h"
#include "io/config/nearest_name.h"
#include "io/config/small_file.h"
#include "io/config/toml_table.h"
#include "io/ingest/date_format.h"

namespace io {
namespace {

constexpr std::string_view kTopKeys[] = {"missing", "one_to_one", "threshold", "model", "field", "block", "id"};
constexpr std::string_view kTopValues[] = {"missing", "one_to_one", "threshold", "model"};  // not tables
constexpr std::string_view kFieldKeys[] = {"column", "columns", "type", "format"};
constexpr std::string_view kBlockKeys[] = {"rules"};
constexpr std::string_view kIdKeys[] = {"column"};
constexpr std::size_t kMostFields = 18;  // their levels fit one pattern

// A key of the top level that has slipped into a table: TOML gives every key to the table above it.
void refuse_top_keys(const TomlDocument& document, const toml::table& table, const std::string& title) {
  for (const auto& [key, node] : table) {
    const std::string_view name = key.str();
    if (std::find(std::begin(kTopValues), std::end(kTopValues), name) == std::end(kTopValues)) continue;
    refuse_at(document, key.source(),
              "'" + std::string(name) + "' stands inside " + title +
                  ", wanted at the top level. Cure: move this line up, before the first [[field]] or other table.");
  }
}

std::vector<std::string> columns_of(const TomlTable& table) {
  if (table.has("column") && table.has("columns"))
    table.refuse("columns", "stands beside 'column'. Cure: keep one of them.");
  std::vector<std::string> columns;
  if (const auto one = table.text("column")) columns = {*one};
  if (const auto several = table.texts("columns", false)) columns = *several;
  if (columns.empty()) {
    table.refuse(table.has("columns") ? "columns" : "column",
                 "missing or empty, wanted the name of a column. Cure: column = \"NAME\" or columns = [\"A\", \"B\"].");
  }
  for (const std::string& column : columns) {
    if (column.empty()) {
      table.refuse(table.has("columns") ? "columns" : "column",
                   "an empty name of a column. Cure: write the name as in the file's header.");
    }
  }
  return columns;
}

MatchFieldConfig parse_field(const TomlDocument& document, const toml::table& source) {
  refuse_top_keys(document, source, "[[field]]");
  const TomlTable table(document, source, "[[field]]", kFieldKeys);
  MatchFieldConfig field;
  field.columns = columns_of(table);
  field.type = static_cast<engine::FieldType>(table.required("type", table.word("type", kFieldTypeWords)));
  const bool date = field.type == engine::FieldType::kDate;
  if (table.has("format")) {
    if (!date) table.refuse("format", "belongs to fields of type \"date\". Cure: remove it.");
    if (field.columns.size() > 1)
      table.refuse("format", "stands beside three columns, which need none. Cure: remove it.");
    field.formats = *table.texts("format", true);
    const std::string fault = date_format_fault(field.formats);
    if (!fault.empty()) table.refuse("format", fault);
  } else if (date) {
    field.formats = {"%Y-%m-%d"};
  }
  if (date && field.columns.size() != 1 && field.columns.size() != 3) {
    table.refuse("columns", "a date wants one column, or three: year, month and day. Cure: correct the list.");
  }
  return field;
}

void read_rules(const TomlDocument& document, MatchConfig& config) {
  const toml::table* const source = table_at(document, "block");
  if (source == nullptr) return;
  refuse_top_keys(document, *source, "[block]");
  const TomlTable table(document, *source, "[block]", kBlockKeys);
  const toml::node* const node = table.node("rules");
  if (node == nullptr) return;
  const std::string wanted =
      "wanted a list of lists of columns such as [[\"surname\", \"date_of_birth\"]]. Cure: correct the list.";
  const toml::array* const rules = node->as_array();
  if (rules == nullptr) table.refuse("rules", wanted);
  std::vector<std::string> known_names;
  for (const MatchFieldConfig& field : config.fields) {
    known_names.insert(known_names.end(), field.columns.begin(), field.columns.end());
  }
  const std::vector<std::string_view> known(known_names.begin(), known_names.end());
  for (const toml::node& entry : *rules) {
    const toml::array* const rule = entry.as_array();
    if (rule == nullptr || rule->empty()) refuse_at(document, entry.source(), "'rules' in [block]: " + wanted);
    std::vector<std::size_t> fields;
    for (const toml::node& cell : *rule) {
      const auto* const text = cell.as_string();
      if (text == nullptr) refuse_at(document, cell.source(), "'rules' in [block]: " + wanted);
      const auto field = std::find_if(config.fields.begin(), config.fields.end(), [&](const auto& f) {
        return std::find(f.columns.begin(), f.columns.end(), text->get()) != f.columns.end();
      });
      if (field == config.fields.end()) {
        refuse_at(document, cell.source(),
                  "'rules' in [block]: '" + text->get() + "' is the column of no [[field]]" +
                      suggestion(", nearest", text->get(), known) + ". Cure: correct the name, or add the field.");
      }
      const auto number = static_cast<std::size_t>(field - config.fields.begin());
      if (std::find(fields.begin(), fields.end(), number) == fields.end()) fields.push_back(number);
    }
    config.rules.push_back(std::move(fields));
  }
  constexpr std::size_t kMostRules = 64;
  if (config.rules.size() > kMostRules) table.refuse("rules", "more than 64 rules. Cure: leave the coarsest out.");
}

std::string beside(const std::string& file, const std::string& path) {
  return (std::filesystem::path(file).parent_path() / path).string();
}

}  // namespace

std::string MatchFieldConfig::name() const {
  std::string name;
  for (const std::string& column : columns) name += (name.empty() ? "" : " + ") + column;
  return name;
}

MatchConfig read_match_config(const std::string& path) {
  const TomlDocument document = parse_toml(read_small_file(path, kConfigLimit, "link model"), path);
  const TomlTable top(document, document.root, "the top level", kTopKeys);
  MatchConfig config;
  config.path = path;
  config.missing = top.texts("missing", true).value_or(std::vector<std::string>{});
  config.one_to_one = top.boolean("one_to_one").value_or(false);
  config.threshold = top.number("threshold", 0.01, 0.999999).value_or(0.5);
  if (top.has("model")) config.model = beside(path, top.required_text("model"));
  const auto fields = tables_at(document, "field");
  if (fields.empty()) {
    throw engine::Error(engine::ExitCode::kUsage,
                        path +
                            ": no [[field]], wanted at least one column to compare. Cure: see desil match --help "
                            "for an example.",
                        {path, 1, "1", 0});
  }
  for (const toml::table* field : fields) {
    config.fields.push_back(parse_field(document, *field));
    const auto same = [&](const auto& other) { return other.columns == config.fields.back().columns; };
    if (std::count_if(config.fields.begin(), config.fields.end(), same) > 1) {
      refuse_at(document, field->source(),
                "[[field]]: '" + config.fields.back().name() +
                    "' is a field already, and would be weighed twice. Cure: remove one of them.");
    }
  }
  if (config.fields.size() > kMostFields) {
    refuse_at(document, fields[kMostFields]->source(), "more than 18 fields. Cure: leave out those that say least.");
  }
  read_rules(document, config);
  if (const toml::table* const id = table_at(document, "id")) {
    refuse_top_keys(document, *id, "[id]");
    config.id_column = TomlTable(document, *id, "[id]", kIdKeys).required_text("column");
  }
  return config;
}

}  // namespace io
