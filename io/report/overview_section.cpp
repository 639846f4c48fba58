#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "io/report/finding_words.h"
#include "io/report/glossary_link.h"
#include "io/report/match_bar.h"
#include "io/report/number_text.h"
#include "io/report/odd_regencies.h"
#include "io/report/odd_text.h"
#include "io/report/overview_phrases.h"
#include "io/report/phrases.h"
#include "io/report/sections.h"
#include "io/report/source_totals.h"
#include "io/report/status_names.h"
#include "io/report/table.h"
#include "io/report/tenths.h"

namespace io::report {
namespace {

std::string answer(const Phrase& question, const std::string& body, const char* css_class) {
  return fmt::format("<div class=\"{}\"><h2>{}</h2>\n{}</div>\n", css_class, spans(question), body);
}

std::string item(const Both& text) { return fmt::format("<li>{}</li>\n", spans(text)); }

std::string ranked_sentences(const engine::RunSummary& summary) {
  const auto& nation = summary.nation;
  std::string out = spans(
      say(phrase::kRanked, {count(nation.ranked), count(nation.families), percent(nation.ranked, nation.families)}));
  std::vector<Both> why;
  for (std::size_t i = 1; i < engine::kFamilyStatusCount; ++i) {
    if (nation.by_status[i] == 0) continue;
    const auto status = static_cast<engine::FamilyStatus>(i);
    why.push_back(count(nation.by_status[i]) + Both{" ", " "} + linked(status_slug(status), say(status_words(status))));
  }
  const std::uint64_t unranked = nation.families - std::min(nation.ranked, nation.families);
  out += ' ';
  out += unranked == 0
             ? spans(phrase::kAllRanked)
             : spans(say(phrase::kUnranked, {count(unranked), percent(unranked, nation.families), joined(why, ", ")}));
  out = fmt::format("<p class=\"lead\">{}</p>\n", out);
  if (nation.ranked > 0) {
    std::uint64_t families = 0, persons = 0;
    for (std::size_t desil = 1; desil <= 4; ++desil) {
      families += nation.families_by_desil[desil];
      persons += nation.members_by_desil[desil];
    }
    out += paragraph(say(phrase::kLowDesils, {count(families), count(persons)}), "lead");
  }
  Both registry = say(phrase::kRegistrySize, {count(summary.registry_persons), count(summary.registry_dead)});
  if (summary.duplicate_rows > 0) {
    registry = registry + Both{" ", " "} +
               say(phrase::kDuplicates, {count(summary.duplicate_rows), count(summary.duplicate_clusters),
                                         count(summary.duplicates_not_counted)});
  }
  return out + paragraph(registry, "note");
}

std::string found_list(const engine::RunSummary& summary, Language language) {
  std::string list;
  for (const auto& source : summary.sources) {
    const std::uint64_t persons = matched_persons(source);
    if (source.role != "source" || persons == 0) continue;
    list += fmt::format(
        "<li><span class=\"name\">{}</span> <b class=\"share n\">{}</b>{}<span class=\"note\">{}; "
        "{}</span></li>\n",
        escaped(source.name), pick(percent(source.padan, persons), language), match_bar(source, language),
        spans(say(phrase::kFoundFigure, {count(source.padan), count(persons)})),
        spans(say(phrase::kFoundRest, {count(source.ragu), count(source.konflik), count(source.tidak_padan)})));
  }
  if (list.empty()) return paragraph(say(phrase::kNoSources));
  return fmt::format("<ul class=\"found\">\n{}</ul>\n", list) + match_legend() +
         paragraph(say(phrase::kFoundNote), "note");
}

// The nine cuts as ten fields side by side, each saying how far its desil reaches.
std::string cuts_strip(const engine::RunSummary& summary) {
  if (!summary.nation.cuts) return paragraph(say(phrase::kNobodyRanked));
  const auto at = [&](std::size_t k) { return rupiah_short(rupiah_of(ln_rupiah_of((*summary.nation.cuts)[k].score))); };
  std::string out = paragraph(say(phrase::kCutsSentence, {at(0), at(3), at(8), say(tenths_of(summary))}), "lead");
  out += "<ol class=\"strip\">\n";
  for (std::size_t desil = 1; desil <= 10; ++desil) {
    const Both reach = desil < 10 ? say(phrase::kUpTo, {at(desil - 1)}) : say(phrase::kAbove, {at(8)});
    const std::string label = desil <= summary.class_labels.size() ? escaped(summary.class_labels[desil - 1]) : "";
    out += fmt::format("<li class=\"b{}\"><b>{}</b><span>{}</span><i>{}</i></li>\n", desil,
                       spans(say(phrase::kDesilNumber, {same(std::to_string(desil))})), spans(reach), label);
  }
  return out + "</ol>\n" + paragraph(say(phrase::kClassNote), "note");
}

// What a reader has to know before any figure: what the run file says, and whose model it is.
std::string grounds(const engine::RunSummary& summary) {
  std::string list;
  if (!summary.note.empty()) list += item(say(phrase::kGroundsNote, {same(summary.note)}));
  if (!summary.model_provenance.empty()) list += item(say(phrase::kGroundsModel, {same(summary.model_provenance)}));
  if (list.empty()) return "";
  return answer(phrase::kAskGrounds, fmt::format("<ul class=\"odd\">\n{}</ul>\n", list), "answer across");
}

// The farthest regencies of one side, each named once; withheld values are not named.
std::string side_item(const engine::RunSummary& summary, const OddFindings& found, const std::vector<CellRow>& cells,
                      OddSide side, const Phrase& sentence) {
  constexpr std::size_t kNamed = 2;
  std::vector<std::size_t> rows;
  std::vector<Both> named;
  for (const OddRegency& regency : found.regencies) {
    const auto& region = summary.regencies[regency.row];
    if (side_of(regency) != side || !odd_is_shown(region, cells[regency.row], regency.measure)) continue;
    if (named.size() == kNamed || std::find(rows.begin(), rows.end(), regency.row) != rows.end()) continue;
    rows.push_back(regency.row);
    named.push_back(odd_phrase(region, cells[regency.row], regency));
  }
  return named.empty() ? "" : item(say(sentence, {joined(named, "; ")}));
}

std::string odd_regency_items(const engine::RunSummary& summary) {
  const OddFindings found = find_odd_regencies(summary);
  const auto cells = disclosed_by_parent(summary.regencies, 100);
  std::vector<std::size_t> rows;
  for (const OddRegency& regency : found.regencies) rows.push_back(regency.row);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  const auto judged = static_cast<std::uint64_t>(
      std::count_if(summary.regencies.begin(), summary.regencies.end(),
                    [](const engine::RegionSummary& region) { return region.ranked >= kSmallestAveraged; }));
  std::string out = rows.empty() ? item(say(phrase::kNoOddRegencies, {count(judged)}))
                                 : item(say(phrase::kOddRegencies, {count(rows.size()), count(judged)}));
  out += side_item(summary, found, cells, OddSide::kPoorer, phrase::kFarthestPoorer);
  out += side_item(summary, found, cells, OddSide::kBetterOff, phrase::kFarthestBetterOff);
  out += side_item(summary, found, cells, OddSide::kMoreUnranked, phrase::kFarthestUnranked);
  const bool unranked_odd = std::any_of(found.regencies.begin(), found.regencies.end(),
                                        [](const OddRegency& odd) { return odd.measure == Measure::kUnranked; });
  if (!rows.empty() && !unranked_odd) out += item(say(phrase::kNoOddUnranked));
  if (judged < summary.regencies.size())
    out += item(say(phrase::kNotJudged, {count(summary.regencies.size() - judged)}));
  return out;
}

std::string tie_item(const engine::RunSummary& summary) {
  if (!summary.nation.cuts) return "";
  const auto& cuts = *summary.nation.cuts;
  const auto largest = std::max_element(cuts.begin(), cuts.end(),
                                        [](const auto& a, const auto& b) { return a.tied_families < b.tied_families; });
  if (largest->tied_families < kSmallestShown) return item(say(phrase::kNoTies));
  const auto k = static_cast<std::uint64_t>(largest - cuts.begin()) + 1;
  return item(say(phrase::kLargestTie,
                  {count(k), count(largest->tied_families), percent(largest->tied_families, summary.nation.ranked)}));
}

// Why most rejected rows were rejected; of equally frequent reasons the first by its word.
std::string main_reason_item(const engine::RunSummary& summary) {
  std::map<std::string, std::uint64_t> reasons;
  for (const auto& source : summary.sources) {
    for (const auto& [reason, rows] : source.rejects) reasons[reason] += rows;
  }
  if (reasons.empty()) return "";
  const auto main = std::max_element(reasons.begin(), reasons.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  const Both meaning = finding_meaning(main->first);
  return item(say(phrase::kMainReason, {meaning.id.empty() ? same(main->first) : meaning, count(main->second)}));
}

std::string reject_item(const engine::RunSummary& summary) {
  RowTotals all, worst;
  std::string worst_name;
  for (const auto& source : summary.sources) {
    const RowTotals rows = rows_of(source);
    all.read += rows.read;
    all.rejected += rows.rejected;
    const bool worse = worst.read == 0 || static_cast<double>(rows.rejected) * static_cast<double>(worst.read) >
                                              static_cast<double>(worst.rejected) * static_cast<double>(rows.read);
    if (rows.read > 0 && worse) {
      worst = rows;
      worst_name = source.name;
    }
  }
  if (all.rejected == 0) return item(say(phrase::kNoRejects, {count(all.read)}));
  return item(say(phrase::kRejects, {count(all.rejected), count(all.read), percent(all.rejected, all.read),
                                     same(worst_name), percent(worst.rejected, worst.read)})) +
         main_reason_item(summary);
}

// The findings that most accepted rows have, each with the source that has most of them.
std::string quality_item(const engine::RunSummary& summary) {
  constexpr std::size_t kNamed = 4;
  struct Found {
    std::uint64_t rows = 0, most = 0;
    std::string source;
  };
  std::map<std::string, Found> by_finding;
  for (const auto& source : summary.sources) {
    for (const auto& [finding, rows] : source.quality) {
      Found& found = by_finding[finding];
      found.rows += rows;
      if (rows <= found.most) continue;
      found.most = rows;
      found.source = source.name;
    }
  }
  std::vector<std::pair<std::string, Found>> findings(by_finding.begin(), by_finding.end());
  std::stable_sort(findings.begin(), findings.end(),
                   [](const auto& a, const auto& b) { return a.second.rows > b.second.rows; });
  std::vector<Both> named;
  for (const auto& [finding, found] : findings) {
    if (named.size() == kNamed || found.rows == 0) break;
    const Both meaning = finding_meaning(finding);
    named.push_back(say(phrase::kFindingPart, {meaning.id.empty() ? same(finding) : meaning, count(found.rows),
                                               same(found.source), count(found.most)}));
  }
  return named.empty() ? "" : item(say(phrase::kFindings, {joined(named, "; ")}));
}

std::string odd_list(const engine::RunSummary& summary) {
  std::string list;
  std::vector<Both> empty;
  for (const auto& province : summary.provinces) {
    if (province.ranked == 0) empty.push_back(same(province.name));
  }
  if (!empty.empty()) list += item(say(phrase::kEmptyProvinces, {joined(empty, ", ")}));
  if (!summary.regencies.empty()) list += odd_regency_items(summary);
  list += tie_item(summary);
  list += reject_item(summary);
  list += quality_item(summary);
  return fmt::format("<ul class=\"odd\">\n{}</ul>\n", list);
}

}  // namespace

std::string overview_section(const engine::RunSummary& summary, Language language) {
  return fmt::format("<section id=\"ringkasan\" class=\"overview\" aria-labelledby=\"h1\">\n{}{}{}{}{}</section>\n",
                     answer(phrase::kAskRanked, ranked_sentences(summary), "answer"),
                     answer(phrase::kAskFound, found_list(summary, language), "answer"),
                     answer(phrase::kAskCuts, cuts_strip(summary), "answer across"),
                     answer(phrase::kAskOdd, odd_list(summary), "answer across"), grounds(summary));
}

}  // namespace io::report
