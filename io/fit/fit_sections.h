// Declares the parts of a fit's page in the order in which they are read. Each returns its markup, empty where the fit
// has nothing to say about it.
#pragma once

#include <string>

#include "io/fit/fit_report.h"
#include "io/report/phrase.h"

namespace io::report {

std::string fit_overview_section(const FitReport& report, Language language);
std::string fit_calibration_section(const FitReport& report, Language language);
std::string fit_targeting_section(const FitReport& report, Language language);
std::string fit_coefficients_section(const FitReport& report, Language language);
std::string fit_models_section(const FitReport& report, Language language);
std::string fit_choices_section(const FitReport& report, Language language);
std::string fit_indices_section(const FitReport& report, Language language);
std::string fit_words_section();
std::string fit_provenance_section(const FitReport& report, Language language);

// "Indonesia", "perkotaan", "Aceh", "Kabupaten Pidie".
Both group_label(engine::GroupKind kind, std::uint32_t code);
// "31.2 (25.0 – 38.1)": a share in percent with its interval; a dash where it is not told.
Both share_with_interval(const engine::MeasuredShare& share);

}  // namespace io::report
