#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "kernels/name_titles.h"
#include "kernels/normalize_name.h"

namespace {

std::string folded(std::string_view raw) {
  std::string out(raw.size(), '?');
  out.resize(kernels::fold_name(raw, out.data()));
  return out;
}

// Letter by letter, of ASCII text.
std::string plain_fold(std::string_view raw) {
  std::string out;
  bool gap = false;
  for (char c : raw) {
    if (c == '\'' || c == '`') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c >= 'A' && c <= 'Z') {
      if (gap && !out.empty()) out += ' ';
      out += c;
      gap = false;
    } else {
      gap = true;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("fold_name: every ASCII name is folded letter by letter, plain ones too", "[normalize_name]") {
  std::mt19937_64 random(2);
  for (int round = 0; round < 300'000; ++round) {
    std::string raw(random() % 40, 'A');
    for (char& c : raw) c = static_cast<char>(random() % 6 == 0 ? ' ' : 'A' + random() % 26);
    // Now and then one odd byte anywhere, so that every lane of a word sees one.
    if (random() % 2 == 0 && !raw.empty()) raw[random() % raw.size()] = static_cast<char>(random() % 128);
    if (folded(raw) != plain_fold(raw)) FAIL(raw << " -> " << folded(raw) << ", wanted " << plain_fold(raw));
  }
  SUCCEED();
}

TEST_CASE("fold_name: one odd byte in any lane is seen", "[normalize_name]") {
  for (std::size_t size = 1; size <= 33; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (int byte = 0; byte < 128; ++byte) {
        std::string raw(size, 'K');
        raw[at] = static_cast<char>(byte);
        REQUIRE(folded(raw) == plain_fold(raw));
      }
      std::string high(size, 'K');
      high[at] = '\xFF';
      REQUIRE(folded(high).find('\xFF') == std::string::npos);
    }
  }
}

TEST_CASE("titles: words that may be none leave a name as it is", "[normalize_name]") {
  const std::string_view words[] = {"H",   "K",  "R",    "A",  "S",   "M",   "PD", "SI", "KEB", "MD", "AMD",
                                    "STR", "SE", "BUDI", "DR", "ALM", "KEP", "I",  "E",  "TR",  "X",  "NUR"};
  std::mt19937_64 random(7);
  std::size_t kept = 0;
  for (int round = 0; round < 100'000; ++round) {
    std::string name;
    std::string_view first, last;
    for (std::size_t n = 1 + random() % 5; n > 0; --n) {
      last = words[random() % std::size(words)];
      if (name.empty())
        first = last;
      else
        name += ' ';
      name += last;
    }
    if (kernels::may_begin_title(first) || kernels::may_end_degree(last)) continue;
    ++kept;
    if (kernels::without_titles(name) != name) FAIL(name << " -> " << kernels::without_titles(name));
  }
  REQUIRE(kept > 100);
}
