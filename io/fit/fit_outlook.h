// Says what a fit would do, without fitting: the survey is read and laid out, nothing is written.
//
// memory and seconds are estimates; seconds from a machine of 2 cores (README, "Measured").
// errors: those of read_survey and lay_out_design, so that a dry run finds what a run would stumble over.
#pragma once

#include <string>
#include <vector>

#include "io/fit/fit_spec.h"
#include "io/fit/survey_file.h"

namespace io {

struct FitOutlook {
  std::size_t rows = 0, clusters = 0, strata = 0, lonely_strata = 0, regencies = 0, provinces = 0;
  std::size_t terms = 0, columns = 0, models = 0, too_few_rows = 0;
  std::uint64_t memory_bytes = 0;
  double seconds = 0;
  std::vector<std::string> empty;    // levels without a row
  std::vector<std::string> outputs;  // files
};

// `threads`: that the fit would have.
FitOutlook look_out(const FitSpec& spec, const SurveyFile& survey, int threads);

// pmt.json → pmt.fit.json, pmt.fit.html.
std::string fit_report_name(const std::string& model, const char* extension);

std::string outlook_json(const FitOutlook& outlook);

}  // namespace io
