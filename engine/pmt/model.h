// Holds a PMT model: features that turn a family's indicators into small levels, and for every region an
// intercept and one integer per feature and level. A family's score is the plain sum of them.
//
// units: ln rupiah per person per month times 2^24, as int32. Higher is better off.
// range: at most 15 levels (0..14) a feature; level 15 is "missing" and has a coefficient of its own.
//   |coefficient| ≤ 8 ln units and every reachable total lies within ±64 ln units, so that sums fit int32
//   (the reader of pmt.json, io/config/pmt_file.h, refuses anything else).
// order: features as in the file; models ascending by region code, the nation (0) first.
// threads: immutable after reading.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/pmt/variable.h"
#include "engine/store/ids.h"
#include "engine/store/region_range.h"

namespace engine {

inline constexpr std::size_t kMaxLevels = 15;
inline constexpr std::size_t kLevelSlots = 16;  // levels 0..14 and missing
inline constexpr std::uint8_t kMissingLevel = 15;
inline constexpr std::size_t kMaxFeatures = 256;
inline constexpr std::int64_t kOneLnUnit = std::int64_t{1} << kScoreFractionBits;
inline constexpr std::int64_t kLargestCoefficient = 8 * kOneLnUnit;
inline constexpr std::int64_t kLowestIntercept = 5 * kOneLnUnit;
inline constexpr std::int64_t kHighestIntercept = 25 * kOneLnUnit;
inline constexpr std::int64_t kLargestTotal = 64 * kOneLnUnit;

enum class FeatureKind : std::uint8_t {
  kCategory,     // level = index of the group that holds the value; without groups the value itself
  kCount,        // level = min(value, cap)
  kBand,         // level = number of edges e with value ≥ e, or value ≥ e × per
  kShare,        // level = number of edges e, in percent, with 100 × value ≥ e × per
  kInteraction,  // level = level of `left` × levels of `right` + level of `right`
};

struct Feature {
  std::string name;
  std::string label;  // for people, Bahasa Indonesia
  FeatureKind kind = FeatureKind::kCategory;
  Variable variable;                               // all kinds but interaction
  std::vector<std::vector<std::uint16_t>> groups;  // category
  std::uint16_t cap = 0;                           // count
  std::vector<std::uint16_t> edges;                // band, share: ascending
  std::optional<Variable> per;                     // band, share: missing or 0 makes the level missing
  std::size_t left = 0, right = 0;                 // interaction: earlier features; missing if either is
  std::size_t levels = 0;                          // 1..15
};

// Level of a value of a category, count, band or share; `per` is 1 where the feature has none.
// A value in no group gives kMissingLevel.
std::uint8_t level_of(const Feature& feature, std::uint32_t value, std::uint32_t per = 1);

// Number of levels that the definition gives; `features` are those before it. May exceed kMaxLevels.
std::size_t count_levels(const Feature& feature, std::span<const Feature> features);

struct RegionModel {
  std::uint32_t region = 0;  // 0 nation ("ID"), 2 digits province, 4 digits regency
  std::int32_t intercept = 0;
  std::vector<std::int32_t> coefficients;  // features × 16, by feature then level; slot 15 is missing
  std::optional<double> residual_sd;       // ln units

  std::int32_t coefficient(std::size_t feature, std::uint8_t level) const {
    return coefficients[feature * kLevelSlots + level];
  }
};

struct PmtModel {
  std::string provenance;
  std::vector<Feature> features;
  std::vector<RegionModel> models;

  // Finds the model of a regency, else of its province, else of the nation.
  std::optional<std::size_t> model_for(std::uint32_t regency_code) const;
};

// The families of one regency and the model that scores them.
struct ModelRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::optional<std::size_t> model;  // nothing: `tanpa_model`
};

// Gives each regency its model by the chain of `model_for`; keeps the order.
std::vector<ModelRange> model_ranges(const PmtModel& model, std::span<const RegionRange> regencies);

}  // namespace engine
