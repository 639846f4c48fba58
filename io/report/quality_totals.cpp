#include "io/report/quality_totals.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "io/report/disclosure.h"
#include "io/report/finding_words.h"
#include "io/report/usual_spread.h"

namespace io::report {
namespace {

const engine::TableQuality& table_of(const engine::RegionQuality& region, bool families) {
  return families ? region.families : region.persons;
}

engine::TableQuality sum_of_table(const engine::SourceSummary& source, bool families) {
  engine::TableQuality sum;
  for (const engine::RegionQuality& region : source.regions) {
    const engine::TableQuality& part = table_of(region, families);
    sum.rows += part.rows;
    for (const auto& [finding, rows] : part.findings) sum.findings[finding] += rows;
  }
  return sum;
}

std::uint64_t accepted_persons(const engine::SourceSummary& source) {
  std::uint64_t rows = 0;
  for (const engine::FileSummary& file : source.files) rows += file.families ? 0 : file.accepted;
  return rows;
}

std::uint64_t rows_with(const engine::TableQuality& table, const std::string& finding) {
  const auto found = table.findings.find(finding);
  return found == table.findings.end() ? 0 : found->second;
}

// The regencies of one source that stand out in one finding.
void judge(const engine::SourceSummary& source, std::size_t at, bool families, const std::string& finding,
           std::vector<OddQuality>& odd) {
  std::uint64_t all_rows = 0, all_of = 0;
  for (const engine::RegionQuality& region : source.regions) {
    if (region.code == 0) continue;
    all_rows += rows_with(table_of(region, families), finding);
    all_of += table_of(region, families).rows;
  }
  if (all_rows < kSmallestShown) return;
  const double usual = static_cast<double>(all_rows) / static_cast<double>(all_of);
  std::vector<double> shares;
  for (const engine::RegionQuality& region : source.regions) {
    const engine::TableQuality& table = table_of(region, families);
    if (region.code == 0 || static_cast<double>(table.rows) * usual < kSmallestShown) continue;
    shares.push_back(static_cast<double>(rows_with(table, finding)) / static_cast<double>(table.rows));
  }
  const double spread = usual_spread(shares).spread;
  for (const engine::RegionQuality& region : source.regions) {
    const engine::TableQuality& table = table_of(region, families);
    const std::uint64_t rows = rows_with(table, finding);
    if (region.code == 0 || table.rows < kSmallestAveraged || rows < kSmallestShown) continue;
    const double share = static_cast<double>(rows) / static_cast<double>(table.rows);
    if (share < 2 * usual) continue;
    const double chance = std::max(usual * (1 - usual), share * (1 - share)) / static_cast<double>(table.rows);
    const double spreads = (share - usual) / std::sqrt(spread * spread + chance);
    if (!(spreads > kOddQualitySpreads)) continue;
    odd.push_back({at, region.code, finding, families, rows, table.rows, usual, spreads});
  }
}

}  // namespace

std::vector<FindingTotal> finding_totals(const engine::SourceSummary& source) {
  const engine::TableQuality persons = sum_of_table(source, false), families = sum_of_table(source, true);
  std::vector<FindingTotal> totals;
  for (const auto& [finding, rows] : source.quality) {
    const std::uint64_t in_families = rows_with(families, finding);
    // What is known of the source alone stands in no regency: members without a family.
    const std::uint64_t in_persons = rows - std::min(rows, in_families);
    const std::uint64_t of = persons.rows > 0 ? persons.rows : accepted_persons(source);
    if (in_persons > 0) totals.push_back({finding, false, in_persons, of});
    if (in_families > 0) totals.push_back({finding, true, in_families, families.rows});
  }
  std::sort(totals.begin(), totals.end(), [](const FindingTotal& a, const FindingTotal& b) {
    return std::tie(b.rows, a.families, a.finding) < std::tie(a.rows, b.families, b.finding);
  });
  return totals;
}

std::vector<OddQuality> find_odd_quality(const engine::RunSummary& summary) {
  std::vector<OddQuality> odd;
  for (std::size_t at = 0; at < summary.sources.size(); ++at) {
    const engine::SourceSummary& source = summary.sources[at];
    for (const bool families : {false, true}) {
      for (const auto& [finding, rows] : sum_of_table(source, families).findings) {
        if (!finding_is_note(finding)) judge(source, at, families, finding, odd);
      }
    }
  }
  std::sort(odd.begin(), odd.end(), [](const OddQuality& a, const OddQuality& b) {
    return std::tie(b.spreads, a.source, a.region, a.finding, a.families) <
           std::tie(a.spreads, b.source, b.region, b.finding, b.families);
  });
  return odd;
}

}  // namespace io::report
