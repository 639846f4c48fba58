#include "engine/linkage/match/match_rows.h"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

#include "engine/error.h"
#include "engine/linkage/clusters/assignment.h"
#include "engine/linkage/clusters/bridges.h"
#include "engine/linkage/clusters/union_find.h"
#include "engine/linkage/match/candidate_pairs.h"
#include "engine/linkage/match/cluster_pairs.h"
#include "engine/linkage/match/compare_rows.h"
#include "engine/linkage/match/pair_weights.h"
#include "engine/linkage/match/train_model.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::uint64_t kRandomPairs = 1'000'000;
constexpr std::size_t kGrain = 1 << 15;
constexpr int kSampleWeights[] = {40, 25, 15, 10, 6, 3, 1, 0, -1, -3, -5};  // bits of the pairs that are shown

MatchWeight weight_of_probability(double probability) { return weight_of_ratio(probability / (1 - probability)); }

class Matching {
 public:
  explicit Matching(MatchRequest request)
      : sides_(request.sides),
        request_(std::move(request)),
        fields_(number_values(std::move(request_.fields))),
        threshold_(weight_of_probability(request_.threshold)) {
    for (const FieldValues& field : fields_) {
      summary_.field_names.push_back(field.name);
      summary_.field_types.push_back(field.type);
      summary_.present.push_back(field.present);
    }
  }

  void plan() {
    ranks_ = rank_by_content(fields_);
    plan_ = plan_blocking(fields_, sides_, ranks_, request_.blocking);
    summary_.passes = plan_.passes;
    for (const BlockingPass& pass : plan_.passes) summary_.candidates += pass.pairs;
    summary_.memory = summary_.candidates * sizeof(ComparedPair) + plan_.keys.size() * sizeof(BlockKey) +
                      fields_.size() * sides_.rows * sizeof(ValueId);
    for (const FieldValues& field : fields_) {
      for (const std::string& text : *field.texts) summary_.memory += sizeof(std::string) + text.size();
    }
  }

  MatchResult run(const MatchObserver& observe) {
    observe("plan blocks");
    plan();
    observe("compare candidates");
    const RowComparison comparison(fields_);
    const CandidatePairs candidates = make_candidate_pairs(plan_, sides_, comparison);
    summary_.candidates = candidates.pairs.size();
    observe("train the model");
    train(candidates, comparison);
    const PairWeights weights(fields_, comparison, summary_.estimate.model, candidates.pairs);
    observe("weigh and cluster");
    std::vector<WeightedEdge> scored = weigh(candidates.pairs, weights);
    ClusteredPairs clustered = cluster_pairs(sides_, std::move(scored), threshold_,
                                             [&](std::uint32_t a, std::uint32_t b) { return weights.weight(a, b); });
    std::erase_if(clustered.pairs, [](const WeightedEdge& pair) { return pair.weight < kLeastWritten; });
    MatchResult result;
    result.pairs = std::move(clustered.pairs);
    result.labels = std::move(clustered.labels);
    summary_.refused_merges = clustered.refused_merges;
    if (request_.one_to_one) {
      keep_one_to_one(result);
    } else {
      join_equal_rows(result.labels, weights);
    }
    describe(candidates, result);
    choose_samples(result.pairs, weights, comparison);
    result.summary = std::move(summary_);
    return result;
  }

  MatchSummary take_summary() { return std::move(summary_); }

 private:
  void train(const CandidatePairs& candidates, const RowComparison& comparison) {
    const std::vector<PatternCount> counts = count_patterns(candidates.pairs);
    if (request_.model) {
      summary_.estimate.model = *request_.model;
      summary_.estimate.converged = true;
    } else {
      const auto random = count_random_pairs(sides_, ranks_, comparison, kRandomPairs);
      for (const PatternCount& count : random) summary_.random_pairs += count.pairs;
      summary_.estimate = train_model(fields_, comparison.layout(), sides_, counts, random);
    }
    const PatternWeights weights(summary_.estimate.model);
    summary_.rates = error_rates(counts, comparison.layout(), weights, threshold_);
    summary_.estimate.matches = summary_.rates.matches;
  }

  // Pairs that may be written, and the histogram of all.
  std::vector<WeightedEdge> weigh(const std::vector<ComparedPair>& pairs, const PairWeights& weights) {
    struct Part {
      std::vector<WeightedEdge> kept;
      std::vector<std::uint64_t> histogram = std::vector<std::uint64_t>(kHistogramBins, 0);
    };
    Part all = parallel_reduce(
        pairs.size(), kGrain, Part{},
        [&](std::size_t begin, std::size_t end) {
          Part part;
          for (std::size_t i = begin; i < end; ++i) {
            const MatchWeight weight = weights.weight(pairs[i]);
            const int bin = std::clamp((weight >> 10) - kHistogramFirst, 0, kHistogramBins - 1);
            ++part.histogram[static_cast<std::size_t>(bin)];
            if (weight >= kLeastWritten) part.kept.push_back({pairs[i].left, pairs[i].right, weight});
          }
          return part;
        },
        [](Part& sum, const Part& part) {
          sum.kept.insert(sum.kept.end(), part.kept.begin(), part.kept.end());
          for (std::size_t i = 0; i < sum.histogram.size(); ++i) sum.histogram[i] += part.histogram[i];
        });
    summary_.weight_histogram = std::move(all.histogram);
    return std::move(all.kept);
  }

  // Rows that are alike in every field are one person or none, also where their block had to be cut.
  void join_equal_rows(std::vector<std::uint32_t>& labels, const PairWeights& weights) const {
    UnionFind clusters(sides_.rows);
    for (std::uint32_t row = 0; row < sides_.rows; ++row) clusters.join(row, labels[row]);
    std::vector<std::uint32_t> by_content(sides_.rows);
    for (std::uint32_t row = 0; row < sides_.rows; ++row) by_content[ranks_[row]] = row;
    for (std::size_t begin = 0; begin < by_content.size();) {
      std::size_t end = begin + 1;
      while (end < by_content.size() && equal_rows(by_content[begin], by_content[end])) ++end;
      const std::uint32_t first = by_content[begin], last = by_content[end - 1];  // of two files, one of each
      const bool across = !sides_.two_files() || (first < sides_.left_rows && last >= sides_.left_rows);
      if (end - begin > 1 && across && weights.weight(first, last) >= threshold_) {
        for (std::size_t i = begin + 1; i < end; ++i) clusters.join(first, by_content[i]);
      }
      begin = end;
    }
    labels = clusters.labels();
  }
  bool equal_rows(std::uint32_t a, std::uint32_t b) const {
    return std::all_of(fields_.begin(), fields_.end(),
                       [&](const auto& field) { return field.rows[a] == field.rows[b]; });
  }

  // First the most probable choice; then pairs below even odds between rows that are still alone.
  void keep_one_to_one(MatchResult& result) {
    std::vector<WeightedEdge> chosen = choose_one_to_one(result.pairs);
    std::vector<bool> taken(sides_.rows);
    for (const WeightedEdge& pair : chosen) taken[pair.a] = taken[pair.b] = true;
    std::vector<WeightedEdge> rest;
    for (WeightedEdge pair : result.pairs) {
      pair.weight -= kLeastWritten - 1;  // positive
      if (!taken[pair.a] && !taken[pair.b]) rest.push_back(pair);
    }
    for (WeightedEdge pair : choose_one_to_one(std::move(rest))) {
      pair.weight += kLeastWritten - 1;
      chosen.push_back(pair);
    }
    const auto before = [](const auto& l, const auto& r) { return std::tie(l.a, l.b) < std::tie(r.a, r.b); };
    std::sort(chosen.begin(), chosen.end(), before);
    std::set_difference(result.pairs.begin(), result.pairs.end(), chosen.begin(), chosen.end(),
                        std::back_inserter(result.dropped), before);
    result.pairs = std::move(chosen);
    std::vector<Edge> edges;
    for (const WeightedEdge& pair : result.pairs) {
      if (pair.weight >= threshold_) edges.push_back({pair.a, pair.b});
    }
    result.labels = connected_components(sides_.rows, edges);
  }

  void describe(const CandidatePairs& candidates, const MatchResult& result) {
    summary_.outcomes.resize(plan_.passes.size());
    for (std::size_t p = 0; p < plan_.passes.size(); ++p) summary_.outcomes[p].pairs = candidates.of_pass[p];
    std::vector<Edge> links;
    for (const WeightedEdge& pair : result.pairs) {
      if (pair.weight < threshold_) continue;
      links.push_back({pair.a, pair.b});
      const std::uint64_t passes = shared_passes(plan_, pair.a, pair.b);
      for (std::size_t p = 0; p < plan_.passes.size(); ++p) {
        summary_.outcomes[p].links += passes >> p & 1;
        summary_.outcomes[p].only_found += passes == std::uint64_t{1} << p;
      }
    }
    summary_.links = links.size();
    for (const Bridge& bridge : find_bridges(sides_.rows, links))
      summary_.bridges += std::min(bridge.side_a, bridge.side_b) > 1;
    std::vector<std::uint32_t> sizes(sides_.rows, 0);
    for (const std::uint32_t label : result.labels) ++sizes[label];
    for (const std::uint32_t size : sizes) {
      summary_.clusters += size != 0;
      summary_.clustered_rows += size > 1 ? size : 0;
      summary_.largest_cluster = std::max<std::uint64_t>(summary_.largest_cluster, size);
    }
  }

  // The pairs nearest to given weights, the first of equals.
  void choose_samples(const std::vector<WeightedEdge>& pairs, const PairWeights& weights,
                      const RowComparison& comparison) {
    std::vector<std::size_t> chosen;
    for (const int bits : kSampleWeights) {
      const auto distance = [&](const WeightedEdge& p) { return std::abs(p.weight - bits * kWeightUnit); };
      std::size_t best = pairs.size();
      for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (best == pairs.size() || distance(pairs[i]) < distance(pairs[best])) best = i;
      }
      if (best != pairs.size() && std::find(chosen.begin(), chosen.end(), best) == chosen.end()) chosen.push_back(best);
    }
    for (const std::size_t i : chosen) {
      const ComparedPair pair{pairs[i].a, pairs[i].b, comparison.pattern(pairs[i].a, pairs[i].b)};
      Waterfall waterfall{pairs[i], weights.weight(pair), weights.of_related(pair), {}};
      for (std::size_t f = 0; f < fields_.size(); ++f) {
        const auto text = [&](std::uint32_t row) {
          const ValueId value = fields_[f].rows[row];
          return value == kMissingValue ? std::string() : fields_[f].text(value);
        };
        waterfall.steps.push_back({text(pair.left), text(pair.right), comparison.layout().level(pair.pattern, f),
                                   weights.of_field(pair, f), weights.of_frequency(pair, f)});
      }
      summary_.samples.push_back(std::move(waterfall));
    }
  }

  MatchSides sides_;
  MatchRequest request_;
  std::vector<FieldValues> fields_;
  MatchWeight threshold_;
  std::vector<std::uint32_t> ranks_;
  BlockingPlan plan_;
  MatchSummary summary_;
};

void check(const MatchRequest& request) {
  if (request.fields.empty())
    throw Error(ExitCode::kUsage, "match: no field to compare. Cure: name at least one [[field]].");
  if (request.one_to_one && !request.sides.two_files()) {
    throw Error(ExitCode::kUsage,
                "match: one_to_one is for two files, seen one. Cure: give both files, or leave one_to_one out.");
  }
}

}  // namespace

MatchResult match_rows(MatchRequest request, const MatchObserver& observe) {
  check(request);
  return Matching(std::move(request)).run(observe ? observe : [](const char*) {});
}

MatchSummary plan_match(MatchRequest request) {
  check(request);
  Matching matching(std::move(request));
  matching.plan();
  return matching.take_summary();
}

}  // namespace engine
