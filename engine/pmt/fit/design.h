// Lays out the design matrix of a survey: a column of zeros and ones for every level of every term but its reference.
//
// Column 0 is the intercept; the others follow the terms, levels ascending, missing last. A level without any row in
// the survey has no column and is listed. A row is the list of its columns that are one.
//
// shape: `ones` has `terms` entries a row: the column, or kNoColumn at the reference. Ascending within a row.
// threads: made in parallel, one answer. cost: two bytes a row and term.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/pmt/fit/fit_plan.h"
#include "engine/pmt/fit/survey_table.h"

namespace engine {

inline constexpr std::uint16_t kNoColumn = 0xFFFF;

struct DesignColumn {
  std::uint32_t term = 0;
  std::uint8_t level = 0;  // kMissingLevel: the column of missing values
};

struct Design {
  std::vector<DesignColumn> columns;                              // [0] is the intercept
  std::vector<std::array<std::uint16_t, kLevelSlots>> column_of;  // by term and level
  std::vector<std::uint8_t> reference;                            // by term
  std::vector<DesignColumn> empty;                                // levels without a row
  std::vector<std::array<double, kLevelSlots>> weight_of;         // by term and level, whole survey
  std::size_t terms = 0;
  std::vector<std::uint16_t> ones;

  std::size_t width() const { return columns.size(); }
  const std::uint16_t* row(std::size_t index) const { return ones.data() + index * terms; }
};

// errors: engine::Error(kUsage) for a reference level without rows, naming term and level.
Design lay_out_design(const FitPlan& plan, const SurveyTable& survey);

// "lantai: tanah", "lantai: tidak ada data", "intercept".
std::string column_label(const FitPlan& plan, DesignColumn column);

// What a level of a term stands for, in words: "ubin, teraso", "0-7", "tidak ada data".
std::string level_label(const FitPlan& plan, std::size_t term, std::uint8_t level);

}  // namespace engine
