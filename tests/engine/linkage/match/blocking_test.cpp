#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "engine/linkage/match/block_sizes.h"
#include "engine/linkage/match/blocking_plan.h"
#include "engine/linkage/match/candidate_pairs.h"
#include "engine/linkage/match/compare_rows.h"
#include "tests/engine/linkage/match/invented_persons.h"

namespace {

struct Prepared {
  std::vector<engine::FieldValues> fields;
  engine::MatchSides sides;
  std::vector<std::uint32_t> ranks;
  engine::BlockingPlan plan;

  Prepared(std::vector<engine::MatchField> values, std::uint32_t left_rows, const engine::BlockingOptions& options) {
    sides.rows = static_cast<std::uint32_t>(values.front().values.size());
    sides.left_rows = left_rows;
    fields = engine::number_values(std::move(values));
    ranks = engine::rank_by_content(fields);
    plan = engine::plan_blocking(fields, sides, ranks, options);
  }
};

}  // namespace

TEST_CASE("blocking: every pair of rows that shares a block is a candidate once, and no other", "[linkage][match]") {
  for (const std::uint32_t left_rows : {0u, 150u}) {
    const Prepared p(tests::invented_persons(300, 30, 1).fields, left_rows, {});
    const engine::RowComparison comparison(p.fields);
    const engine::CandidatePairs found = engine::make_candidate_pairs(p.plan, p.sides, comparison);
    std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const engine::ComparedPair& pair : found.pairs) {
      REQUIRE(pair.left < pair.right);
      REQUIRE(pairs.insert({pair.left, pair.right}).second);
      REQUIRE(pair.pattern == comparison.pattern(pair.left, pair.right));
    }
    std::vector<std::uint64_t> of_pass(p.plan.passes.size(), 0);
    for (std::uint32_t a = 0; a < p.sides.rows; ++a) {
      for (std::uint32_t b = a + 1; b < p.sides.rows; ++b) {
        std::size_t first = p.plan.passes.size();
        for (std::size_t pass = p.plan.passes.size(); pass-- > 0;) {
          const bool same = p.plan.key(a, pass) != engine::kNoKey && p.plan.key(a, pass) == p.plan.key(b, pass);
          if (same) first = pass;
        }
        const bool two_sides = left_rows == 0 || (a < left_rows && b >= left_rows);
        const bool expected = two_sides && first != p.plan.passes.size();
        REQUIRE(pairs.count({a, b}) == (expected ? 1 : 0));
        if (expected) ++of_pass[first];
      }
    }
    REQUIRE(found.of_pass == of_pass);
  }
}

TEST_CASE("blocking: two rows that agree in any two fields are candidates", "[linkage][match]") {
  const tests::InventedPersons persons = tests::invented_persons(400, 0, 2);
  Prepared p(persons.fields, 0, {});
  std::size_t pairs = 0, found = 0;
  for (std::uint32_t a = 0; a + 1 < p.sides.rows; ++a) {
    for (std::uint32_t b = a + 1; b < p.sides.rows; ++b) {
      int equal = 0;
      for (const engine::FieldValues& field : p.fields) equal += field.rows[a] == field.rows[b];
      if (equal < 2) continue;
      ++pairs;
      found += engine::shared_passes(p.plan, a, b) != 0;
    }
  }
  REQUIRE(pairs > 130);
  REQUIRE(found == pairs);
}

TEST_CASE("blocking: missing values share no block", "[linkage][match]") {
  std::vector<engine::MatchField> fields = tests::invented_persons(60, 0, 3).fields;
  for (engine::MatchField& field : fields) std::fill(field.values.begin(), field.values.begin() + 40, "");
  const Prepared p(std::move(fields), 0, {});
  for (std::uint32_t row = 0; row < 40; ++row) {
    for (std::size_t pass = 0; pass < p.plan.passes.size(); ++pass) REQUIRE(p.plan.key(row, pass) == engine::kNoKey);
  }
}

TEST_CASE("blocking: a name and date that all rows share cost no more than others", "[linkage][match]") {
  std::vector<engine::MatchField> fields = tests::invented_persons(15'000, 10, 4).fields;
  for (std::size_t f = 0; f < 3; ++f) std::fill(fields[f].values.begin(), fields[f].values.end(), fields[f].values[0]);
  engine::BlockingOptions options;
  options.most_pairs = 400'000;
  const Prepared p(std::move(fields), 0, options);
  std::uint64_t pairs = 0, refined = 0;
  for (const engine::BlockingPass& pass : p.plan.passes) {
    pairs += pass.pairs;
    refined += pass.refined_rows;
  }
  REQUIRE(pairs < 4 * options.most_pairs);
  REQUIRE(refined > 0);
  // Duplicates are still found by what is left: town and number.
  std::size_t found = 0;
  for (std::uint32_t row = 0; row + 1 < p.sides.rows; ++row) {
    if (p.fields[4].rows[row] == p.fields[4].rows[row + 1] && p.fields[4].rows[row] != engine::kMissingValue)
      found += engine::shared_passes(p.plan, row, row + 1) != 0;
  }
  REQUIRE(found > 4'000);
}

TEST_CASE("blocking: rows that are alike in everything are cut into pieces that stay together", "[linkage][match]") {
  std::vector<engine::MatchField> fields = {
      {"name", engine::FieldType::kName, std::vector<std::string>(20'000, "BARTO")}};
  engine::BlockingOptions options;
  options.rules = {{0}};
  options.most_pairs = 100'000;
  const Prepared p(std::move(fields), 0, options);
  REQUIRE(p.plan.passes.size() == 1);
  REQUIRE(p.plan.passes[0].cut_rows == 20'000);
  REQUIRE(p.plan.passes[0].pairs < 300'000);
  REQUIRE(p.plan.key(0, 0) == p.plan.key(1, 0));
}

TEST_CASE("blocking: given rules are the passes", "[linkage][match]") {
  engine::BlockingOptions options;
  options.rules = {{1, 2}, {4}};
  const Prepared p(tests::invented_persons(300, 10, 5).fields, 0, options);
  REQUIRE(p.plan.passes.size() == 2);
  REQUIRE(p.plan.passes[0].name == "family: whole + born: whole");
  REQUIRE(p.plan.passes[1].name == "number: whole");
}

TEST_CASE("random pairs: few rows give all pairs, many the same draw whatever the order of rows", "[linkage][match]") {
  const std::vector<engine::MatchField> fields = tests::invented_persons(200, 20, 6).fields;
  const Prepared p(fields, 0, {});
  const engine::RowComparison comparison(p.fields);
  std::uint64_t all = 0;
  for (const auto& count : engine::count_random_pairs(p.sides, p.ranks, comparison, 1'000'000)) all += count.pairs;
  REQUIRE(all == p.sides.pairs());
  std::vector<engine::MatchField> turned = fields;
  for (engine::MatchField& field : turned) std::reverse(field.values.begin(), field.values.end());
  const Prepared q(std::move(turned), 0, {});
  REQUIRE(engine::count_random_pairs(p.sides, p.ranks, comparison, 5'000) ==
          engine::count_random_pairs(q.sides, q.ranks, engine::RowComparison(q.fields), 5'000));
}
