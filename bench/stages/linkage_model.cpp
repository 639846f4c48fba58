// linkage_model/em/patterns:N, EM on N patterns of six fields, which stand for any number of pairs (20 iterations a
// round); linkage_clusters/union/threads:N, the edges of many small components joined and labelled.
//
// Answers are compared with the naive loops of tests/reference before anything is timed.
#include <benchmark/benchmark.h>

#include <cmath>
#include <random>
#include <utility>

#include "engine/linkage/clusters/union_find.h"
#include "engine/linkage/model/estimate_model.h"
#include "engine/parallel.h"
#include "tests/reference/component_search.h"
#include "tests/reference/em_by_loops.h"

namespace {

constexpr int kIterations = 20;

const engine::PatternLayout& layout() {
  static const engine::PatternLayout kLayout({{8, {}}, {8, {}}, {8, {}}, {8, {}}, {4, {}}, {4, {}}});
  return kLayout;
}

std::vector<engine::PatternCount> drawn_patterns(std::size_t patterns, std::uint64_t most_pairs) {
  std::mt19937_64 random(1);
  engine::PatternCounts drawn;
  while (drawn.patterns() < patterns) drawn.add(random() % layout().patterns(), 1 + random() % most_pairs);
  return drawn.sorted();
}

engine::EstimateOptions iterations(int count) {
  engine::EstimateOptions options;
  options.most_iterations = count;
  options.tolerance = 0;
  return options;
}

bool em_is_right() {
  const auto counts = drawn_patterns(500, 3);
  std::vector<std::vector<int>> pairs;
  for (const engine::PatternCount& count : counts) {
    std::vector<int> levels;
    for (std::size_t f = 0; f < layout().size(); ++f) levels.push_back(layout().level(count.pattern, f));
    pairs.insert(pairs.end(), count.pairs, levels);
  }
  const engine::FellegiSunterModel start = engine::start_model(layout(), 0.01);
  reference::EmParameters slow;
  slow.lambda = start.lambda;
  for (const engine::FieldParameters& field : start.fields) {
    slow.m.push_back(field.m);
    slow.u.push_back(field.u);
  }
  for (int i = 0; i < 5; ++i) reference::em_iteration(pairs, 0.5, slow);
  const double fast = engine::estimate_model(counts, start, iterations(5)).model.lambda;
  return std::abs(fast - slow.lambda) <= 1e-9 * slow.lambda;
}

void em(benchmark::State& state) {
  if (!em_is_right()) return state.SkipWithError("EM differs from the naive loops");
  const auto counts = drawn_patterns(static_cast<std::size_t>(state.range(0)), 1'000'000);
  const auto start = engine::start_model(layout(), 0.01);
  engine::set_threads(1);
  for (auto _ : state) benchmark::DoNotOptimize(engine::estimate_model(counts, start, iterations(kIterations)));
  engine::set_threads(0);
  state.counters["iterations/s"] =
      benchmark::Counter(kIterations * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

// Edges of components of a few nodes, near one another as after blocking.
std::vector<engine::Edge> drawn_edges(std::uint32_t nodes) {
  std::mt19937_64 random(1);
  std::vector<engine::Edge> edges;
  for (std::uint32_t node = 0; node + 8 < nodes; node += 4) {
    for (int i = 0; i < 4; ++i) {
      edges.push_back(
          {node + static_cast<std::uint32_t>(random() % 4), node + static_cast<std::uint32_t>(random() % 5)});
    }
  }
  return edges;
}

bool union_is_right() {
  constexpr std::uint32_t kNodes = 100'000;
  const std::vector<engine::Edge> edges = drawn_edges(kNodes);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const engine::Edge& edge : edges) pairs.emplace_back(edge.a, edge.b);
  return engine::connected_components(kNodes, edges) == reference::components_by_search(kNodes, pairs);
}

void union_of_edges(benchmark::State& state) {
  if (!union_is_right()) return state.SkipWithError("components differ from those of a search");
  constexpr std::uint32_t kNodes = 10'000'000;
  const std::vector<engine::Edge> edges = drawn_edges(kNodes);
  engine::set_threads(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(engine::connected_components(kNodes, edges));
  engine::set_threads(0);
  state.counters["edges/s"] = benchmark::Counter(
      static_cast<double>(edges.size()) * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

}  // namespace

BENCHMARK(em)->Name("linkage_model/em/patterns")->Arg(1'000)->Arg(16'384)->Arg(50'000)->UseRealTime();
BENCHMARK(union_of_edges)->Name("linkage_clusters/union/threads")->Arg(1)->Arg(2)->UseRealTime();
