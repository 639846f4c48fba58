#include "io/export/score_text.h"
#include "io/report/disclosure.h"
#include "io/report/indicator_table.h"
#include "io/report/mode_text.h"
#include "io/report/number_text.h"
#include "io/report/phrases.h"
#include "io/report/score_chart.h"
#include "io/report/sections.h"
#include "io/report/table.h"
#include "io/report/tenths.h"

namespace io::report {
namespace {

std::uint64_t total_weight(const engine::RunSummary& summary) {
  std::uint64_t weight = 0;
  const auto& by_desil =
      summary.weight == "persons" ? summary.nation.members_by_desil : summary.nation.families_by_desil;
  for (std::size_t desil = 1; desil <= 10; ++desil) weight += by_desil[desil];
  return weight;
}

std::string cuts_table(const engine::RunSummary& summary, Language language) {
  Table table("batas", say(phrase::kCutsTable, {say(tenths_of(summary))}),
              {number_column(phrase::kCut), number_column(phrase::kRupiahColumn), number_column(phrase::kUpToShare),
               number_column(phrase::kTiedFamilies), number_column(phrase::kTiedShare), number_column(phrase::kScore)});
  const std::uint64_t whole = total_weight(summary);
  for (std::size_t k = 0; k < summary.nation.cuts->size(); ++k) {
    const engine::CutSummary& cut = (*summary.nation.cuts)[k];
    const bool few = cut.tied_families < kSmallestShown;
    table.add_row({count(k + 1), count(rupiah_of(ln_rupiah_of(cut.score))), percent_cell(cut.weight_up_to, whole),
                   few ? Both{"&lt;10", "&lt;10"} : count(cut.tied_families),
                   few ? Both{"–", "–"} : percent_cell(cut.tied_weight, whole), decimal(score_text(cut.score))});
  }
  return table.html(language);
}

std::string desil_table(const engine::RunSummary& summary, Language language) {
  const auto& families = summary.nation.families_by_desil;
  const auto& persons = summary.nation.members_by_desil;
  std::uint64_t all_families = 0, all_persons = 0;
  for (std::size_t desil = 1; desil <= 10; ++desil) {
    all_families += families[desil];
    all_persons += persons[desil];
  }
  Table table(
      "desil", say(phrase::kDesilTable, {say(tenths_of(summary))}),
      {text_column(phrase::kDesil), text_column(phrase::kClass), number_column(phrase::kFamilies),
       number_column(phrase::kFamilyShare), number_column(phrase::kPersons), number_column(phrase::kPersonShare)});
  for (std::size_t desil = 1; desil <= 10; ++desil) {
    const bool labelled = desil <= summary.class_labels.size();
    table.add_row({same(std::to_string(desil)), same(labelled ? summary.class_labels[desil - 1] : ""),
                   count(families[desil]), percent_cell(families[desil], all_families), count(persons[desil]),
                   percent_cell(persons[desil], all_persons)});
  }
  table.add_row({say(phrase::kWithoutDesil), {"", ""}, count(families[0]), {"–", "–"}, count(persons[0]), {"–", "–"}});
  return table.html(language);
}

}  // namespace

std::string cuts_section(const engine::RunSummary& summary, Language language) {
  const bool by_persons = summary.weight == "persons";
  std::string body =
      paragraph(say(phrase::kCutsIntro, {say(by_persons ? phrase::kPersonsWord : phrase::kFamiliesWord)}));
  body += mode_paragraphs(summary);
  const Both unit = say(by_persons ? phrase::kPersonsWord : phrase::kFamiliesWord);
  body += summary.nation.cuts ? cuts_table(summary, language) + paragraph(say(phrase::kCutsColumns, {unit}), "note")
                              : paragraph(say(phrase::kNobodyRanked));
  body += desil_table(summary, language);
  body += paragraph(say(phrase::kClassSource, {same(summary.class_set)}), "note");
  return section("batas", say(phrase::kCutsHeading), body);
}

std::string score_section(const engine::RunSummary& summary, Language language) {
  std::string body;
  if (summary.nation.cuts) {
    body += paragraph(say(phrase::kScoreIntro, {rupiah(rupiah_of(ln_rupiah_of((*summary.nation.cuts)[4].score)))}));
  }
  return section("sebaran", say(phrase::kScoreHeading),
                 body + score_chart(summary, language) + indicator_table(summary, language));
}

}  // namespace io::report
