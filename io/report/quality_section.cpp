#include <fmt/format.h>

#include <algorithm>

#include "io/report/finding_words.h"
#include "io/report/number_text.h"
#include "io/report/phrases.h"
#include "io/report/quality_phrases.h"
#include "io/report/quality_totals.h"
#include "io/report/sections.h"
#include "io/report/share_bar.h"
#include "io/report/table.h"

namespace io::report {
namespace {

constexpr std::size_t kBarsOfSource = 8;
constexpr std::size_t kOddOpen = 12, kOddShown = 200;

Both meaning_or_word(const std::string& finding) {
  const Both meaning = finding_meaning(finding);
  return meaning.id.empty() ? same_word(finding) : meaning;
}

Both table_name(bool families) { return say(families ? phrase::kFamiliesTable : phrase::kPersonsTable); }

// The findings of a source: the commonest as bars, all of them in the table.
std::string source_figure(const engine::SourceSummary& source, std::size_t at, Language language) {
  const std::vector<FindingTotal> totals = finding_totals(source);
  if (totals.empty()) return "";
  const std::string slug = fmt::format("mutu-{}", at + 1);
  const Both title = say(phrase::kFindingsOfSource, {same(source.name)});
  Table table(slug, title,
              {sentence_column(phrase::kFinding), number_column(phrase::kRows), number_column(phrase::kOfRows),
               number_column(phrase::kShareOfRows), text_column(phrase::kTable), text_column(phrase::kCode)});
  std::vector<BarLine> lines;
  for (const FindingTotal& total : totals) {
    const Both meaning = meaning_or_word(total.finding);
    table.add_row({meaning, count(total.rows), count(total.of), percent_cell(total.rows, total.of),
                   table_name(total.families), same_word(total.finding)});
    if (lines.size() == kBarsOfSource) continue;
    lines.push_back({total.families ? say(phrase::kFamilyLabel, {meaning}) : meaning,
                     share_bar({{total.rows, "plain", count(total.rows)}}, std::max(total.of, total.rows), language),
                     percent(total.rows, total.of)});
  }
  return figure(slug, title, bar_list(lines, language), table.folded(language));
}

std::string registry_table(const engine::RunSummary& summary, Language language) {
  Table table("nik-registri", say(phrase::kNikCheckTable),
              {text_column(phrase::kSource), number_column(phrase::kWithNik), number_column(phrase::kNikFound),
               number_column(phrase::kNikNotFound), number_column(phrase::kNikNotFoundShare),
               number_column(phrase::kNikOfDead)});
  for (const auto& source : summary.sources) {
    if (!source.registry_check) continue;
    const engine::RegistryCheck& check = *source.registry_check;
    table.add_row({same_word(source.name), count(check.with_nik), count(check.with_nik - check.not_found),
                   count(check.not_found), percent_cell(check.not_found, check.with_nik), count(check.dead)});
  }
  return table.empty() ? "" : table.html(language) + paragraph(say(phrase::kNikCheckNote), "note");
}

std::string repeated_table(const engine::RunSummary& summary, Language language) {
  Table table("nomor-berulang", say(phrase::kRepeatedTable),
              {text_column(phrase::kSource), number_column(phrase::kDifferentNumbers), number_column(phrase::kRows),
               sentence_column(phrase::kMeaning)});
  for (const auto& source : summary.sources) {
    for (const auto& [finding, numbers] : source.repeated_numbers) {
      const auto rows = source.quality.find(finding);
      table.add_row({same_word(source.name), count(numbers), count(rows == source.quality.end() ? 0 : rows->second),
                     meaning_or_word(finding)});
    }
  }
  return table.empty() ? "" : table.html(language);
}

std::string odd_quality_table(const engine::RunSummary& summary, Language language) {
  const std::vector<OddQuality> odd = find_odd_quality(summary);
  if (odd.empty()) return paragraph(say(phrase::kNoOddQuality));
  Table table("mutu-menonjol", say(phrase::kOddQualityTable),
              {text_column(phrase::kRegency), text_column(phrase::kSource), sentence_column(phrase::kFinding),
               number_column(phrase::kRows), number_column(phrase::kShareOfRows), number_column(phrase::kUsualShare),
               number_column(phrase::kSpreads), text_column(phrase::kTable), text_column(phrase::kCode)});
  const std::size_t shown = std::min(odd.size(), kOddShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const OddQuality& one = odd[i];
    const auto region = std::find_if(summary.regencies.begin(), summary.regencies.end(),
                                     [&](const engine::RegionSummary& r) { return r.code == one.region; });
    const std::string code = fmt::format("{:04}", one.region);
    table.add_row({same(region == summary.regencies.end() ? code : region->name),
                   same_word(summary.sources[one.source].name), meaning_or_word(one.finding), count(one.rows),
                   percent_cell(one.rows, one.of), decimal(one.usual * 100, 1), decimal(one.spreads, 1),
                   table_name(one.families), same(code)});
  }
  const std::string markup =
      shown <= kOddOpen ? table.html(language) : table.folded(language, say(phrase::kShowOddQuality, {count(shown)}));
  return markup + paragraph(say(phrase::kOddQualityNote), "note");
}

}  // namespace

std::string quality_section(const engine::RunSummary& summary, Language language) {
  std::string figures;
  for (std::size_t at = 0; at < summary.sources.size(); ++at)
    figures += source_figure(summary.sources[at], at, language);
  if (figures.empty()) return section("mutu", say(phrase::kQualityHeading), paragraph(say(phrase::kNoFindings)));
  return section("mutu", say(phrase::kQualityHeading),
                 paragraph(say(phrase::kQualityIntro)) + figures + odd_quality_table(summary, language) +
                     registry_table(summary, language) + repeated_table(summary, language));
}

}  // namespace io::report
