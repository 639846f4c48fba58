#include "engine/linkage/match/train_model.h"

#include <algorithm>

#include "engine/linkage/match/related_classes.h"

namespace engine {
namespace {

constexpr double kMostOther = 0.15, kMostOfOneDate = 0.5;  // of m: names and dates that are not alike
constexpr int kMostRounds = 8;                             // of EM and u in turn; three are usual

std::uint64_t pairs_of(std::span<const PatternCount> counts) {
  std::uint64_t pairs = 0;
  for (const PatternCount& count : counts) pairs += count.pairs;
  return pairs;
}

// Start: one match for every second row.
double start_lambda(const MatchSides& sides) {
  const double pairs = static_cast<double>(std::max<std::uint64_t>(sides.pairs(), 1));
  return std::clamp(0.5 * sides.rows / pairs, 1e-12, 0.1);
}

double difference(const FellegiSunterModel& a, const FellegiSunterModel& b) {
  double most = 0;
  for (std::size_t f = 0; f < a.fields.size(); ++f) {
    for (std::size_t level = 0; level < a.fields[f].u.size(); ++level) {
      const double x = a.fields[f].u[level], y = b.fields[f].u[level];
      most = std::max(most, std::max(x, y) / std::min(x, y) - 1);
    }
  }
  return most;
}

// Two rows of one person have names that are alike in some way, else brothers and sisters might pass for the matches;
// where there are no names, the same of dates.
std::vector<double> most_disagreement(std::span<const FieldValues> fields) {
  const auto is = [](FieldType type) { return [type](const FieldValues& field) { return field.type == type; }; };
  const bool names = std::any_of(fields.begin(), fields.end(), is(FieldType::kName));
  const auto dates = std::count_if(fields.begin(), fields.end(), is(FieldType::kDate));
  std::vector<double> most;
  for (const FieldValues& field : fields) {
    const bool bound = field.type == FieldType::kName || (field.type == FieldType::kDate && !names);
    most.push_back(!bound ? 1 : field.type == FieldType::kDate && dates > 1 ? kMostOfOneDate : kMostOther);
  }
  return most;
}

}  // namespace

Estimate train_model(std::span<const FieldValues> fields, const PatternLayout& layout, const MatchSides& sides,
                     std::span<const PatternCount> candidates, std::span<const PatternCount> random_pairs) {
  FellegiSunterModel model = start_model(layout, start_lambda(sides));
  EstimateOptions of_u, of_m;
  of_u.hold_m.assign(layout.size(), true);
  of_u.hold_lambda = true;
  of_u.most_iterations = 2;
  model = estimate_model(random_pairs, model, of_u).model;
  model.related = related_classes(fields, model);
  for (const RelatedClass& other : model.related) {
    of_u.hold_related.push_back(other.rare);
    of_m.hold_related.push_back(!other.rare);
  }
  of_u.most_iterations = 100;
  model = estimate_model(random_pairs, model, of_u).model;
  of_m.hold_u.assign(layout.size(), true);
  of_m.most_disagreement = most_disagreement(fields);
  of_m.other_non_matches = sides.pairs() - std::min(sides.pairs(), pairs_of(candidates));
  Estimate estimate;
  for (int round = 0; round < kMostRounds; ++round) {
    estimate = estimate_model(candidates, model, of_m);
    const FellegiSunterModel next = estimate_model(random_pairs, estimate.model, of_u).model;
    const double moved = difference(model, next);
    model = next;
    if (moved < 0.01) break;
  }
  return estimate;
}

}  // namespace engine
