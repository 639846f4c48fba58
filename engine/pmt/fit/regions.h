// The rows of a survey by province and regency.
//
// Private to engine/pmt/fit. order: ascending codes.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/pmt/fit/survey_table.h"

namespace engine::fit {

struct RegencyRows {
  std::uint32_t code = 0;
  std::size_t begin = 0, end = 0;
};

struct ProvinceRows {
  std::uint32_t code = 0;
  std::size_t first = 0, last = 0;  // regencies
  std::size_t begin = 0, end = 0;   // rows
};

struct RegionRows {
  std::vector<RegencyRows> regencies;
  std::vector<ProvinceRows> provinces;
};

inline RegionRows region_rows(const SurveyTable& survey) {
  RegionRows regions;
  for (std::size_t row = 0; row < survey.rows(); ++row) {
    const std::uint32_t code = survey.regency[row];
    if (regions.regencies.empty() || regions.regencies.back().code != code) {
      const std::size_t place = regions.regencies.size();
      regions.regencies.push_back({code, row, row});
      if (regions.provinces.empty() || regions.provinces.back().code != code / 100) {
        regions.provinces.push_back({code / 100, place, place, row, row});
      }
      ++regions.provinces.back().last;
    }
    regions.regencies.back().end = regions.provinces.back().end = row + 1;
  }
  return regions;
}

}  // namespace engine::fit
