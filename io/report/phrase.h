// Holds a text in both languages. A phrase with a missing translation, or whose two texts name
// different places, does not compile.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "io/report/language.h"

namespace io::report {

// A wording of ours: HTML-ready, with places {0} to {9}.
struct Phrase {
  std::string_view id, en;

  consteval Phrase(const char* indonesian, const char* english) : id(indonesian), en(english) {
    if (id.empty() || en.empty()) throw "a phrase needs both languages";
    if (places(id) != places(en)) throw "both languages must use the same places";
  }

  // Which of {0} to {9} a text uses, as bits.
  static constexpr unsigned places(std::string_view text) {
    unsigned found = 0;
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
      if (text[i] == '{' && text[i + 2] == '}') found |= 1u << (text[i + 1] - '0');
    }
    return found;
  }
};

// An HTML-ready text in both languages, made at run time.
struct Both {
  std::string id, en;
};

// The phrase with its places filled.
Both say(const Phrase& phrase, std::initializer_list<Both> values = {});

// Foreign text (a name, a code), escaped, the same in both languages.
Both same(std::string_view text);

// The same for a word_with_underscores, which may then be broken after each of them.
Both same_word(std::string_view word);

Both operator+(const Both& left, const Both& right);
template <class Range>
Both joined(const Range& items, std::string_view between) {
  Both all;
  for (const Both& item : items) {
    all.id += (all.id.empty() ? "" : std::string(between)) + item.id;
    all.en += (all.en.empty() ? "" : std::string(between)) + item.en;
  }
  return all;
}

inline const std::string& pick(const Both& both, Language language) {
  return language == Language::kIndonesian ? both.id : both.en;
}

// Escapes & < > " ' and makes the text valid UTF-8.
std::string escaped(std::string_view text);

// Both texts for the page, of which the style shows one; a single text where they are equal.
std::string spans(const Both& both);
// A tooltip: one text, as a tooltip cannot hold markup; the script swaps it with the other language.
std::string tooltip(const Both& both, Language language);

inline std::string spans(const Phrase& phrase) { return spans(say(phrase)); }

}  // namespace io::report
