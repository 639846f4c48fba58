#include <fmt/format.h>

#include <numeric>

#include "io/report/disclosure.h"
#include "io/report/number_text.h"
#include "io/report/phrases.h"
#include "io/report/sections.h"
#include "io/report/share_bar.h"
#include "io/report/table.h"
#include "io/report/uncertainty_phrases.h"

namespace io::report {
namespace {

using Mass = std::array<std::uint64_t, 10>;

std::uint64_t sum(const Mass& values) { return std::accumulate(values.begin(), values.end(), std::uint64_t{0}); }

// Masses are shares of the 30 bits of a chance; ten bits less leave room for the arithmetic of a percentage.
std::uint64_t shortened(std::uint64_t mass) { return mass >> 10; }

Both share_cell(std::uint64_t part, std::uint64_t whole) { return percent_cell(shortened(part), shortened(whole)); }

Both error_cell(const std::optional<double>& error) { return error ? decimal(100 * *error, 1) : Both{"–", "–"}; }

Both error_words(const std::optional<double>& error) {
  return error ? decimal(100 * *error, 1) + Both{"%", "%"} : Both{"–", "–"};
}

std::string lead(const engine::RunSummary& summary) {
  const engine::Uncertainty& sure = *summary.uncertainty;
  const std::uint64_t firm = sum(sure.firm.firm), borderline = sum(sure.firm.borderline);
  const engine::CutErrors errors = sure.nation.errors_at(sure.rule.desil);
  const Both least =
      decimal(100 * static_cast<double>(sure.rule.least) / static_cast<double>(engine::kCertain), 0) + Both{"%", "%"};
  const Both unit = say(summary.weight == "persons" ? phrase::kPersonsWord : phrase::kFamiliesWord);
  return paragraph(say(phrase::kSureLead, {percent(firm, firm + borderline), count(sure.rule.desil), least,
                                           percent(borderline, firm + borderline), unit, error_words(errors.inclusion),
                                           error_words(errors.exclusion)}),
                   "lead");
}

std::string bars(const engine::RunSummary& summary, Language language) {
  const auto& mass = summary.uncertainty->nation.mass;
  std::vector<BarLine> lines;
  std::vector<LegendEntry> keys;
  std::vector<Column> columns = {text_column(phrase::kOwnDesil)};
  for (std::size_t truth = 0; truth < mass.size(); ++truth) {
    keys.push_back({fmt::format("d{}", truth + 1), same(std::to_string(truth + 1))});
    columns.push_back({say(phrase::kTrulyDesil, {count(truth + 1)}), Kind::kNumber});
  }
  Table table("desil-sebenarnya", say(phrase::kSureBars), columns);
  for (std::size_t own = 0; own < mass.size(); ++own) {
    const std::uint64_t whole = sum(mass[own]);
    if (whole == 0) continue;
    std::vector<Share> shares;
    std::vector<Both> row = {same(std::to_string(own + 1))};
    std::uint64_t near = mass[own][own];
    if (own > 0) near += mass[own][own - 1];
    if (own < 9) near += mass[own][own + 1];
    for (std::size_t truth = 0; truth < mass.size(); ++truth) {
      const Both share = share_cell(mass[own][truth], whole);
      shares.push_back({shortened(mass[own][truth]), fmt::format("d{}", truth + 1),
                        say(phrase::kSureTip, {count(truth + 1), share})});
      row.push_back(share);
    }
    lines.push_back({same(std::to_string(own + 1)), share_bar(shares, shortened(whole), language),
                     share_cell(mass[own][own], whole) + Both{"%", "%"}, share_cell(near, whole) + Both{"%", "%"}});
    table.add_row(row);
  }
  const Both unit = say(summary.weight == "persons" ? phrase::kPersonsWord : phrase::kFamiliesWord);
  return figure("desil-sebenarnya", say(phrase::kSureBars),
                legend(keys) + bar_list(lines, language) + paragraph(say(phrase::kSureBarsNote, {unit}), "note"),
                table.folded(language));
}

std::string cuts_table(const engine::Uncertainty& sure, Language language) {
  Table table("batas-sebenarnya", say(phrase::kSureCuts),
              {number_column(phrase::kCut), number_column(phrase::kTrueCut), number_column(phrase::kInclusion),
               number_column(phrase::kExclusion)});
  for (std::size_t k = 1; k <= engine::kCutCount; ++k) {
    const engine::CutErrors errors = sure.nation.errors_at(k);
    table.add_row({count(k), count(rupiah_of(ln_rupiah_of((*sure.cuts)[k - 1]))), error_cell(errors.inclusion),
                   error_cell(errors.exclusion)});
  }
  return table.html(language) + paragraph(say(phrase::kSureCutsNote), "note");
}

Table region_table(const char* slug, const Both& caption, const Phrase& name, const engine::Uncertainty& sure,
                   const std::vector<engine::RegionSummary>& named,
                   const std::vector<engine::RegionUncertainty>& regions) {
  Table table(
      slug, caption,
      {text_column(name), number_column(phrase::kBorderlineShare), number_column(phrase::kInclusion),
       number_column(phrase::kExclusion), number_column(phrase::kOwnInclusion), number_column(phrase::kOwnExclusion)});
  for (std::size_t i = 0; i < named.size() && i < regions.size(); ++i) {
    const std::uint64_t borderline = sum(regions[i].firm.borderline), families = borderline + sum(regions[i].firm.firm);
    if (families < kSmallestAveraged) continue;
    const engine::CutErrors errors = regions[i].national.errors_at(sure.rule.desil);
    const engine::CutErrors own = regions[i].own.errors_at(sure.rule.desil);
    table.add_row({same(named[i].name), whole_percent_cell(borderline, families), error_cell(errors.inclusion),
                   error_cell(errors.exclusion), error_cell(own.inclusion), error_cell(own.exclusion)});
  }
  return table;
}

}  // namespace

std::string uncertainty_section(const engine::RunSummary& summary, Language language) {
  if (!summary.uncertainty || !summary.uncertainty->cuts) return "";
  const engine::Uncertainty& sure = *summary.uncertainty;
  const Both watched = count(sure.rule.desil);
  const Table provinces = region_table("kesalahan-provinsi", say(phrase::kSureProvinces, {watched}),
                                       phrase::kSureProvince, sure, summary.provinces, sure.provinces);
  Table regencies = region_table("kesalahan-kabupaten", say(phrase::kSureRegencies, {watched}), phrase::kSureRegency,
                                 sure, summary.regencies, sure.regencies);
  regencies.make_searchable();
  return section("kepastian", say(phrase::kSureHeading),
                 lead(summary) + bars(summary, language) + cuts_table(sure, language) +
                     (provinces.empty() ? "" : provinces.html(language)) +
                     (regencies.empty() ? "" : regencies.folded(language, say(phrase::kSureRegencies, {watched}))) +
                     paragraph(say(phrase::kSureRegionsNote), "note") + paragraph(say(phrase::kSureModel), "note"));
}

}  // namespace io::report
