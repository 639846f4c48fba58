// Turns what a stage counted (totals of sources and flag lists, times of stages) into JSON and back.
//
// Rejected rows are not in here: reject_columns.h. errors: nlohmann::json::exception where a part is missing or of
// the wrong type.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "io/run/run_state.h"

namespace io {

nlohmann::json source_results_json(const std::vector<SourceResult>& sources);
std::vector<SourceResult> source_results_of(const nlohmann::json& list);

nlohmann::json flag_results_json(const std::vector<FlagResult>& flags);
std::vector<FlagResult> flag_results_of(const nlohmann::json& list);

nlohmann::json stages_json(const std::vector<engine::StageSummary>& stages);
std::vector<engine::StageSummary> stages_of(const nlohmann::json& list);

}  // namespace io
