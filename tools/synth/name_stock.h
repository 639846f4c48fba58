// Holds the tokens that names are built from: short lists of well-known words by custom, and a tail of
// tokens made from each custom's syllables. No list of real persons.
//
// order: a pool is ordered by popularity; `draw` takes token floor(n·u²), which gives ranks a density
// falling as r^(-1/2). threads: immutable.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tools/synth/random_stream.h"

namespace tools::synth {

// Naming customs; every family follows one.
enum class Custom : std::uint8_t {
  kJava,
  kSunda,
  kMalay,
  kBatak,
  kMinang,
  kBali,
  kBugis,
  kChinese,
  kPapua,
  kEastern,
  kMadura,
  kDayak,
};
inline constexpr std::size_t kCustomCount = 12;

class TokenPool {
 public:
  TokenPool() = default;
  // `listed`: tokens separated by spaces, most popular first. `made`: how many tokens to make from
  // syllables (starts, middles, ends, separated by spaces) after them.
  TokenPool(std::string_view listed, std::size_t made, std::string_view starts = {}, std::string_view middles = {},
            std::string_view ends = {});
  std::string_view draw(Stream& stream) const {
    const std::uint64_t u = stream.next() >> 32;
    return tokens_[(((u * u) >> 32) * tokens_.size()) >> 32];
  }
  // Nearly even, for names that are one word: only the frequent names below repeat nation-wide.
  std::string_view draw_even(Stream& stream) const {
    const std::uint64_t u = stream.next() >> 32;
    return tokens_[((u * 3 / 8 + (((u * u) >> 32) * 5) / 8) * tokens_.size()) >> 32];
  }
  std::size_t size() const { return tokens_.size(); }

 private:
  std::vector<std::string> tokens_;
};

struct NameStock {
  std::array<TokenPool, kCustomCount> male, female;  // given names, old style
  std::array<TokenPool, kCustomCount> clan;          // family names, where the custom has them
  TokenPool arabic_male, arabic_female;              // used by all Muslim customs
  TokenPool christian_male, christian_female;
  TokenPool modern_male, modern_female;            // first words of the young
  TokenPool modern_last_male, modern_last_female;  // second and third words of the young

  static const NameStock& get();
};

// An exact full name that repeats nation-wide, with its published count.
struct FrequentName {
  std::string_view name;
  bool male = false;
  double per_person = 0;      // share of all persons who bear it
  std::uint32_t customs = 0;  // bit per Custom that uses it
};
const std::vector<FrequentName>& frequent_names();

// Share of a province's people by custom, in percent (assumed).
const std::array<std::uint8_t, kCustomCount>& customs_of_province(std::uint32_t province);
// Share of the nation's people by custom: the provinces' shares weighted by population.
const std::array<double, kCustomCount>& customs_of_nation();

}  // namespace tools::synth
