#include "engine/linkage/duplicate_model.h"

#include <algorithm>
#include <map>

#include "engine/linkage/bits.h"
#include "engine/linkage/duplicate_rivals.h"
#include "engine/parallel.h"

namespace engine {
namespace {

// Start values. λ is that of the start rule; the shares are guesses of a registry clerk's errors, to be outweighed.
constexpr double kStartShare = 0.004;
constexpr std::array<double, kNearnesses> kStartNear = {0.03, 0.08, 0.25, 0.35, 0.25, 0.04};
constexpr std::array<double, kDateKinds> kStartDate = {0.71, 0.07, 0.03, 0.07, 0.06, 0.02, 0.02, 0.02};
constexpr std::array<double, kNameKinds> kStartName = {0.50, 0.15, 0.15, 0.12, 0.04, 0.04};
constexpr std::array<double, kNameKinds> kStartSlack = {2, 2, 4, 2, 4, 4};
constexpr std::size_t kGrain = std::size_t{1} << 14;
constexpr int kMostIterations = 200;
// Second rows of one cell a person, at the most: a crowd of one name and one date is no crowd of second rows.
constexpr double kMostTheta = 0.1;
constexpr double kSettled = 1e-8;  // second rows a person
constexpr std::int32_t kBinUnits = kUnitsOfBit / 8;
constexpr std::int32_t kMostRarity = 30 * kUnitsOfBit;

std::array<DateChances, 2> count_dates(const PersonTable& persons) {
  std::array<std::vector<std::uint32_t>, 2> by_day;
  for (auto& days : by_day) days.assign(std::size_t{kNoDate} + 1, 0);
  for (std::size_t p = 0; p < persons.size(); ++p) {
    if (persons.marks[p].sex() != Sex::kUnknown)
      ++by_day[persons.marks[p].sex() == Sex::kMale ? 0 : 1][persons.birth[p]];
  }
  return {DateChances(by_day[0]), DateChances(by_day[1])};
}

}  // namespace

DuplicateModel::DuplicateModel(const Registry& registry, const DuplicatePlaces& places,
                               const DuplicateCandidates& candidates)
    : persons_(registry.persons),
      places_(places),
      dates_(count_dates(registry.persons)),
      kin_dates_(candidates.kin_dates),
      nik_counts_(candidates.nik_counts),
      fashion_(candidates.fashion) {
  train(candidates);
}

// Rows that neither a date nor an equal name has brought together are held against others with such NIKs.
Nearness DuplicateModel::level(const DuplicatePair& pair) const {
  const bool other = pair.date == DateKind::kOther || (pair.date != DateKind::kEqual && (pair.passes & kName) == 0);
  return pair.near != Nearness::kFamily && other ? Nearness::kNik : pair.near;
}

bool DuplicateModel::weighed(const DuplicatePair& pair) const {
  switch (level(pair)) {
    case Nearness::kFamily: return pair.name == NameKind::kEqual;
    case Nearness::kNik: return pair.name <= NameKind::kRespelled;
    default: return true;
  }
}

std::int32_t DuplicateModel::chance(const DuplicatePair& pair) const {
  const auto all = static_cast<double>(persons_.size());
  const Nearness near = level(pair);
  double strangers = 0;
  if (near == Nearness::kFamily) {
    strangers = (2 * kin_dates_[static_cast<std::size_t>(pair.date)] + 1) / all;
  } else if (near == Nearness::kNik) {
    const std::size_t place = pair.nik_place;
    const std::uint64_t met = place == 0            ? 0
                              : place <= kNikDigits ? nik_counts_.substitutions[place]
                                                    : nik_counts_.swaps[place - kNikDigits];
    // Two substitutions are about as frequent as all the ids in two steps: some hundred a person.
    strangers = place == 0 ? 100.0 : (2 * static_cast<double>(met) + 1) / all;
  } else {
    strangers = 2 / (1 / strangers_of(pair.a, near, pair.date) + 1 / strangers_of(pair.b, near, pair.date));
  }
  return log2_units(strangers * slack(chance_group(near), pair.date, pair.name, pair.rarity)) -
         std::min(pair.rarity, kMostRarity);
}

// Persons as near as the pair whose date has the kind to that of the row.
double DuplicateModel::strangers_of(PersonRow row, Nearness near, DateKind date) const {
  const DateChances& dates = dates_[persons_.marks[row].sex() == Sex::kMale ? 0 : 1];
  auto dated = static_cast<double>(dates.others(date, persons_.birth[row]));
  dated = date == DateKind::kEqual ? dated - 1 : dated * fashion_;
  return std::max(dated, 0.5) * static_cast<double>(places_.persons(near, row) + 1) /
         static_cast<double>(persons_.size());
}

DuplicateModel::Slack DuplicateModel::slack_of(const StrangerCounts& counts) {
  Slack slack{};
  for (std::size_t g = 0; g < kChanceGroups; ++g) {
    for (std::size_t k = 0; k < kNameKinds; ++k) {
      double borrowed = kStartSlack[k];  // from the band below
      for (std::size_t band = 0; band < kRarityBands; ++band) {
        borrowed = slack[g][k][band] =
            (counts.met[g][k][band] + kStartPairs) / (counts.expected[g][k][band] + kStartPairs / borrowed);
      }
    }
  }
  return slack;
}

void DuplicateModel::train(const DuplicateCandidates& candidates) {
  slack_ = {slack_of(candidates.strangers), slack_of(candidates.namesakes)};
  using Patterns = std::map<std::pair<std::size_t, std::int32_t>, double>;  // (cell, bin) → pairs
  const Patterns patterns = parallel_reduce(
      candidates.pairs.size(), kGrain, Patterns{},
      [&](std::size_t begin, std::size_t end) {
        Patterns here;
        for (std::size_t i = begin; i < end; ++i) {
          const DuplicatePair& pair = candidates.pairs[i];
          if (weighed(pair)) here[{cell(level(pair), pair.date, pair.name), chance(pair) / kBinUnits}] += 1;
        }
        return here;
      },
      [](Patterns& sum, Patterns&& part) {
        for (const auto& [key, count] : part) sum[key] += count;
      });
  std::array<double, kCells> start{};
  for (std::size_t c = 0; c < kCells; ++c) {
    start[c] = kStartShare * kStartNear[c / (kDateKinds * kNameKinds)] * kStartDate[c / kNameKinds % kDateKinds] *
               kStartName[c % kNameKinds];
  }
  theta_ = start;
  const auto all = static_cast<double>(persons_.size());
  for (iterations_ = 1; iterations_ <= kMostIterations; ++iterations_) {
    std::array<double, kCells> second{};
    for (const auto& [key, count] : patterns) {
      const double strangers = odds_of(key.second * kBinUnits);
      second[key.first] += count * theta_[key.first] / (theta_[key.first] + strangers);
    }
    double change = 0;
    for (std::size_t c = 0; c < kCells; ++c) {
      const double theta = std::min(kMostTheta, (2 * second[c] + kStartPersons * start[c]) / (all + kStartPersons));
      change = std::max(change, std::abs(theta - theta_[c]));
      theta_[c] = theta;
    }
    if (change < kSettled) break;
  }
}

double DuplicateModel::second_rows() const {
  double sum = 0;
  for (const double theta : theta_) sum += theta;
  return sum;
}

DuplicateModel::Weight DuplicateModel::weigh(const DuplicatePair& pair) const {
  const Nearness near = level(pair);
  const double theta = theta_[cell(near, pair.date, pair.name)];
  Weight out;
  if (!weighed(pair)) {
    out.weight = -40 * kUnitsOfBit;
    return out;
  }
  out.weight = log2_units(theta) - chance(pair);
  out.probability = probability_units(out.weight);
  return out;
}

}  // namespace engine
