#include "io/fit/fit_page.h"

#include "engine/indices/exponential.h"
#include "io/fit/fit_phrases.h"
#include "io/fit/fit_sections.h"
#include "io/report/indices_phrases.h"
#include "io/report/number_text.h"
#include "io/report/page_frame.h"
#include "io/report/phrases.h"
#include "io/report/table.h"

namespace io {
namespace report {

std::string fit_overview_section(const FitReport& report, Language language) {
  const engine::GroupQuality& nation = report.quality.groups.front();
  const auto percent_of = [&](double share) {
    const Both number = decimal(100 * share, 1);
    return Both{number_span(number, language), number_span(number, language)};
  };
  const Both rmse = decimal(nation.rmse.value, 3);
  std::string body = paragraph(say(phrase::kFitCloseness, {percent_of(nation.r_squared.value),
                                                           percent_of(nation.r_squared.interval.low),
                                                           percent_of(nation.r_squared.interval.high),
                                                           {number_span(rmse, language), number_span(rmse, language)},
                                                           percent_of(engine::exponential(nation.rmse.value) - 1)}),
                               "lead");
  const engine::TargetingErrors& at_forty = nation.targeting[3];
  body += paragraph(say(phrase::kFitAtForty,
                        {percent_of(at_forty.undercoverage.value), percent_of(at_forty.undercoverage.interval.low),
                         percent_of(at_forty.undercoverage.interval.high), percent_of(at_forty.leakage.value),
                         percent_of(at_forty.leakage.interval.low), percent_of(at_forty.leakage.interval.high)}),
                    "lead");
  body += paragraph(
      say(phrase::kFitLeftOut, {count(report.result.design.empty.size()), count(report.result.collinear.size())}));
  return section("ringkasan", say(phrase::kFitOverview), body);
}

}  // namespace report

std::string fit_page(const FitReport& report, Language language) {
  using namespace report;
  const std::vector<PagePart> parts = {
      {"ketepatan", phrase::kFitCalibration, fit_calibration_section(report, language)},
      {"sasaran", phrase::kFitTargeting, fit_targeting_section(report, language)},
      {"koefisien", phrase::kFitCoefficients, fit_coefficients_section(report, language)},
      {"model", phrase::kFitModels, fit_models_section(report, language)},
      {"pilihan", phrase::kFitChoices, fit_choices_section(report, language)},
      {"indeks", phrase::kIndicesHeading, fit_indices_section(report, language)},
      {"arti", phrase::kWordsHeading, fit_words_section()},
      {"asal", phrase::kFitProvenance, fit_provenance_section(report, language)},
  };
  const Both line = say(phrase::kFitLine, {same(report.survey_name), count(report.survey.table.rows()),
                                           count(report.result.models.size())});
  std::string page = page_head(phrase::kFitTitle, report.survey_name, language);
  page += page_header(phrase::kFitTitle, spans(line), "", language);
  page += fit_overview_section(report, language);
  page += page_contents(parts);
  for (const PagePart& part : parts) page += part.markup;
  page += page_end(say(phrase::kFitFooter));
  return page;
}

}  // namespace io
