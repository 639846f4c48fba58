#include <fmt/format.h>

#include <algorithm>

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
    case Measure::kMeanScore:
      return phrase::kMeanMeasure;
    case Measure::kLowDesils:
      return phrase::kLowMeasure;
    case Measure::kUnranked:
      return phrase::kUnrankedMeasure;
  }
  return phrase::kMeanMeasure;
}

}  // namespace

std::string odd_section(const engine::RunSummary& summary, Language language) {
  constexpr std::size_t kLongestOpen = 12;
  auto odd = odd_regencies(summary);
  if (odd.empty()) return "";
  const auto cells = disclosed_by_parent(summary.regencies, 100);
  // What is withheld comes last, by code: its place among the others would bound it.
  const auto shown = [&](const OddRegency& item) {
    return odd_is_shown(summary.regencies[item.row], cells[item.row], item.measure);
  };
  const auto withheld = std::stable_partition(odd.begin(), odd.end(), shown);
  std::stable_sort(withheld, odd.end(),
                   [](const OddRegency& a, const OddRegency& b) { return a.row < b.row; });
  Table table(
      "menonjol", say(phrase::kOddTable),
      {text_column(phrase::kCode), text_column(phrase::kRegency), text_column(phrase::kMeasure),
       number_column(phrase::kValue), number_column(phrase::kMedian), number_column(phrase::kSpreads)});
  for (const OddRegency& item : odd) {
    const auto& region = summary.regencies[item.row];
    const OddText text = odd_text(region, cells[item.row], item);
    table.add_row({same(fmt::format("{:04}", region.code)), same(region.name),
                   say(measure_name(item.measure)), text.value, text.median, text.spreads});
  }
  const std::string markup = odd.size() <= kLongestOpen
                                 ? table.html(language)
                                 : table.folded(language, say(phrase::kShowOdd, {count(odd.size())}));
  return section("menonjol", say(phrase::kOddHeading),
                 paragraph(say(phrase::kOddIntro)) + markup + paragraph(say(phrase::kOddNote), "note"));
}

}  // namespace io::report
