#include <fmt/format.h>

#include "io/report/disclosure.h"
#include "io/report/indices_phrases.h"
#include "io/report/lorenz_chart.h"
#include "io/report/number_text.h"
#include "io/report/sections.h"
#include "io/report/table.h"

namespace io::report {
namespace {

// Shares are said in tenths of a percent, which stand for a family or more from here on; a province that is not told
// cannot be had from the nation's, whose tenth of a percent is more persons than such a province has poor.
constexpr std::uint64_t kFewestRanked = 1000;

bool is_told(const engine::RegionSummary& region) {
  return region.predicted && region.predicted->families >= kFewestRanked;
}

void add_row(Table& table, const engine::RegionSummary& region) {
  if (!is_told(region)) {
    const Both dash = same("–");
    table.add_row({same(region.name), dash, dash, dash, dash, dash});
    return;
  }
  const engine::WelfareIndices& indices = *region.predicted;
  const auto share = [&](double value) {
    return indices.poor_families < kSmallestShown ? same("–") : decimal(100 * value, 1);
  };
  table.add_row({same(region.name), count((static_cast<std::uint64_t>(indices.mean) + 500) / 1000 * 1000),
                 share(indices.fgt[0]), share(indices.fgt[1]), share(indices.fgt[2]), decimal(indices.gini, 3)});
}

Table lorenz_table(const LorenzShares& shares) {
  Table table("lorenz", say(phrase::kLorenzTitle),
              {number_column(phrase::kLorenzPoorest), number_column(phrase::kLorenzShare)});
  for (std::size_t i = 0; i < shares.size(); ++i) table.add_row({count(10 * (i + 1)), decimal(100 * shares[i], 1)});
  return table;
}

}  // namespace

std::string indices_section(const engine::RunSummary& summary, Language language) {
  if (!is_told(summary.nation)) return "";
  Table table("indeks", say(phrase::kIndicesPredicted),
              {text_column(phrase::kIndicesRegion), number_column(phrase::kIndicesMean),
               number_column(phrase::kIndicesHeadcount), number_column(phrase::kIndicesGap),
               number_column(phrase::kIndicesSeverity), number_column(phrase::kIndicesGini)});
  add_row(table, summary.nation);
  for (const engine::RegionSummary& province : summary.provinces) add_row(table, province);
  const LorenzShares& shares = summary.nation.predicted->lorenz;
  const Both line = count(static_cast<std::uint64_t>(summary.poverty_line + 0.5));
  return section("indeks", say(phrase::kIndicesHeading),
                 paragraph(say(phrase::kIndicesCaveat, {line}), "note") +
                     figure("lorenz", say(phrase::kLorenzTitle), lorenz_chart("lorenz", shares, nullptr, language),
                            lorenz_table(shares).folded(language)) +
                     table.html(language) +
                     paragraph(say(phrase::kIndicesWithheld, {count(kFewestRanked), count(kSmallestShown)}), "note"));
}

}  // namespace io::report
