#include <algorithm>

#include "io/report/flag_words.h"
#include "io/report/number_text.h"
#include "io/report/phrases.h"
#include "io/report/sections.h"
#include "io/report/table.h"

namespace io::report {
namespace {

using engine::ProgrammeSummary;

Both level_name(const std::string& level) {
  if (level == "province") return say(phrase::kLevelProvince);
  if (level == "regency") return say(phrase::kLevelRegency);
  return say(phrase::kLevelNational);
}

bool same_exclusion(const ProgrammeSummary& a, const ProgrammeSummary& b) {
  return a.desil_max == b.desil_max && a.level == b.level && a.excluding_flags == b.excluding_flags;
}

Both flag_list(const std::vector<std::string>& flags) {
  std::vector<Both> named;
  for (const std::string& flag : flags) {
    const Both meaning = flag_meaning(flag);
    named.push_back(meaning.id.empty() ? same(flag) : same(flag) + Both{" (", " ("} + meaning + Both{")", ")"});
  }
  return joined(named, ", ");
}

// Who is excluded and why, once for all programmes with the same rule.
std::string exclusions(const std::vector<ProgrammeSummary>& programmes) {
  std::string out;
  for (std::size_t p = 0; p < programmes.size(); ++p) {
    const auto alike = [&](const ProgrammeSummary& other) { return same_exclusion(other, programmes[p]); };
    const auto first = programmes.begin(), here = first + static_cast<std::ptrdiff_t>(p);
    if (std::any_of(first, here, alike)) continue;
    std::vector<Both> codes;
    for (auto other = here; other != programmes.end(); ++other) {
      if (alike(*other)) codes.push_back(same(other->code));
    }
    const Both names = joined(codes, ", ");
    if (programmes[p].excluding_flags.empty()) {
      out += paragraph(say(phrase::kExcludesNobody, {names}), "note");
      continue;
    }
    Both text = say(phrase::kExcludedBy, {names, same(std::to_string(programmes[p].desil_max)),
                                          level_name(programmes[p].level), flag_list(programmes[p].excluding_flags)});
    if (codes.size() > 1) text = text + Both{" ", " "} + say(phrase::kExcludedAlike, {names});
    out += paragraph(text, "note");
  }
  return out;
}

}  // namespace

std::string programme_section(const engine::RunSummary& summary, Language language) {
  if (summary.programmes.empty()) return "";
  Table table(
      "program", say(phrase::kProgrammesTable),
      {text_column(phrase::kCode), number_column(phrase::kReceives), number_column(phrase::kQuota),
       number_column(phrase::kOutsideQuota), number_column(phrase::kExcluded), number_column(phrase::kNotEligible),
       number_column(phrase::kIncomplete), sentence_column(phrase::kProgramme)});
  for (const auto& programme : summary.programmes) {
    table.add_row({same_word(programme.code), count(programme.receives),
                   programme.quota ? count(*programme.quota) : Both{"–", "–"}, count(programme.outside_quota),
                   count(programme.excluded), count(programme.not_eligible), count(programme.incomplete),
                   same(programme.name)});
  }
  return section("program", say(phrase::kProgrammesHeading),
                 paragraph(say(phrase::kDecisionSum, {count(summary.nation.families)})) + table.html(language) +
                     exclusions(summary.programmes));
}

}  // namespace io::report
