// Lists the groups that a fit is told by: nation, residence, sex of the head, provinces, regencies.
//
// order: as above; codes ascending. Residence and sex only where the survey has them; rows of unknown sex are in no
// group of that kind. Rows ascending.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/pmt/fit/survey_table.h"

namespace engine {

enum class GroupKind : std::uint8_t { kNation, kProvince, kRegency, kUrban, kSex };

struct SurveyGroup {
  GroupKind kind = GroupKind::kNation;
  std::uint32_t code = 0;  // region; 1 urban, 2 rural; 1 male, 2 female
  std::vector<std::uint32_t> rows;
};

std::vector<SurveyGroup> survey_groups(const SurveyTable& survey);

}  // namespace engine
