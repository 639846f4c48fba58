#include <fmt/format.h>

#include "io/report/number_text.h"
#include "io/report/odd_regencies.h"
#include "io/report/odd_text.h"
#include "io/report/phrases.h"
#include "io/report/sections.h"
#include "io/report/table.h"

namespace io::report {
namespace {

const Phrase& measure_name(Measure measure) {
  switch (measure) {
    case Measure::kMeanScore: return phrase::kMeanMeasure;
    case Measure::kLowDesils: return phrase::kLowMeasure;
    case Measure::kUnranked: return phrase::kUnrankedMeasure;
  }
  return phrase::kMeanMeasure;
}

}  // namespace

std::string odd_section(const engine::RunSummary& summary, Language language) {
  const auto odd = odd_regencies(summary);
  if (odd.empty()) return "";
  const auto cells = disclosed_by_parent(summary.regencies, 100);
  Table table("menonjol", say(phrase::kOddTable),
              {text_column(phrase::kCode), text_column(phrase::kRegency), text_column(phrase::kMeasure),
               number_column(phrase::kValue), number_column(phrase::kMedian), number_column(phrase::kSpreads)});
  for (const OddRegency& item : odd) {
    const auto& region = summary.regencies[item.row];
    const OddText text = odd_text(region, cells[item.row], item);
    table.add_row({same(fmt::format("{:04}", region.code)), same(region.name), say(measure_name(item.measure)),
                   text.value, text.median, text.spreads});
  }
  return section("menonjol", say(phrase::kOddHeading),
                 paragraph(say(phrase::kOddIntro)) + table.html(language) + paragraph(say(phrase::kDisclosure), "note"));
}

}  // namespace io::report
