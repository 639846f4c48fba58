#include "engine/linkage/spelling_key.h"

#include <algorithm>
#include <iterator>

namespace engine {
namespace {

struct Spelling {
  std::string_view old, today;
};

constexpr Spelling kOldSpellings[] = {
    {"OE", "U"}, {"DJ", "J"}, {"TJ", "C"}, {"NJ", "NY"}, {"SJ", "SY"}, {"CH", "KH"},
};

// Forms are listed as written and as the steps before leave them (MOCH and MOKH).
constexpr Spelling kShortForm[] = {
    {"M", "MUHAMMAD"},         {"MUH", "MUHAMMAD"},      {"MOH", "MUHAMMAD"},       {"MOCH", "MUHAMMAD"},
    {"MOKH", "MUHAMMAD"},      {"MUHAMAD", "MUHAMMAD"},  {"MOHAMMAD", "MUHAMMAD"},  {"MOHAMAD", "MUHAMMAD"},
    {"MOCHAMMAD", "MUHAMMAD"}, {"MOCHAMAD", "MUHAMMAD"}, {"MOKHAMMAD", "MUHAMMAD"}, {"MOKHAMAD", "MUHAMMAD"},
    {"ABD", "ABDUL"},          {"ST", "SITI"},
};

bool is_vowel(char c) { return c == 'A' || c == 'I' || c == 'U' || c == 'E' || c == 'O'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

void reform(std::string& word) {
  std::string reformed;
  for (std::size_t i = 0; i < word.size();) {
    const std::string_view rest = std::string_view(word).substr(i);
    const auto* const spelling = std::find_if(std::begin(kOldSpellings), std::end(kOldSpellings),
                                              [&](const Spelling& s) { return rest.starts_with(s.old); });
    if (spelling == std::end(kOldSpellings)) {
      reformed += word[i++];
    } else {
      reformed += spelling->today;
      i += spelling->old.size();
    }
  }
  word = std::move(reformed);
}

void drop_glides(std::string& word) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool glide =
        word[i] == 'Y' && kept != 0 && word[kept - 1] == 'I' && i + 1 < word.size() && is_vowel(word[i + 1]);
    if (!glide) word[kept++] = word[i];
  }
  word.resize(kept);
}

void write_out(std::string& word) {
  for (const Spelling& form : kShortForm) {
    if (word == form.old) {
      word = form.today;
      return;
    }
  }
}

void merge_doubles(std::string& word) {
  word.erase(std::unique(word.begin(), word.end(), [](char a, char b) { return a == b && is_capital(a); }), word.end());
}

}  // namespace

std::string spelling_key(std::string_view word, unsigned steps) {
  std::string key(word);
  if ((steps & kOldSpelling) != 0) reform(key);
  if ((steps & kSoftJ) != 0) std::replace(key.begin(), key.end(), 'J', 'Y');
  if ((steps & kGlide) != 0) drop_glides(key);
  if ((steps & kShortForms) != 0) write_out(key);
  if ((steps & kDoubleLetters) != 0) merge_doubles(key);
  return key;
}

}  // namespace engine
