// Writes the report of a fit as JSON.
//
// The whole coefficients with four standard errors of every model, selection, strengths tried, calibration; R², RMSE,
// bias and the errors of targeting with 95 % intervals by nation, residence, sex of the head, province and regency;
// indices of poverty and inequality with their errors, beside those of the predictions. Shares and headcounts with
// fewer than kFewestRows rows in their base are null (a sample of few families). Numbers carry 17 digits, so that a
// comparison can be made before rounding.
#pragma once

#include <string>

#include "io/fit/fit_report.h"

namespace io {

std::string fit_report_json(const FitReport& report);

// "urban", "male head", "ID", "11".
std::string group_name(engine::GroupKind kind, std::uint32_t code);

}  // namespace io
