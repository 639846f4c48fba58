#include <fmt/format.h>

#include <iterator>

#include "io/report/finding_words.h"
#include "io/report/link_phrases.h"
#include "io/report/link_weight_chart.h"
#include "io/report/match_bar.h"
#include "io/report/number_text.h"
#include "io/report/overview_phrases.h"
#include "io/report/pass_chart.h"
#include "io/report/phrases.h"
#include "io/report/sections.h"
#include "io/report/source_totals.h"
#include "io/report/table.h"

namespace io::report {
namespace {

std::string match_figure(const engine::RunSummary& summary, Language language) {
  std::vector<BarLine> lines;
  Table table("padanan", say(phrase::kMatchTitle),
              {text_column(phrase::kSource), number_column(phrase::kPersonRows), number_column(phrase::kMatch),
               number_column(phrase::kDoubt), number_column(phrase::kConflict), number_column(phrase::kNoMatch),
               number_column(phrase::kFoundShare)});
  for (const auto& source : summary.sources) {
    const std::uint64_t persons = matched_persons(source);
    if (source.role != "source" || persons == 0) continue;
    const Both found = percent_cell(source.padan, persons);
    lines.push_back({same(source.name), match_bar(source, language), percent(source.padan, persons)});
    table.add_row({same(source.name), count(persons), count(source.padan), count(source.ragu), count(source.konflik),
                   count(source.tidak_padan), found});
  }
  if (lines.empty()) return paragraph(say(phrase::kNoSources));
  return figure("padanan", say(phrase::kMatchTitle),
                match_legend() + bar_list(lines, language) + paragraph(say(phrase::kMatchNote), "note"),
                table.folded(language));
}

std::string family_table(const engine::RunSummary& summary, Language language) {
  Table table("keluarga-sumber", say(phrase::kFamilySourcesTable),
              {text_column(phrase::kSource), number_column(phrase::kFamilyRows), number_column(phrase::kFamiliesLinked),
               number_column(phrase::kFamiliesUnmatched), number_column(phrase::kFamiliesUsed)});
  for (const auto& source : summary.sources) {
    if (source.role != "source" || source.families == 0) continue;
    table.add_row({same(source.name), count(source.families), count(source.families_linked),
                   count(sum_of(source.families_unmatched)), count(source.families_used)});
  }
  return table.empty() ? "" : table.html(language) + paragraph(say(phrase::kFamilySourcesNote), "note");
}

std::string unmatched_table(const engine::RunSummary& summary, Language language) {
  Table table("keluarga-tidak-sampai", say(phrase::kUnmatchedTable),
              {text_column(phrase::kSource), number_column(phrase::kFamilies), sentence_column(phrase::kMeaning),
               text_column(phrase::kReason)});
  for (const auto& source : summary.sources) {
    for (const auto& [word, families] : source.families_unmatched) {
      table.add_row({same(source.name), count(families), finding_meaning(word), same_word(word)});
    }
  }
  return table.empty() ? "" : table.html(language);
}

std::string link_table(const engine::RunSummary& summary, Language language) {
  Table table("cara-padan", say(phrase::kLinkTitle),
              {text_column(phrase::kSource), number_column(phrase::kExactRows), number_column(phrase::kWeighedRows),
               text_column(phrase::kLinkModel), number_column(phrase::kDecisions), number_column(phrase::kPadanFrom),
               number_column(phrase::kExpectedFalse), number_column(phrase::kExpectedMissed)});
  Table passes("jalan-calon", say(phrase::kPassTitle),
               {text_column(phrase::kSource), text_column(phrase::kPassWay), number_column(phrase::kPassPairs),
                number_column(phrase::kPassFound), number_column(phrase::kPassOnly),
                number_column(phrase::kPassLargest), number_column(phrase::kPassHot)});
  for (const auto& source : summary.sources) {
    if (!source.linking) continue;
    const engine::LinkSummary& linking = *source.linking;
    table.add_row({same(source.name), count(linking.closed), count(linking.open),
                   say(linking.model == "fixed"       ? phrase::kModelFixed
                       : linking.model == "continued" ? phrase::kModelContinued
                                                      : phrase::kModelTrained),
                   count(linking.decided_same + linking.decided_other), percent(linking.padan_probability, 10'000),
                   count(linking.false_per_million), count(linking.missed_per_million)});
    for (std::size_t p = 0; p < linking.passes.size() && p < std::size(phrase::kPasses); ++p) {
      const engine::LinkSummary::Pass& pass = linking.passes[p];
      passes.add_row({same(source.name), say(phrase::kPasses[p]), count(pass.pairs), count(pass.found),
                      count(pass.only), count(pass.largest), count(pass.hot_blocks)});
    }
  }
  if (table.empty()) return "";
  return table.html(language) + paragraph(say(phrase::kLinkNote), "note") + link_weight_charts(summary, language) +
         pass_chart(summary, language, passes.folded(language)) + paragraph(say(phrase::kPassNote), "note");
}

}  // namespace

std::string match_section(const engine::RunSummary& summary, Language language) {
  return section("padanan", say(phrase::kSourcesHeading),
                 match_figure(summary, language) + link_table(summary, language) + family_table(summary, language) +
                     unmatched_table(summary, language));
}

}  // namespace io::report
