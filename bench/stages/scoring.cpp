// score_families/<variant>/rows:N/features:40 and derive_levels/all/rows:N/features:40 — 514 regencies, all
// threads. Levels and coefficients (25 bits) are given by formulas, so that bench/peers can make the same ones; the
// label is the answer, every score of which has been compared with a plain sum. `read_gb_s` is the plain read bandwidth
// of the machine, `read_share` the share of it at which the levels are read, both measured in the same run.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "bench/read_pass.h"
#include "engine/parallel.h"
#include "engine/pmt/features.h"
#include "engine/pmt/score.h"
#include "kernels/cpu.h"

namespace {

constexpr std::size_t kFeatures = 40, kRegencies = 514;

// 0 to 9, one in 97 missing. bench/peers/duckdb_score.mjs has the same formulas.
std::uint8_t level_of(std::size_t family, std::size_t feature) {
  const std::uint64_t h = (family * 7919 + feature * 104729 + (family >> 7) * 31) % 1000003;
  return static_cast<std::uint8_t>(h % 97 == 0 ? engine::kMissingLevel : h * h % 1000003 % 10);
}

std::int32_t coefficient_of(std::size_t regency, std::size_t feature, std::size_t level) {
  const std::uint64_t h = (regency * 131 + feature * 17 + level * 7919) % 1000003;
  return static_cast<std::int32_t>(h * h % 33554393) - 16777196;
}

// 27 coded columns, 13 aggregates.
engine::PmtModel make_model() {
  engine::PmtModel model;
  for (std::size_t f = 0; f < kFeatures; ++f) {
    engine::Feature feature;
    const bool coded = f < engine::kFamilyCodeCount;
    feature.kind = coded ? engine::FeatureKind::kCategory : engine::FeatureKind::kCount;
    feature.variable = coded ? engine::variable(static_cast<engine::FamilyCode>(f))
                             : engine::variable(static_cast<engine::MemberAggregate>(f - engine::kFamilyCodeCount));
    feature.cap = 8;
    feature.levels = engine::count_levels(feature, model.features);
    model.features.push_back(std::move(feature));
  }
  for (std::size_t r = 0; r < kRegencies; ++r) {
    engine::RegionModel region;
    region.region = static_cast<std::uint32_t>(r);
    region.intercept = 14 << 24;
    for (std::size_t i = 0; i < kFeatures * engine::kLevelSlots; ++i) {
      region.coefficients.push_back(coefficient_of(r, i / engine::kLevelSlots, i % engine::kLevelSlots));
    }
    model.models.push_back(std::move(region));
  }
  return model;
}

engine::FamilyIndicators make_families(std::size_t rows) {
  engine::FamilyIndicators families;
  families.resize(rows);
  engine::parallel_for(rows, engine::kTileRows * 64, [&](std::size_t begin, std::size_t end) {
    std::mt19937_64 random(begin);
    for (std::size_t i = begin; i < end; ++i) {
      for (std::size_t c = 0; c < engine::kFamilyCodeCount; ++c) {
        const auto& column = engine::family_codes()[c];
        const auto span = static_cast<std::uint64_t>(column.highest - column.lowest + 1);
        families.codes.set(i, c, static_cast<std::uint8_t>(column.lowest + random() % span));
      }
      for (auto& aggregate : families.aggregates) aggregate[i] = static_cast<std::uint8_t>(random() % 6);
    }
  });
  return families;
}

std::vector<engine::ModelRange> even_ranges(std::size_t rows) {
  std::vector<engine::ModelRange> ranges;
  for (std::size_t r = 0; r < kRegencies; ++r) {
    ranges.push_back({rows * r / kRegencies, rows * (r + 1) / kRegencies, r});
  }
  return ranges;
}

engine::NibbleTiles make_levels(std::size_t rows) {
  engine::NibbleTiles levels(rows, kFeatures);
  engine::parallel_for(rows, engine::kTileRows * 64, [&](std::size_t begin, std::size_t end) {
    for (std::size_t f = 0; f < kFeatures; ++f) {
      for (std::size_t i = begin; i < end; ++i) levels.set(i, f, level_of(i, f));
    }
  });
  return levels;
}

bool right(const engine::PmtModel& model, const std::vector<engine::ModelRange>& ranges,
           const std::vector<engine::PmtScore>& scores) {
  for (const engine::ModelRange& range : ranges) {
    const engine::RegionModel& region = model.models[*range.model];
    for (std::size_t i = range.begin; i < range.end; ++i) {
      std::int64_t sum = region.intercept;
      for (std::size_t f = 0; f < kFeatures; ++f) sum += region.coefficient(f, level_of(i, f));
      if (sum != scores[i]) return false;
    }
  }
  return true;
}

std::string answer_of(const std::vector<engine::PmtScore>& scores) {
  std::int64_t sum = 0, weighted = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    sum += scores[i];
    weighted += scores[i] * static_cast<std::int64_t>(i % 251 + 1);
  }
  const auto [least, most] = std::minmax_element(scores.begin(), scores.end());
  return "rows=" + std::to_string(scores.size()) + " sum=" + std::to_string(sum) +
         " weighted=" + std::to_string(weighted) + " least=" + std::to_string(*least) +
         " most=" + std::to_string(*most);
}

void score_families(benchmark::State& state, kernels::SimdLevel level, std::size_t rows) {
  const engine::PmtModel model = make_model();
  const engine::NibbleTiles levels = make_levels(rows);
  const auto ranges = even_ranges(rows);
  std::vector<engine::PmtScore> scores(rows);
  kernels::use_simd_level(level);
  engine::score_families(model, levels, ranges, scores);
  if (!right(model, ranges, scores)) state.SkipWithError("scores differ from plain sums");
  state.SetLabel(answer_of(scores));
  const std::span<const std::byte> read = std::as_bytes(levels.bytes());
  const double pass = bench::read_pass_seconds(std::vector{read});
  double seconds = 0;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    engine::score_families(model, levels, ranges, scores);
    const double taken = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    state.SetIterationTime(taken);
    seconds += taken;
  }
  kernels::use_simd_level(kernels::supported_simd_level());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(read.size() + rows * 4));
  state.counters["read_share"] = pass * static_cast<double>(state.iterations()) / seconds;
  state.counters["read_gb_s"] = static_cast<double>(read.size()) / pass / 1e9;
}

void derive_levels(benchmark::State& state, std::size_t rows) {
  const engine::PmtModel model = make_model();
  const engine::FamilyIndicators families = make_families(rows);
  for (auto _ : state) benchmark::DoNotOptimize(engine::derive_levels(model, families).tile(0, 0));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
}

const bool kRegistered = [] {
  const std::size_t rows = 4'000'000;
  const std::string shape = "/rows:4e6/features:" + std::to_string(kFeatures);
  for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
    if (level > kernels::supported_simd_level()) continue;
    const std::string name = "score_families/" + std::string(kernels::simd_level_name(level)) + shape;
    benchmark::RegisterBenchmark(name.c_str(), score_families, level, rows)->UseManualTime();
  }
  benchmark::RegisterBenchmark(("derive_levels/all" + shape).c_str(), derive_levels, rows)->UseRealTime();
  return true;
}();

}  // namespace
