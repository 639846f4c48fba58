// Holds the planted PMT: the law that joins a family's indicators to its expenditure.
//
// ln expenditure = score of the regency's own model + noise. Models differ by region: every feature's
// effects are scaled by a factor of the province and one of the regency, the intercept moves with the
// region's level (assumed). All coefficients are integers at 2^24 per ln rupiah, so the score is exact.
// `pmt.json` leaves some models out on purpose: families there fall back to province or nation.
//
// missing: a value without a level adds the feature's coefficient for missing, which stands for an
// indicator that cannot apply (no power rating without metered electricity).
// threads: immutable. source: none of the numbers is official; official coefficients are not public.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tools/synth/people.h"
#include "tools/synth/region_stock.h"

namespace tools::synth {

enum class TermKind : std::uint8_t { kCategory, kCount, kBand, kInteraction };

struct PlantedFeature {
  std::string_view name, label;
  TermKind kind = TermKind::kCategory;
  std::string_view variable;
  std::vector<std::vector<int>> groups;  // category: codes by level
  int cap = 0;                           // count
  std::string_view per;                  // band: edges count per member
  std::vector<int> edges;                // band
  std::size_t left = 0, right = 0;       // interaction
  std::vector<double> effects;           // ln units by level, before scaling
  double missing = 0;
  bool reports_missing = false;  // whether pmt.json lists a coefficient for missing
};

inline constexpr int kMissingTerm = -1;

struct RegionCoefficients {
  std::int32_t intercept = 0;
  std::vector<std::vector<std::int32_t>> by_level;  // feature → level, missing last
};

class PlantedModel {
 public:
  static const PlantedModel& get();

  const std::vector<PlantedFeature>& features() const { return features_; }
  const RegionCoefficients& regency(std::uint32_t index) const { return regencies_[index]; }
  const RegionCoefficients& province(std::uint32_t code) const;
  const RegionCoefficients& nation() const { return nation_; }

  // Level of each feature for these indicators, kMissingTerm where it has none.
  void levels_of(const IndicatorRow& row, std::vector<int>& levels) const;
  // Score by the law of a regency.
  std::int32_t score(std::uint32_t regency, const IndicatorRow& row) const;

  // Whether pmt.json has a model of its own for this regency or province.
  static bool regency_published(std::uint32_t index);
  static bool province_published(std::uint32_t code);

 private:
  PlantedModel();
  struct Source {  // where a feature reads its value
    int table = 0;
    std::size_t index = 0;
  };
  int level(std::size_t feature, const IndicatorRow& row) const;
  RegionCoefficients scaled(double intercept, std::uint32_t province, std::int64_t regency) const;

  std::vector<PlantedFeature> features_;
  std::vector<Source> sources_, per_sources_;
  std::vector<std::vector<std::int8_t>> level_of_code_;  // category: value → level
  std::vector<RegionCoefficients> regencies_;
  std::vector<std::pair<std::uint32_t, RegionCoefficients>> provinces_;
  RegionCoefficients nation_;
};

// Level of a region against the nation in ln rupiah (assumed; the poorer east, the richer cities).
double region_level(const Regency& regency);

// Standard deviation of the noise, ln rupiah: with the planted score's spread it gives R² about 0.5 and
// a total σ of about 0.69.
inline constexpr double kNoise = 0.485;

}  // namespace tools::synth
