// Matches the rows of one file with each other, or of two files: the outline of `desil match`.
//
// Number the values, plan the blocks, compare the candidates, draw random pairs, train the model, weigh, cluster; each
// step has its file here. No labels, rules or weights have to be given.
//
// Of rows that are alike in every field and too many for their pairs to be compared, only some pairs are given, but all
// are in one cluster.
//
// shape: the values of a field for the rows of the left file, then of the right file; at most 2^31 rows. missing:
// match_field.h. order: pairs ascending by (left, right). One answer for any number of threads and SIMD level; with
// rows in another order the same pairs and weights, up to the row numbers and to ties that go by them. memory: 16 bytes
// a candidate pair, 4 a row and pass, the texts. errors: engine::Error kUsage.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/linkage/clusters/cannot_link.h"
#include "engine/linkage/match/blocking_plan.h"
#include "engine/linkage/match/match_field.h"
#include "engine/linkage/model/error_rates.h"
#include "engine/linkage/model/estimate_model.h"

namespace engine {

inline constexpr MatchWeight kLeastWritten = -6'788;  // weight of a probability of 0.01, rounded up

struct MatchRequest {
  std::vector<MatchField> fields;
  MatchSides sides;
  BlockingOptions blocking;
  double threshold = 0.5;
  bool one_to_one = false;                  // two files only
  std::optional<FellegiSunterModel> model;  // instead of training one
};

struct PassOutcome {
  std::uint64_t pairs = 0;       // compared in this pass first
  std::uint64_t links = 0;       // of the links, how many share a block of the pass
  std::uint64_t only_found = 0;  // and how many share no other
};

// Why a pair has its weight.
struct WaterfallStep {
  std::string left, right;  // values
  AgreementLevel level = 0;
  MatchWeight weight = 0, frequency = 0;
};
struct Waterfall {
  WeightedEdge pair;         // final
  MatchWeight compared = 0;  // before clusters: the prior, the steps and `related`
  MatchWeight related = 0;   // what is taken off since two related persons might be as alike
  std::vector<WaterfallStep> steps;
};

struct MatchSummary {
  std::vector<std::string> field_names;
  std::vector<FieldType> field_types;
  std::vector<std::uint64_t> present;  // rows with a value, by field
  std::vector<BlockingPass> passes;
  std::vector<PassOutcome> outcomes;
  std::uint64_t candidates = 0, random_pairs = 0;
  Estimate estimate;
  ErrorRates rates;                             // at the threshold, by the model
  std::vector<std::uint64_t> weight_histogram;  // compared pairs by whole bits, from kHistogramFirst up
  std::uint64_t links = 0, clusters = 0, clustered_rows = 0, largest_cluster = 0, refused_merges = 0, bridges = 0;
  std::uint64_t memory = 0;  // bytes of candidates, keys and texts
  std::vector<Waterfall> samples;
};
inline constexpr int kHistogramFirst = -60, kHistogramBins = 121;

struct MatchResult {
  std::vector<WeightedEdge> pairs;    // with a probability of at least 0.01
  std::vector<WeightedEdge> dropped;  // by the choice of one to one
  std::vector<std::uint32_t> labels;  // the smallest row of each row's cluster
  MatchSummary summary;
};

// Called with the name of each step as it begins.
using MatchObserver = std::function<void(const char* step)>;

MatchResult match_rows(MatchRequest request, const MatchObserver& observe = {});

// Only the blocks and what they would cost.
MatchSummary plan_match(MatchRequest request);

}  // namespace engine
