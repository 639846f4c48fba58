// score_families/<variant>/rows:N/features:40 and derive_levels/all/rows:N/features:40 — 514 regencies, all
// threads; `read_share` is the share of the machine's read bandwidth, measured in the same run.
#include <benchmark/benchmark.h>

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

// 27 coded columns, 13 aggregates.
engine::PmtModel make_model(std::mt19937_64& random) {
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
      region.coefficients.push_back(static_cast<std::int32_t>(random() % (1u << 22)) - (1 << 21));
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

bool right(const engine::PmtModel& model, const engine::NibbleTiles& levels,
           const std::vector<engine::ModelRange>& ranges, const std::vector<engine::PmtScore>& scores) {
  for (const engine::ModelRange& range : ranges) {
    for (std::size_t i = range.begin; i < range.end; i += 997) {
      std::int64_t sum = model.models[*range.model].intercept;
      for (std::size_t f = 0; f < kFeatures; ++f) sum += model.models[*range.model].coefficient(f, levels.get(i, f));
      if (sum != scores[i]) return false;
    }
  }
  return true;
}

void score_families(benchmark::State& state, kernels::SimdLevel level, std::size_t rows) {
  std::mt19937_64 random(1);
  const engine::PmtModel model = make_model(random);
  const engine::NibbleTiles levels = engine::derive_levels(model, make_families(rows));
  const auto ranges = even_ranges(rows);
  std::vector<engine::PmtScore> scores(rows);
  kernels::use_simd_level(level);
  engine::score_families(model, levels, ranges, scores);
  if (!right(model, levels, ranges, scores)) state.SkipWithError("scores differ from plain sums");
  const std::span<const std::byte> read(reinterpret_cast<const std::byte*>(levels.tile(0, 0)),
                                        levels.tiles() * kFeatures * engine::kTileBytes);
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
}

void derive_levels(benchmark::State& state, std::size_t rows) {
  std::mt19937_64 random(1);
  const engine::PmtModel model = make_model(random);
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
