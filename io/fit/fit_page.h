// Draws the report of a fit: one offline page in the look and the languages of report.html.
//
// what: how well the models rank rows that they have not seen, in sentences; calibration; who is missed and wrongly
// reached at 10 to 50 % by nation, residence, sex of the head, province and regency, each with its interval; the
// coefficients of the nation with four standard errors and their spread over the regions; the models; what was left
// out and why; indices of poverty and inequality of the survey beside those of the predictions.
// shape: one UTF-8 file below 2 MiB for 514 regencies. The coefficients of every model are in the JSON report.
// disclosure: shares with fewer than kFewestRows rows in their base are withheld.
// one answer: the same fit gives the same bytes; no date, host or thread count.
#pragma once

#include <string>

#include "io/fit/fit_report.h"
#include "io/report/language.h"

namespace io {

std::string fit_page(const FitReport& report, Language default_language);

}  // namespace io
