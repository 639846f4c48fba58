#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "io/report/number_text.h"
#include "io/report/phrases.h"
#include "io/report/sections.h"
#include "io/report/share_bar.h"
#include "io/report/table.h"
#include "io/report/truth_curve.h"
#include "io/report/truth_phrases.h"

namespace io::report {
namespace {

using Rows = engine::LinkTruth::Rows;
using Pairs = engine::DuplicateTruth::Pairs;

// A probability in 1/10,000 as percent.
Both probability_cell(std::uint64_t value) { return decimal(fmt::format("{}.{:02}", value / 100, value % 100)); }

// From `with_person` on: what was found of it.
std::vector<Both> recall_cells(const Rows& rows) {
  return {count(rows.rows),
          count(rows.with_person),
          count(rows.right),
          fine_percent_cell(rows.right, rows.with_person),
          count(rows.with_person - rows.right),
          count(rows.right_ragu),
          count(rows.padan - rows.right)};
}

std::vector<Column> recall_columns(std::vector<Column> first) {
  for (const Phrase* heading : {&phrase::kTruthRows, &phrase::kWithPerson, &phrase::kRightLinks, &phrase::kRecall,
                                &phrase::kMissedRows, &phrase::kRightInDoubt, &phrase::kFalseLinks}) {
    first.push_back(number_column(*heading));
  }
  return first;
}

std::vector<Both> with_cells(std::vector<Both> row, std::vector<Both> more) {
  std::move(more.begin(), more.end(), std::back_inserter(row));
  return row;
}

std::string source_table(const engine::RunSummary& summary, Language language) {
  Table table(
      "kebenaran-sumber", say(phrase::kTruthTable),
      {text_column(phrase::kSource), number_column(phrase::kTruthRows), number_column(phrase::kWithPerson),
       number_column(phrase::kPadanLinks), number_column(phrase::kRightLinks), number_column(phrase::kPrecision),
       number_column(phrase::kRecall), number_column(phrase::kRightInDoubt)});
  for (const auto& source : summary.sources) {
    if (!source.truth) continue;
    const Rows& all = source.truth->all;
    table.add_row({same(source.name), count(all.rows), count(all.with_person), count(all.padan), count(all.right),
                   fine_percent_cell(all.right, all.padan), fine_percent_cell(all.right, all.with_person),
                   count(all.right_ragu)});
  }
  return table.empty() ? "" : table.html(language);
}

std::string curves(const engine::RunSummary& summary, Language language) {
  std::string out;
  std::size_t number = 0;
  for (const auto& source : summary.sources) {
    if (!source.truth) continue;
    const std::string id = "kebenaran-peluang-" + std::to_string(++number);
    const Both title = say(phrase::kCurveTitle, {same(source.name)});
    Table table(
        id, title,
        {number_column(phrase::kFromProbability), number_column(phrase::kLinks), number_column(phrase::kRightLinks),
         number_column(phrase::kPrecision), number_column(phrase::kRecall)});
    for (const auto& threshold : source.truth->thresholds) {
      table.add_row({probability_cell(threshold.from), count(threshold.links), count(threshold.right),
                     fine_percent_cell(threshold.right, threshold.links),
                     fine_percent_cell(threshold.right, source.truth->all.with_person)});
    }
    const std::string drawn =
        legend({{"f-precision", say(phrase::kPrecisionLine)}, {"f-recall", say(phrase::kRecallLine)}}) +
        truth_curve(id, *source.truth, language) + paragraph(say(phrase::kCurveAxis), "axis-title");
    out += figure(id, title, drawn, table.folded(language));
  }
  return out;
}

std::string fault_tables(const engine::RunSummary& summary, Language language) {
  Table kinds("kebenaran-cacat", say(phrase::kFaultTable),
              recall_columns({text_column(phrase::kSource), text_column(phrase::kFault)}));
  Table counts("kebenaran-banyak-cacat", say(phrase::kFaultCountTable),
               recall_columns({text_column(phrase::kSource), text_column(phrase::kFaultCount)}));
  for (const auto& source : summary.sources) {
    if (!source.truth) continue;
    std::vector<std::pair<std::string, Rows>> faults(source.truth->by_fault.begin(), source.truth->by_fault.end());
    std::stable_sort(faults.begin(), faults.end(), [](const auto& a, const auto& b) {
      return a.second.with_person - a.second.right > b.second.with_person - b.second.right;
    });
    for (const auto& [fault, rows] : faults) {
      const Both name = fault.empty() ? say(phrase::kNoFault) : same_word(fault);
      kinds.add_row(with_cells({same(source.name), name}, recall_cells(rows)));
    }
    const auto& by_count = source.truth->by_fault_count;
    for (std::size_t n = 0; n < by_count.size(); ++n) {
      const bool more = n == engine::LinkTruth::kMostFaultsApart;
      const Both number = more ? say(phrase::kOrMore, {count(n)}) : count(n);
      counts.add_row(with_cells({same(source.name), number}, recall_cells(by_count[n])));
    }
  }
  if (kinds.empty()) return "";
  return counts.html(language) + kinds.folded(language, say(phrase::kFaultTable)) +
         paragraph(say(phrase::kFaultNote), "note");
}

std::string calibration_table(const engine::RunSummary& summary, Language language) {
  Table table(
      "kebenaran-peluang", say(phrase::kCalibrationTable),
      {text_column(phrase::kSource), number_column(phrase::kFromProbability), number_column(phrase::kBelowProbability),
       number_column(phrase::kLinks), number_column(phrase::kRightLinks), number_column(phrase::kMeanProbability),
       number_column(phrase::kShareRight)});
  const auto add = [&](const std::string& name, const engine::LinkTruth::Band& band) {
    table.add_row({same(name), probability_cell(band.from),
                   band.to > 10'000 ? Both{"–", "–"} : probability_cell(band.to), count(band.links), count(band.right),
                   fine_percent_cell(band.probability, band.links * 10'000),
                   fine_percent_cell(band.right, band.links)});
  };
  for (const auto& source : summary.sources) {
    if (!source.truth) continue;
    for (const auto& band : source.truth->bands) add(source.name, band);
    add(source.name, source.truth->exact);
  }
  if (table.empty()) return "";
  return table.folded(language, say(phrase::kCalibrationTable)) + paragraph(say(phrase::kCalibrationNote), "note");
}

Both agreement_words(std::size_t agreement) {
  std::vector<Both> words;
  if ((agreement & 1) != 0) words.push_back(say(phrase::kAgreeName));
  if ((agreement & 2) != 0) words.push_back(say(phrase::kAgreeBirth));
  if ((agreement & 4) != 0) words.push_back(say(phrase::kAgreeDistrict));
  return words.empty() ? say(phrase::kAgreeNothing) : joined(words, ", ");
}

std::string duplicate_table(const engine::DuplicateTruth& duplicates, Language language) {
  Table table(
      "kebenaran-ganda", say(phrase::kTruthDuplicates),
      {text_column(phrase::kWhatAgrees), number_column(phrase::kTruePairs), number_column(phrase::kCountedPairs),
       number_column(phrase::kRightLinks), number_column(phrase::kPrecision), number_column(phrase::kRecall),
       number_column(phrase::kF1), number_column(phrase::kListedPairs), number_column(phrase::kListedF1)});
  const auto add = [&](const Both& what, const Pairs& pairs) {
    table.add_row({what, count(pairs.truth), count(pairs.counted), count(pairs.counted_right),
                   fine_percent_cell(pairs.counted_right, pairs.counted),
                   fine_percent_cell(pairs.counted_right, pairs.truth),
                   fine_percent_cell(2 * pairs.counted_right, pairs.counted + pairs.truth), count(pairs.listed),
                   fine_percent_cell(2 * pairs.listed_right, pairs.listed + pairs.truth)});
  };
  add(say(phrase::kAllPairs), duplicates.all);
  add(say(phrase::kFurther), duplicates.further);
  for (std::size_t a = duplicates.by_agreement.size(); a-- > 0;) {
    const Pairs& pairs = duplicates.by_agreement[a];
    if (pairs.truth + pairs.listed > 0) add(agreement_words(a), pairs);
  }
  return table.html(language);
}

}  // namespace

std::string truth_section(const engine::RunSummary& summary, Language language) {
  if (!summary.truth) return "";
  return section("kebenaran", say(phrase::kTruthHeading),
                 paragraph(say(phrase::kTruthIntro, {same(summary.truth->persons)})) + source_table(summary, language) +
                     curves(summary, language) + fault_tables(summary, language) +
                     calibration_table(summary, language) + duplicate_table(summary.truth->duplicates, language));
}

}  // namespace io::report
