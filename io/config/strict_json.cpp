#include "io/config/strict_json.h"

#include <fmt/core.h>
#include <simdjson.h>

#include <charconv>
#include <cmath>

#include "io/config/nearest_name.h"
#include "io/config/small_file.h"

namespace io {
namespace {

namespace ondemand = simdjson::ondemand;
using engine::Error;
using engine::ExitCode;
using engine::Place;

constexpr int kDeepest = 32;
constexpr std::size_t kMostKeys = 4096;  // looking for a key is linear

// Shortens and cleans what is shown in a message.
std::string shown(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  std::string out;
  for (const char c : text.substr(0, kLongest)) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte == 0x7f ? '?' : c;
  }
  if (text.size() > kLongest) out += "...";
  return out;
}

std::string describe(const JsonNode& node) {
  switch (node.kind) {
    case JsonKind::kObject: return "an object";
    case JsonKind::kArray: return "a list of " + std::to_string(node.items.size());
    case JsonKind::kString: return "the text \"" + shown(node.text) + "\"";
    default: return node.text.empty() ? "nothing" : shown(node.text);
  }
}

[[noreturn]] void refuse_at(const std::string& file, const std::string& path, std::uint64_t byte, ExitCode code,
                            std::string_view seen, std::string_view wanted, std::string_view cure) {
  std::string message = fmt::format("{}: {}: seen {}, wanted {}. Cure: {}", file, path.empty() ? "the document" : path,
                                    seen, wanted, cure);
  throw Error(code, std::move(message), Place{file, 0, path, byte});
}

std::string member_path(const std::string& path, std::string_view key) {
  return path.empty() ? shown(key) : path + "." + shown(key);
}
std::string item_path(const std::string& path, std::size_t index) { return path + "[" + std::to_string(index) + "]"; }

// Tells a JSON number from other bare words: -?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?
bool is_json_number(std::string_view text) {
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t begin = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
    return i - begin;
  };
  if (i < text.size() && text[i] == '-') ++i;
  const bool leading_zero = i < text.size() && text[i] == '0';
  const std::size_t whole = digits();
  if (whole == 0 || (leading_zero && whole > 1)) return false;
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (digits() == 0) return false;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (digits() == 0) return false;
  }
  return i == text.size();
}

JsonKind kind_of_word(std::string_view word) {
  if (word == "true") return JsonKind::kTrue;
  if (word == "false") return JsonKind::kFalse;
  if (word == "null") return JsonKind::kNull;
  return is_json_number(word) ? JsonKind::kNumber : JsonKind::kOther;
}

// Where text follows the object that a document begins with; nothing where none does, or where the object
// has no end.
std::optional<std::size_t> text_after_object(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  std::size_t depth = 0;
  bool inside = false;  // a string
  std::size_t at = text.find_first_not_of(kBlanks);
  if (at == std::string_view::npos || text[at] != '{') return std::nullopt;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') inside = !inside;
    if (inside && c == '\\') ++at;
    if (inside) continue;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) break;
  }
  if (at >= text.size()) return std::nullopt;
  const std::size_t junk = text.find_first_not_of(kBlanks, at + 1);
  return junk == std::string_view::npos ? std::nullopt : std::optional(junk);
}

[[noreturn]] void refuse_more_text(const std::string& file, std::uint64_t byte, ExitCode code) {
  refuse_at(file, "", byte, code, fmt::format("more text after the end of the object (byte {})", byte), "one object",
            "remove what follows its last }, or the } too many that ends it early.");
}

// Builds the tree; `path_` is the value being read, for errors of the parser itself.
class TreeReader {
 public:
  // `skipped`: bytes of the file before `begin`.
  TreeReader(const char* begin, std::uint64_t skipped, std::string file, ExitCode code)
      : begin_(begin), skipped_(skipped), file_(std::move(file)), code_(code) {}

  JsonNode read_document(ondemand::document& document) {
    try {
      const std::string_view first = document.raw_json_token();
      byte_ = byte_of(first.data());
      if (first.empty() || first[0] != '{') refuse(shown(trimmed(first)), "an object", "write { … }.");
      JsonNode root;
      root.byte = byte_;
      read_object(document.get_object(), root, 0);
      const char* rest = nullptr;
      if (document.current_location().get(rest) == simdjson::SUCCESS) {
        refuse_more_text(file_, byte_of(rest), code_);
      }
      return root;
    } catch (const simdjson::simdjson_error& error) {
      refuse(std::string("broken JSON (") + simdjson::error_message(error.error()) + ")", "valid JSON",
             "write the file again, or look at the place named here.");
    }
  }

 private:
  [[noreturn]] void refuse(std::string_view seen, std::string_view wanted, std::string_view cure) const {
    refuse_at(file_, path_, byte_, code_, seen, wanted, cure);
  }

  static std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\r' || text.back() == '\t')) {
      text.remove_suffix(1);
    }
    return text;
  }

  void read_object(ondemand::object object, JsonNode& node, int depth) {
    node.kind = JsonKind::kObject;
    const std::string path = path_;
    for (ondemand::field field : object) {
      std::string key(std::string_view(field.unescaped_key()));
      path_ = member_path(path, key);
      if (node.find(key) != nullptr) {
        refuse("the key a second time", "each key once", "remove one of the two.");
      }
      if (node.keys.size() == kMostKeys) refuse("more than 4,096 keys", "fewer", "check the file.");
      node.keys.push_back(std::move(key));
      node.items.emplace_back();
      read_value(field.value(), node.items.back(), depth + 1);
    }
    path_ = path;
  }

  void read_value(ondemand::value value, JsonNode& node, int depth) {
    const std::string_view token = trimmed(value.raw_json_token());
    byte_ = node.byte = byte_of(token.data());
    if (depth > kDeepest) refuse("more than 32 levels", "a flat document", "check the brackets.");
    if (!token.empty() && token[0] == '{') {
      read_object(value.get_object(), node, depth);
    } else if (!token.empty() && token[0] == '[') {
      node.kind = JsonKind::kArray;
      const std::string path = path_;
      for (ondemand::value item : ondemand::array(value.get_array())) {
        path_ = item_path(path, node.items.size());
        node.items.emplace_back();
        read_value(item, node.items.back(), depth + 1);
      }
      path_ = path;
    } else if (!token.empty() && token[0] == '"') {
      node.kind = JsonKind::kString;
      node.text = std::string(std::string_view(value.get_string()));
    } else {
      node.kind = kind_of_word(token);
      node.text = std::string(token);
    }
  }

  std::uint64_t byte_of(const char* place) const { return skipped_ + static_cast<std::uint64_t>(place - begin_); }

  const char* begin_;
  std::uint64_t skipped_;
  std::string file_;
  ExitCode code_;
  std::string path_;
  std::uint64_t byte_ = 0;
};

}  // namespace

const JsonNode* JsonNode::find(std::string_view key) const {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] == key) return &items[i];
  }
  return nullptr;
}

void JsonValue::refuse_seen(std::string_view seen, std::string_view wanted, std::string_view cure) const {
  refuse_at(file_, path_, node_->byte, code_, seen, wanted, cure);
}

void JsonValue::refuse(std::string_view wanted, std::string_view cure) const {
  refuse_seen(describe(*node_), wanted, cure);
}

void JsonValue::allow_keys(std::span<const std::string_view> known) const {
  if (node_->kind != JsonKind::kObject) refuse("an object", "write { … }.");
  for (std::size_t i = 0; i < node_->keys.size(); ++i) {
    const std::string& key = node_->keys[i];
    bool found = false;
    for (const std::string_view name : known) found = found || name == key;
    if (!found) {
      const std::string near = near_name(key, known);
      child(node_->items[i], member_path(path_, key))
          .refuse_seen("the unknown key '" + shown(key) + "'", listed_names(known),
                       near.empty() ? "correct the key or remove it." : "did you mean '" + near + "'?");
    }
  }
}

std::optional<JsonValue> JsonValue::get(std::string_view key) const {
  const JsonNode* node = node_->find(key);
  if (node == nullptr) return std::nullopt;
  return child(*node, member_path(path_, key));
}

JsonValue JsonValue::at(std::string_view key) const {
  if (node_->kind != JsonKind::kObject) refuse("an object", "write { … }.");
  const auto value = get(key);
  if (!value) {
    child(*node_, member_path(path_, key)).refuse_seen("nothing", "the key '" + std::string(key) + "'", "add it.");
  }
  return *value;
}

std::vector<std::pair<std::string, JsonValue>> JsonValue::members() const {
  if (node_->kind != JsonKind::kObject) refuse("an object", "write { … }.");
  std::vector<std::pair<std::string, JsonValue>> out;
  for (std::size_t i = 0; i < node_->keys.size(); ++i) {
    out.emplace_back(node_->keys[i], child(node_->items[i], member_path(path_, node_->keys[i])));
  }
  return out;
}

std::vector<JsonValue> JsonValue::items() const {
  if (node_->kind != JsonKind::kArray) refuse("a list", "write [ … ].");
  std::vector<JsonValue> out;
  for (std::size_t i = 0; i < node_->items.size(); ++i) out.push_back(child(node_->items[i], item_path(path_, i)));
  return out;
}

std::string JsonValue::string() const {
  if (node_->kind != JsonKind::kString) refuse("text in quotes", "write \"…\".");
  return node_->text;
}

std::int64_t JsonValue::integer(std::int64_t lowest, std::int64_t highest, std::string_view what,
                                std::string_view cure) const {
  std::int64_t value = 0;
  const char* end = node_->text.data() + node_->text.size();
  const auto read = std::from_chars(node_->text.data(), end, value);
  const bool whole = node_->kind == JsonKind::kNumber && read.ec == std::errc() && read.ptr == end;
  if (!whole || value < lowest || value > highest) {
    refuse(std::string(what) + ", a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest),
           cure);
  }
  return value;
}

double JsonValue::number(double lowest, double highest, std::string_view what, std::string_view cure) const {
  double value = 0;
  const char* end = node_->text.data() + node_->text.size();
  const auto read = std::from_chars(node_->text.data(), end, value);
  const bool whole = node_->kind == JsonKind::kNumber && read.ec == std::errc() && read.ptr == end;
  if (!whole || !std::isfinite(value) || value < lowest || value > highest) refuse(what, cure);
  return value;
}

JsonDocument read_json_file(const std::string& path, const std::string& what, ExitCode code) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  const std::string bytes = read_small_file(path, kJsonLimit, what, code);
  std::string_view text = bytes;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const std::uint64_t skipped = bytes.size() - text.size();
  if (const auto junk = text_after_object(text)) refuse_more_text(path, skipped + *junk, code);
  const simdjson::padded_string padded(text);
  TreeReader reader(padded.data(), skipped, path, code);
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document document;
  const simdjson::error_code error = parser.iterate(padded).get(document);
  if (error != simdjson::SUCCESS) {
    refuse_at(path, "", 0, code, text.empty() ? "an empty file" : simdjson::error_message(error), "valid JSON",
              "write the file again as UTF-8.");
  }
  return {reader.read_document(document), path, code};
}

}  // namespace io
