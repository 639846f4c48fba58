#include "engine/linkage/match/match_rows.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "engine/error.h"
#include "engine/linkage/match/compare_rows.h"
#include "engine/linkage/match/pair_weights.h"
#include "engine/parallel.h"
#include "tests/engine/linkage/match/invented_persons.h"

namespace {

using Pairs = std::set<std::pair<std::uint32_t, std::uint32_t>>;

engine::MatchRequest request_of(const std::vector<engine::MatchField>& fields, std::uint32_t left_rows = 0) {
  engine::MatchRequest request;
  request.fields = fields;
  request.sides = {static_cast<std::uint32_t>(fields.front().values.size()), left_rows};
  return request;
}

Pairs links_of(const engine::MatchResult& result) {
  Pairs links;
  for (const engine::WeightedEdge& pair : result.pairs) {
    if (pair.weight >= 0) links.insert({pair.a, pair.b});
  }
  return links;
}

Pairs true_pairs(const std::vector<std::size_t>& persons) {
  Pairs pairs;
  for (std::uint32_t row = 0; row + 1 < persons.size(); ++row) {
    if (persons[row] == persons[row + 1]) pairs.insert({row, row + 1});
  }
  return pairs;
}

std::size_t common(const Pairs& a, const Pairs& b) {
  return static_cast<std::size_t>(std::count_if(a.begin(), a.end(), [&](const auto& pair) { return b.count(pair); }));
}

}  // namespace

TEST_CASE("match: planted duplicates are found without labels, nearly all and few others", "[linkage][match]") {
  const tests::InventedPersons persons = tests::invented_persons(3'000, 25, 1);
  const Pairs truth = true_pairs(persons.persons);
  const engine::MatchResult result = engine::match_rows(request_of(persons.fields));
  const Pairs links = links_of(result);
  const double hits = static_cast<double>(common(links, truth));
  REQUIRE(hits / static_cast<double>(links.size()) > 0.99);
  REQUIRE(hits / static_cast<double>(truth.size()) > 0.98);
  // What the model says of itself is near what is true.
  REQUIRE(result.summary.rates.false_match_rate < 0.02);
  REQUIRE(result.summary.estimate.matches == Approx(static_cast<double>(truth.size())).epsilon(0.05));
  // Every row has a cluster, which is its smallest row.
  for (std::uint32_t row = 0; row < result.labels.size(); ++row) {
    REQUIRE(result.labels[row] <= row);
    REQUIRE(result.labels[result.labels[row]] == result.labels[row]);
  }
}

TEST_CASE("match: the answer is the same for any number of threads", "[linkage][match]") {
  const tests::InventedPersons persons = tests::invented_persons(2'000, 25, 2);
  engine::set_threads(1);
  const engine::MatchResult one = engine::match_rows(request_of(persons.fields));
  for (const int threads : {2, 3, 8}) {
    engine::set_threads(threads);
    const engine::MatchResult many = engine::match_rows(request_of(persons.fields));
    REQUIRE(many.pairs == one.pairs);
    REQUIRE(many.labels == one.labels);
    REQUIRE(many.summary.estimate.model.lambda == one.summary.estimate.model.lambda);
  }
  engine::set_threads(0);
}

TEST_CASE("match: rows in another order give the same pairs and weights", "[linkage][match]") {
  const tests::InventedPersons persons = tests::invented_persons(1'500, 25, 3);
  std::vector<engine::MatchField> turned = persons.fields;
  for (engine::MatchField& field : turned) std::reverse(field.values.begin(), field.values.end());
  const engine::MatchResult straight = engine::match_rows(request_of(persons.fields));
  engine::MatchResult back = engine::match_rows(request_of(turned));
  const auto last = static_cast<std::uint32_t>(persons.persons.size() - 1);
  for (engine::WeightedEdge& pair : back.pairs) pair = {last - pair.b, last - pair.a, pair.weight};
  std::sort(back.pairs.begin(), back.pairs.end(),
            [](const auto& l, const auto& r) { return std::pair(l.a, l.b) < std::pair(r.a, r.b); });
  REQUIRE(back.pairs == straight.pairs);
}

TEST_CASE("match: blocked pairs have the weight that comparing all pairs gives them", "[linkage][match]") {
  const tests::InventedPersons persons = tests::invented_persons(250, 25, 4);
  const engine::MatchResult result = engine::match_rows(request_of(persons.fields));
  const auto fields = engine::number_values(persons.fields);
  const engine::RowComparison comparison(fields);
  std::vector<engine::ComparedPair> all;
  for (std::uint32_t a = 0; a < persons.persons.size(); ++a) {
    for (std::uint32_t b = a + 1; b < persons.persons.size(); ++b) all.push_back({a, b, comparison.pattern(a, b)});
  }
  const engine::PatternWeights weights(result.summary.estimate.model);
  const auto pattern_weight = [&](std::uint32_t a, std::uint32_t b) {
    return weights.of(comparison.layout(), comparison.pattern(a, b));
  };
  std::size_t checked = 0;
  for (const engine::Waterfall& sample : result.summary.samples) {
    engine::MatchWeight sum = weights.prior(), frequencies = 0;
    for (const engine::WaterfallStep& step : sample.steps) {
      sum += step.weight;
      frequencies += step.frequency;
    }
    REQUIRE(sum >= pattern_weight(sample.pair.a, sample.pair.b));
    REQUIRE(sample.related <= 0);
    REQUIRE(sample.compared == sum + frequencies + sample.related);
    ++checked;
  }
  REQUIRE(checked > 3);
  // No pair of all that weighs far above the threshold is missed by the blocks.
  const Pairs links = links_of(result);
  for (const engine::ComparedPair& pair : all) {
    if (weights.of(comparison.layout(), pair.pattern) > 8 * engine::kWeightUnit) {
      REQUIRE(links.count({pair.left, pair.right}) == 1);
    }
  }
}

TEST_CASE("match: two files are linked across, one to one where asked", "[linkage][match]") {
  // Row i of the left file and row i of the right one are the same person.
  const tests::InventedPersons made = tests::invented_persons(900, 25, 5);
  std::vector<engine::MatchField> fields;
  std::uint32_t left_rows = 0;
  for (const engine::MatchField& field : made.fields) {
    engine::MatchField both{field.name, field.type, {}};
    std::vector<std::string> right;
    for (std::size_t row = 0; row + 1 < made.persons.size(); ++row) {
      if (made.persons[row] != made.persons[row + 1]) continue;
      both.values.push_back(field.values[row]);
      right.push_back(field.values[row + 1]);
    }
    left_rows = static_cast<std::uint32_t>(both.values.size());
    both.values.insert(both.values.end(), right.begin(), right.end());
    fields.push_back(std::move(both));
  }
  engine::MatchRequest request = request_of(fields, left_rows);
  request.one_to_one = true;
  const engine::MatchResult result = engine::match_rows(std::move(request));
  std::set<std::uint32_t> rows;
  std::size_t right = 0;
  for (const engine::WeightedEdge& pair : result.pairs) {
    REQUIRE(pair.a < left_rows);
    REQUIRE(pair.b >= left_rows);
    REQUIRE(rows.insert(pair.a).second);
    REQUIRE(rows.insert(pair.b).second);
    right += pair.weight >= 0 && pair.b - left_rows == pair.a;
  }
  REQUIRE(static_cast<double>(right) > 0.97 * left_rows);
}

TEST_CASE("match: many equal rows are one cluster at no more pairs than the budget, in one file and two",
          "[linkage][match]") {
  for (const bool two_files : {false, true}) {
    std::vector<engine::MatchField> fields = tests::invented_persons(1'200, 10, 8).fields;
    const std::size_t others = fields.front().values.size();
    constexpr std::size_t kEqual = 2'000;
    for (engine::MatchField& field : fields) {
      const std::string value = field.values[1];
      field.values.insert(field.values.begin(), kEqual / 2, value);
      field.values.insert(field.values.end(), kEqual / 2, value);
    }
    engine::MatchRequest request =
        request_of(fields, two_files ? static_cast<std::uint32_t>(kEqual / 2 + others / 2) : 0);
    request.blocking.most_pairs = 200'000;
    const engine::MatchResult result = engine::match_rows(std::move(request));
    REQUIRE(result.summary.candidates < 800'000);  // of 2,000,000 pairs of equal rows
    for (std::size_t i = 0; i < kEqual / 2; ++i) {
      REQUIRE(result.labels[i] == 0);
      REQUIRE(result.labels[kEqual / 2 + others + i] == 0);
    }
    REQUIRE(result.summary.largest_cluster >= kEqual);
    REQUIRE(result.summary.largest_cluster < kEqual + 5);
  }
}

TEST_CASE("match: one_to_one within one file and no fields are refused", "[linkage][match]") {
  engine::MatchRequest request = request_of(tests::invented_persons(10, 0, 6).fields);
  request.one_to_one = true;
  REQUIRE_THROWS_AS(engine::match_rows(request), engine::Error);
  REQUIRE_THROWS_AS(engine::match_rows(engine::MatchRequest{}), engine::Error);
}

TEST_CASE("match: a handful of rows, equal rows and empty fields end well", "[linkage][match]") {
  for (const std::size_t rows : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{5}}) {
    for (const char* value : {"", "BARTO"}) {
      CAPTURE(rows, value);
      std::vector<engine::MatchField> fields = {
          {"name", engine::FieldType::kName, std::vector<std::string>(rows, value)}};
      const engine::MatchResult result = engine::match_rows(request_of(fields));
      REQUIRE(result.labels.size() == rows);
      REQUIRE(result.pairs.size() <= rows * rows);
    }
  }
}
