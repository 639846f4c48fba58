// Writes a fitted model as pmt.json (io/config/pmt_file.h), and the fit report as JSON and as a table for the terminal.
//
// pmt.json: one feature and one model a line. Report: the whole coefficients with four standard errors of every model,
// selection, strengths tried, calibration, and the errors of targeting with 95 % intervals by nation, residence, sex of
// head, province and regency; shares with fewer than 10 rows in their base are null (a sample of few families).
// Numbers of the report carry 17 digits, so that a comparison can be made before rounding.
#pragma once

#include <string>

#include "engine/pmt/fit/fit_quality.h"
#include "io/fit/fit_spec.h"
#include "io/fit/survey_file.h"

namespace io {

std::string pmt_json(const engine::PmtModel& model);

// One line: from which survey and specification, how.
std::string fit_provenance(const FitSpec& spec, const SurveyFile& survey, const std::string& survey_name,
                           const engine::FitResult& result);

std::string fit_report_json(const FitSpec& spec, const SurveyFile& survey, const engine::FitResult& result,
                            const engine::FitQuality& quality);

std::string fit_table(const FitSpec& spec, const engine::FitResult& result, const engine::FitQuality& quality);

}  // namespace io
