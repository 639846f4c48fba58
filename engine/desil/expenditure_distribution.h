// Holds the distribution of expenditure of regions: what the families of a regency are lifted to.
//
// shape: a table ascends by region, each once; a region has as many shares as expenditures, at least two. Shares
//   ascend strictly within 1 … 9,999 (1/10,000 of the families, or persons, of the region); expenditures never fall,
//   and the last is above the first.
// units: whole rupiah per person per month, at least 1.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/store/ids.h"

namespace engine {

struct ExpenditureDistribution {
  std::uint32_t region = 0;  // 4 digits a regency, 2 a province, 0 the nation
  std::vector<std::uint32_t> shares;
  std::vector<std::uint64_t> rupiah;
  friend bool operator==(const ExpenditureDistribution&, const ExpenditureDistribution&) = default;
};

using ExpenditureTable = std::vector<ExpenditureDistribution>;

// Row of the table for a regency: its own, else its province's, else, where `nation_too`, the nation's.
std::optional<std::size_t> distribution_for(const ExpenditureTable& table, std::uint32_t regency, bool nation_too);

// A family of a survey.
struct SurveyedFamily {
  std::uint32_t regency = 0;
  std::uint64_t rupiah = 0;
  std::uint64_t weight = 0;  // in 1/1000 of a family, or of a person; above 0
};

// The quantiles of every region with at least `least_rows` rows: regencies, provinces from all their rows, the nation.
// The quantile at share p is the smallest expenditure such that the rows up to it weigh at least p of the region. A
// region whose first and last quantile are equal is left out.
// cost: a sort of the rows, for each level.
ExpenditureTable expenditure_table(std::vector<SurveyedFamily> families, std::span<const std::uint32_t> shares,
                                   std::size_t least_rows);

}  // namespace engine
