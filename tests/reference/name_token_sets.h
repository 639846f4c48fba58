// Compares two names as sets of tokens by trying every pairing: slow, for names of at most five tokens.
//
// Spelling keys are made with regular expressions. A pairing is judged by (exact, spelled, joined, initial, similar,
// sum of similarities, firm, words paired), compared from the left; all pairings that reach the best judgement are
// kept, since they may leave different tokens over.
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace reference {

inline std::string spelling_key(std::string word) {
  static const std::vector<std::pair<std::regex, std::string>> kSteps = {
      {std::regex("CH"), "KH"},
      {std::regex("TJ"), "C"},
      {std::regex("DJ"), "J"},
      {std::regex("OE"), "U"},
      {std::regex("J"), "Y"},
      {std::regex("IY(?=[AIUEO])"), "I"},
      {std::regex("^(M|MUH|MOKH|MOH|MOKHAMM?AD|MOHAMM?AD|MUHAMAD)$"), "MUHAMMAD"},
      {std::regex("^ABD$"), "ABDUL"},
      {std::regex("^ST$"), "SITI"},
      {std::regex("([A-Z])\\1+"), "$1"},
  };
  for (const auto& [pattern, replacement] : kSteps) word = std::regex_replace(word, pattern, replacement);
  return word;
}

struct Token {
  std::string text, key;
  bool minor;
};

inline std::vector<Token> tokens_of_name(const std::string& name) {
  static const std::set<std::string> kPrefixes = {"I",        "NI",     "WAYAN",  "PUTU",   "GEDE",  "MADE",
                                                  "KADEK",    "NENGAH", "NYOMAN", "KOMANG", "KETUT", "COKORDA",
                                                  "TJOKORDA", "GUSTI",  "DEWA",   "DESAK"};
  std::vector<std::string> words;
  std::istringstream in(name);
  for (std::string word; in >> word;) words.push_back(word);
  const std::set<std::string> all(words.begin(), words.end());
  const auto has = [&](const char* word) { return all.count(word) != 0; };
  std::vector<std::string> texts;
  std::set<std::string> before_tail;
  bool in_tail = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool connects = (words[i] == "BIN" || words[i] == "BINTI") && i > 0 && i + 1 < words.size();
    in_tail = in_tail || connects;
    if (connects) continue;
    texts.push_back(words[i]);
    if (!in_tail) before_tail.insert(words[i]);
  }
  const auto prefix = [&](const std::string& t) {
    if (kPrefixes.count(t) != 0) return true;
    if (t == "IDA") return has("BAGUS") || has("AYU");
    if (t == "BAGUS" || t == "AYU") return has("IDA");
    if (t == "ANAK") return has("AGUNG");
    if (t == "AGUNG") return has("ANAK");
    return t == "LUH" && has("NI");
  };
  const bool only_prefixes = std::all_of(before_tail.begin(), before_tail.end(), prefix);
  std::vector<Token> tokens;
  for (const std::string& t : texts) {
    const bool tail = before_tail.count(t) == 0;
    tokens.push_back({t, spelling_key(t), tail || (!only_prefixes && prefix(t))});
  }
  return tokens;
}

using Judgement = std::array<long, 8>;
using LeftOver = std::array<long, 4>;  // words of a, words of b, minor tokens of a, minor tokens of b

struct BestPairings {
  Judgement judgement{};
  std::set<LeftOver> left;
};

class EveryPairing {
 public:
  using Similarity = std::function<long(const std::string&, const std::string&)>;
  EveryPairing(std::vector<Token> a, std::vector<Token> b, Similarity similarity, long least)
      : a_(std::move(a)), b_(std::move(b)), similarity_(std::move(similarity)), least_(least) {
    free_a_.assign(a_.size(), true);
    free_b_.assign(b_.size(), true);
  }

  BestPairings best() {
    best_.judgement.fill(-1);
    try_from(0, {});
    return best_;
  }

 private:
  // The place in the judgement of a pair, −1 for no pair, and its similarity.
  std::pair<int, long> way(const Token& x, const Token& y) {
    if (x.text == y.text) return {0, 0};
    if (x.key == y.key) return {1, 0};
    const auto initial = [](const Token& one, const Token& other) {
      return one.text.size() == 1 && other.text.size() > 1 &&
             (one.text[0] == other.text[0] || one.key[0] == other.key[0]);
    };
    if (initial(x, y) || initial(y, x)) return {3, 0};
    if (!similarity_ || x.text.size() < 2 || y.text.size() < 2) return {-1, 0};
    const long found = similarity_(x.key, y.key);
    return found >= least_ ? std::pair(4, found) : std::pair(-1, 0L);
  }
  const std::string& joined_key(const std::string& text) {
    const auto [at, fresh] = keys_.try_emplace(text);
    if (fresh) at->second = spelling_key(text);
    return at->second;
  }
  bool joined(const Token& x, const Token& y, const Token& whole) {
    return joined_key(x.text + y.text) == whole.key || joined_key(y.text + x.text) == whole.key;
  }
  static void count(Judgement& judgement, int place, long similarity, const std::vector<const Token*>& tokens) {
    const long words = std::count_if(tokens.begin(), tokens.end(), [](const Token* t) { return !t->minor; });
    ++judgement[static_cast<std::size_t>(place)];
    judgement[5] += similarity;
    judgement[6] += place <= 2 && words == static_cast<long>(tokens.size());
    judgement[7] += words;
  }

  void try_from(std::size_t i, const Judgement& so_far) {
    if (i == a_.size()) {
      finish(so_far);
      return;
    }
    if (free_a_[i]) {
      free_a_[i] = false;
      for (std::size_t j = 0; j < b_.size(); ++j) {
        if (!free_b_[j]) continue;
        free_b_[j] = false;
        if (const auto [place, found] = way(a_[i], b_[j]); place >= 0) {
          Judgement next = so_far;
          count(next, place, found, {&a_[i], &b_[j]});
          try_from(i + 1, next);
        }
        for (std::size_t k = i + 1; k < a_.size(); ++k) {
          if (free_a_[k] && joined(a_[i], a_[k], b_[j])) {
            Judgement next = so_far;
            count(next, 2, 0, {&a_[i], &a_[k], &b_[j]});
            free_a_[k] = false;
            try_from(i + 1, next);
            free_a_[k] = true;
          }
        }
        for (std::size_t k = j + 1; k < b_.size(); ++k) {
          if (free_b_[k] && joined(b_[j], b_[k], a_[i])) {
            Judgement next = so_far;
            count(next, 2, 0, {&b_[j], &b_[k], &a_[i]});
            free_b_[k] = false;
            try_from(i + 1, next);
            free_b_[k] = true;
          }
        }
        free_b_[j] = true;
      }
      free_a_[i] = true;
    }
    try_from(i + 1, so_far);
  }

  void finish(const Judgement& judgement) {
    if (judgement < best_.judgement) return;
    if (judgement > best_.judgement) best_ = {judgement, {}};
    LeftOver left{};
    for (std::size_t i = 0; i < a_.size(); ++i) left[a_[i].minor ? 2 : 0] += free_a_[i];
    for (std::size_t j = 0; j < b_.size(); ++j) left[b_[j].minor ? 3 : 1] += free_b_[j];
    best_.left.insert(left);
  }

  std::vector<Token> a_, b_;
  Similarity similarity_;
  long least_;
  std::vector<bool> free_a_, free_b_;
  std::map<std::string, std::string> keys_;
  BestPairings best_;
};

// The kind of agreement in words.
inline std::string name_agreement(const Judgement& judgement, const LeftOver& left) {
  const auto& [exact, spelled, joined, initial, similar, sum, firm, words] = judgement;
  if (exact + spelled + joined + initial + similar == 0) return "different";
  const bool all_of_both = left[0] == 0 && left[1] == 0, all_of_one = left[0] == 0 || left[1] == 0;
  if (all_of_both && similar > 0) return "similar";
  if (all_of_both && initial > 0) return "initials";
  if (all_of_one && initial + similar > 0) return "subset inexact";
  if (firm == 0) return "little";
  if (!all_of_one) return "partly";
  if (!all_of_both) return "subset";
  if (left[2] + left[3] > 0) return "equal but minor";
  return spelled + joined > 0 ? "equal by spelling" : "equal";
}

}  // namespace reference
