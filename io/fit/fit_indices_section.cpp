#include <fmt/format.h>

#include "io/fit/fit_phrases.h"
#include "io/fit/fit_sections.h"
#include "io/report/indices_phrases.h"
#include "io/report/lorenz_chart.h"
#include "io/report/number_text.h"
#include "io/report/share_bar.h"
#include "io/report/table.h"

namespace io::report {
namespace {

using engine::GroupIndices;
using engine::MeasuredIndex;

Both with_interval(const MeasuredIndex& index, double unit, int digits) {
  return decimal(fmt::format("{0:.{3}f} ({1:.{3}f} – {2:.{3}f})", unit * index.value, unit * index.interval.low,
                             unit * index.interval.high, digits));
}

// What fewer than kFewestRows poor rows would tell is withheld.
Both poverty_cell(const GroupIndices& group, const MeasuredIndex& index) {
  return group.poor_rows < kFewestRows ? same("–") : with_interval(index, 100, 2);
}

LorenzShares shares_of(const GroupIndices& group) {
  LorenzShares shares{};
  for (std::size_t i = 0; i < shares.size(); ++i) shares[i] = group.lorenz[i].value;
  return shares;
}

Table lorenz_table(const GroupIndices& actual, const GroupIndices& predicted) {
  Table table("lorenz", say(phrase::kLorenzTitle),
              {number_column(phrase::kLorenzPoorest), number_column(phrase::kLorenzShare),
               number_column(phrase::kLorenzPredictedShare)});
  for (std::size_t i = 0; i < actual.lorenz.size(); ++i) {
    table.add_row(
        {count(10 * (i + 1)), with_interval(actual.lorenz[i], 100, 2), decimal(100 * predicted.lorenz[i].value, 2)});
  }
  return table;
}

Table index_table(const FitReport& report) {
  Table table("indeks", say(phrase::kIndicesTable),
              {text_column(phrase::kFitGroup), number_column(phrase::kFitRows), number_column(phrase::kFitMeanRupiah),
               number_column(phrase::kFitHeadcount), number_column(phrase::kFitGap),
               number_column(phrase::kFitSeverity), number_column(phrase::kFitGini),
               number_column(phrase::kFitPredictedHeadcount), number_column(phrase::kFitPredictedGini)});
  for (std::size_t g = 0; g < report.actual.size(); ++g) {
    const GroupIndices &actual = report.actual[g], &predicted = report.predicted[g];
    table.add_row({group_label(actual.kind, actual.code), count(actual.rows), with_interval(actual.mean, 0.001, 0),
                   poverty_cell(actual, actual.fgt[0]), poverty_cell(actual, actual.fgt[1]),
                   poverty_cell(actual, actual.fgt[2]), with_interval(actual.gini, 1, 4),
                   predicted.poor_rows < kFewestRows ? same("–") : decimal(100 * predicted.fgt[0].value, 2),
                   decimal(predicted.gini.value, 4)});
  }
  return table;
}

}  // namespace

std::string fit_indices_section(const FitReport& report, Language language) {
  const GroupIndices &actual = report.actual.front(), &predicted = report.predicted.front();
  const Both unit =
      say(engine::counts_persons(report.survey.table) ? phrase::kFitIndicesPersons : phrase::kFitIndicesFamilies);
  const Both line = count(static_cast<std::uint64_t>(report.spec.poverty_line + 0.5));
  const LorenzShares first = shares_of(actual), second = shares_of(predicted);
  const std::string chart =
      legend({{"f-precision", say(phrase::kLorenzActual)}, {"f-recall", say(phrase::kLorenzPredicted)}}) +
      lorenz_chart("lorenz", first, &second, language);
  return section(
      "indeks", say(phrase::kIndicesHeading),
      paragraph(say(phrase::kFitIndicesNote, {unit, line}), "note") + index_table(report).html(language) +
          figure("lorenz", say(phrase::kLorenzTitle), chart, lorenz_table(actual, predicted).folded(language)));
}

}  // namespace io::report
