#include "io/fit/fit_report.h"

namespace io {

FitReport measured_fit(const FitSpec& spec, const SurveyFile& survey, const std::string& survey_name,
                       const engine::FitResult& result) {
  return {spec,
          survey,
          survey_name,
          result,
          engine::measure_fit(survey.table, result),
          engine::measure_indices(survey.table, survey.table.target, spec.poverty_line),
          engine::measure_indices(survey.table, result.held_out, spec.poverty_line)};
}

}  // namespace io
