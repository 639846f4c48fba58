// linkage_model/em/patterns:N, one iteration of EM on N patterns of six fields, which stand for any number of pairs;
// linkage_clusters/union/threads:N, unions of the edges of many small components.
#include <benchmark/benchmark.h>

#include <random>

#include "engine/linkage/clusters/union_find.h"
#include "engine/linkage/model/estimate_model.h"
#include "engine/parallel.h"

namespace {

void em_iteration(benchmark::State& state) {
  const engine::PatternLayout layout({{8, {}}, {8, {}}, {8, {}}, {8, {}}, {4, {}}, {4, {}}});
  std::mt19937_64 random(1);
  engine::PatternCounts drawn;
  while (drawn.patterns() < static_cast<std::size_t>(state.range(0)))
    drawn.add(random() % layout.patterns(), 1 + random() % 1'000'000);
  const auto counts = drawn.sorted();
  engine::EstimateOptions options;
  options.most_iterations = 20;
  options.tolerance = 0;
  const auto start = engine::start_model(layout, 0.01);
  engine::set_threads(1);
  for (auto _ : state) benchmark::DoNotOptimize(engine::estimate_model(counts, start, options));
  engine::set_threads(0);
  state.counters["iterations/s"] =
      benchmark::Counter(20.0 * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
  state.counters["ms_an_iteration"] = benchmark::Counter(0.02 * static_cast<double>(state.iterations()),
                                                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

// Edges of components of a few nodes, near one another as after blocking.
void union_of_edges(benchmark::State& state) {
  constexpr std::uint32_t kNodes = 10'000'000;
  std::mt19937_64 random(1);
  std::vector<engine::Edge> edges;
  for (std::uint32_t node = 0; node + 8 < kNodes; node += 4) {
    for (int i = 0; i < 4; ++i)
      edges.push_back(
          {node + static_cast<std::uint32_t>(random() % 4), node + static_cast<std::uint32_t>(random() % 5)});
  }
  engine::set_threads(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(engine::connected_components(kNodes, edges));
  engine::set_threads(0);
  state.counters["edges/s"] = benchmark::Counter(
      static_cast<double>(edges.size()) * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

}  // namespace

BENCHMARK(union_of_edges)->Name("linkage_clusters/union/threads")->Arg(1)->Arg(2)->UseRealTime();
BENCHMARK(em_iteration)->Name("linkage_model/em/patterns")->Arg(1'000)->Arg(16'384)->Arg(50'000)->UseRealTime();
