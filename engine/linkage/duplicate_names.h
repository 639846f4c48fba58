// Compares the names of two registry rows: which words agree, how, and how many bits of evidence the agreement is.
//
// A word is known by its spelling key (engine/linkage/spelling_key.h); titles are no words. Words of two names are
// paired: equal keys first, then words whose sounds are within one edit (two from eight letters on), the nearest first,
// and a letter with a word that begins with it. A sound takes letters for one that writers confuse (F, P and V; I, Y
// and E; H behind a vowel …). What remains is compared once more without blanks (NUR HAYATI, NURHAYATI).
//
// The evidence of a pair is how rare it is that somebody else has these words: the sum over paired words of
// log2(persons / persons with that word), where the words are counted in the province of either row and the more
// frequent count is taken. Where the whole name is one of several of its kind, its own count bounds the evidence from
// above (words are not independent). Counts of a word are of spelling keys: BOEDI and BUDI are one.
//
// shape: rows of the registry. A name of more than kMostWords words is cut to the first ones. missing: a row without a
// name is kOther with anybody. symmetric. threads: safe once built. memory: 4 bytes a key and province (where that is
// more than 64 MB and 4 bytes a person, words are counted in the nation instead), some 100 a key, 12 a token.
// cost: building reads each row's name once; a comparison of names that share a word takes about 0.1 µs.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/linkage/name_sketch.h"
#include "engine/store/registry.h"

namespace engine {

// How two names agree, from equal to different.
enum class NameKind : std::uint8_t {
  kEqual = 0,          // the same normalised names
  kRespelled = 1,      // the same keys, in any order
  kSimilar = 2,        // every word paired, some by sound or within an edit; or the same without blanks
  kSubset = 3,         // words of one name left over, the other's all paired by key
  kSubsetSimilar = 4,  // the same, some within an edit
  kPartly = 5,         // one word left over on each side, at least one paired by key
  kOther = 6,
};
inline constexpr std::size_t kNameKinds = 6;  // that can make a pair

// Agreement below so many bits is no evidence worth a pair, and is kOther.
inline constexpr std::int32_t least_rarity(NameKind kind) {
  return (kind == NameKind::kPartly ? 9 : kind == NameKind::kSubsetSimilar ? 6 : 3) * 1024;
}

struct NameEvidence {
  NameKind kind = NameKind::kOther;
  std::int32_t rarity = 0;  // 1/1024 bit
};

using NameKeyId = std::uint32_t;
inline constexpr std::size_t kMostWords = 8;

struct PersonWords {
  std::array<NameKeyId, kMostWords> ids;  // the first `count` are set
  std::uint8_t count = 0;
};

// How a word sounds, short ones in the half of a cache line.
class WordSound {
 public:
  explicit WordSound(std::string sound);

  std::string_view text() const {
    return size_ <= sizeof near_ ? std::string_view(near_, size_) : std::string_view(*far_);
  }
  std::uint64_t letters() const { return letters_; }  // as a signature
  std::size_t size() const { return size_; }

 private:
  std::uint64_t letters_;
  std::uint32_t size_;
  char near_[20] = {};
  std::shared_ptr<const std::string> far_;
};

class DuplicateNames {
 public:
  // `province_begin`: first person row of each province and one past the last; rows of a province are one range.
  DuplicateNames(const PersonTable& persons, std::span<const std::uint32_t> province_begin);

  PersonWords words(PersonRow row) const;
  // Brings near what `words` reads of the row first.
  void prefetch(PersonRow row) const { __builtin_prefetch(&persons_.name[row]); }
  NameSketch sketch(const PersonWords& words) const;
  // Equal for equal words in any order; 0 for none.
  std::uint64_t name_hash(PersonRow row) const;

  std::size_t keys() const { return keys_.size(); }
  // Rows with the key in their name.
  std::uint32_t count(NameKeyId key) const { return counts_[key]; }

  // Calls visit(kind, rarity) for every way in which a stranger may agree with the row: all its words, or all but one.
  // The share of persons who do by the frequencies of words is 2^-rarity.
  template <class Visit>
  void each_chance(PersonRow row, Visit visit) const;

  NameEvidence compare(PersonRow a, PersonRow b) const { return compare(a, words(a), b, words(b)); }
  NameEvidence compare(PersonRow a, const PersonWords& words_a, PersonRow b, const PersonWords& words_b) const;

 private:
  NameEvidence pair_words(PersonRow a, const PersonWords& words_a, PersonRow b, const PersonWords& words_b) const;
  NameEvidence compare_joined(const PersonWords& words_a, std::size_t province_a, const PersonWords& words_b,
                              std::size_t province_b) const;
  std::size_t edits_between(NameKeyId a, NameKeyId b) const;
  void gather_keys();
  void count_keys();
  template <class Visit>
  void each_word(PersonRow row, Visit visit) const;
  std::size_t province_of(PersonRow row) const {
    std::size_t province = province_hint_[row >> kHintStep];
    while (province_begin_[province + 1] <= row) ++province;
    return province;
  }
  std::int32_t rarity(NameKeyId key, std::size_t province_a, std::size_t province_b) const {
    return std::min(rarity_[province_a * keys_.size() + key], rarity_[province_b * keys_.size() + key]);
  }

  const PersonTable& persons_;
  static constexpr unsigned kHintStep = 12;  // rows of one cell of hints, as a power of two
  std::vector<std::uint32_t> province_begin_;
  std::vector<std::uint32_t> province_hint_;  // province of the first row of each cell
  std::vector<std::string> keys_;             // ascending
  std::vector<WordSound> sounds_;             // of the keys
  std::unordered_map<std::string, NameKeyId> id_of_word_;
  // Of a token that is one word and no title: names of such tokens alone are read from their codes.
  static constexpr NameKeyId kNotOneWord = 0xFFFFFFFFu;
  std::vector<NameKeyId> key_of_token_;
  std::vector<std::uint64_t> hash_of_token_;  // 0 for kNotOneWord
  std::vector<std::uint32_t> counts_;
  std::vector<std::int32_t> rarity_;  // [province][key]
};

template <class Visit>
void DuplicateNames::each_chance(PersonRow row, Visit visit) const {
  const PersonWords person = words(row);
  if (person.count == 0) return;
  const std::size_t province = province_of(row);
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < person.count; ++i) sum += rarity(person.ids[i], province, province);
  for (std::size_t k = 0; k < kNameKinds; ++k) {
    const auto kind = static_cast<NameKind>(k);
    if (kind != NameKind::kPartly) {
      if (sum >= least_rarity(kind)) visit(kind, sum);
      continue;
    }
    for (std::size_t i = 0; i < person.count && person.count > 1; ++i) {
      const std::int32_t rest = sum - rarity(person.ids[i], province, province);
      if (rest >= least_rarity(kind)) visit(kind, rest);
    }
  }
}

}  // namespace engine
