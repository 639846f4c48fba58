#include "io/report/odd_regencies.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>
#include <set>
#include <tuple>

#include "tests/io/report/sample_summary.h"

using io::report::Measure;

namespace {

using Found = std::set<std::pair<std::size_t, int>>;

// The rule in plain words: sort, take the middle, compare.
double middle(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

struct Judged {
  std::size_t row;
  double value;
  double families;   // behind the value
  double deviation;  // of one score; negative for a share
};

void judge(const std::vector<Judged>& regencies, int measure, Found& found) {
  std::vector<double> all, distances;
  for (const Judged& one : regencies) all.push_back(one.value);
  if (all.empty()) return;
  const double center = middle(all);
  for (const double value : all) distances.push_back(std::fabs(value - center));
  const double spread = 1.4826 * middle(distances);
  for (const Judged& one : regencies) {
    const double luck = one.deviation < 0
                            ? std::sqrt(std::max(center * (1 - center), one.value * (1 - one.value)) / one.families)
                            : one.deviation / std::sqrt(one.families);
    if (spread > 0 && std::fabs(one.value - center) > 3 * std::hypot(spread, luck)) found.insert({one.row, measure});
  }
}

Found plain_rule(const engine::RunSummary& summary) {
  std::vector<Judged> means, low, unranked;
  for (std::size_t row = 0; row < summary.regencies.size(); ++row) {
    const auto& region = summary.regencies[row];
    const auto& d = region.families_by_desil;
    const auto ranked = static_cast<double>(region.ranked), families = static_cast<double>(region.families);
    if (region.ranked >= 30) {
      means.push_back({row, region.mean_score, ranked, region.sd_score});
      low.push_back({row, static_cast<double>(d[1] + d[2] + d[3] + d[4]) / ranked, ranked, -1});
    }
    if (region.families >= 30) unranked.push_back({row, static_cast<double>(d[0]) / families, families, -1});
  }
  Found found;
  judge(means, 0, found);
  judge(low, 1, found);
  judge(unranked, 2, found);
  return found;
}

Found as_set(const std::vector<io::report::OddRegency>& odd) {
  Found found;
  for (const auto& item : odd) found.insert({item.row, static_cast<int>(item.measure)});
  return found;
}

}  // namespace

TEST_CASE("odd regencies: the same ones as by the plain rule", "[report]") {
  for (const std::uint64_t families : {2'000u, 20'000u, 100'000u}) {
    const auto summary = sample::summary(families);
    const auto odd = io::report::find_odd_regencies(summary).regencies;
    CHECK(as_set(odd) == plain_rule(summary));
    CHECK(odd.size() == as_set(odd).size());
    for (std::size_t i = 1; i < odd.size(); ++i) CHECK(std::fabs(odd[i - 1].spreads) >= std::fabs(odd[i].spreads));
  }
}

TEST_CASE("odd regencies: the planted regency without indicators is found", "[report]") {
  const auto summary = sample::summary(100'000);
  const auto odd = io::report::find_odd_regencies(summary).regencies;
  REQUIRE(!odd.empty());
  CHECK(summary.regencies[odd.front().row].code == 3524);
  CHECK(odd.front().measure == Measure::kUnranked);
  CHECK(odd.front().spreads > 3);
}

TEST_CASE("odd regencies: equal regencies, few families and NaN are never odd", "[report]") {
  engine::RunSummary summary;
  for (std::uint32_t i = 0; i < 9; ++i) {
    engine::RegionSummary region;
    region.code = 1101 + i;
    region.families = region.ranked = 100;
    region.families_by_desil[5] = 100;
    region.mean_score = 14;
    summary.regencies.push_back(region);
  }
  summary.regencies[2].mean_score = 20;  // the spread is 0, so there is no measure of "usual"
  CHECK(io::report::find_odd_regencies(summary).regencies.empty());
  for (std::uint32_t i = 0; i < 9; ++i) summary.regencies[i].mean_score = 14 + 0.01 * i;
  summary.regencies[2].mean_score = 20;
  CHECK(io::report::find_odd_regencies(summary).regencies.size() == 1);
  summary.regencies[2].ranked = 29;
  CHECK(io::report::find_odd_regencies(summary).regencies.empty());
  summary.regencies[2].ranked = 100;
  summary.regencies[2].mean_score = std::nan("");
  CHECK(io::report::find_odd_regencies(summary).regencies.empty());
  CHECK(io::report::find_odd_regencies(engine::RunSummary()).regencies.empty());
}

TEST_CASE("odd regencies: a share that is odd among many families is luck among few", "[report]") {
  engine::RunSummary summary;
  for (std::uint32_t i = 0; i < 9; ++i) {
    engine::RegionSummary region;
    region.code = 1101 + i;
    region.families = 10'000;
    region.families_by_desil[0] = 180 + 10 * i;  // 1.8 to 2.6 percent
    summary.regencies.push_back(region);
  }
  auto& tenth = summary.regencies.emplace_back();
  tenth.code = 1110;
  tenth.families = 3'200;
  tenth.families_by_desil[0] = 300;
  REQUIRE(io::report::find_odd_regencies(summary).regencies.size() == 1);
  CHECK(io::report::find_odd_regencies(summary).regencies.front().measure == Measure::kUnranked);
  tenth.families = 32;
  tenth.families_by_desil[0] = 3;  // the same share
  CHECK(io::report::find_odd_regencies(summary).regencies.empty());
  tenth.families_by_desil[0] = 16;  // half of them: no luck explains that
  CHECK(io::report::find_odd_regencies(summary).regencies.size() == 1);
}

TEST_CASE("odd regencies: a measure that finds nobody still says what is usual", "[report]") {
  engine::RunSummary summary;
  for (std::uint32_t i = 0; i < 5; ++i) {
    engine::RegionSummary region;
    region.code = 1101 + i;
    region.families = region.ranked = 1'000;
    region.families_by_desil[1] = 380 + 10 * i;
    region.families_by_desil[9] = 620 - 10 * i;
    region.mean_score = 14;
    summary.regencies.push_back(region);
  }
  const auto found = io::report::find_odd_regencies(summary);
  CHECK(found.regencies.empty());
  CHECK(found.measures[1].judged == 5);
  CHECK(found.measures[1].median == Approx(0.40));
  CHECK(found.measures[1].spread == Approx(0.014826));
  CHECK(found.measures[0].spread == 0);
}
