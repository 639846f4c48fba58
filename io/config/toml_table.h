// Reads TOML strictly: every key must be known, every value of the right type and in its range.
//
// A fault throws engine::Error (kUsage) that names file, line, column, what was seen, what is allowed
// and the cure; Place.row is the line and Place.column the column number, both from 1.
#pragma once

#include <toml++/toml.h>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace io {

// A parsed document and the name that messages show for it.
struct TomlDocument {
  std::string shown_path;
  toml::table root;
};

TomlDocument parse_toml(const std::string& text, const std::string& shown_path);

// Throws the error of a place in the document: "FILE: line L, column C: WHAT".
[[noreturn]] void refuse_at(const TomlDocument& document, const toml::source_region& where, const std::string& what);

// One table with the keys it may have. The document and the table must outlive it.
class TomlTable {
 public:
  // `title` is how messages call the table, e.g. "[desil]". Refuses keys that are not in `known`.
  TomlTable(const TomlDocument& document, const toml::table& table, std::string title,
            std::span<const std::string_view> known);

  bool has(std::string_view key) const { return table_->contains(key); }

  // Getters return nothing where the key is absent, and refuse a value of another type.
  std::optional<std::string> text(std::string_view key) const;
  std::optional<bool> boolean(std::string_view key) const;
  std::optional<std::int64_t> integer(std::string_view key, std::int64_t lowest, std::int64_t highest) const;
  std::optional<double> number(std::string_view key, double lowest, double highest) const;  // integers too; finite
  // A text that must be one of `words`: its index.
  std::optional<std::size_t> word(std::string_view key, std::span<const std::string_view> words) const;
  // A list of texts; where `one_or_list`, a single text counts as a list of one.
  std::optional<std::vector<std::string>> texts(std::string_view key, bool one_or_list) const;
  // A local date, or a text in the form YYYY-MM-DD: as ISO text.
  std::optional<std::string> date(std::string_view key) const;
  // A table of `key = text` or of `key = integer` with free keys, ascending by key.
  std::vector<std::pair<std::string, std::string>> text_entries(std::string_view key) const;
  std::vector<std::pair<std::string, const toml::node*>> entries(std::string_view key) const;

  // The getter's value, or the refusal that `key` is missing.
  template <class Value>
  Value required(std::string_view key, std::optional<Value> value) const {
    if (!value) refuse_missing(key);
    return std::move(*value);
  }
  // The text, which must not be empty.
  std::string required_text(std::string_view key) const;

  const toml::node* node(std::string_view key) const { return table_->get(key); }
  const toml::source_region& place() const { return table_->source(); }
  const TomlDocument& document() const { return *document_; }

  // Refuses the value of `key` (or the table, where the key is absent), saying `what`.
  [[noreturn]] void refuse(std::string_view key, const std::string& what) const;
  [[noreturn]] void refuse_missing(std::string_view key) const;

 private:
  [[noreturn]] void refuse_type(const toml::node& node, std::string_view key, std::string_view wanted) const;

  const TomlDocument* document_;
  const toml::table* table_;
  std::string title_;
};

// The table `key` of the root, or nothing where it is absent; `[[key]]` as a list of tables.
const toml::table* table_at(const TomlDocument& document, std::string_view key);
std::vector<const toml::table*> tables_at(const TomlDocument& document, std::string_view key);

// What a node is, in words: "a text", "an integer", ...
std::string_view node_type(const toml::node& node);

}  // namespace io
