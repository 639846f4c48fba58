#include "engine/linkage/name_tokens.h"

#include <algorithm>
#include <iterator>

#include "engine/linkage/spelling_key.h"

namespace engine {
namespace {

constexpr std::string_view kBirthOrderAndCaste[] = {
    "I",      "NI",     "WAYAN", "PUTU",    "GEDE",     "MADE",  "KADEK", "NENGAH",
    "NYOMAN", "KOMANG", "KETUT", "COKORDA", "TJOKORDA", "GUSTI", "DEWA",  "DESAK",
};
// The first is minor where the second stands in the name too, and the other way round where `both`.
struct WordPair {
  std::string_view word, beside;
  bool both;
};
constexpr WordPair kPairs[] = {
    {"IDA", "BAGUS", true}, {"IDA", "AYU", true}, {"ANAK", "AGUNG", true}, {"LUH", "NI", false}};

bool joins_father(std::string_view word) { return word == "BIN" || word == "BINTI"; }

std::vector<std::string_view> words_of(std::string_view name) {
  std::vector<std::string_view> words;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find(' '), name.size());
    if (end != 0) words.push_back(name.substr(0, end));
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return words;
}

// Tokens in the order of the name, the tail minor.
std::vector<NameToken> with_tail(const std::vector<std::string_view>& words) {
  std::vector<NameToken> tokens;
  bool tail = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (joins_father(words[i]) && i != 0 && i + 1 != words.size()) {
      tail = true;
    } else {
      tokens.push_back({std::string(words[i]), spelling_key(words[i]), tail});
    }
  }
  return tokens;
}

bool is_balinese_prefix(std::string_view text, const std::vector<std::string_view>& words) {
  const auto in_name = [&](std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  return std::find(std::begin(kBirthOrderAndCaste), std::end(kBirthOrderAndCaste), text) !=
             std::end(kBirthOrderAndCaste) ||
         std::any_of(std::begin(kPairs), std::end(kPairs), [&](const WordPair& pair) {
           return (text == pair.word && in_name(pair.beside)) ||
                  (pair.both && text == pair.beside && in_name(pair.word));
         });
}

void demote_balinese_prefixes(std::vector<NameToken>& tokens, const std::vector<std::string_view>& words) {
  const auto prefix = [&](const NameToken& token) { return is_balinese_prefix(token.text, words); };
  if (std::all_of(tokens.begin(), tokens.end(), [&](const NameToken& t) { return t.minor || prefix(t); })) return;
  for (NameToken& token : tokens) token.minor = token.minor || prefix(token);
}

// Sorted, the words of a text come first and decide for all of it.
void give_equal_texts_one_role(std::vector<NameToken>& tokens) {
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].text == tokens[i - 1].text) tokens[i].minor = tokens[i - 1].minor;
  }
}

}  // namespace

bool may_be_minor(std::string_view word) {
  return joins_father(word) ||
         std::find(std::begin(kBirthOrderAndCaste), std::end(kBirthOrderAndCaste), word) !=
             std::end(kBirthOrderAndCaste) ||
         std::any_of(std::begin(kPairs), std::end(kPairs),
                     [&](const WordPair& pair) { return word == pair.word || word == pair.beside; });
}

std::vector<NameToken> name_tokens(std::string_view name) {
  const std::vector<std::string_view> words = words_of(name);
  std::vector<NameToken> tokens = with_tail(words);
  std::sort(tokens.begin(), tokens.end());
  give_equal_texts_one_role(tokens);
  demote_balinese_prefixes(tokens, words);
  return tokens;
}

}  // namespace engine
