#include "engine/indices/score_bins.h"

#include <algorithm>
#include <cmath>

#include "engine/indices/exponential.h"

namespace engine {
namespace {

PmtScore score_of(double rupiah) {
  const double score = std::ceil(std::ldexp(std::log(rupiah), kScoreFractionBits));
  return static_cast<PmtScore>(std::clamp(score, -2147483648.0, 2147483647.0));
}

struct BinOfPersons {
  double persons = 0, expenditure = 0;  // expenditure: of each
};

// Of the poorest tenths: the persons of a bin that a tenth ends in are taken in part.
std::array<double, kLorenzPoints> lorenz_of(const std::vector<BinOfPersons>& bins, double persons, double total) {
  std::array<double, kLorenzPoints> shares{};
  std::size_t at = 0;
  double before = 0, spent = 0;
  for (std::size_t tenth = 0; tenth < kLorenzPoints; ++tenth) {
    const double wanted = persons * static_cast<double>(tenth + 1) / 10;
    for (; at < bins.size() && before + bins[at].persons <= wanted; ++at) {
      before += bins[at].persons;
      spent += bins[at].persons * bins[at].expenditure;
    }
    const double rest = at < bins.size() ? (wanted - before) * bins[at].expenditure : 0;
    shares[tenth] = (spent + rest) / total;
  }
  return shares;
}

}  // namespace

ScoreBins::ScoreBins(double poverty_line) : poverty_line_(poverty_line), line_(score_of(poverty_line)) {}

ScoreBins::Bin& ScoreBins::at(std::int64_t place) {
  if (bins_.empty()) {
    first_ = place;
    bins_.resize(1);
  }
  if (place < first_) {
    bins_.insert(bins_.begin(), static_cast<std::size_t>(first_ - place), Bin{});
    first_ = place;
  }
  const auto index = static_cast<std::size_t>(place - first_);
  if (index >= bins_.size()) bins_.resize(index + 1);
  return bins_[index];
}

void ScoreBins::add(PmtScore score, std::uint64_t persons) {
  Bin& bin = at(place_of(score));
  ++bin.families;
  bin.persons += persons;
  bin.scores += static_cast<std::int64_t>(persons) * score;
}

void ScoreBins::add(const ScoreBins& other) {
  if (other.bins_.empty()) return;
  at(other.first_);
  at(other.first_ + static_cast<std::int64_t>(other.bins_.size()) - 1);
  for (std::size_t i = 0; i < other.bins_.size(); ++i) {
    Bin& bin = at(other.first_ + static_cast<std::int64_t>(i));
    bin.families += other.bins_[i].families;
    bin.persons += other.bins_[i].persons;
    bin.scores += other.bins_[i].scores;
  }
}

std::optional<WelfareIndices> ScoreBins::indices() const {
  WelfareIndices indices;
  std::vector<BinOfPersons> bins;
  const std::int64_t first_above = place_of(line_);
  std::array<double, 3> gaps{};
  double total = 0, ranked = 0;
  for (std::size_t i = 0; i < bins_.size(); ++i) {
    indices.families += bins_[i].families;
    if (bins_[i].persons == 0) continue;
    const auto persons = static_cast<double>(bins_[i].persons);
    const double score = static_cast<double>(bins_[i].scores) / persons;
    const double expenditure = exponential(std::ldexp(score, -kScoreFractionBits));
    // Twice the persons below the middle of the bin, times what the bin spends.
    ranked += persons * expenditure * (2 * static_cast<double>(indices.persons) + persons);
    total += persons * expenditure;
    indices.persons += bins_[i].persons;
    bins.push_back({persons, expenditure});
    if (first_ + static_cast<std::int64_t>(i) >= first_above) continue;
    const double gap = std::max(0.0, 1 - expenditure / poverty_line_);
    indices.poor_families += bins_[i].families;
    gaps[0] += persons;
    gaps[1] += persons * gap;
    gaps[2] += persons * gap * gap;
  }
  if (indices.persons == 0) return std::nullopt;
  const auto persons = static_cast<double>(indices.persons);
  indices.mean = total / persons;
  for (std::size_t a = 0; a < gaps.size(); ++a) indices.fgt[a] = gaps[a] / persons;
  indices.gini = ranked / (persons * total) - 1;
  indices.lorenz = lorenz_of(bins, persons, total);
  return indices;
}

}  // namespace engine
