// Matching against a slow truth: all pairs, levels by textbook distances, weights in floating point.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "engine/linkage/match/candidate_pairs.h"
#include "engine/linkage/match/match_rows.h"
#include "engine/linkage/match/pair_weights.h"
#include "tests/engine/linkage/match/invented_persons.h"
#include "tests/reference/match_levels.h"

namespace {

using engine::FieldType;

// The invented persons with a street and a size, and some names of two words.
std::vector<engine::MatchField> fields_of_every_type(std::size_t persons, std::uint64_t seed) {
  tests::InventedPersons made = tests::invented_persons(persons, 25, seed);
  std::mt19937_64 random(seed + 100);
  engine::MatchField street{"street", FieldType::kText, {}}, size{"size", FieldType::kNumber, {}};
  std::vector<std::string> words;
  for (int i = 0; i < 30; ++i) words.push_back(tests::invented_word(random));
  for (std::size_t row = 0; row < made.persons.size(); ++row) {
    const bool again = row > 0 && made.persons[row] == made.persons[row - 1];
    if (!again || random() % 4 == 0) {
      street.values.push_back(std::to_string(1 + random() % 90) + " " + words[random() % 30] + " " +
                              words[random() % 30]);
      size.values.push_back(std::to_string(random() % 2'000));
    } else {
      street.values.push_back(tests::with_error(street.values.back(), random));
      size.values.push_back(random() % 3 == 0 ? "" : size.values.back());
    }
    std::string& given = made.fields[0].values[row];
    if (!given.empty() && made.persons[row] % 4 == 0) given += " " + words[made.persons[row] % 30];
  }
  made.fields.push_back(std::move(street));
  made.fields.push_back(std::move(size));
  return made.fields;
}

class SlowWeights {
 public:
  SlowWeights(const std::vector<engine::MatchField>& fields, const engine::FellegiSunterModel& model)
      : fields_(fields), model_(model) {
    for (const engine::MatchField& field : fields) {
      numbers_.emplace_back();
      for (const std::string& value : field.values) {
        if (field.type == FieldType::kNumber && !value.empty()) numbers_.back().push_back(std::stod(value));
      }
    }
  }

  // Empty where a level is open.
  std::vector<std::string> levels(std::size_t a, std::size_t b) const {
    std::vector<std::string> found;
    for (std::size_t f = 0; f < fields_.size(); ++f) found.push_back(level(f, f, a, b));
    if (std::count(found.begin(), found.end(), "") != 0) return {};
    const auto good = [](const std::string& l) {
      return l == "equal" || l == "same_words" || l == "jaro_winkler_94" || l == "jaro_winkler_88";
    };
    // Given and family name are the first two fields.
    if (good(found[0]) || good(found[1])) return found;
    const std::string across = level(0, 1, a, b), back = level(1, 0, a, b);
    if (across.empty() || back.empty()) return {};
    if (!good(across) || !good(back)) return found;
    found[0] = "swapped";
    found[1] = std::max(rank(across), rank(back)) == rank(across) ? across : back;
    return found;
  }

  // In bits, against pairs by chance and all related classes together. `frequency`: what equal values add, by field.
  double weight(const std::vector<std::string>& levels, const std::vector<double>& frequency) const {
    double match = model_.lambda, others = 1 - model_.lambda;
    for (const engine::RelatedClass& other : model_.related) others -= other.share;
    for (std::size_t f = 0; f < fields_.size(); ++f) {
      if (levels[f] == "missing") continue;
      match *= model_.fields[f].m[place(f, levels[f])];
      others *= model_.fields[f].u[place(f, levels[f])] / std::exp2(frequency[f]);
    }
    for (const engine::RelatedClass& other : model_.related) {
      double pairs = other.share;
      for (std::size_t f = 0; f < fields_.size(); ++f) {
        if (levels[f] == "missing") continue;
        const std::size_t at = place(f, levels[f]);
        pairs *= at < other.chance[f] ? model_.fields[f].u[at] / std::exp2(frequency[f]) : other.r[f][at];
      }
      others += pairs;
    }
    return std::log2(match / others);
  }

  void count(std::size_t a, std::size_t b, double probability) {
    for (std::size_t f = 0; f < fields_.size(); ++f) {
      const std::string& value = fields_[f].values[a];
      if (!value.empty() && value == fields_[f].values[b]) matches_[{f, value}] += probability;
    }
  }

  // What the frequency of shared values adds: a coincidence at the mean rate is added to the others that have the
  // value.
  std::vector<double> frequencies(std::size_t a, std::size_t b, const std::vector<std::string>& levels) const {
    std::vector<double> bits(fields_.size(), 0);
    for (std::size_t f = 0; f < fields_.size(); ++f) {
      const std::string& value = fields_[f].values[a];
      if (value.empty() || value != fields_[f].values[b]) continue;
      double rows = 0, present = 0;
      for (const std::string& other : fields_[f].values) {
        rows += other == value;
        present += !other.empty();
      }
      const auto found = matches_.find({f, value});
      const double others = std::max(0.0, rows - 1 - 2 * (found == matches_.end() ? 0 : found->second) / rows);
      const double u = model_.fields[f].u[place(f, levels[f])];
      bits[f] = std::clamp(std::log2((u * (present - 1) + 1) / (others + 1)), -10.0, 10.0);
    }
    return bits;
  }

 private:
  std::string level(std::size_t f, std::size_t g, std::size_t a, std::size_t b) const {
    const std::string &x = fields_[f].values[a], &y = fields_[g].values[b];
    switch (fields_[f].type) {
      case FieldType::kName: return reference::match_name_level(x, y);
      case FieldType::kDate: return reference::match_date_level(x, y);
      case FieldType::kDigits: return reference::match_digits_level(x, y);
      case FieldType::kCategory: return reference::match_category_level(x, y);
      case FieldType::kText: return reference::match_text_level(x, y);
      case FieldType::kNumber: break;
    }
    return reference::match_number_level(x, y, numbers_[f]);
  }
  std::size_t place(std::size_t f, const std::string& level) const {
    const auto names = engine::level_names(fields_[f].type);
    const auto at = std::find(names.begin(), names.end(), level);
    REQUIRE(at != names.end());
    return static_cast<std::size_t>(at - names.begin());
  }
  std::size_t rank(const std::string& name_level) const { return place(0, name_level); }

  const std::vector<engine::MatchField>& fields_;
  const engine::FellegiSunterModel& model_;
  std::vector<std::vector<double>> numbers_;
  std::map<std::pair<std::size_t, std::string>, double> matches_;
};

}  // namespace

TEST_CASE("match: every pair that shares a pass has the level and weight of comparing all pairs slowly",
          "[linkage][match]") {
  const std::vector<engine::MatchField> values = fields_of_every_type(280, 7);
  engine::MatchRequest request;
  request.fields = values;
  request.sides.rows = static_cast<std::uint32_t>(values.front().values.size());
  request.blocking.most_pairs = 60'000;  // most of the 70,000 pairs share no pass
  const engine::MatchSides sides = request.sides;
  const auto fields = engine::number_values(values);
  const auto plan = engine::plan_blocking(fields, sides, engine::rank_by_content(fields), request.blocking);
  const engine::RowComparison comparison(fields);
  const auto candidates = engine::make_candidate_pairs(plan, sides, comparison);
  const engine::MatchResult result = engine::match_rows(std::move(request));
  const engine::FellegiSunterModel& model = result.summary.estimate.model;
  const engine::PairWeights weights(fields, comparison, model, candidates.pairs);

  SlowWeights slow(values, model);
  const std::vector<double> none(values.size(), 0);
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::string>> shared;
  std::size_t open = 0;
  for (std::uint32_t a = 0; a < sides.rows; ++a) {
    for (std::uint32_t b = a + 1; b < sides.rows; ++b) {
      if (engine::shared_passes(plan, a, b) == 0) continue;
      auto levels = slow.levels(a, b);
      open += levels.empty();
      if (!levels.empty()) slow.count(a, b, 1 / (1 + std::exp2(-slow.weight(levels, none))));
      shared[{a, b}] = std::move(levels);
    }
  }
  REQUIRE(model.related.size() == 3);
  REQUIRE(shared.size() == candidates.pairs.size());
  REQUIRE(shared.size() > 1'500);
  REQUIRE(shared.size() < 40'000);
  REQUIRE(open * 100 < shared.size());

  std::map<std::pair<std::uint32_t, std::uint32_t>, engine::MatchWeight> written;
  for (const engine::WeightedEdge& pair : result.pairs) written[{pair.a, pair.b}] = pair.weight;
  std::vector<std::uint32_t> sizes(sides.rows, 0);
  for (const std::uint32_t label : result.labels) ++sizes[label];
  std::size_t links = 0;
  for (const engine::ComparedPair& pair : candidates.pairs) {
    const auto& levels = shared.at({pair.left, pair.right});
    if (levels.empty()) continue;
    CAPTURE(pair.left, pair.right);
    for (std::size_t f = 0; f < fields.size(); ++f) {
      CAPTURE(values[f].name, values[f].values[pair.left], values[f].values[pair.right]);
      REQUIRE(engine::level_names(values[f].type)[comparison.layout().level(pair.pattern, f)] == levels[f]);
    }
    const double expected = slow.weight(levels, slow.frequencies(pair.left, pair.right, levels));
    REQUIRE(weights.weight(pair) / 1024.0 == Approx(expected).margin(0.02));
    // A pair of two rows that nothing else is linked to is written with this weight.
    const std::uint32_t label = result.labels[pair.left];
    if (expected < 0.1 || label != result.labels[pair.right] || sizes[label] != 2) continue;
    REQUIRE(written.at({pair.left, pair.right}) == weights.weight(pair));
    ++links;
  }
  REQUIRE(links > 60);
}
