#include "io/config/toml_table.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "engine/error.h"
#include "engine/store/date.h"
#include "io/config/nearest_name.h"

namespace io {
namespace {

// A value as a message may show it: printable, short.
std::string shown(std::string_view value) {
  constexpr std::size_t kLongest = 60;
  std::string out = "'";
  for (const char c : value.substr(0, kLongest)) out += (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) ? '?' : c;
  out += value.size() > kLongest ? "...'" : "'";
  return out;
}

std::string number_text(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
}

}  // namespace

void refuse_at(const TomlDocument& document, const toml::source_region& where, const std::string& what) {
  const auto line = static_cast<std::uint64_t>(where.begin.line);
  const std::string column = std::to_string(where.begin.column);
  throw engine::Error(engine::ExitCode::kUsage,
                      document.shown_path + ": line " + std::to_string(line) + ", column " + column + ": " + what,
                      {document.shown_path, line, column, 0});
}

TomlDocument parse_toml(const std::string& text, const std::string& shown_path) {
  TomlDocument document{shown_path, {}};
  try {
    document.root = toml::parse(text);
  } catch (const toml::parse_error& error) {
    refuse_at(document, error.source(),
              "not valid TOML: " + std::string(error.description()) +
                  ". Cure: correct this line; region codes, NIK and KK are quoted texts.");
  }
  return document;
}

std::string_view node_type(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table: return "a table";
    case toml::node_type::array: return "a list";
    case toml::node_type::string: return "a text";
    case toml::node_type::integer: return "an integer";
    case toml::node_type::floating_point: return "a number";
    case toml::node_type::boolean: return "true or false";
    case toml::node_type::date: return "a date";
    case toml::node_type::time: return "a time";
    case toml::node_type::date_time: return "a date with time";
    case toml::node_type::none: break;
  }
  return "nothing";
}

const toml::table* table_at(const TomlDocument& document, std::string_view key) {
  const toml::node* const node = document.root.get(key);
  if (node == nullptr) return nullptr;
  if (const toml::table* const table = node->as_table()) return table;
  refuse_at(document, node->source(),
            fmt::format("'{0}' is {1}, wanted a table. Cure: write [{0}] once, with its keys below it.", key,
                        node_type(*node)));
}

std::vector<const toml::table*> tables_at(const TomlDocument& document, std::string_view key) {
  std::vector<const toml::table*> tables;
  const toml::node* const node = document.root.get(key);
  if (node == nullptr) return tables;
  const toml::array* const list = node->as_array();
  if (list == nullptr) {
    refuse_at(document, node->source(),
              fmt::format("'{0}' is {1}, wanted a list of tables. Cure: write [[{0}]] before each one.", key,
                          node_type(*node)));
  }
  for (const toml::node& entry : *list) {
    const toml::table* const table = entry.as_table();
    if (table == nullptr) {
      refuse_at(
          document, entry.source(),
          fmt::format("'{0}' holds {1}, wanted tables. Cure: write [[{0}]] before each one.", key, node_type(entry)));
    }
    tables.push_back(table);
  }
  return tables;
}

TomlTable::TomlTable(const TomlDocument& document, const toml::table& table, std::string title,
                     std::span<const std::string_view> known)
    : document_(&document), table_(&table), title_(std::move(title)) {
  // The table keeps its keys in alphabetical order: report the unknown key that comes first in the file.
  const toml::key* first = nullptr;
  for (const auto& [key, node] : table) {
    if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
    const auto& place = key.source().begin;
    const bool earlier = first == nullptr || place.line < first->source().begin.line ||
                         (place.line == first->source().begin.line && place.column < first->source().begin.column);
    if (earlier) first = &key;
  }
  if (first == nullptr) return;
  refuse_at(document, first->source(),
            fmt::format("unknown key {} in {}{}. Known keys: {}. Cure: correct the name or remove the line.",
                        shown(first->str()), title_, suggestion(", nearest known key", first->str(), known),
                        listed_names(known)));
}

void TomlTable::refuse(std::string_view key, const std::string& what) const {
  const toml::node* const value = table_->get(key);
  refuse_at(*document_, value != nullptr ? value->source() : table_->source(),
            fmt::format("'{}' in {}: {}", key, title_, what));
}

void TomlTable::refuse_missing(std::string_view key) const {
  refuse_at(*document_, table_->source(),
            fmt::format("{0} has no '{1}'. Cure: add a line {1} = ... to it.", title_, key));
}

void TomlTable::refuse_type(const toml::node& node, std::string_view key, std::string_view wanted) const {
  refuse_at(
      *document_, node.source(),
      fmt::format("'{}' in {}: seen {}, wanted {}. Cure: correct the value.", key, title_, node_type(node), wanted));
}

std::optional<std::string> TomlTable::text(std::string_view key) const {
  const toml::node* const value = node(key);
  if (value == nullptr) return std::nullopt;
  const auto* const found = value->as_string();
  if (found == nullptr) refuse_type(*value, key, "a text in quotes");
  if (found->get().find('\0') != std::string::npos) refuse(key, "holds a NUL character. Cure: remove it.");
  return found->get();
}

std::string TomlTable::required_text(std::string_view key) const {
  std::string value = required(key, text(key));
  if (value.empty()) refuse(key, "is empty. Cure: give it a value.");
  return value;
}

std::optional<bool> TomlTable::boolean(std::string_view key) const {
  const toml::node* const value = node(key);
  if (value == nullptr) return std::nullopt;
  const auto* const found = value->as_boolean();
  if (found == nullptr) refuse_type(*value, key, "true or false, without quotes");
  return found->get();
}

std::optional<std::int64_t> TomlTable::integer(std::string_view key, std::int64_t lowest, std::int64_t highest) const {
  const toml::node* const value = node(key);
  if (value == nullptr) return std::nullopt;
  const auto* const found = value->as_integer();
  const std::string wanted = "an integer from " + std::to_string(lowest) + " to " + std::to_string(highest);
  if (found == nullptr) refuse_type(*value, key, wanted);
  if (found->get() < lowest || found->get() > highest) {
    refuse(key, "seen " + std::to_string(found->get()) + ", wanted " + wanted + ". Cure: correct the value.");
  }
  return found->get();
}

std::optional<double> TomlTable::number(std::string_view key, double lowest, double highest) const {
  const toml::node* const value = node(key);
  if (value == nullptr) return std::nullopt;
  const std::string wanted = "a number from " + number_text(lowest) + " to " + number_text(highest);
  double found = 0;
  if (const auto* const floating = value->as_floating_point()) {
    found = floating->get();
  } else if (const auto* const whole = value->as_integer()) {
    found = static_cast<double>(whole->get());
  } else {
    refuse_type(*value, key, wanted);
  }
  if (!std::isfinite(found) || found < lowest || found > highest) {
    refuse(key, "seen " + number_text(found) + ", wanted " + wanted + ". Cure: correct the value.");
  }
  return found;
}

std::optional<std::size_t> TomlTable::word(std::string_view key, std::span<const std::string_view> words) const {
  const std::optional<std::string> value = text(key);
  if (!value) return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), *value);
  if (found == words.end()) {
    refuse(key, "seen " + shown(*value) + ", wanted " + listed_names(words) + suggestion(", nearest", *value, words) +
                    ". Cure: correct the value.");
  }
  return static_cast<std::size_t>(found - words.begin());
}

std::optional<std::vector<std::string>> TomlTable::texts(std::string_view key, bool one_or_list) const {
  const toml::node* const value = node(key);
  if (value == nullptr) return std::nullopt;
  if (one_or_list && value->is_string()) return std::vector<std::string>{*text(key)};
  const std::string_view wanted = one_or_list ? "a text or a list of texts" : "a list of texts";
  const toml::array* const list = value->as_array();
  if (list == nullptr) refuse_type(*value, key, wanted);
  std::vector<std::string> found;
  for (const toml::node& entry : *list) {
    const auto* const item = entry.as_string();
    if (item == nullptr) refuse_type(entry, key, wanted);
    if (item->get().find('\0') != std::string::npos) refuse(key, "holds a NUL character. Cure: remove it.");
    found.push_back(item->get());
  }
  return found;
}

std::optional<std::string> TomlTable::date(std::string_view key) const {
  const toml::node* const value = node(key);
  if (value == nullptr) return std::nullopt;
  std::string iso;
  if (const auto* const found = value->as_date()) {
    char text_form[16];
    std::snprintf(text_form, sizeof text_form, "%04u-%02u-%02u", static_cast<unsigned>(found->get().year % 10000),
                  static_cast<unsigned>(found->get().month % 100), static_cast<unsigned>(found->get().day % 100));
    iso = text_form;
  } else if (value->is_string()) {
    iso = *text(key);
  } else {
    refuse_type(*value, key, "a date such as 2026-07-10");
  }
  if (!engine::day_from_iso(iso)) {
    refuse(key, "seen " + shown(iso) +
                    ", wanted a date from 1900-01-01 to 2079-06-05 such as 2026-07-10. Cure: correct the date.");
  }
  return iso;
}

std::vector<std::pair<std::string, const toml::node*>> TomlTable::entries(std::string_view key) const {
  std::vector<std::pair<std::string, const toml::node*>> found;
  const toml::node* const value = node(key);
  if (value == nullptr) return found;
  const toml::table* const table = value->as_table();
  if (table == nullptr) refuse_type(*value, key, "a table");
  for (const auto& [name, entry] : *table) found.emplace_back(std::string(name.str()), &entry);
  return found;
}

std::vector<std::pair<std::string, std::string>> TomlTable::text_entries(std::string_view key) const {
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& [name, entry] : entries(key)) {
    const auto* const value = entry->as_string();
    if (value == nullptr) refuse_type(*entry, std::string(key) + "." + name, "a text in quotes");
    found.emplace_back(name, value->get());
  }
  return found;
}

}  // namespace io
