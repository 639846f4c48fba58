// Takes one line apart into the members of its object, through simdjson, every byte of it looked at.
//
// A line is one object and blanks around it, by RFC 8259 and UTF-8 (the caller's to check), nested at most
// kDeepest levels, brackets counted outside strings. Which keys and values are wanted is not judged here.
//
// errors: kNotObject where the line does not begin as an object, kTooDeep, kBadJson for anything else, in this order.
// shape: members live until the next line. threads: one line reader each. cost: linear in the line.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/ingest/row_findings.h"

namespace io {

inline constexpr int kDeepest = 8;

struct JsonMember {
  enum class Type : std::uint8_t { kText, kNumber, kNull, kBoolean, kNested };
  std::string_view key;   // unescaped
  std::string_view text;  // unescaped; of others the token, of nested ones its first letter
  Type type = Type::kText;
  std::size_t written = 0;  // bytes of a text as it is written, without its quotes
};

class JsonLine {
 public:
  JsonLine();
  ~JsonLine();
  JsonLine(const JsonLine&) = delete;
  JsonLine& operator=(const JsonLine&) = delete;

  std::optional<RejectReason> read(std::string_view line);
  std::span<const JsonMember> members() const { return members_; }

 private:
  struct Parser;

  bool split(std::string_view line);

  std::unique_ptr<Parser> parser_;
  std::vector<JsonMember> members_;
};

}  // namespace io
