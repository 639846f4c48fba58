#include "engine/linkage/model/estimate_model.h"

#include <catch2/catch.hpp>
#include <random>

#include "engine/error.h"
#include "engine/linkage/model/error_rates.h"
#include "engine/linkage/model/term_frequency.h"
#include "engine/parallel.h"
#include "tests/reference/em_by_loops.h"

namespace {

using engine::AgreementLevel;

// Four fields; the second and the last have a missing level behind the others.
const engine::PatternLayout kLayout({{3, {}}, {4, AgreementLevel{3}}, {2, {}}, {5, AgreementLevel{4}}});
const std::vector<std::vector<double>> kPlantedM = {
    {0.85, 0.1, 0.05}, {0.7, 0.2, 0.1}, {0.95, 0.05}, {0.6, 0.2, 0.15, 0.05}};
const std::vector<std::vector<double>> kPlantedU = {
    {0.01, 0.04, 0.95}, {0.02, 0.08, 0.9}, {0.3, 0.7}, {0.005, 0.015, 0.08, 0.9}};
constexpr double kPlantedLambda = 0.08, kMissing = 0.1;

std::size_t drawn(const std::vector<double>& shares, double x) {
  std::size_t level = 0;
  while (level + 1 < shares.size() && x >= shares[level]) x -= shares[level++];
  return level;
}

// Levels of planted pairs, -1 for missing.
std::vector<std::vector<int>> planted_pairs(std::size_t n) {
  std::mt19937_64 random(7);
  const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
  std::vector<std::vector<int>> pairs(n);
  for (auto& pair : pairs) {
    const bool match = uniform() < kPlantedLambda;
    for (std::size_t f = 0; f < kLayout.size(); ++f) {
      const auto level = static_cast<int>(drawn(match ? kPlantedM[f] : kPlantedU[f], uniform()));
      pair.push_back(kLayout[f].missing && uniform() < kMissing ? -1 : level);
    }
  }
  return pairs;
}

std::vector<engine::PatternCount> counts_of(const std::vector<std::vector<int>>& pairs) {
  engine::PatternCounts counts;
  for (const auto& pair : pairs) {
    std::vector<AgreementLevel> levels;
    for (std::size_t f = 0; f < pair.size(); ++f)
      levels.push_back(pair[f] < 0 ? *kLayout[f].missing : static_cast<AgreementLevel>(pair[f]));
    counts.add(kLayout.code(levels));
  }
  return counts.sorted();
}

void require_planted(const engine::FellegiSunterModel& model, double tolerance) {
  REQUIRE(model.lambda == Approx(kPlantedLambda).epsilon(0.05));
  for (std::size_t f = 0; f < kLayout.size(); ++f) {
    for (std::size_t l = 0; l < kPlantedM[f].size(); ++l) {
      CAPTURE(f, l);
      REQUIRE(model.fields[f].m[l] == Approx(kPlantedM[f][l]).margin(tolerance));
      REQUIRE(model.fields[f].u[l] == Approx(kPlantedU[f][l]).margin(tolerance / 4));
    }
  }
}

}  // namespace

TEST_CASE("EM: planted m, u and lambda are recovered from 400,000 pairs within 0.02", "[linkage][model]") {
  const auto counts = counts_of(planted_pairs(400'000));
  const engine::Estimate estimate = engine::estimate_model(counts, engine::start_model(kLayout, 0.02));
  REQUIRE(estimate.converged);
  require_planted(estimate.model, 0.02);
}

TEST_CASE("EM: with u held at its true values m and lambda are recovered and u stays", "[linkage][model]") {
  const auto counts = counts_of(planted_pairs(200'000));
  engine::FellegiSunterModel start = engine::start_model(kLayout, 0.3);
  for (std::size_t f = 0; f < kLayout.size(); ++f) {
    std::copy(kPlantedU[f].begin(), kPlantedU[f].end(), start.fields[f].u.begin());
  }
  engine::EstimateOptions options;
  options.hold_u.assign(kLayout.size(), true);
  const engine::Estimate estimate = engine::estimate_model(counts, start, options);
  REQUIRE(estimate.converged);
  require_planted(estimate.model, 0.02);
  for (std::size_t f = 0; f < kLayout.size(); ++f) REQUIRE(estimate.model.fields[f].u == start.fields[f].u);
}

TEST_CASE("EM: every iteration equals the naive loops over single pairs", "[linkage][model]") {
  const auto pairs = planted_pairs(5'000);
  const auto counts = counts_of(pairs);
  const engine::FellegiSunterModel start = engine::start_model(kLayout, 0.05);
  reference::EmParameters slow;
  slow.lambda = start.lambda;
  for (std::size_t f = 0; f < kLayout.size(); ++f) {
    const auto levels = static_cast<std::ptrdiff_t>(kPlantedM[f].size());
    slow.m.emplace_back(start.fields[f].m.begin(), start.fields[f].m.begin() + levels);
    slow.u.emplace_back(start.fields[f].u.begin(), start.fields[f].u.begin() + levels);
  }
  for (int iterations = 1; iterations <= 20; ++iterations) {
    reference::em_iteration(pairs, 0.5, slow);
    engine::EstimateOptions options;
    options.most_iterations = iterations;
    options.tolerance = 0;
    const engine::FellegiSunterModel fast = engine::estimate_model(counts, start, options).model;
    CAPTURE(iterations);
    REQUIRE(fast.lambda == Approx(slow.lambda).epsilon(1e-9));
    for (std::size_t f = 0; f < slow.m.size(); ++f) {
      for (std::size_t l = 0; l < slow.m[f].size(); ++l) {
        REQUIRE(fast.fields[f].m[l] == Approx(slow.m[f][l]).epsilon(1e-9));
        REQUIRE(fast.fields[f].u[l] == Approx(slow.u[f][l]).epsilon(1e-9));
      }
    }
  }
}

TEST_CASE("EM: the result has the same bits for any number of threads", "[linkage][model]") {
  const engine::PatternLayout layout({{8, {}}, {8, {}}, {8, {}}, {8, {}}, {4, {}}});
  std::mt19937_64 random(3);
  engine::PatternCounts drawn_counts;
  for (int i = 0; i < 60'000; ++i) drawn_counts.add(random() % layout.patterns(), 1 + random() % 50);
  const auto counts = drawn_counts.sorted();
  engine::EstimateOptions options;
  options.most_iterations = 5;
  engine::set_threads(1);
  const engine::FellegiSunterModel one =
      engine::estimate_model(counts, engine::start_model(layout, 0.1), options).model;
  for (const int threads : {2, 3, 8}) {
    engine::set_threads(threads);
    const engine::FellegiSunterModel many =
        engine::estimate_model(counts, engine::start_model(layout, 0.1), options).model;
    REQUIRE(many.lambda == one.lambda);
    for (std::size_t f = 0; f < layout.size(); ++f) REQUIRE(many.fields[f].m == one.fields[f].m);
  }
  engine::set_threads(0);
}

TEST_CASE("EM: known non-matches outside the counts lower lambda and nothing else", "[linkage][model]") {
  const auto counts = counts_of(planted_pairs(50'000));
  engine::FellegiSunterModel start = engine::start_model(kLayout, 0.01);
  engine::EstimateOptions options;
  options.hold_u.assign(kLayout.size(), true);
  options.hold_m = options.hold_u;
  const double alone = engine::estimate_model(counts, start, options).matches;
  options.other_non_matches = 50'000;
  const engine::Estimate estimate = engine::estimate_model(counts, start, options);
  REQUIRE(estimate.matches < alone);
  REQUIRE(estimate.model.lambda == Approx(estimate.matches / 100'000).epsilon(1e-3));
}

TEST_CASE("EM: pairs that are related are a class of their own, and the matches keep their parameters",
          "[linkage][model]") {
  // Related pairs agree in fields 1 and 2 as matches do, in 0 and 3 by chance.
  std::mt19937_64 random(11);
  const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
  std::vector<std::vector<int>> pairs(400'000);
  for (auto& pair : pairs) {
    const double kind = uniform();
    for (std::size_t f = 0; f < kLayout.size(); ++f) {
      const bool like_match = kind < 0.03 || (kind < 0.10 && (f == 1 || f == 2));
      const auto level = static_cast<int>(drawn(like_match ? kPlantedM[f] : kPlantedU[f], uniform()));
      pair.push_back(kLayout[f].missing && uniform() < kMissing ? -1 : level);
    }
  }
  engine::FellegiSunterModel start = engine::start_model(kLayout, 0.02);
  start.related = {{"kin", 0.01, true, {3, 0, 0, 5}, {}}};
  for (std::size_t f = 0; f < kLayout.size(); ++f)
    start.related[0].r.push_back(f == 0 || f == 3 ? start.fields[f].u : start.fields[f].m);
  engine::EstimateOptions options;
  options.most_iterations = 4'000;
  const engine::FellegiSunterModel model = engine::estimate_model(counts_of(pairs), start, options).model;
  REQUIRE(model.lambda == Approx(0.03).epsilon(0.05));
  REQUIRE(model.related[0].share == Approx(0.07).epsilon(0.05));
  for (std::size_t f = 0; f < kLayout.size(); ++f) {
    for (std::size_t l = 0; l < kPlantedM[f].size(); ++l) {
      CAPTURE(f, l);
      REQUIRE(model.fields[f].m[l] == Approx(kPlantedM[f][l]).margin(0.03));
      REQUIRE(model.fields[f].u[l] == Approx(kPlantedU[f][l]).margin(0.01));
      if (f == 1 || f == 2) {
        REQUIRE(model.related[0].r[f][l] == Approx(kPlantedM[f][l]).margin(0.03));
      } else {
        REQUIRE(model.related[0].r[f][l] == model.fields[f].u[l]);
      }
    }
  }
}

TEST_CASE("EM: every iteration with related classes equals the naive loops over single pairs", "[linkage][model]") {
  const auto pairs = planted_pairs(4'000);
  engine::FellegiSunterModel start = engine::start_model(kLayout, 0.05);
  // By chance in all levels, in some, in none.
  start.related = {{"a", 0.02, true, {3, 0, 0, 2}, {}}, {"b", 0.1, true, {0, 4, 0, 0}, {}}};
  for (engine::RelatedClass& other : start.related) {
    for (std::size_t f = 0; f < kLayout.size(); ++f)
      other.r.push_back(other.chance[f] == 0 ? start.fields[f].m : start.fields[f].u);
  }
  reference::EmParameters slow;
  slow.lambda = start.lambda;
  for (std::size_t f = 0; f < kLayout.size(); ++f) {
    const auto levels = static_cast<std::ptrdiff_t>(kPlantedM[f].size());
    slow.m.emplace_back(start.fields[f].m.begin(), start.fields[f].m.begin() + levels);
    slow.u.emplace_back(start.fields[f].u.begin(), start.fields[f].u.begin() + levels);
  }
  for (const engine::RelatedClass& other : start.related) {
    slow.related.push_back({other.share, other.chance, other.r});
  }
  for (int iterations = 1; iterations <= 10; ++iterations) {
    reference::em_iteration(pairs, 0.5, slow);
    engine::EstimateOptions options;
    options.most_iterations = iterations;
    options.tolerance = 0;
    const engine::FellegiSunterModel fast = engine::estimate_model(counts_of(pairs), start, options).model;
    CAPTURE(iterations);
    REQUIRE(fast.lambda == Approx(slow.lambda).epsilon(1e-9));
    for (std::size_t k = 0; k < slow.related.size(); ++k) {
      REQUIRE(fast.related[k].share == Approx(slow.related[k].share).epsilon(1e-9));
      for (std::size_t f = 0; f < slow.m.size(); ++f) {
        for (std::size_t l = 0; l < slow.m[f].size(); ++l)
          REQUIRE(fast.related[k].r[f][l] == Approx(slow.related[k].r[f][l]).epsilon(1e-9));
      }
    }
    for (std::size_t f = 0; f < slow.m.size(); ++f) {
      for (std::size_t l = 0; l < slow.m[f].size(); ++l) {
        REQUIRE(fast.fields[f].m[l] == Approx(slow.m[f][l]).epsilon(1e-9));
        REQUIRE(fast.fields[f].u[l] == Approx(slow.u[f][l]).epsilon(1e-9));
      }
    }
  }
}

TEST_CASE("EM: a bound on disagreement holds, and takes nothing where it is not reached", "[linkage][model]") {
  const auto counts = counts_of(planted_pairs(50'000));
  const engine::FellegiSunterModel start = engine::start_model(kLayout, 0.02);
  const engine::FellegiSunterModel free = engine::estimate_model(counts, start).model;
  engine::EstimateOptions options;
  options.most_disagreement = {0.3, 0.04, 1, 0.2};
  const engine::FellegiSunterModel bound = engine::estimate_model(counts, start, options).model;
  REQUIRE(free.fields[1].m[2] > 0.06);
  REQUIRE(bound.fields[1].m[2] == Approx(0.04));
  REQUIRE(bound.fields[1].m[0] + bound.fields[1].m[1] == Approx(0.96));
  REQUIRE(bound.fields[1].m[0] / bound.fields[1].m[1] ==
          Approx(free.fields[1].m[0] / free.fields[1].m[1]).epsilon(0.1));
  REQUIRE(bound.fields[0].m[2] == Approx(free.fields[0].m[2]).margin(0.02));
}

TEST_CASE("EM: start values that do not fit are refused", "[linkage][model]") {
  engine::FellegiSunterModel start = engine::start_model(kLayout, 0.1);
  start.fields.pop_back();
  REQUIRE_THROWS_AS(engine::estimate_model({}, start), engine::Error);
  start = engine::start_model(kLayout, 0.1);
  start.lambda = 1;
  REQUIRE_THROWS_AS(engine::estimate_model({}, start), engine::Error);
}

TEST_CASE("pattern counts: merging is addition, whatever the order", "[linkage][model]") {
  std::mt19937_64 random(5);
  engine::PatternCounts all, left, right;
  for (int i = 0; i < 20'000; ++i) {
    const engine::Pattern pattern = random() % 9'000;
    all.add(pattern);
    (i % 3 == 0 ? left : right).add(pattern);
  }
  engine::PatternCounts other = right;
  other.merge(left);
  left.merge(right);
  REQUIRE(left.sorted() == all.sorted());
  REQUIRE(other.sorted() == all.sorted());
  REQUIRE(all.pairs() == 20'000);
}

TEST_CASE("pattern layout: levels come back from the code, too wide layouts are refused", "[linkage][model]") {
  for (AgreementLevel a = 0; a < 3; ++a) {
    for (AgreementLevel d = 0; d < 5; ++d) {
      const std::vector<AgreementLevel> levels = {a, 2, 1, d};
      const engine::Pattern code = kLayout.code(levels);
      for (std::size_t f = 0; f < levels.size(); ++f) REQUIRE(kLayout.level(code, f) == levels[f]);
    }
  }
  REQUIRE_THROWS_AS(engine::PatternLayout(std::vector<engine::PatternField>(20, {100, {}})), engine::Error);
  REQUIRE_THROWS_AS(engine::PatternLayout({{3, AgreementLevel{3}}}), engine::Error);
}

TEST_CASE("match weight: log2 in 1/1024 bit to the nearest unit, and back", "[linkage][model]") {
  for (const double ratio : {1e-12, 0.001, 0.5, 0.999, 1.0, 1.1, 3.0, 1024.0, 7.7e9}) {
    CAPTURE(ratio);
    REQUIRE(std::abs(engine::weight_of_ratio(ratio) - 1024 * std::log2(ratio)) <= 0.502);
    REQUIRE(engine::ratio_of(engine::weight_of_ratio(ratio)) == Approx(ratio).epsilon(4e-4));
  }
  REQUIRE(engine::probability_of(0) == 0.5);
  REQUIRE(engine::probability_of(1024) == Approx(2.0 / 3));
  REQUIRE(engine::weight_of_ratio(0) == -engine::kMostWeight);
}

TEST_CASE("match weight: against two alternatives it is the logarithm of their sum", "[linkage][model]") {
  std::mt19937_64 random(9);
  for (int i = 0; i < 20'000; ++i) {
    const auto a = static_cast<engine::MatchWeight>(random() % 60'000) - 30'000;
    const auto b = static_cast<engine::MatchWeight>(random() % 60'000) - 30'000;
    const double exact = -1024 * std::log2(std::exp2(-a / 1024.0) + std::exp2(-b / 1024.0));
    CAPTURE(a, b);
    REQUIRE(std::abs(engine::against_both(a, b) - exact) <= 1);
    REQUIRE(engine::against_both(a, b) == engine::against_both(b, a));
    REQUIRE(engine::against_both(a, b) <= std::min(a, b));
  }
  REQUIRE(engine::against_both(0, 0) == -1024);
  REQUIRE(engine::against_both(-engine::kMostWeight, engine::kMostWeight) == -engine::kMostWeight);
}

TEST_CASE("pattern weights: missing levels weigh nothing", "[linkage][model]") {
  const engine::PatternWeights weights(engine::start_model(kLayout, 0.5));
  REQUIRE(weights.of(1, 3) == 0);
  REQUIRE(weights.of(3, 4) == 0);
  REQUIRE(weights.prior() == 0);
  REQUIRE(weights.of(0, 0) > 0);
  REQUIRE(weights.of(0, 2) < 0);
}

TEST_CASE("error rates: estimated rates are those of the planted pairs", "[linkage][model]") {
  const auto pairs = planted_pairs(300'000);
  const auto counts = counts_of(pairs);
  const engine::Estimate estimate = engine::estimate_model(counts, engine::start_model(kLayout, 0.02));
  const engine::PatternWeights weights(estimate.model);
  // Below every weight all pairs are links; above every weight all matches are lost.
  const auto low = engine::error_rates(counts, kLayout, weights, -engine::kMostWeight);
  REQUIRE(low.false_match_rate == Approx(1 - kPlantedLambda).margin(0.01));
  REQUIRE(low.false_non_match_rate == 0);
  const auto high = engine::error_rates(counts, kLayout, weights, engine::kMostWeight);
  REQUIRE(high.links == 0);
  REQUIRE(high.false_non_match_rate == Approx(1));
  const auto middle = engine::error_rates(counts, kLayout, weights, 0);
  REQUIRE(middle.false_match_rate > 0);
  REQUIRE(middle.false_match_rate < 0.15);
}

TEST_CASE("term frequency: rare values weigh more, frequent ones less, within the cap", "[linkage][model]") {
  REQUIRE(engine::term_adjustment(0.01, 100, 10'001) == 0);  // as frequent as the mean
  REQUIRE(engine::term_adjustment(0.01, 0, 10'001) == engine::weight_of_ratio(101));
  REQUIRE(engine::term_adjustment(0.01, 1'009, 10'001) == engine::weight_of_ratio(0.1));
  REQUIRE(engine::term_adjustment(0.5, 0, 10'001) == engine::kMostTermAdjustment);
  REQUIRE(engine::term_adjustment(0.01, 0, 1) == 0);
}
