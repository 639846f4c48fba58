#include "engine/linkage/match/block_keys.h"

#include <algorithm>
#include <array>
#include <functional>

#include "engine/linkage/match/compare_values.h"
#include "engine/linkage/spelling_key.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = 4096;

// FNV-1a with a last stir; a fixed hash, so that blocks are the same on every machine.
BlockKey hash_of(std::string_view text) {
  if (text.empty()) return kNoKey;
  std::uint64_t hash = 0xcbf2'9ce4'8422'2325ull;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01b3ull;
  hash ^= hash >> 32;
  hash *= 0x9E37'79B9'7F4A'7C15ull;
  return std::max<BlockKey>(static_cast<BlockKey>(hash >> 32), 1);
}

std::string joined(std::vector<std::string> parts) {
  std::sort(parts.begin(), parts.end());
  std::string text;
  for (const std::string& part : parts) text += part + ' ';
  if (!text.empty()) text.pop_back();
  return text;
}

// The first letter and the consonants behind it, none twice in a row.
std::string consonants(std::string_view word) {
  std::string out;
  for (const char c : spelling_key(word)) {
    const bool vowel = std::string_view("AEIOUYHW").find(c) != std::string_view::npos;
    if (out.empty() || (!vowel && out.back() != c)) out += c;
  }
  return out;
}

std::string consonants_of_words(const std::string& text) {
  std::vector<std::string> parts;
  for (const std::string_view word : words_of(text)) parts.push_back(consonants(word));
  return joined(std::move(parts));
}

std::string sorted_words(const std::string& text) {
  std::vector<std::string> parts;
  for (const std::string_view word : words_of(text)) parts.emplace_back(word);
  return joined(std::move(parts));
}

std::string longest_word(const std::string& text) {
  std::string_view longest;
  for (const std::string_view word : words_of(text)) {
    if (word.size() > longest.size() || (word.size() == longest.size() && word < longest)) longest = word;
  }
  return std::string(longest);
}

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

std::string first_letters(const std::string& text, std::size_t n) { return without_spaces(text).substr(0, n); }
std::string last_letters(const std::string& text, std::size_t n) {
  const std::string letters = without_spaces(text);
  return letters.substr(letters.size() - std::min(n, letters.size()));
}
std::string sorted_digits(std::string text) {
  std::sort(text.begin(), text.end());
  return text;
}

struct KeyForm {
  const char* name;
  std::function<std::string(const std::string&)> of;
};

std::vector<KeyForm> forms_of(FieldType type) {
  const KeyForm whole{"whole", [](const std::string& t) { return t; }};
  const auto half = [](bool first) {
    return [first](const std::string& t) {
      if (t.size() < 4) return std::string();
      return first ? t.substr(0, (t.size() + 1) / 2) : t.substr(t.size() / 2);
    };
  };
  switch (type) {
    case FieldType::kName:
      return {whole,
              {"consonants", consonants_of_words},
              {"first letters", [](const std::string& t) { return first_letters(t, 3); }},
              {"last letters", [](const std::string& t) { return last_letters(t, 3); }},
              {"longest word", longest_word}};
    case FieldType::kDate:
      return {whole,
              {"year and month", [](const std::string& t) { return t.substr(0, 6); }},
              {"month and day", [](const std::string& t) { return t.substr(4); }},
              {"year and day", [](const std::string& t) { return t.substr(0, 4) + t.substr(6); }},
              {"digits in any order", sorted_digits}};
    case FieldType::kDigits:
      return {whole, {"first half", half(true)}, {"second half", half(false)}, {"digits in any order", sorted_digits}};
    case FieldType::kText:
      return {{"whole", without_spaces},
              {"sorted words", sorted_words},
              {"first letters", [](const std::string& t) { return first_letters(t, 5); }},
              {"last letters", [](const std::string& t) { return last_letters(t, 5); }},
              {"longest word", longest_word}};
    case FieldType::kCategory:
    case FieldType::kNumber: break;
  }
  return {whole};
}

KeyColumn make_column(const FieldValues& field, std::size_t number, const KeyForm& form, bool whole) {
  std::vector<BlockKey> keys(field.texts->size());
  parallel_for(keys.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) keys[i] = hash_of(form.of((*field.texts)[i]));
  });
  KeyColumn column{field.name + ": " + form.name, number, whole, std::vector<BlockKey>(field.rows.size())};
  parallel_for(field.rows.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      column.rows[i] = field.rows[i] == kMissingValue ? kNoKey : keys[field.rows[i]];
  });
  return column;
}

// The keys of all names of a row in order of size; rows with one name only have none.
KeyColumn make_exchanged_names(const std::vector<const KeyColumn*>& names) {
  KeyColumn column{"names in any order", names.front()->field, false,
                   std::vector<BlockKey>(names.front()->rows.size())};
  parallel_for(column.rows.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    std::vector<BlockKey> keys;
    for (std::size_t row = begin; row < end; ++row) {
      keys.clear();
      for (const KeyColumn* name : names) {
        if (name->rows[row] != kNoKey) keys.push_back(name->rows[row]);
      }
      if (keys.size() < 2) continue;
      std::sort(keys.begin(), keys.end());
      BlockKey key = keys[0];
      for (std::size_t i = 1; i < keys.size(); ++i) key = joined_key(key, keys[i]);
      column.rows[row] = key;
    }
  });
  return column;
}

}  // namespace

BlockKey joined_key(BlockKey a, BlockKey b) {
  if (a == kNoKey || b == kNoKey) return kNoKey;
  std::uint64_t mixed = (std::uint64_t{a} << 32 | b) * 0x9E37'79B9'7F4A'7C15ull;
  mixed ^= mixed >> 29;
  mixed *= 0xBF58'476D'1CE4'E5B9ull;
  return std::max<BlockKey>(static_cast<BlockKey>(mixed >> 32), 1);
}

std::vector<KeyColumn> make_key_columns(std::span<const FieldValues> fields) {
  std::vector<KeyColumn> columns;
  std::vector<std::size_t> names;  // columns of consonants
  for (std::size_t f = 0; f < fields.size(); ++f) {
    const std::vector<KeyForm> forms = forms_of(fields[f].type);
    for (std::size_t k = 0; k < forms.size(); ++k) {
      if (fields[f].type == FieldType::kName && k == 1) names.push_back(columns.size());
      columns.push_back(make_column(fields[f], f, forms[k], k == 0));
    }
  }
  if (names.size() > 1) {
    std::vector<const KeyColumn*> parts;
    for (const std::size_t name : names) parts.push_back(&columns[name]);
    columns.push_back(make_exchanged_names(parts));
  }
  return columns;
}

}  // namespace engine
