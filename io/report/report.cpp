#include "io/report/report.h"

#include <fmt/format.h>

#include "io/report/indices_phrases.h"
#include "io/report/page_frame.h"
#include "io/report/phrases.h"
#include "io/report/quality_phrases.h"
#include "io/report/sections.h"
#include "io/report/table.h"
#include "io/report/tenths.h"
#include "io/report/truth_phrases.h"
#include "io/report/uncertainty_phrases.h"

namespace io {
namespace report {
namespace {

// What the run file says to every reader, e.g. that the data are invented.
std::string banner(const engine::RunSummary& summary) {
  if (summary.note.empty()) return "";
  return fmt::format("<p class=\"banner\" role=\"note\">{}</p>\n", escaped(summary.note));
}

std::string release_line(const engine::RunSummary& summary) {
  return spans(say(phrase::kRelease, {same(summary.release)})) + " · " + spans(tenths_of(summary));
}

}  // namespace
}  // namespace report

std::string render_report(const engine::RunSummary& summary, Language language) {
  using namespace report;
  const std::vector<PagePart> parts = {
      {"batas", phrase::kCutsHeading, cuts_section(summary, language)},
      {"provinsi", phrase::kRegionsHeading, region_section(summary, language)},
      {"menonjol", phrase::kOddHeading, odd_section(summary, language)},
      {"sebaran", phrase::kScoreHeading, score_section(summary, language)},
      {"indeks", phrase::kIndicesHeading, indices_section(summary, language)},
      {"kepastian", phrase::kSureHeading, uncertainty_section(summary, language)},
      {"padanan", phrase::kSourcesHeading, match_section(summary, language)},
      {"kebenaran", phrase::kTruthHeading, truth_section(summary, language)},
      {"baris", phrase::kRowsHeading, rows_section(summary, language)},
      {"mutu", phrase::kQualityHeading, quality_section(summary, language)},
      {"status", phrase::kStatusHeading, status_section(summary, language)},
      {"program", phrase::kProgrammesHeading, programme_section(summary, language)},
      {"arti", phrase::kWordsHeading, words_section()},
      {"asal", phrase::kProvenanceHeading, provenance_section(summary, language)},
  };
  std::string page = page_head(phrase::kTitle, summary.release, language);
  page += page_header(phrase::kTitle, release_line(summary), banner(summary), language);
  page += overview_section(summary, language);
  page += page_contents(parts);
  for (const PagePart& part : parts) page += part.markup;
  page += page_end(say(phrase::kFooter));
  return page;
}

}  // namespace io
