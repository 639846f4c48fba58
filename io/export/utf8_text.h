// Copies text so that it is valid UTF-8: each byte that is not part of a character becomes U+FFFD.
//
// Overlong forms, surrogates and characters past U+10FFFF count as invalid.
#pragma once

#include <string>
#include <string_view>

namespace io {

std::string utf8_text(std::string_view text);

}  // namespace io
