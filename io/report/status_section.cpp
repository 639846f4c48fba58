#include "io/report/flag_words.h"
#include "io/report/number_text.h"
#include "io/report/phrases.h"
#include "io/report/sections.h"
#include "io/report/share_bar.h"
#include "io/report/status_names.h"
#include "io/report/table.h"

namespace io::report {
namespace {

std::string flags_table(const engine::RunSummary& summary, Language language) {
  Table table("penanda", say(phrase::kFlagsTable),
              {text_column(phrase::kFlag), text_column(phrase::kKey), number_column(phrase::kRows),
               number_column(phrase::kFoundInRegistry), sentence_column(phrase::kMeaning)});
  for (const auto& flag : summary.flags) {
    const bool nik = flag.key == "nik", kk = flag.key == "kk";
    table.add_row({same_word(flag.name),
                   same(nik  ? "NIK"
                        : kk ? "KK"
                             : flag.key),
                   count(flag.rows), count(flag.found), flag_meaning(flag.name)});
  }
  return table.empty() ? "" : table.html(language);
}

}  // namespace

std::string status_section(const engine::RunSummary& summary, Language language) {
  const engine::RegionSummary& nation = summary.nation;
  std::vector<BarLine> lines;
  Table table("status", say(phrase::kStatusTitle),
              {text_column(phrase::kStatus), number_column(phrase::kFamilies), number_column(phrase::kShare)});
  for (std::size_t i = 0; i < engine::kFamilyStatusCount; ++i) {
    const std::uint64_t families = nation.by_status[i];
    const Both name = say(status_words(static_cast<engine::FamilyStatus>(i)));
    lines.push_back({name,
                     share_bar({{families, i == 0 ? "plain" : "plain-2", count(families)}}, nation.families, language),
                     count(families)});
    table.add_row({name, count(families), percent_cell(families, nation.families)});
  }
  return section("status", say(phrase::kStatusHeading),
                 figure("status", say(phrase::kStatusTitle), bar_list(lines, language), table.folded(language)) +
                     flags_table(summary, language));
}

}  // namespace io::report
