#include "engine/desil/expenditure_distribution.h"

#include <algorithm>
#include <tuple>

#include "engine/desil/weighted_quantiles.h"

namespace engine {
namespace {

__extension__ typedef unsigned __int128 Wide;

// The quantiles of families that ascend by expenditure.
ExpenditureDistribution distribution_of(std::uint32_t region, std::span<const SurveyedFamily> families,
                                        std::span<const std::uint32_t> shares) {
  ExpenditureDistribution found;
  found.region = region;
  Wide total = 0, up_to = 0;
  for (const SurveyedFamily& family : families) total += family.weight;
  std::size_t next = 0;
  for (const std::uint32_t share : shares) {
    while (up_to * kWholeShare < total * share) up_to += families[next++].weight;
    found.shares.push_back(share);
    found.rupiah.push_back(families[next - 1].rupiah);
  }
  return found;
}

}  // namespace

std::optional<std::size_t> distribution_for(const ExpenditureTable& table, std::uint32_t regency, bool nation_too) {
  for (const std::uint32_t region : {regency, regency / 100, std::uint32_t{0}}) {
    if (region == 0 && !nation_too) break;
    const auto found = std::lower_bound(table.begin(), table.end(), region,
                                        [](const auto& row, std::uint32_t code) { return row.region < code; });
    if (found != table.end() && found->region == region) return static_cast<std::size_t>(found - table.begin());
  }
  return std::nullopt;
}

ExpenditureTable expenditure_table(std::vector<SurveyedFamily> families, std::span<const std::uint32_t> shares,
                                   std::size_t least_rows) {
  ExpenditureTable table;
  for (const std::uint32_t divisor : {1u, 100u, 10'000u}) {  // regency, province, nation
    const auto region = [&](const SurveyedFamily& family) { return family.regency / divisor; };
    std::sort(families.begin(), families.end(), [&](const SurveyedFamily& a, const SurveyedFamily& b) {
      return std::tuple(region(a), a.rupiah) < std::tuple(region(b), b.rupiah);
    });
    for (std::size_t first = 0, next = 0; first < families.size(); first = next) {
      while (next < families.size() && region(families[next]) == region(families[first])) ++next;
      if (next - first < least_rows) continue;
      auto found = distribution_of(region(families[first]), std::span(families).subspan(first, next - first), shares);
      if (found.rupiah.front() < found.rupiah.back()) table.push_back(std::move(found));
    }
  }
  std::sort(table.begin(), table.end(), [](const auto& a, const auto& b) { return a.region < b.region; });
  return table;
}

}  // namespace engine
