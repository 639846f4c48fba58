// Reads the tokens inside a JSON text by RFC 8259: strings with their escapes, numbers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace io {

// Offset of the quote that closes a string, from the first byte behind its opening quote; npos where none does.
std::size_t end_of_json_string(std::string_view text);

// Appends what the inside of a string says. False for an unknown or cut escape, or half a surrogate pair.
bool unescape_json(std::string_view inside, std::string& out);

// Whether the text is exactly one number, and whether one without fraction, exponent or a minus before zero.
bool is_json_number(std::string_view text);
bool is_json_integer(std::string_view number);

}  // namespace io
