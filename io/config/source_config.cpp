#include "io/config/source_config.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "engine/store/catalogue.h"
#include "io/config/nearest_name.h"
#include "io/ingest/date_format.h"

namespace io {
namespace {

constexpr std::array<std::string_view, 14> kSourceKeys = {
    "name",       "role",     "persons",      "families",    "date",
    "precedence", "encoding", "region_codes", "date_format", "one_row_per_person",
    "missing",    "ignore",   "columns",      "codes"};
constexpr std::array<std::string_view, 2> kRoles = {"registry", "source"};
constexpr std::array<std::string_view, 2> kEncodings = {"utf-8", "latin-1"};
constexpr std::array<std::string_view, 2> kRegionCodes = {"kemendagri", "bps2020"};
// Columns of the catalogue that are neither coded nor counted.
constexpr std::array<std::string_view, 6> kPlainColumns = {"nik",           "nomor_kartu_keluarga", "nama",
                                                           "jenis_kelamin", "tanggal_lahir",        "kode_desa"};
constexpr std::int64_t kPrecedenceLimit = 1'000'000;

struct CodeRange {
  std::string_view column;
  int lowest, highest;
};

// The columns whose cells are codes, with their codes.
std::vector<CodeRange> coded_columns() {
  std::vector<CodeRange> ranges = {{"jenis_kelamin", 1, 2}};
  for (const engine::CodedColumn& column : engine::family_codes())
    ranges.push_back({column.name, column.lowest, column.highest});
  for (const engine::CodedColumn& column : engine::person_codes())
    ranges.push_back({column.name, column.lowest, column.highest});
  return ranges;
}

std::vector<std::string_view> catalogue_columns() {
  std::vector<std::string_view> names(kPlainColumns.begin(), kPlainColumns.end());
  for (const engine::CodedColumn& column : engine::family_codes()) names.push_back(column.name);
  for (const engine::CodedColumn& column : engine::person_codes()) names.push_back(column.name);
  for (const engine::NumberColumn& column : engine::family_numbers()) names.push_back(column.name);
  for (const std::string_view column : engine::unused_columns()) names.push_back(column);
  return names;
}

std::vector<InputPath> input_paths(const TomlTable& table, std::string_view key, const std::string& folder) {
  std::vector<InputPath> paths;
  const auto written = table.texts(key, true);
  if (!written) return paths;
  if (written->empty()) table.refuse(key, "is an empty list. Cure: name at least one file, or remove the line.");
  for (const std::string& one : *written) {
    InputPath path = input_path(table, key, one, folder);
    const bool twice =
        std::any_of(paths.begin(), paths.end(), [&](const InputPath& other) { return other.path == path.path; });
    if (twice) table.refuse(key, "names '" + one + "' twice. Cure: keep one of them; its rows would count double.");
    paths.push_back(std::move(path));
  }
  return paths;
}

void read_date_formats(const TomlTable& table, SourceConfig& source) {
  const auto formats = table.texts("date_format", true);
  if (!formats) return;
  if (const std::string fault = date_format_fault(*formats); !fault.empty()) table.refuse("date_format", fault);
  source.date_format = formats->front();
  source.more_date_formats.assign(formats->begin() + 1, formats->end());
}

// Texts that cells are held against as they stand in the file.
std::vector<std::string> missing_texts(const TomlTable& table) {
  constexpr std::size_t kMost = 16, kLongest = 24;
  std::vector<std::string> texts = table.texts("missing", true).value_or(std::vector<std::string>{});
  std::erase(texts, "");  // an empty cell says nothing anyway
  if (texts.size() > kMost) table.refuse("missing", "lists more than 16 texts. Cure: take some off the list.");
  for (const std::string& text : texts) {
    const bool is_ascii = std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
    if (is_ascii && text.size() <= kLongest && text.front() != ' ' && text.back() != ' ') continue;
    table.refuse("missing",
                 "wanted texts of at most 24 ASCII characters, without blanks around them. Cure: write a cell as it "
                 "stands in the file, e.g. missing = [\"\\\\N\", \"NULL\"].");
  }
  return texts;
}

std::map<std::string, std::string> renamed_columns(const TomlTable& source, const TomlDocument& document,
                                                   const toml::table& table) {
  std::map<std::string, std::string> columns;
  const toml::node* const node = table.get("columns");
  if (node == nullptr) return columns;
  const auto entries = source.text_entries("columns");  // refuses what is no table of texts
  const std::vector<std::string_view> known = catalogue_columns();
  const TomlTable names(document, *node->as_table(), "[source.columns]", known);
  for (const auto& [column, header] : entries) {
    if (header.empty()) names.refuse(column, "is empty. Cure: write the header cell of the file.");
    columns.emplace(column, header);
  }
  return columns;
}

// A cell maps to a code of the catalogue, or by "" to a missing value.
std::map<std::string, CodeMap> code_maps(const TomlTable& source, const TomlDocument& document,
                                         const toml::table& table) {
  std::map<std::string, CodeMap> maps;
  const toml::node* const node = table.get("codes");
  if (node == nullptr) return maps;
  const auto columns = source.entries("codes");
  const std::vector<CodeRange> ranges = coded_columns();
  std::vector<std::string_view> known;
  for (const CodeRange& range : ranges) known.push_back(range.column);
  const TomlTable codes(document, *node->as_table(), "[source.codes]", known);
  for (const auto& [column, entry] : columns) {
    const auto& name = column;
    const auto range =
        std::find_if(ranges.begin(), ranges.end(), [&](const CodeRange& one) { return one.column == name; });
    const std::string title = "[source.codes." + column + "]";
    const toml::table* const cells = entry->as_table();
    if (cells == nullptr)
      codes.refuse(column, "wanted a table. Cure: write " + title + " with lines such as \"12\" = 1.");
    std::vector<std::string_view> written;
    for (const auto& [cell, code] : *cells) written.push_back(cell.str());
    const TomlTable values(document, *cells, title, written);
    for (const std::string_view cell : written) {
      std::optional<int> code;
      if (values.node(cell)->value_or(std::string_view("?")) != "") {
        code = static_cast<int>(*values.integer(cell, range->lowest, range->highest));
      }
      maps[column].emplace(std::string(cell), code);
    }
  }
  return maps;
}

// The columns that a source's files must have cannot be ignored, under the names they bear there.
void check_ignored(const TomlTable& fields, const SourceConfig& source) {
  std::vector<std::string_view> required = {"nomor_kartu_keluarga", "kode_desa"};
  if (!source.persons.empty()) required.assign(kPlainColumns.begin(), kPlainColumns.end());
  for (const std::string_view column : required) {
    const auto renamed = source.columns.find(std::string(column));
    const std::string_view header = renamed == source.columns.end() ? column : std::string_view(renamed->second);
    if (std::find(source.ignore.begin(), source.ignore.end(), header) == source.ignore.end()) continue;
    fields.refuse("ignore", "names '" + std::string(header) + "', but a required column cannot be ignored. Required: " +
                                listed_names(required) + ". Cure: take it off the list.");
  }
}

}  // namespace

InputPath input_path(const TomlTable& table, std::string_view key, const std::string& shown,
                     const std::string& folder) {
  if (shown.empty()) table.refuse(key, "is empty. Cure: write a path, relative to the run file.");
  if (shown.find('\0') != std::string::npos) table.refuse(key, "holds a NUL character. Cure: remove it.");
  const std::filesystem::path path = std::filesystem::path(folder) / shown;
  return {shown, path.lexically_normal().string()};
}

void check_output_name(const TomlTable& table, std::string_view key, const std::string& name) {
  constexpr std::size_t kLongest = 64;
  const bool control =
      std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (name.size() > kLongest || control) {
    table.refuse(
        key, "wanted at most 64 bytes and no control characters. Cure: choose a short name; it stands in the outputs.");
  }
  if (std::string_view("=+-@").find(name.front()) != std::string_view::npos) {
    table.refuse(key, "starts with '" + name.substr(0, 1) +
                          "', which a spreadsheet takes for a formula. Cure: start with a letter.");
  }
}

SourceConfig parse_source(const TomlDocument& document, const toml::table& table, const std::string& folder) {
  const TomlTable fields(document, table, "[[source]]", kSourceKeys);
  SourceConfig source;
  source.name = fields.required_text("name");
  check_output_name(fields, "name", source.name);
  source.role = static_cast<SourceRole>(fields.required("role", fields.word("role", kRoles)));
  source.persons = input_paths(fields, "persons", folder);
  source.families = input_paths(fields, "families", folder);
  source.date = fields.required("date", fields.date("date"));
  source.day = *engine::day_from_iso(source.date);
  source.precedence = static_cast<std::int32_t>(
      fields.integer("precedence", -kPrecedenceLimit, kPrecedenceLimit).value_or(source.precedence));
  source.encoding = static_cast<Encoding>(fields.word("encoding", kEncodings).value_or(0));
  source.region_codes = static_cast<RegionCodes>(fields.word("region_codes", kRegionCodes).value_or(0));
  read_date_formats(fields, source);
  source.missing = missing_texts(fields);
  source.one_row_per_person = fields.boolean("one_row_per_person").value_or(false);
  source.ignore = fields.texts("ignore", true).value_or(std::vector<std::string>{});
  source.columns = renamed_columns(fields, document, table);
  check_ignored(fields, source);
  source.codes = code_maps(fields, document, table);
  if (source.role == SourceRole::kRegistry) {
    if (source.persons.empty()) fields.refuse_missing("persons");
    if (!source.families.empty()) {
      fields.refuse("families",
                    "the registry is a persons file. Cure: give families files of the registry's owner a [[source]] of "
                    "their own with role = \"source\".");
    }
  } else if (source.persons.empty() && source.families.empty()) {
    fields.refuse_missing("persons");
  }
  return source;
}

}  // namespace io
