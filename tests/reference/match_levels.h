// Names the level in which two values of a field of `desil match` agree, by textbook distances, expression by
// expression.
//
// Values come as engine/linkage/match/match_field.h says; the answer is the name of the level. Where the words of two
// names can be paired in several best ways that come to different levels, the answer is empty: either is right.
#pragma once

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/reference/date_agreement.h"
#include "tests/reference/jaro_winkler.h"
#include "tests/reference/name_token_sets.h"
#include "tests/reference/osa.h"

namespace reference {

inline std::vector<std::string> match_words(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream in(text);
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

// `similarity` in units of 1/65536, as are the bounds, rounded down.
inline std::string name_level_by_words(const std::string& words, unsigned similarity, bool beginning) {
  const auto reaches = [&](unsigned hundredths) { return similarity >= hundredths * 65'536 / 100; };
  if (words == "equal" || words == "equal by spelling" || words == "equal but minor") return "same_words";
  if (reaches(94)) return "jaro_winkler_94";
  if (reaches(88) || words == "initials" || words == "similar") return "jaro_winkler_88";
  if (words == "subset" || words == "subset inexact" || words == "partly" || beginning) return "some_words";
  return reaches(80) ? "jaro_winkler_80" : "different";
}

inline std::string match_name_level(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return "missing";
  if (a == b) return "equal";
  const std::size_t length = std::min(a.size(), b.size());
  const bool beginning = (length >= 3 || length == 1) && a.substr(0, length) == b.substr(0, length);
  const auto similarity = [](const std::string& x, const std::string& y) { return long{jaro_winkler(x, y)}; };
  const unsigned whole = jaro_winkler(a, b);
  const auto tokens_a = tokens_of_name(a), tokens_b = tokens_of_name(b);
  if (tokens_a.size() == 1 && tokens_b.size() == 1)
    return name_level_by_words(tokens_a[0].key == tokens_b[0].key ? "equal" : "different", whole, beginning);
  const BestPairings best = EveryPairing(tokens_a, tokens_b, similarity, 65'536L * 88 / 100).best();
  std::set<std::string> levels;
  for (const LeftOver& left : best.left)
    levels.insert(name_level_by_words(name_agreement(best.judgement, left), whole, beginning));
  return levels.size() == 1 ? *levels.begin() : "";
}

inline std::string match_date_level(const std::string& a, const std::string& b) {
  const std::string kind = date_agreement(a, b);
  if (kind == "missing" || kind == "equal") return kind;
  if (kind == "default equal") return "default_equal";
  if (kind == "day month swapped" || kind == "digits swapped") return "digits_or_parts_swapped";
  if (kind == "year one off" || kind == "year ten off" || kind == "century off" || kind == "one digit")
    return "one_part_off";
  int other = 0;
  for (std::size_t i = 0; i < a.size(); ++i) other += a[i] != b[i];
  if (other <= 2) return "two_digits_off";
  if (kind == "default day" || kind == "same year month") return "same_year_month";
  return kind == "default same year" || kind == "same year" ? "same_year" : "different";
}

inline std::string match_digits_level(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return "missing";
  if (a == b) return "equal";
  const std::size_t longer = std::max(a.size(), b.size()), edits = osa(a, b), half = (longer + 1) / 2;
  if (edits == 1 && longer >= 3) return "one_edit";
  if (edits == 2 && longer >= 6) return "two_edits";
  if (longer < 4 || std::min(a.size(), b.size()) < half) return "different";
  const auto end = [&](const std::string& text) { return text.substr(text.size() - half); };
  return a.substr(0, half) == b.substr(0, half) || end(a) == end(b) ? "same_beginning_or_end" : "different";
}

inline std::string match_category_level(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return "missing";
  if (a == b) return "equal";
  return std::max(a.size(), b.size()) >= 3 && osa(a, b) == 1 ? "one_letter" : "different";
}

inline std::string match_text_level(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return "missing";
  if (a == b) return "equal";
  std::vector<std::string> words_a = match_words(a), words_b = match_words(b);
  std::string joined_a, joined_b;
  for (const auto& word : words_a) joined_a += word;
  for (const auto& word : words_b) joined_b += word;
  const std::size_t words = std::max(words_a.size(), words_b.size());
  std::size_t common = 0;
  for (const auto& word : words_a) {
    const auto at = std::find(words_b.begin(), words_b.end(), word);
    if (at == words_b.end()) continue;
    words_b.erase(at);
    ++common;
  }
  const std::size_t edits = osa(joined_a, joined_b), longer = std::max(joined_a.size(), joined_b.size());
  if (edits == 0 || (common == words && words_b.empty())) return "same_words";
  const double share = static_cast<double>(edits) / static_cast<double>(longer);
  if (share <= 0.10 || (edits == 1 && longer >= 4)) return "similar_90";
  if (share <= 0.20) return "similar_80";
  if (2 * common >= words) return "some_words";
  return share <= 0.35 ? "similar_65" : "different";
}

// `all`: the numbers of all rows that have one.
inline std::string match_number_level(const std::string& a, const std::string& b, const std::vector<double>& all) {
  if (a.empty() || b.empty()) return "missing";
  const double x = std::stod(a), y = std::stod(b);
  if (x == y) return "equal";
  // Rows strictly between, and half of the rows at either end.
  double between = 0;
  for (const double value : all) {
    if (value > std::min(x, y) && value < std::max(x, y)) between += 1;
    if (value == x || value == y) between += 0.5;
  }
  const double share = between / static_cast<double>(all.size());
  if (share <= 0.005) return "within_half_percent";
  if (share <= 0.02) return "within_2_percent";
  return share <= 0.10 ? "within_10_percent" : "different";
}

}  // namespace reference
