// linkage_model/em/patterns:N, EM on N patterns of six fields, which stand for any number of pairs (20 iterations a
// round); em_related the same with seven classes of related pairs; linkage_clusters/union/threads:N, the edges of many
// small components joined and labelled.
//
// Answers are compared with naive loops before anything is timed.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <utility>
#include <vector>

#include "engine/linkage/clusters/union_find.h"
#include "engine/linkage/model/estimate_model.h"
#include "engine/parallel.h"

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

// One iteration pair by pair in naive loops, every level with half a pair more.
void iterate_slowly(const std::vector<std::vector<int>>& pairs, engine::FellegiSunterModel& model) {
  constexpr double kMore = 0.5;
  std::vector<engine::FieldParameters> sums;
  for (const engine::FieldParameters& field : model.fields)
    sums.push_back({std::vector<double>(field.m.size(), kMore), std::vector<double>(field.u.size(), kMore)});
  double matches = 0;
  for (const std::vector<int>& levels : pairs) {
    double match = model.lambda, other = 1 - model.lambda;
    for (std::size_t f = 0; f < levels.size(); ++f) {
      match *= model.fields[f].m[static_cast<std::size_t>(levels[f])];
      other *= model.fields[f].u[static_cast<std::size_t>(levels[f])];
    }
    const double probability = match / (match + other);
    matches += probability;
    for (std::size_t f = 0; f < levels.size(); ++f) {
      sums[f].m[static_cast<std::size_t>(levels[f])] += probability;
      sums[f].u[static_cast<std::size_t>(levels[f])] += 1 - probability;
    }
  }
  const auto all = static_cast<double>(pairs.size());
  for (std::size_t f = 0; f < sums.size(); ++f) {
    const double more = kMore * static_cast<double>(sums[f].m.size());
    for (double& m : sums[f].m) m /= matches + more;
    for (double& u : sums[f].u) u /= all - matches + more;
  }
  model.fields = std::move(sums);
  model.lambda = (matches + kMore) / (all + 2 * kMore);
}

bool em_is_right() {
  const auto counts = drawn_patterns(500, 3);
  std::vector<std::vector<int>> pairs;
  for (const engine::PatternCount& count : counts) {
    std::vector<int> levels;
    for (std::size_t f = 0; f < layout().size(); ++f) levels.push_back(layout().level(count.pattern, f));
    pairs.insert(pairs.end(), count.pairs, levels);
  }
  engine::FellegiSunterModel slow = engine::start_model(layout(), 0.01);
  const double fast = engine::estimate_model(counts, slow, iterations(5)).model.lambda;
  for (int i = 0; i < 5; ++i) iterate_slowly(pairs, slow);
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

// The most classes of related pairs that a model may have, by chance in one field each.
void em_related(benchmark::State& state) {
  if (!em_is_right()) return state.SkipWithError("EM differs from the naive loops");
  const auto counts = drawn_patterns(static_cast<std::size_t>(state.range(0)), 1'000'000);
  auto start = engine::start_model(layout(), 0.01);
  for (std::size_t k = 0; k < engine::kMostRelated; ++k) {
    engine::RelatedClass other{"", 0.01, true, std::vector<std::size_t>(layout().size(), 0), {}};
    other.chance[k % layout().size()] = layout()[k % layout().size()].levels;
    for (const engine::FieldParameters& field : start.fields) other.r.push_back(field.m);
    other.r[k % layout().size()] = start.fields[k % layout().size()].u;
    start.related.push_back(std::move(other));
  }
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

// The smallest label goes over the edges until none changes.
bool union_is_right() {
  constexpr std::uint32_t kNodes = 100'000;
  const std::vector<engine::Edge> edges = drawn_edges(kNodes);
  std::vector<std::uint32_t> labels(kNodes);
  std::iota(labels.begin(), labels.end(), 0u);
  for (bool moved = true; moved;) {
    moved = false;
    for (const engine::Edge& edge : edges) {
      const std::uint32_t label = std::min(labels[edge.a], labels[edge.b]);
      moved |= labels[edge.a] != label || labels[edge.b] != label;
      labels[edge.a] = labels[edge.b] = label;
    }
  }
  return engine::connected_components(kNodes, edges) == labels;
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
BENCHMARK(em_related)->Name("linkage_model/em_related/patterns")->Arg(1'000)->Arg(16'384)->UseRealTime();
BENCHMARK(union_of_edges)->Name("linkage_clusters/union/threads")->Arg(1)->Arg(2)->UseRealTime();
