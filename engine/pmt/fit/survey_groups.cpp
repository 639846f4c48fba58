#include "engine/pmt/fit/survey_groups.h"

#include <numeric>

#include "engine/pmt/fit/regions.h"

namespace engine {
namespace {

std::vector<std::uint32_t> all_rows(std::size_t begin, std::size_t end) {
  std::vector<std::uint32_t> rows(end - begin);
  std::iota(rows.begin(), rows.end(), static_cast<std::uint32_t>(begin));
  return rows;
}

template <class Belongs>
void add_group(std::vector<SurveyGroup>& groups, GroupKind kind, std::uint32_t code, std::size_t rows,
               Belongs&& belongs) {
  SurveyGroup group{kind, code, {}};
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (belongs(row)) group.rows.push_back(row);
  }
  if (!group.rows.empty()) groups.push_back(std::move(group));
}

}  // namespace

std::vector<SurveyGroup> survey_groups(const SurveyTable& survey) {
  std::vector<SurveyGroup> groups = {{GroupKind::kNation, 0, all_rows(0, survey.rows())}};
  if (!survey.urban.empty()) {
    for (const std::uint32_t code : {1u, 2u}) {
      add_group(groups, GroupKind::kUrban, code, survey.rows(),
                [&](std::uint32_t row) { return static_cast<std::uint32_t>(survey.urban[row]) == code; });
    }
  }
  const auto& sex = survey.indicators.aggregates[static_cast<std::size_t>(MemberAggregate::kHeadSex)];
  for (const std::uint32_t code : {1u, 2u}) {
    add_group(groups, GroupKind::kSex, code, survey.rows(), [&](std::uint32_t row) { return sex[row] == code; });
  }
  const fit::RegionRows regions = fit::region_rows(survey);
  for (const auto& p : regions.provinces) groups.push_back({GroupKind::kProvince, p.code, all_rows(p.begin, p.end)});
  for (const auto& r : regions.regencies) groups.push_back({GroupKind::kRegency, r.code, all_rows(r.begin, r.end)});
  return groups;
}

}  // namespace engine
