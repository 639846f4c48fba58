#include "engine/linkage/model/estimate_model.h"

#include <algorithm>
#include <cmath>

#include "engine/error.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = 4096;  // patterns; part of the answer, since sums are folded by chunk
constexpr double kLeast = 1e-12;      // of a probability

// Expected matches: by level of every field, and altogether.
struct Expectation {
  std::vector<double> by_level;
  double matches = 0;

  void add(const Expectation& other) {
    for (std::size_t i = 0; i < by_level.size(); ++i) by_level[i] += other.by_level[i];
    matches += other.matches;
  }
};

// All levels of all fields in one row: level l of field f has the place first[f] + l.
class LevelTable {
 public:
  LevelTable(std::span<const PatternCount> counts, const PatternLayout& layout) : fields_(layout.size()) {
    for (std::size_t f = 0; f < fields_; ++f) {
      first_.push_back(places_);
      places_ += layout[f].levels;
    }
    cells_.reserve(counts.size() * fields_);
    pairs_.reserve(counts.size());
    totals_.assign(places_, 0);
    for (const PatternCount& count : counts) {
      pairs_.push_back(static_cast<double>(count.pairs));
      all_ += pairs_.back();
      for (std::size_t f = 0; f < fields_; ++f) {
        const std::size_t place = first_[f] + layout.level(count.pattern, f);
        cells_.push_back(static_cast<std::uint16_t>(place));
        totals_[place] += pairs_.back();
      }
    }
  }

  std::size_t places() const { return places_; }
  std::size_t first(std::size_t field) const { return first_[field]; }
  double total(std::size_t place) const { return totals_[place]; }
  double all() const { return all_; }

  // `ratios` m/u by place, 1 for missing levels.
  Expectation expect(const std::vector<double>& ratios, double lambda) const {
    const Expectation none{std::vector<double>(places_, 0), 0};
    const double odds = lambda / (1 - lambda);
    return parallel_reduce(
        pairs_.size(), kGrain, none,
        [&](std::size_t begin, std::size_t end) {
          Expectation part = none;
          for (std::size_t i = begin; i < end; ++i) {
            const std::uint16_t* const cell = &cells_[i * fields_];
            double ratio = odds;
            for (std::size_t f = 0; f < fields_; ++f) ratio *= ratios[cell[f]];
            const double matches = pairs_[i] * (ratio / (1 + ratio));
            part.matches += matches;
            for (std::size_t f = 0; f < fields_; ++f) part.by_level[cell[f]] += matches;
          }
          return part;
        },
        [](Expectation& sum, const Expectation& part) { sum.add(part); });
  }

 private:
  std::size_t fields_, places_ = 0;
  std::vector<std::size_t> first_;
  std::vector<std::uint16_t> cells_;
  std::vector<double> pairs_, totals_;
  double all_ = 0;
};

bool held(const std::vector<bool>& fields, std::size_t field) { return !fields.empty() && fields[field]; }

void check(const FellegiSunterModel& start, const EstimateOptions& options) {
  const std::size_t fields = start.layout.size();
  bool fits = start.fields.size() == fields && start.lambda > 0 && start.lambda < 1 &&
              (options.hold_m.empty() || options.hold_m.size() == fields) &&
              (options.hold_u.empty() || options.hold_u.size() == fields);
  for (std::size_t f = 0; fits && f < fields; ++f) {
    fits = start.fields[f].m.size() == start.layout[f].levels && start.fields[f].u.size() == start.layout[f].levels;
  }
  if (!fits) {
    throw Error(ExitCode::kUsage,
                "linkage model: the start values do not fit the fields and levels, or lambda is not between 0 and 1. "
                "Cure: give m and u for every level of every field.");
  }
}

std::vector<double> ratios_of(const FellegiSunterModel& model) {
  std::vector<double> ratios;
  for (std::size_t f = 0; f < model.fields.size(); ++f) {
    for (std::size_t level = 0; level < model.fields[f].m.size(); ++level) {
      const bool missing = model.layout[f].missing == level;
      ratios.push_back(missing ? 1 : model.fields[f].m[level] / std::max(model.fields[f].u[level], kLeast));
    }
  }
  return ratios;
}

// Sets the shares of one field from expected counts by level; gives the largest change.
template <class CountOf>
double set_shares(std::vector<double>& shares, const PatternField& field, double pseudo_count, CountOf&& count_of) {
  double sum = 0;
  for (std::size_t level = 0; level < shares.size(); ++level) {
    if (field.missing != level) sum += count_of(level) + pseudo_count;
  }
  double change = 0;
  for (std::size_t level = 0; level < shares.size(); ++level) {
    if (field.missing == level) {
      shares[level] = 1;
      continue;
    }
    const double share = sum > 0 ? std::max((count_of(level) + pseudo_count) / sum, kLeast) : kLeast;
    change = std::max(change, std::abs(share - shares[level]));
    shares[level] = share;
  }
  return change;
}

double maximise(const LevelTable& table, const Expectation& expected, const EstimateOptions& options,
                FellegiSunterModel& model) {
  double change = 0;
  for (std::size_t f = 0; f < model.fields.size(); ++f) {
    const std::size_t first = table.first(f);
    if (!held(options.hold_m, f)) {
      change = std::max(change, set_shares(model.fields[f].m, model.layout[f], options.pseudo_count,
                                           [&](std::size_t level) { return expected.by_level[first + level]; }));
    }
    if (!held(options.hold_u, f)) {
      const auto others = [&](std::size_t level) {
        return std::max(0.0, table.total(first + level) - expected.by_level[first + level]);
      };
      change = std::max(change, set_shares(model.fields[f].u, model.layout[f], options.pseudo_count, others));
    }
  }
  if (!options.hold_lambda) {
    const double all = table.all() + static_cast<double>(options.other_non_matches);
    const double pseudo = std::max(options.pseudo_count, kLeast);
    const double lambda = (expected.matches + pseudo) / (all + 2 * pseudo);
    change = std::max(change, std::abs(lambda - model.lambda) / std::max(lambda, model.lambda));
    model.lambda = lambda;
  }
  return change;
}

}  // namespace

Estimate estimate_model(std::span<const PatternCount> counts, const FellegiSunterModel& start,
                        const EstimateOptions& options) {
  check(start, options);
  const LevelTable table(counts, start.layout);
  Estimate estimate;
  estimate.model = start;
  while (estimate.iterations < options.most_iterations && !estimate.converged) {
    const Expectation expected = table.expect(ratios_of(estimate.model), estimate.model.lambda);
    estimate.matches = expected.matches;
    estimate.converged = maximise(table, expected, options, estimate.model) <= options.tolerance;
    ++estimate.iterations;
  }
  return estimate;
}

FellegiSunterModel start_model(const PatternLayout& layout, double lambda) {
  FellegiSunterModel model;
  model.layout = layout;
  model.lambda = lambda;
  for (std::size_t f = 0; f < layout.size(); ++f) {
    FieldParameters field;
    field.m.assign(layout[f].levels, 1);
    field.u.assign(layout[f].levels, 1);
    std::vector<std::size_t> levels;
    for (std::size_t level = 0; level < layout[f].levels; ++level) {
      if (layout[f].missing != level) levels.push_back(level);
    }
    double left_m = 1, left_u = 1;
    for (std::size_t i = 0; i < levels.size(); ++i) {
      const bool last = i + 1 == levels.size();
      field.m[levels[i]] = last ? left_m : left_m * (i == 0 ? 0.9 : 0.5);
      field.u[levels[levels.size() - 1 - i]] = last ? left_u : left_u * 0.8;
      left_m -= last ? 0 : field.m[levels[i]];
      left_u -= last ? 0 : field.u[levels[levels.size() - 1 - i]];
    }
    model.fields.push_back(std::move(field));
  }
  return model;
}

}  // namespace engine
