// Made-up names with typing errors: words of syllables, some repeated often, some changed letter by letter.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

class MadeUpNames {
 public:
  explicit MadeUpNames(std::uint64_t seed) : random_(seed) {
    for (int i = 0; i < 300; ++i) words_.push_back(word());
  }

  // One name of one to three words; every second one is a changed copy of one of the last forty.
  std::string next() {
    std::string name;
    if (!names_.empty() && random_() % 2 == 0) {
      name = names_[names_.size() - 1 - random_() % std::min<std::size_t>(names_.size(), 40)];
      for (std::size_t edits = random_() % 4; edits > 0; --edits) edit(name);
    } else {
      for (std::size_t count = 1 + random_() % 3; count > 0; --count) {
        if (!name.empty()) name += ' ';
        name += words_[(random_() % words_.size()) * (random_() % words_.size()) / words_.size()];
      }
    }
    names_.push_back(name);
    return name;
  }

  std::vector<std::string> next(std::size_t count) {
    std::vector<std::string> names;
    while (names.size() < count) names.push_back(next());
    return names;
  }

 private:
  std::string word() {
    static constexpr const char* kStarts[] = {"",  "S", "R", "M", "N", "K",  "B", "D",
                                              "T", "L", "H", "W", "Y", "SY", "TR"};
    static constexpr const char* kEnds[] = {"A", "I", "U", "E", "O", "AN", "AH", "IN", "UR", "ONG", "ATI", "AA"};
    std::string text;
    for (std::size_t count = 1 + random_() % 4; count > 0; --count) {
      text += kStarts[random_() % std::size(kStarts)];
      text += kEnds[random_() % std::size(kEnds)];
    }
    return text;
  }

  // A substitution, deletion, insertion or swap at any place.
  void edit(std::string& name) {
    if (name.empty()) return;
    const std::size_t at = random_() % name.size();
    const char letter = static_cast<char>('A' + random_() % 26);
    switch (random_() % 4) {
      case 0: name[at] = letter; break;
      case 1: name.erase(at, 1); break;
      case 2: name.insert(at, 1, letter); break;
      default:
        if (at + 1 < name.size()) std::swap(name[at], name[at + 1]);
    }
  }

  std::mt19937_64 random_;
  std::vector<std::string> words_, names_;
};
