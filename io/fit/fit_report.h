// Holds what the reports of a fit tell: the specification, the survey, the models, and how well they do.
#pragma once

#include <string>
#include <vector>

#include "engine/pmt/fit/fit_quality.h"
#include "engine/pmt/fit/survey_indices.h"
#include "io/fit/fit_spec.h"
#include "io/fit/survey_file.h"

namespace io {

inline constexpr std::size_t kFewestRows = 10;  // behind a share that is told

struct FitReport {
  const FitSpec& spec;
  const SurveyFile& survey;
  std::string survey_name;  // without its folder
  const engine::FitResult& result;
  engine::FitQuality quality;
  std::vector<engine::GroupIndices> actual, predicted;  // of expenditure, and as predicted of rows held out
};

FitReport measured_fit(const FitSpec& spec, const SurveyFile& survey, const std::string& survey_name,
                       const engine::FitResult& result);

}  // namespace io
