#include "engine/linkage/match/pair_weights.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>

#include "engine/linkage/model/term_frequency.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = 1 << 15;
constexpr std::size_t kMostFields = 32;       // of a layout
constexpr double kProbabilityUnit = 1 << 20;  // probabilities are added as integers, so that their order is free

}  // namespace

PairWeights::PairWeights(std::span<const FieldValues> fields, const RowComparison& comparison,
                         const FellegiSunterModel& model, std::span<const ComparedPair> candidates)
    : fields_(fields), comparison_(comparison), weights_(model) {
  count_frequencies(model, candidates);
}

void PairWeights::count_frequencies(const FellegiSunterModel& model, std::span<const ComparedPair> candidates) {
  for (std::size_t f = 0; f < fields_.size(); ++f) {
    const FieldValues& field = fields_[f];
    std::unique_ptr<std::atomic<std::uint64_t>[]> matches(new std::atomic<std::uint64_t>[field.counts.size()]());
    parallel_for(candidates.size(), kGrain, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const ComparedPair& pair = candidates[i];
        const ValueId value = field.rows[pair.left];
        if (value == kMissingValue || value != field.rows[pair.right]) continue;
        const double probability = probability_of(weights_.of(comparison_.layout(), pair.pattern));
        matches[value].fetch_add(static_cast<std::uint64_t>(probability * kProbabilityUnit), std::memory_order_relaxed);
      }
    });
    std::vector<MatchWeight>& adjustments = frequencies_.emplace_back(field.counts.size(), 0);
    const std::vector<AgreementLevel> levels = [&] {
      std::vector<AgreementLevel> found(field.counts.size(), 0);
      if (field.type == FieldType::kDate) {  // default dates have an equality of their own
        const auto dates = make_comparison(field);
        for (ValueId v = 0; v < found.size(); ++v) found[v] = dates->level(v, v);
      }
      return found;
    }();
    parallel_for(adjustments.size(), kGrain, [&](std::size_t begin, std::size_t end) {
      for (std::size_t v = begin; v < end; ++v) {
        const double rows = field.counts[v];
        if (rows < 1) continue;
        const double matching = 2 * static_cast<double>(matches[v].load()) / kProbabilityUnit / rows;  // a row
        adjustments[v] = term_adjustment(model.fields[f].u[levels[v]], rows - 1 - matching, field.present);
      }
    });
  }
}

MatchWeight PairWeights::of_field(const ComparedPair& pair, std::size_t field) const {
  return weights_.of(field, comparison_.layout().level(pair.pattern, field));
}

MatchWeight PairWeights::of_frequency(const ComparedPair& pair, std::size_t field) const {
  const ValueId value = fields_[field].rows[pair.left];
  return value == kMissingValue || value != fields_[field].rows[pair.right] ? 0 : frequencies_[field][value];
}

MatchWeight PairWeights::weight(const ComparedPair& pair) const {
  std::array<MatchWeight, kMostFields> frequencies{};
  for (std::size_t f = 0; f < fields_.size(); ++f) frequencies[f] = of_frequency(pair, f);
  return weights_.of(comparison_.layout(), pair.pattern, {frequencies.data(), fields_.size()});
}

MatchWeight PairWeights::of_related(const ComparedPair& pair) const {
  MatchWeight by_chance = prior();
  for (std::size_t f = 0; f < fields_.size(); ++f) by_chance += of_field(pair, f) + of_frequency(pair, f);
  return weight(pair) - by_chance;
}

MatchWeight PairWeights::weight(std::uint32_t left, std::uint32_t right) const {
  return weight({left, right, comparison_.pattern(left, right)});
}

}  // namespace engine
