// Writes a fitted model as pmt.json (io/config/pmt_file.h): one feature and one model a line.
#pragma once

#include <string>

#include "engine/pmt/fit/fit_model.h"
#include "io/fit/fit_spec.h"
#include "io/fit/survey_file.h"

namespace io {

std::string pmt_json(const engine::PmtModel& model);

// One line: from which survey and specification, how.
std::string fit_provenance(const FitSpec& spec, const SurveyFile& survey, const std::string& survey_name,
                           const engine::FitResult& result);

}  // namespace io
