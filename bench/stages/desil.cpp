// Cuts and desils, all threads, from scores and weights in memory:
//   select_cuts/<variant>/rows:N/<shape>   the nine national cuts
//   rank_desils/…                          cuts and the desil of every family, of the nation alone
//   rank_levels/…                          the same of the nation, 38 provinces and 514 regencies in one go
// Shapes: like expenditure; ties:50pct and ties:100pct at one score; onebin:90pct, 2,000 neighbouring scores that hold
// nine families in ten. `read_passes` is the time in plain read passes over the same scores and weights, measured in
// the same run; `reads` counts the passes over the rows that were made.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "bench/read_pass.h"
#include "engine/desil/rank_levels.h"
#include "engine/parallel.h"
#include "kernels/cpu.h"

namespace {

enum class Shape { kReal, kHalfTied, kAllTied, kOneBin };
enum class Task { kCuts, kNation, kLevels };

struct Families {
  std::vector<engine::PmtScore> scores;
  std::vector<std::uint16_t> weights;
  std::vector<engine::RegionRange> provinces, regencies;
  std::vector<engine::Desil> national, of_province, of_regency;
};

// Regencies of unequal size, 13 or 14 to a province.
void lay_out_regions(Families& families) {
  constexpr std::size_t kProvinces = 38, kRegencies = 514;
  std::vector<std::size_t> borders = {0};
  for (std::size_t r = 0; r < kRegencies; ++r) borders.push_back(borders.back() + 20 + r * r % 97);
  const std::size_t rows = families.scores.size();
  for (std::size_t r = 0; r < kRegencies; ++r) {
    families.regencies.push_back(
        {static_cast<std::uint32_t>(r), rows * borders[r] / borders.back(), rows * borders[r + 1] / borders.back()});
  }
  for (std::size_t p = 0; p < kProvinces; ++p) {
    const std::size_t first = kRegencies * p / kProvinces, past = kRegencies * (p + 1) / kProvinces;
    families.provinces.push_back(
        {static_cast<std::uint32_t>(p), families.regencies[first].begin, families.regencies[past - 1].end});
  }
}

Families make_families(std::size_t rows, Shape shape) {
  Families families;
  families.scores.resize(rows);
  families.weights.resize(rows);
  for (auto* desils : {&families.national, &families.of_province, &families.of_regency}) desils->resize(rows);
  engine::parallel_for(rows, std::size_t{1} << 16, [&](std::size_t begin, std::size_t end) {
    std::mt19937_64 random(begin);
    std::normal_distribution<double> normal(14.27, 0.5);
    for (std::size_t i = begin; i < end; ++i) {
      const bool tied = shape == Shape::kAllTied || (shape == Shape::kHalfTied && random() % 2 == 0);
      const bool near = shape == Shape::kOneBin && random() % 10 != 0;
      families.scores[i] = tied   ? 14 << 24
                           : near ? (14 << 24) + static_cast<engine::PmtScore>(random() % 2000)
                                  : static_cast<engine::PmtScore>(std::lround(normal(random) * 16777216));
      families.weights[i] = static_cast<std::uint16_t>(random() % 50 == 0 ? 0 : 1 + random() % 6);
    }
  });
  lay_out_regions(families);
  return families;
}

// Checks the cuts of a range by their definition (the weight up to a cut reaches the share, the weight below it does
// not) and the desil of each of its families.
bool right(const Families& families, const engine::RegionRange& range, const std::optional<engine::Cuts>& cuts,
           const std::vector<engine::Desil>* desils) {
  std::array<std::uint64_t, 9> up_to{}, below{};
  std::uint64_t total = 0;
  bool same = true;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const std::uint64_t weight = families.weights[i];
    unsigned desil = 1;
    for (std::size_t k = 0; cuts && k < 9; ++k) {
      const engine::PmtScore cut = (*cuts)[k].score;
      up_to[k] += families.scores[i] <= cut ? weight : 0;
      below[k] += families.scores[i] < cut ? weight : 0;
      desil += cut < families.scores[i] ? 1u : 0u;
    }
    total += weight;
    if (desils != nullptr) same = same && (*desils)[i] == (weight != 0 ? desil : 0u);
  }
  if (!cuts) return total == 0 && same;
  for (std::uint64_t k = 1; k <= 9; ++k) {
    if (10 * up_to[k - 1] < k * total || 10 * below[k - 1] >= k * total) return false;
    if (up_to[k - 1] != (*cuts)[k - 1].weight_up_to) return false;
  }
  return same;
}

engine::LevelCuts rank(Families& families, Task task) {
  if (task == Task::kCuts) return engine::rank_levels(families.scores, families.weights, {}, {});
  if (task == Task::kNation) {
    return engine::rank_levels(families.scores, families.weights, {}, {families.national, {}, {}});
  }
  return engine::rank_levels(families.scores, families.weights,
                             {.nation = true, .provinces = families.provinces, .regencies = families.regencies},
                             {families.national, families.of_province, families.of_regency});
}

bool all_right(const Families& families, const engine::LevelCuts& found, Task task) {
  const engine::RegionRange nation{0, 0, families.scores.size()};
  bool good = right(families, nation, found.national, task == Task::kCuts ? nullptr : &families.national);
  for (std::size_t p = 0; p < found.provinces.size(); ++p) {
    good = good && right(families, families.provinces[p], found.provinces[p], &families.of_province);
  }
  for (std::size_t r = 0; r < found.regencies.size(); ++r) {
    good = good && right(families, families.regencies[r], found.regencies[r], &families.of_regency);
  }
  return good;
}

void run(benchmark::State& state, kernels::SimdLevel level, std::size_t rows, Shape shape, Task task) {
  Families families = make_families(rows, shape);
  kernels::use_simd_level(level);
  const engine::LevelCuts first = rank(families, task);
  if (!all_right(families, first, task)) state.SkipWithError("a cut or a desil is wrong");
  const double pass = bench::read_pass_seconds(
      std::vector{std::as_bytes(std::span(families.scores)), std::as_bytes(std::span(families.weights))});
  double seconds = 0;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(rank(families, task));
    const double taken = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    state.SetIterationTime(taken);
    seconds += taken;
  }
  kernels::use_simd_level(kernels::supported_simd_level());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(rows * 6));
  state.counters["read_passes"] = seconds / static_cast<double>(state.iterations()) / pass;
  state.counters["reads"] = static_cast<double>(first.rows_read) / static_cast<double>(rows);
}

const bool kRegistered = [] {
  struct Case {
    const char* name;
    std::size_t rows;
    Shape shape;
  };
  const Case cases[] = {{"rows:1e5", 100'000, Shape::kReal},
                        {"rows:1e6", 1'000'000, Shape::kReal},
                        {"rows:1e6/ties:50pct", 1'000'000, Shape::kHalfTied},
                        {"rows:1e6/ties:100pct", 1'000'000, Shape::kAllTied},
                        {"rows:93e6", 93'000'000, Shape::kReal},
                        {"rows:93e6/ties:50pct", 93'000'000, Shape::kHalfTied},
                        {"rows:93e6/ties:100pct", 93'000'000, Shape::kAllTied},
                        {"rows:93e6/onebin:90pct", 93'000'000, Shape::kOneBin}};
  const std::pair<const char*, Task> tasks[] = {
      {"select_cuts/", Task::kCuts}, {"rank_desils/", Task::kNation}, {"rank_levels/", Task::kLevels}};
  for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
    if (level > kernels::supported_simd_level()) continue;
    for (const Case& shape : cases) {
      for (const auto& [task_name, task] : tasks) {
        const std::string name = task_name + std::string(kernels::simd_level_name(level)) + "/" + shape.name;
        benchmark::RegisterBenchmark(name.c_str(), run, level, shape.rows, shape.shape, task)->UseManualTime();
      }
    }
  }
  return true;
}();

}  // namespace
