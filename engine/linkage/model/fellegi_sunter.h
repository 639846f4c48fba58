// Holds a Fellegi–Sunter model: how probable each agreement level is among matches (m) and among other pairs (u), and
// the share of matches (lambda). (I. P. Fellegi and A. B. Sunter, "A theory for record linkage", JASA 64, 1969.)
//
// Fields are taken as independent, given whether the pair is a match; fields that are not belong into one joint field.
//
// Pairs of two persons need not agree by chance alone: who lives in one place shares town and post code, who is kin a
// family name and address too. Such pairs are classes of their own beside the matches and the pairs that agree by
// chance (as W. E. Winkler, "Advanced methods for record linkage", 1994, has three classes for persons in households):
// `related`, each with the fields in which it agrees by chance and free shares in the others. A pair's weight is its
// odds against all classes of no match together, so that six fields of one address do not make one person of two.
//
// units and range: m, u and lambda are probabilities, those of a field summing to 1 over its levels; weights in
// 1/1024 bit (match_weight.h). missing: m and u are conditional on both sides being present: the missing level has
// m = u = 1 beside the others, weight 0, and is in no sum. So a value says nothing by being away (missing at random).
// threads: safe once built.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/linkage/model/match_weight.h"
#include "engine/linkage/model/pattern_layout.h"

namespace engine {

inline constexpr std::size_t kMostRelated = 7;

struct FieldParameters {
  std::vector<double> m, u;  // by level
};

// Pairs of two persons that have more in common than chance gives.
struct RelatedClass {
  std::string name;
  double share = 0;                    // of all pairs
  bool rare = true;                    // hardly among random pairs, so estimated from the candidates
  std::vector<std::size_t> chance;     // by field: so many levels, from the first on, are as probable as in u
  std::vector<std::vector<double>> r;  // by field and level

  bool by_chance(std::size_t field, std::size_t level) const { return level < chance[field]; }
};

struct FellegiSunterModel {
  PatternLayout layout;
  std::vector<FieldParameters> fields;
  double lambda = 0;
  std::vector<RelatedClass> related;

  double share_by_chance() const;  // of pairs in no class
};

// The weights of a model as integers.
class PatternWeights {
 public:
  PatternWeights() = default;
  explicit PatternWeights(const FellegiSunterModel& model);

  // Against pairs that agree by chance.
  MatchWeight prior() const { return prior_; }  // log2(lambda / share of pairs by chance)
  MatchWeight of(std::size_t field, AgreementLevel level) const { return rows_[first_[field] + level][0]; }

  // Against all classes of no match. `frequency`: by field, what the frequency of an equal value adds where fields
  // agree by chance (model/term_frequency.h); empty: nothing.
  MatchWeight of(const PatternLayout& layout, Pattern pattern, std::span<const MatchWeight> frequency = {}) const;

 private:
  static constexpr std::size_t kSides = 1 + kMostRelated;  // by chance, then the related classes
  using Row = std::array<MatchWeight, kSides>;

  MatchWeight prior_ = 0;
  std::size_t related_ = 0;
  Row priors_{};
  std::vector<std::size_t> first_;  // of a field
  std::vector<Row> rows_;           // by level
  std::vector<Row> by_chance_;      // by level: all bits where the class agrees by chance, else none
};

}  // namespace engine
