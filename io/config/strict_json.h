// Reads a JSON document into a tree that remembers where each value stood and refuses what it does not know.
//
// Numbers keep their text, so that `1.5`, `1e309` and `NaN` can be shown as they were seen, and integers
// are read without a detour over double. Duplicate keys are refused while reading.
// shape: at most 32 levels deep, at most 4,096 keys in an object. order: members and items as in the file.
// A byte order mark before the document is passed over.
// errors: engine::Error with the exit code given to `read_json_file`, also for a file that is missing or no
//   regular file or larger than kJsonLimit (kResource where reading fails); the place holds the file, the JSON path as
//   column (`models[3].intercept`) and the byte.
// threads: safe. cost: about 200 bytes of memory a value; for configuration and models, not for data.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/error.h"

namespace io {

enum class JsonKind : std::uint8_t { kObject, kArray, kString, kNumber, kTrue, kFalse, kNull, kOther };

struct JsonNode {
  JsonKind kind = JsonKind::kNull;
  std::uint64_t byte = 0;
  std::string text;               // a string without quotes and escapes; any other scalar as it was written
  std::vector<std::string> keys;  // of an object, one for each item
  std::vector<JsonNode> items;

  const JsonNode* find(std::string_view key) const;
};

// A value and the way to it: what the readers of a format pass along.
class JsonValue {
 public:
  JsonValue(const JsonNode& node, std::string file, std::string path, engine::ExitCode code)
      : node_(&node), file_(std::move(file)), path_(std::move(path)), code_(code) {}

  const JsonNode& node() const { return *node_; }
  const std::string& path() const { return path_; }

  // Throws: "file: path: seen …, wanted …. Cure: …".
  [[noreturn]] void refuse(std::string_view wanted, std::string_view cure) const;
  [[noreturn]] void refuse_seen(std::string_view seen, std::string_view wanted, std::string_view cure) const;

  // Members. `allow_keys` refuses any other key with the nearest known one.
  void allow_keys(std::span<const std::string_view> known) const;
  JsonValue at(std::string_view key) const;  // refuses where the key is missing
  std::optional<JsonValue> get(std::string_view key) const;
  std::vector<std::pair<std::string, JsonValue>> members() const;
  std::vector<JsonValue> items() const;

  std::string string() const;
  std::int64_t integer(std::int64_t lowest, std::int64_t highest, std::string_view what, std::string_view cure) const;
  double number(double lowest, double highest, std::string_view what, std::string_view cure) const;

 private:
  JsonValue child(const JsonNode& node, std::string path) const { return {node, file_, std::move(path), code_}; }

  const JsonNode* node_;
  std::string file_, path_;
  engine::ExitCode code_;
};

// A document and its file; `root` points into it.
class JsonDocument {
 public:
  JsonDocument(JsonNode root, std::string file, engine::ExitCode code)
      : root_(std::move(root)), file_(std::move(file)), code_(code) {}
  JsonValue root() const { return {root_, file_, "", code_}; }

 private:
  JsonNode root_;
  std::string file_;
  engine::ExitCode code_;
};

inline constexpr std::size_t kJsonLimit = std::size_t{64} << 20;

// `what` says in a message what the file should have been, e.g. "model file".
JsonDocument read_json_file(const std::string& path, const std::string& what, engine::ExitCode code);

}  // namespace io
