#include "engine/pmt/usual_family.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "engine/parallel.h"
#include "engine/pmt/explain.h"
#include "engine/pmt/features.h"
#include "engine/pmt/level_words.h"
#include "engine/pmt/single_changes.h"
#include "tests/engine/pmt/random_model.h"
#include "tests/reference/seeds.h"

using namespace engine;

namespace {

// By counting one feature at a time.
std::vector<std::uint8_t> usual_by_loops(const PmtModel& model, const NibbleTiles& levels,
                                         const std::vector<std::uint8_t>& ranked) {
  std::vector<std::uint8_t> usual;
  for (std::size_t f = 0; f < model.features.size(); ++f) {
    const Feature& feature = model.features[f];
    if (feature.kind == FeatureKind::kInteraction) {
      const bool missing = usual[feature.left] == 15 || usual[feature.right] == 15;
      usual.push_back(missing ? 15
                              : static_cast<std::uint8_t>(usual[feature.left] * model.features[feature.right].levels +
                                                          usual[feature.right]));
      continue;
    }
    std::map<std::uint8_t, int> counts;
    for (std::size_t row = 0; row < ranked.size(); ++row) {
      if (ranked[row] != 0 && levels.get(row, f) != 15) ++counts[levels.get(row, f)];
    }
    std::uint8_t best = 15;
    for (const auto& [level, count] : counts) {
      if (best == 15 || count > counts[best]) best = level;
    }
    usual.push_back(best);
  }
  return usual;
}

}  // namespace

TEST_CASE("usual family: it has what most ranked families have, for any threads", "[explain][threads]") {
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    CAPTURE(seed);
    test::Random random(seed);
    for (int round = 0; round < 5; ++round) {
      const auto model = test::random_model(1 + random() % 40, 2, random);
      const auto indicators = test::random_families(1 + random() % 900, random);
      const NibbleTiles levels = derive_levels(model, indicators);
      std::vector<std::uint8_t> ranked(indicators.size());
      for (std::uint8_t& one : ranked) one = random() % 4 != 0;
      ranked[0] = 1;
      for (const int threads : {1, 3}) {
        set_threads(threads);
        const UsualFamily usual = usual_family(model, levels, ranked);
        REQUIRE(usual.levels == usual_by_loops(model, levels, ranked));
        REQUIRE(usual.families == static_cast<std::uint64_t>(std::count(ranked.begin(), ranked.end(), 1)));
      }
      set_threads(0);
    }
  }
}

TEST_CASE("usual family: nobody ranked gives none", "[explain]") {
  test::Random random(1);
  const auto model = test::random_model(3, 1, random);
  const auto indicators = test::random_families(10, random);
  REQUIRE(usual_family(model, derive_levels(model, indicators), std::vector<std::uint8_t>(10, 0)).levels.empty());
}

TEST_CASE("explain_score: the reference family's score and the differences of 1,000 families sum to their score",
          "[explain]") {
  const auto seeds = reference::seeds_with_clock();
  test::Random random(seeds.back());
  INFO("seed " << seeds.back());
  for (int round = 0; round < 20; ++round) {
    const auto model = test::random_model(1 + random() % 40, 4, random);
    const auto indicators = test::random_families(50, random);
    const UsualFamily usual = usual_family(model, derive_levels(model, indicators), std::vector<std::uint8_t>(50, 1));
    const std::size_t region = random() % 4;
    for (std::size_t family = 0; family < 50; ++family) {
      const auto explanation = explain_score(model, region, indicators, family, &usual);
      REQUIRE(explanation.usual_score == score_of_levels(model, region, usual.levels));
      std::int64_t sum = *explanation.usual_score;
      for (std::size_t f = 0; f < explanation.parts.size(); ++f) {
        sum += explanation.parts[f].difference;
        REQUIRE(explanation.parts[f].usual == level_in_words(model.features, f, usual.levels[f]));
      }
      REQUIRE(sum == explanation.score);
    }
  }
}

// Every change leads to the score that it tells, and of a coded column none is left out.
TEST_CASE("single changes: scores are those of the changed family, and no code is left out", "[explain]") {
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    CAPTURE(seed);
    test::Random random(seed);
    for (int round = 0; round < 10; ++round) {
      const auto model = test::random_model(1 + random() % 30, 1, random);
      const auto families = test::random_families(4, random);
      const auto changes = single_changes(model, 0, families, 2);
      const PmtScore own = explain_score(model, 0, families, 2).score;
      const auto with = [&](Variable variable, std::uint16_t value) {
        FamilyIndicators changed = families;
        if (variable.table == VariableTable::kCode) {
          changed.codes.set(2, variable.index, static_cast<std::uint8_t>(value));
        } else {
          changed.numbers[variable.index][2] = value;
        }
        return explain_score(model, 0, changed, 2).score;
      };
      for (const SingleChange& change : changes) {
        REQUIRE(change.from == value_of(families, change.variable, 2));
        REQUIRE(change.score == with(change.variable, change.to));
        REQUIRE(change.score != own);
      }
      for (const Variable variable : all_variables()) {
        if (variable.table == VariableTable::kAggregate) continue;
        const ValueRange range = value_range(variable);
        const std::uint16_t last =
            variable.table == VariableTable::kCode ? range.highest : std::min<std::uint16_t>(range.highest, 400);
        for (std::uint16_t value = range.lowest; value <= last; ++value) {
          if (variable.table == VariableTable::kCode) {
            const auto merged = merged_codes(static_cast<FamilyCode>(variable.index));
            if (std::find(merged.begin(), merged.end(), value) != merged.end()) continue;
          }
          const PmtScore reached = with(variable, value);
          if (reached == own) continue;
          REQUIRE(std::any_of(changes.begin(), changes.end(), [&](const SingleChange& change) {
            return change.variable == variable && change.score == reached;
          }));
        }
      }
    }
  }
}
