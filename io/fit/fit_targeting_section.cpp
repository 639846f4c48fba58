#include "io/fit/fit_charts.h"
#include "io/fit/fit_phrases.h"
#include "io/fit/fit_sections.h"
#include "io/report/number_text.h"
#include "io/report/table.h"

namespace io::report {
namespace {

using engine::GroupKind;
using engine::GroupQuality;

bool is_region(GroupKind kind) { return kind == GroupKind::kProvince || kind == GroupKind::kRegency; }

Both fixed_with_interval(const engine::MeasuredShare& share) {
  return decimal(share.value, 3) + same(" (") + decimal(share.interval.low, 3) + same(" – ") +
         decimal(share.interval.high, 3) + same(")");
}

// Groups for which `belongs` holds, a row for each share.
template <class Belongs>
Table targeting_table(const std::string& slug, const Phrase& caption, const FitReport& report, Belongs&& belongs) {
  Table table(
      slug, say(caption),
      {text_column(phrase::kFitGroup), number_column(phrase::kFitShare), number_column(phrase::kFitUndercoverage),
       number_column(phrase::kFitLeakage), number_column(phrase::kFitExclusion), number_column(phrase::kFitInclusion)});
  for (const GroupQuality& group : report.quality.groups) {
    if (!belongs(group.kind)) continue;
    for (const engine::TargetingErrors& errors : group.targeting) {
      table.add_row({group_label(group.kind, group.code), count(static_cast<std::uint64_t>(errors.percent)),
                     share_with_interval(errors.undercoverage), share_with_interval(errors.leakage),
                     share_with_interval(errors.exclusion_error), share_with_interval(errors.inclusion_error)});
    }
  }
  return table;
}

Table closeness_table(const FitReport& report) {
  Table table("kedekatan", say(phrase::kFitCloseByGroup),
              {text_column(phrase::kFitGroup), number_column(phrase::kFitRows), number_column(phrase::kFitR2),
               number_column(phrase::kFitRmse), number_column(phrase::kFitBias)});
  for (const GroupQuality& group : report.quality.groups) {
    table.add_row({group_label(group.kind, group.code), count(group.rows), fixed_with_interval(group.r_squared),
                   fixed_with_interval(group.rmse), fixed_with_interval(group.bias)});
  }
  table.make_searchable();
  return table;
}

}  // namespace

std::string fit_calibration_section(const FitReport& report, Language language) {
  const Both title = say(phrase::kFitCalibrationTitle);
  Table table("kalibrasi", title,
              {number_column(phrase::kFitTenth), number_column(phrase::kFitPredictedMean),
               number_column(phrase::kFitActualMean), number_column(phrase::kFitFrom), number_column(phrase::kFitTo)});
  std::uint64_t tenth = 0;
  for (const engine::CalibrationPoint& point : report.quality.calibration) {
    table.add_row({count(++tenth), count(rupiah_of(point.predicted)), count(rupiah_of(point.actual.value)),
                   count(rupiah_of(point.actual.interval.low)), count(rupiah_of(point.actual.interval.high))});
  }
  const std::string chart = calibration_chart("kalibrasi", report.quality.calibration, language) +
                            paragraph(say(phrase::kFitCalibrationNote), "note");
  return section("ketepatan", say(phrase::kFitCalibration), figure("kalibrasi", title, chart, table.folded(language)));
}

std::string fit_targeting_section(const FitReport& report, Language language) {
  std::string body = paragraph(say(phrase::kFitTargetingNote, {count(kFewestRows)}), "note");
  body += targeting_table("sasaran", phrase::kFitByGroup, report, [](GroupKind kind) {
            return !is_region(kind);
          }).html(language);
  Table provinces = targeting_table("sasaran-provinsi", phrase::kFitByProvince, report,
                                    [](GroupKind kind) { return kind == GroupKind::kProvince; });
  Table regencies = targeting_table("sasaran-kabupaten-kota", phrase::kFitByRegency, report,
                                    [](GroupKind kind) { return kind == GroupKind::kRegency; });
  provinces.make_searchable();
  regencies.make_searchable();
  body += provinces.folded(language, say(phrase::kFitByProvince));
  body += regencies.folded(language, say(phrase::kFitByRegency));
  body += closeness_table(report).folded(language, say(phrase::kFitCloseByGroup));
  return section("sasaran", say(phrase::kFitTargeting), body);
}

}  // namespace io::report
