#include "io/ingest/json_line.h"

#include <simdjson.h>

#include <cstring>
#include <new>

#include "io/ingest/json_text.h"

namespace io {
namespace {

namespace ondemand = simdjson::ondemand;

std::string_view without_blanks(std::string_view token) {
  const std::size_t last = token.find_last_not_of(" \t\r\n");
  return token.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

bool too_deep(std::string_view line) {
  int depth = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"') {
      const std::size_t end = end_of_json_string(line.substr(i + 1));
      if (end == std::string_view::npos) return false;
      i += end + 1;
    } else if (c == '{' || c == '[') {
      if (++depth > kDeepest) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

}  // namespace

struct JsonLine::Parser {
  ondemand::parser parser;
  std::unique_ptr<char[]> padded;  // a copy of the line with the room that simdjson wants behind it
  std::size_t room = 0;
  std::string texts;  // unescaped ones; never grows while a line is read

  std::string_view copy(std::string_view line) {
    if (line.size() + simdjson::SIMDJSON_PADDING > room) {
      room = 2 * line.size() + simdjson::SIMDJSON_PADDING;
      padded = std::make_unique_for_overwrite<char[]>(room);
    }
    std::memcpy(padded.get(), line.data(), line.size());
    std::memset(padded.get() + line.size(), ' ', simdjson::SIMDJSON_PADDING);
    texts.clear();
    texts.reserve(line.size());
    return {padded.get(), line.size()};
  }

  // The inside of the string whose first byte stands at `begin`, as written and as meant.
  bool read_string(const char* begin, std::string_view& written, std::string_view& meant) {
    const char* const stop = padded.get() + room;
    const std::string_view rest(begin, static_cast<std::size_t>(stop - begin));
    const std::size_t end = end_of_json_string(rest);
    if (end == std::string_view::npos) return false;
    written = meant = rest.substr(0, end);
    if (written.find('\\') == std::string_view::npos) return true;
    const std::size_t before = texts.size();
    if (!unescape_json(written, texts)) return false;
    meant = std::string_view(texts).substr(before);
    return true;
  }

  bool read_key(ondemand::field& field, std::string_view& key) {
    std::string_view written;
    return read_string(field.key().raw(), written, key);
  }

  bool read_value(ondemand::value value, JsonMember& member) {
    ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS) return false;
    switch (type) {
      case ondemand::json_type::object: {
        member.type = JsonMember::Type::kNested;
        member.text = "{";
        ondemand::object object;
        return value.get_object().get(object) == simdjson::SUCCESS && walk_object(object);
      }
      case ondemand::json_type::array: {
        member.type = JsonMember::Type::kNested;
        member.text = "[";
        ondemand::array array;
        return value.get_array().get(array) == simdjson::SUCCESS && walk_array(array);
      }
      case ondemand::json_type::string: {
        ondemand::raw_json_string raw;
        std::string_view written;
        member.type = JsonMember::Type::kText;
        if (value.get_raw_json_string().get(raw) != simdjson::SUCCESS) return false;
        if (!read_string(raw.raw(), written, member.text)) return false;
        member.written = written.size();
        return true;
      }
      case ondemand::json_type::number:
        member.type = JsonMember::Type::kNumber;
        member.text = without_blanks(value.raw_json_token());
        member.written = member.text.size();
        return is_json_number(member.text);
      case ondemand::json_type::boolean:
        member.type = JsonMember::Type::kBoolean;
        member.text = without_blanks(value.raw_json_token());
        return (member.text == "true" || member.text == "false");
      case ondemand::json_type::null:
        member.type = JsonMember::Type::kNull;
        member.text = without_blanks(value.raw_json_token());
        return member.text == "null";
    }
    return false;
  }

  bool walk_object(ondemand::object& object) {
    for (auto one : object) {
      ondemand::field field;
      std::string_view key;
      JsonMember member;
      if (std::move(one).get(field) != simdjson::SUCCESS || !read_key(field, key)) return false;
      if (!read_value(field.value(), member)) return false;
    }
    return true;
  }

  bool walk_array(ondemand::array& array) {
    for (auto one : array) {
      ondemand::value value;
      JsonMember member;
      if (std::move(one).get(value) != simdjson::SUCCESS || !read_value(value, member)) return false;
    }
    return true;
  }
};

JsonLine::JsonLine() : parser_(std::make_unique<Parser>()) {}
JsonLine::~JsonLine() = default;

bool JsonLine::split(std::string_view line) {
  const std::string_view text = parser_->copy(line);
  ondemand::document document;
  const auto error = parser_->parser.iterate(text.data(), text.size(), parser_->room).get(document);
  if (error == simdjson::MEMALLOC) throw std::bad_alloc();
  ondemand::object object;
  if (error != simdjson::SUCCESS || document.get_object().get(object) != simdjson::SUCCESS) return false;
  for (auto one : object) {
    ondemand::field field;
    JsonMember member;
    if (std::move(one).get(field) != simdjson::SUCCESS || !parser_->read_key(field, member.key)) return false;
    if (!parser_->read_value(field.value(), member)) return false;
    members_.push_back(member);
  }
  // Nothing may stand behind the object: only at the end there is no place any more.
  const char* rest = nullptr;
  return document.current_location().get(rest) == simdjson::OUT_OF_BOUNDS;
}

std::optional<RejectReason> JsonLine::read(std::string_view line) {
  members_.clear();
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos || line[first] != '{') return RejectReason::kNotObject;
  if (too_deep(line)) return RejectReason::kTooDeep;
  if (!split(line)) return RejectReason::kBadJson;
  return std::nullopt;
}

}  // namespace io
