// Words and numbers that several parts of a fit's page write alike, and the parts that are words alone.
#include <fmt/format.h>

#include <cmath>

#include "io/fit/fit_phrases.h"
#include "io/fit/fit_sections.h"
#include "io/regions/region_tree.h"
#include "io/report/number_text.h"
#include "io/report/phrases.h"
#include "io/report/table.h"

namespace io::report {
namespace {

std::string entry(const Both& word, const Both& meaning) {
  return "<dt>" + spans(word) + "</dt><dd>" + spans(meaning) + "</dd>";
}

Both region_label(const std::vector<engine::Region>& regions, std::uint32_t code) {
  for (const engine::Region& region : regions) {
    if (region.code == code) return same(region.name);
  }
  return same(std::to_string(code));
}

}  // namespace

Both group_label(engine::GroupKind kind, std::uint32_t code) {
  switch (kind) {
    case engine::GroupKind::kNation: return same("Indonesia");
    case engine::GroupKind::kUrban: return say(code == 1 ? phrase::kFitUrban : phrase::kFitRural);
    case engine::GroupKind::kSex: return say(code == 1 ? phrase::kFitMale : phrase::kFitFemale);
    case engine::GroupKind::kProvince: return region_label(region_tree().provinces(), code);
    case engine::GroupKind::kRegency: return region_label(region_tree().regencies(), code);
  }
  return {};
}

Both share_with_interval(const engine::MeasuredShare& share) {
  if (share.base_rows < kFewestRows || std::isnan(share.value)) return same("–");
  return decimal(
      fmt::format("{:.1f} ({:.1f} – {:.1f})", 100 * share.value, 100 * share.interval.low, 100 * share.interval.high));
}

std::string fit_words_section() {
  std::string list = "<dl>";
  list += entry(say(phrase::kFitR2), say(phrase::kFitWordR2));
  list += entry(say(phrase::kFitPooling), say(phrase::kFitWordPooling));
  return section("arti", say(phrase::kWordsHeading), list + "</dl>\n");
}

std::string fit_provenance_section(const FitReport& report, Language language) {
  const engine::FittedModel& nation = report.result.models.front();
  std::string list = "<dl>";
  list += entry(say(phrase::kFitSurvey), same(report.survey_name + ", SHA-256 " + report.survey.sha256));
  list += entry(say(phrase::kFitSpecification), same("SHA-256 " + report.spec.sha256));
  const auto number = [&](const Both& value) {
    return Both{number_span(value, language), number_span(value, language)};
  };
  list += entry(say(phrase::kFitRows), number(count(report.survey.table.rows())));
  list += entry(say(phrase::kFitEffectiveRows),
                number(count(static_cast<std::uint64_t>(std::llround(report.result.effective_rows)))));
  list += entry(say(phrase::kFitClusters), number(count(nation.clusters)));
  list +=
      entry(say(phrase::kFitStrata), number(count(nation.strata)) + same(", ") + number(count(nation.lonely_strata)));
  list += entry(say(phrase::kFitHeldOut), say(phrase::kFitWordHeldOut, {count(report.spec.plan.folds)}));
  return section("asal", say(phrase::kFitProvenance), list + "</dl>\n");
}

}  // namespace io::report
