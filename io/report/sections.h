// Declares the parts of the report in the order in which they are read. Each returns its markup, empty
// where the run has nothing to say about it.
#pragma once

#include <string>

#include "engine/run_summary.h"
#include "io/report/language.h"

namespace io::report {

std::string overview_section(const engine::RunSummary& summary, Language language);
std::string cuts_section(const engine::RunSummary& summary, Language language);
std::string region_section(const engine::RunSummary& summary, Language language);
std::string odd_section(const engine::RunSummary& summary, Language language);
std::string score_section(const engine::RunSummary& summary, Language language);
std::string indices_section(const engine::RunSummary& summary, Language language);
std::string uncertainty_section(const engine::RunSummary& summary, Language language);
std::string match_section(const engine::RunSummary& summary, Language language);
std::string truth_section(const engine::RunSummary& summary, Language language);
std::string rows_section(const engine::RunSummary& summary, Language language);
std::string quality_section(const engine::RunSummary& summary, Language language);
std::string status_section(const engine::RunSummary& summary, Language language);
std::string programme_section(const engine::RunSummary& summary, Language language);
std::string words_section();
std::string provenance_section(const engine::RunSummary& summary, Language language);

}  // namespace io::report
