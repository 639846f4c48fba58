// Words what `desil fit` tells on the terminal: the plan of a dry run, and the table of a fit.
#pragma once

#include <string>

#include "io/fit/fit_outlook.h"
#include "io/fit/fit_report.h"

namespace tools {

std::string outlook_text(const io::FitOutlook& outlook, bool indonesian);
std::string fit_table(const io::FitReport& report, bool indonesian);

}  // namespace tools
