#include "io/export/json_text.h"

#include <fmt/format.h>

#include <cmath>

#include "io/export/utf8_text.h"

namespace io {

std::string json_quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : utf8_text(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\u{:04x}", byte);
    } else {
      out += c;
    }
  }
  return out + "\"";
}

void JsonText::decimal(const char* key, double value, int digits) {
  raw(key, std::isfinite(value) ? fmt::format("{:.{}f}", value, digits) : "null");
}

}  // namespace io
