#include "io/explain/desil_changes.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "engine/desil/cuts.h"
#include "io/run/lift_ranks.h"

namespace io {
namespace {

engine::Desil desil_at(const engine::Cuts& cuts, engine::PmtScore score) {
  const auto below = std::count_if(cuts.begin(), cuts.end(), [&](const engine::Cut& cut) { return cut.score < score; });
  return static_cast<engine::Desil>(1 + below);
}

// Ranks the nation with one score changed, and puts it back.
class Rerank {
 public:
  explicit Rerank(const RunState& run) : scores_(run.score), weights_(ranking_weights(run, run.config.weight)) {}

  engine::Desil desil(engine::FamilyRow family, engine::PmtScore score) {
    const engine::PmtScore own = std::exchange(scores_[family], score);
    const engine::Cuts cuts = *engine::select_cuts(scores_, weights_);
    scores_[family] = own;
    return desil_at(cuts, score);
  }

 private:
  std::vector<engine::PmtScore> scores_;
  std::vector<std::uint16_t> weights_;
};

}  // namespace

std::vector<DesilChange> desil_changes(const RunState& run, engine::FamilyRow family, std::size_t model) {
  if (run.config.lifts() || !run.ranks.national || run.ranks.national_desils[family] == 0) return {};
  const engine::PmtScore own = run.score[family];
  const engine::Desil desil = run.ranks.national_desils[family];
  std::vector<engine::SingleChange> candidates =
      engine::single_changes(*run.model, model, run.assembly->indicators(), family);
  // Far enough by the cuts as they are; the nation ranked again has the last word.
  std::erase_if(candidates, [&](const engine::SingleChange& change) {
    return desil_at(*run.ranks.national, change.score) == desil;
  });
  const auto size = [&](const engine::SingleChange& change) {
    return std::abs(std::int64_t{change.score} - std::int64_t{own});
  };
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](const auto& a, const auto& b) { return size(a) < size(b); });
  Rerank rerank(run);
  std::vector<DesilChange> changes;
  for (const bool down : {true, false}) {
    std::vector<engine::Variable> given;
    for (const engine::SingleChange& change : candidates) {
      if (given.size() == kMostChanges) break;
      if ((change.score < own) != down) continue;
      if (std::find(given.begin(), given.end(), change.variable) != given.end()) continue;
      const engine::Desil reached = rerank.desil(family, change.score);
      if (reached == desil) continue;
      given.push_back(change.variable);
      changes.push_back({change, reached});
    }
  }
  return changes;
}

}  // namespace io
