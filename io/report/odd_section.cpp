#include <fmt/format.h>

#include <algorithm>

#include "io/report/number_text.h"
#include "io/report/odd_regencies.h"
#include "io/report/odd_text.h"
#include "io/report/phrases.h"
#include "io/report/region_cells.h"
#include "io/report/sections.h"
#include "io/report/table.h"

namespace io::report {
namespace {

// One row a measure: how many were judged, what is usual, and how many stand out, also where none does.
std::string measures_table(const OddFindings& found, Language language) {
  Table table("ukuran", say(phrase::kMeasuresTable),
              {text_column(phrase::kMeasure), number_column(phrase::kStandOut), number_column(phrase::kJudged),
               number_column(phrase::kMedian), text_column(phrase::kUsualRange)});
  for (const Measure measure : kMeasures) {
    const MeasureSpread& usual = found.measures[static_cast<std::size_t>(measure)];
    const auto odd = static_cast<std::uint64_t>(
        std::count_if(found.regencies.begin(), found.regencies.end(),
                      [&](const OddRegency& regency) { return regency.measure == measure; }));
    if (usual.judged == 0) {
      table.add_row({say(measure_name(measure)), count(0), count(0), {"–", "–"}, {"–", "–"}});
      continue;
    }
    const Both median = measure == Measure::kMeanScore ? count(rupiah_of(usual.median))
                                                       : decimal(usual.median * 100, 1) + Both{"%", "%"};
    table.add_row({say(measure_name(measure)), count(odd), count(usual.judged), median, usual_range(usual, measure)});
  }
  return table.html(language);
}

std::string odd_table(const engine::RunSummary& summary, std::vector<OddRegency> odd, Language language) {
  constexpr std::size_t kLongestOpen = 12;
  const auto cells = disclosed_by_parent(summary.regencies, 100);
  // What is withheld comes last, by code: its place among the others would bound it.
  const auto shown = [&](const OddRegency& item) {
    return odd_is_shown(summary.regencies[item.row], cells[item.row], item.measure);
  };
  const auto withheld = std::stable_partition(odd.begin(), odd.end(), shown);
  std::stable_sort(withheld, odd.end(), [](const OddRegency& a, const OddRegency& b) { return a.row < b.row; });
  Table table("menonjol", say(phrase::kOddTable),
              {text_column(phrase::kRegency), text_column(phrase::kSide), number_column(phrase::kValue),
               number_column(phrase::kMedian), number_column(phrase::kSpreads), number_column(phrase::kFamilies),
               sentence_column(phrase::kMeasure), text_column(phrase::kCode)});
  for (const OddRegency& item : odd) {
    const auto& region = summary.regencies[item.row];
    const OddText text = odd_text(region, cells[item.row], item);
    table.add_row({same(region.name), say(side_name(side_of(item))), text.value, text.median, text.spreads,
                   region_cell(region, cells[item.row], kTotalColumn), say(measure_name(item.measure)),
                   same(fmt::format("{:04}", region.code))});
  }
  return odd.size() <= kLongestOpen ? table.html(language)
                                    : table.folded(language, say(phrase::kShowOdd, {count(odd.size())}));
}

}  // namespace

std::string odd_section(const engine::RunSummary& summary, Language language) {
  if (summary.regencies.empty()) return "";
  const OddFindings found = find_odd_regencies(summary);
  std::string body = paragraph(say(phrase::kOddIntro)) + measures_table(found, language);
  if (!found.regencies.empty()) {
    body += odd_table(summary, found.regencies, language) + paragraph(say(phrase::kOddNote), "note");
  }
  return section("menonjol", say(phrase::kOddHeading), body);
}

}  // namespace io::report
