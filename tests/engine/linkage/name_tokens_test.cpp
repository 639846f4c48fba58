#include "engine/linkage/name_tokens.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

namespace {

// Tokens in order, minor ones in brackets.
std::string shown(const char* name) {
  std::string text;
  for (const engine::NameToken& token : engine::name_tokens(name)) {
    text += (text.empty() ? "" : " ") + (token.minor ? "(" + token.text + ")" : token.text);
  }
  return text;
}

}  // namespace

TEST_CASE("name_tokens: words of little information are minor and nothing is lost but BIN and BINTI", "[name_tokens]") {
  struct Case {
    const char *name, *tokens;
  };
  const Case cases[] = {
      {"", ""},
      {"SLAMET", "SLAMET"},
      {"SITI AMINAH", "AMINAH SITI"},
      {"I WAYAN SUDIRA", "(I) SUDIRA (WAYAN)"},
      {"NI LUH PUTU RATIH", "(LUH) (NI) (PUTU) RATIH"},
      {"LUH RATIH", "LUH RATIH"},  // only with NI
      {"IDA BAGUS MANTRI", "(BAGUS) (IDA) MANTRI"},
      {"IDA AYU RATIH", "(AYU) (IDA) RATIH"},
      {"AYU LESTARI", "AYU LESTARI"},
      {"IDA ROYANI", "IDA ROYANI"},
      {"ANAK AGUNG RAKA", "(AGUNG) (ANAK) RAKA"},
      {"AGUNG PRABOWO", "AGUNG PRABOWO"},
      {"NI KETUT", "KETUT NI"},  // nothing else
      {"ALI BIN UMAR", "ALI (UMAR)"},
      {"ALI BIN UMAR BIN SALEH", "ALI (SALEH) (UMAR)"},
      {"SITI BINTI MADE", "(MADE) SITI"},
      {"ALI BIN ALI", "ALI ALI"},
      {"BIN ALI", "ALI BIN"},
      {"ALI BIN", "ALI BIN"},
      {"  ALI   UMAR ", "ALI UMAR"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    REQUIRE(shown(c.name) == c.tokens);
  }
}

TEST_CASE("name_tokens: every order of the words gives the same tokens", "[name_tokens]") {
  std::string words[] = {"AYU", "IDA", "NI", "RATIH"};
  const std::string expected = shown("IDA AYU NI RATIH");
  do {
    REQUIRE(shown((words[0] + " " + words[1] + " " + words[2] + " " + words[3]).c_str()) == expected);
  } while (std::next_permutation(std::begin(words), std::end(words)));
}
