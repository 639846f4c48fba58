#include <algorithm>

#include "io/report/finding_words.h"
#include "io/report/number_text.h"
#include "io/report/phrases.h"
#include "io/report/quality_phrases.h"
#include "io/report/reject_cures.h"
#include "io/report/sections.h"
#include "io/report/share_bar.h"
#include "io/report/source_totals.h"
#include "io/report/table.h"

namespace io::report {
namespace {

Both role_name(const std::string& role) {
  if (role == "registry") return say(phrase::kRoleRegistry);
  if (role == "source") return say(phrase::kRoleSource);
  if (role == "flag") return say(phrase::kRoleFlag);
  return same(role);
}

std::string rows_table(const engine::RunSummary& summary, Language language) {
  Table table("baris", say(phrase::kRowsTable),
              {text_column(phrase::kSource), number_column(phrase::kRead), number_column(phrase::kAccepted),
               number_column(phrase::kRejected), number_column(phrase::kRejectedShare), text_column(phrase::kRole)});
  for (const auto& source : summary.sources) {
    const RowTotals rows = rows_of(source);
    table.add_row({same_word(source.name), count(rows.read), count(rows.accepted), count(rows.rejected),
                   percent_cell(rows.rejected, rows.read), role_name(source.role)});
  }
  return table.html(language);
}

std::string rejects_figure(const engine::RunSummary& summary, Language language) {
  std::map<std::string, std::uint64_t> by_reason;
  Table table("tolakan", say(phrase::kRejectsTitle),
              {text_column(phrase::kSource), number_column(phrase::kRows), sentence_column(phrase::kMeaning),
               sentence_column(phrase::kCure), text_column(phrase::kReason)});
  for (const auto& source : summary.sources) {
    for (const auto& [reason, rows] : source.rejects) {
      by_reason[reason] += rows;
      table.add_row({same(source.name), count(rows), finding_meaning(reason), reject_cure(reason), same_word(reason)});
    }
  }
  if (by_reason.empty()) return paragraph(say(phrase::kNoRejectedRows));
  if (by_reason.size() == 1) return table.html(language);  // one bar alone compares nothing
  std::vector<std::pair<std::string, std::uint64_t>> reasons(by_reason.begin(), by_reason.end());
  std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<BarLine> lines;
  for (const auto& [reason, rows] : reasons) {
    const Both meaning = finding_meaning(reason);
    lines.push_back({meaning.id.empty() ? same(reason) : meaning,
                     share_bar({{rows, "plain", count(rows)}}, reasons.front().second, language), count(rows)});
  }
  return figure("tolakan", say(phrase::kRejectsTitle), bar_list(lines, language), table.folded(language));
}

}  // namespace

std::string rows_section(const engine::RunSummary& summary, Language language) {
  return section("baris", say(phrase::kRowsHeading), rows_table(summary, language) + rejects_figure(summary, language));
}

}  // namespace io::report
