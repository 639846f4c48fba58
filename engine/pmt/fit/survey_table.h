// Holds a survey as columns: indicators of each family, its expenditure, weight and place in the sample.
//
// shape: every column has `rows()` entries, but `urban` may be empty (not asked). Rows lie in ascending order of
//   `regency`, those of a regency in the order of the file.
// units: `target` is ln of the expenditure per person per month; `weight` counts families, > 0.
// missing: indicators as in FamilyIndicators; nothing else may be missing.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/store/family_indicators.h"

namespace engine {

enum class Residence : std::uint8_t { kUnknown = 0, kUrban = 1, kRural = 2 };

struct SurveyTable {
  FamilyIndicators indicators;
  std::vector<double> target;
  std::vector<double> weight;
  std::vector<std::uint32_t> regency;  // Kemendagri code, four digits
  std::vector<std::uint32_t> cluster;  // primary sampling unit: 0, 1, … by first row
  std::vector<std::uint32_t> stratum;  // 0, 1, … by first row; all 0 where there are none
  std::vector<Residence> urban;
  bool has_clusters = false, has_strata = false;

  std::size_t rows() const { return target.size(); }
};

}  // namespace engine
