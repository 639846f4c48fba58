#include "engine/linkage/model/estimate_model.h"

#include <algorithm>
#include <cmath>

#include "engine/error.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = 4096;  // patterns; part of the answer, since sums are folded by chunk
constexpr double kLeast = 1e-12;      // of a probability

// Expected pairs of the matches, then of every class of related pairs: by level of every field, and altogether.
struct Expectation {
  std::vector<std::vector<double>> by_level;
  std::vector<double> pairs;

  void add(const Expectation& other) {
    for (std::size_t k = 0; k < pairs.size(); ++k) {
      for (std::size_t i = 0; i < by_level[k].size(); ++i) by_level[k][i] += other.by_level[k][i];
      pairs[k] += other.pairs[k];
    }
  }
};

// How probable pairs of a class are beside pairs that agree by chance.
struct ClassRatios {
  std::vector<double> by_place;  // of every level
  double odds = 0;               // of the class
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

  Expectation expect(const std::vector<ClassRatios>& classes) const {
    const Expectation none{std::vector<std::vector<double>>(classes.size(), std::vector<double>(places_, 0)),
                           std::vector<double>(classes.size(), 0)};
    return parallel_reduce(
        pairs_.size(), kGrain, none,
        [&](std::size_t begin, std::size_t end) {
          Expectation part = none;
          std::vector<double> ratios(classes.size());
          for (std::size_t i = begin; i < end; ++i) {
            const std::uint16_t* const cell = &cells_[i * fields_];
            double all = 1;
            for (std::size_t k = 0; k < classes.size(); ++k) {
              double ratio = classes[k].odds;
              for (std::size_t f = 0; f < fields_; ++f) ratio *= classes[k].by_place[cell[f]];
              all += ratios[k] = ratio;
            }
            for (std::size_t k = 0; k < classes.size(); ++k) {
              const double pairs = pairs_[i] * (ratios[k] / all);
              part.pairs[k] += pairs;
              for (std::size_t f = 0; f < fields_; ++f) part.by_level[k][cell[f]] += pairs;
            }
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
              (options.hold_u.empty() || options.hold_u.size() == fields) &&
              (options.most_disagreement.empty() || options.most_disagreement.size() == fields);
  fits = fits && start.share_by_chance() > 0 && start.related.size() <= kMostRelated &&
         (options.hold_related.empty() || options.hold_related.size() == start.related.size());
  for (const RelatedClass& other : start.related)
    fits = fits && other.share > 0 && other.chance.size() == fields && other.r.size() == fields;
  for (std::size_t f = 0; fits && f < fields; ++f) {
    fits = start.fields[f].m.size() == start.layout[f].levels && start.fields[f].u.size() == start.layout[f].levels;
  }
  if (!fits) {
    throw Error(ExitCode::kUsage,
                "linkage model: the start values do not fit the fields and levels, or lambda is not between 0 and 1. "
                "Cure: give m and u for every level of every field.");
  }
}

std::vector<ClassRatios> ratios_of(const FellegiSunterModel& model) {
  std::vector<ClassRatios> classes(1 + model.related.size());
  const double by_chance = model.share_by_chance();
  classes[0].odds = model.lambda / by_chance;
  for (std::size_t k = 0; k < model.related.size(); ++k) classes[k + 1].odds = model.related[k].share / by_chance;
  for (std::size_t f = 0; f < model.fields.size(); ++f) {
    const FieldParameters& field = model.fields[f];
    for (std::size_t level = 0; level < field.m.size(); ++level) {
      const bool missing = model.layout[f].missing == level;
      const double u = std::max(field.u[level], kLeast);
      classes[0].by_place.push_back(missing ? 1 : field.m[level] / u);
      for (std::size_t k = 0; k < model.related.size(); ++k) {
        const RelatedClass& other = model.related[k];
        classes[k + 1].by_place.push_back(missing || other.by_chance(f, level) ? 1 : other.r[f][level] / u);
      }
    }
  }
  return classes;
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

// Where a class agrees by chance it has the shares of u; the rest is divided over the other levels.
void set_related(RelatedClass& other, const FellegiSunterModel& model, const std::vector<std::size_t>& first,
                 const std::vector<double>* expected, double pseudo_count) {
  for (std::size_t f = 0; f < model.fields.size(); ++f) {
    const std::vector<double>& u = model.fields[f].u;
    const auto missing = model.layout[f].missing;
    double left = 1, sum = 0;
    for (std::size_t level = 0; level < u.size(); ++level) {
      if (missing == level) continue;
      if (other.by_chance(f, level))
        left -= u[level];
      else
        sum += expected != nullptr ? (*expected)[first[f] + level] + pseudo_count : other.r[f][level];
    }
    for (std::size_t level = 0; level < u.size(); ++level) {
      double& r = other.r[f][level];
      if (missing == level)
        r = 1;
      else if (other.by_chance(f, level))
        r = u[level];
      else if (sum > 0) {
        const double part = expected != nullptr ? (*expected)[first[f] + level] + pseudo_count : r;
        r = std::max(left * part / sum, kLeast);
      }
    }
  }
}

// Takes what the last level has beyond `most` to the others, in their proportion: the likeliest shares within the
// bound.
void bound_disagreement(std::vector<double>& m, const PatternField& field, double most) {
  std::size_t last = m.size() - 1;
  if (field.missing == last && last > 0) --last;
  if (m[last] <= most) return;
  const double scale = (1 - most) / std::max(1 - m[last], kLeast);
  for (std::size_t level = 0; level < m.size(); ++level) {
    if (field.missing != level) m[level] = level == last ? most : std::max(m[level] * scale, kLeast);
  }
}

double maximise(const LevelTable& table, const Expectation& expected, const EstimateOptions& options,
                FellegiSunterModel& model) {
  double change = 0;
  std::vector<std::size_t> firsts;
  for (std::size_t f = 0; f < model.fields.size(); ++f) {
    const std::size_t first = table.first(f);
    firsts.push_back(first);
    if (!held(options.hold_m, f)) {
      change = std::max(change, set_shares(model.fields[f].m, model.layout[f], options.pseudo_count,
                                           [&](std::size_t level) { return expected.by_level[0][first + level]; }));
      if (!options.most_disagreement.empty())
        bound_disagreement(model.fields[f].m, model.layout[f], options.most_disagreement[f]);
    }
    if (!held(options.hold_u, f)) {
      const auto others = [&](std::size_t level) {
        double count = table.total(first + level) - expected.by_level[0][first + level];
        for (std::size_t k = 0; k < model.related.size(); ++k) {
          if (model.related[k].chance[f] < model.fields[f].u.size()) count -= expected.by_level[k + 1][first + level];
        }
        return std::max(0.0, count);
      };
      change = std::max(change, set_shares(model.fields[f].u, model.layout[f], options.pseudo_count, others));
    }
  }
  const double all = table.all() + static_cast<double>(options.other_non_matches);
  const double pseudo = std::max(options.pseudo_count, kLeast);
  const auto set_share = [&](double& share, double pairs) {  // a class that fades beside the matches has come to rest
    const double next = (pairs + pseudo) / (all + 2 * pseudo);
    change = std::max(change, std::abs(next - share) / std::max({next, share, model.lambda}));
    share = next;
  };
  for (std::size_t k = 0; k < model.related.size(); ++k) {
    const bool fixed = held(options.hold_related, k);
    set_related(model.related[k], model, firsts, fixed ? nullptr : &expected.by_level[k + 1], options.pseudo_count);
    if (!fixed) set_share(model.related[k].share, expected.pairs[k + 1]);
  }
  if (!options.hold_lambda) set_share(model.lambda, expected.pairs[0]);
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
    const Expectation expected = table.expect(ratios_of(estimate.model));
    estimate.matches = expected.pairs[0];
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
