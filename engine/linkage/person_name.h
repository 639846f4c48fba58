// Compares the name of a source row with the names of registry persons, fast where they are equal or nothing alike.
//
// The answer is that of compare_names on the tokens of both names, with Jaro-Winkler on keys and kLeastAlike; beside
// it stands how likely so much agreement is by chance: the rarity of the words that agree (term frequency), in units
// of 1/1024 bit. A word that is only similar, or an initial, has a rarity of its kind (NameChance).
//
// shape: names of at most kMost words; the words behind, in the order of their bytes, are not compared. missing: a
// name without words. threads: safe. cost: 20 ns where names are equal or share nothing, else that of compare_names.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/linkage/bits.h"
#include "engine/linkage/compare_names.h"
#include "engine/linkage/word_table.h"
#include "engine/store/registry.h"
#include "kernels/name_filter.h"

namespace engine {

// The words of a name in the order of their bytes.
struct PersonName {
  static constexpr std::size_t kMost = 8;
  std::array<const NameWord*, kMost> words;
  std::array<std::uint32_t, kMost> ranks;  // of the words, so that they need not be read to be compared
  std::uint8_t size = 0;
  std::uint8_t minor = 0;  // bit i: word i is a minor token

  bool is_minor(std::size_t i) const { return (minor >> i & 1) != 0; }
};

// The name of a row, with the words that the registry does not have.
struct RowName {
  PersonName name;
  std::vector<NameWord> foreign;
};

// −log2 of how often one word is by chance similar to another, or begins with a letter; in units.
struct NameChance {
  WeightUnits very_similar = 9 * kUnitsOfBit, similar = 6 * kUnitsOfBit, initial = 3 * kUnitsOfBit + 512;
  WeightUnits joined = 10 * kUnitsOfBit;
};
inline constexpr std::uint32_t kLeastAlike = 55'706;  // 0.85
inline constexpr std::uint32_t kVeryAlike = 60'948;   // 0.93

struct NameEvidence {
  NameComparison comparison;
  WeightUnits rarity = 0;  // of what agrees
};

class PersonNames {
 public:
  PersonNames(const PersonTable& persons, const WordTable& words)
      : persons_(persons), words_(words), filter_(kernels::NameFilter::for_jaro_winkler(kLeastAlike)) {}

  PersonName of(PersonRow person) const;
  void read(std::string_view normal, RowName& name) const;

  NameEvidence compare(const PersonName& row, const PersonName& person) const;

 private:
  void read_in_context(std::string_view normal, PersonName& name, std::vector<NameWord>* foreign) const;
  bool may_pair(const NameWord& a, const NameWord& b) const;

  const PersonTable& persons_;
  const WordTable& words_;
  kernels::NameFilter filter_;
  NameChance chance_;
};

}  // namespace engine
