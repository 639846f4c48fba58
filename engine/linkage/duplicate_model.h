// Weighs candidate pairs of registry rows by Fellegi–Sunter: how much rather one person than two.
//
// A pair has a cell: how near the rows live, the kind of their dates, the kind of their names (a joint level: faults of
// name and date exclude each other more often than not, and who is recorded twice in one village is recorded otherwise
// than who has moved). For every cell the model has
//   theta   second rows of the cell a person: the prior share of second rows λ times the m of the cell
//   slack   how much more often than the frequencies of words say strangers have names of this kind: one for each kind
//           and rarity of name among kin, in one regency, in the nation; apart for persons of other birth dates
// and a pair the number of strangers who agree with its rows as well as they with each other:
//   chance = persons as near × share of birth dates in that relation × share of persons with the words × slack
//   weight = log2(theta / chance), in 1/1024 bit, rounded down;   probability = 1 / (1 + 2^-weight)
// (I. P. Fellegi and A. B. Sunter, JASA 64, 1969; term frequencies after W. E. Winkler, 1989. As the prior is in theta,
// a weight above 0 is more likely one person than two.)
//
// slack is strangers met over strangers expected (duplicate_candidates.h); theta comes from EM over counts of (cell,
// chance in eighths of a bit). Both begin with start values, worth `kStartPersons` persons and `kStartPairs` pairs, so
// that a registry of a hundred rows is weighed sensibly and one of a million by itself.
//
// Either row may be the first, so the strangers of a pair are the harmonic mean of those of its rows.
// Members of one card are nearly never one person: twins are named alike, so there nothing but the whole name counts.
// Of rows that only their NIKs have brought together the words must be the same.
//
// threads: const after training; training runs on the calling thread. cost: a pass over the pairs, then below 1 ms an
// iteration whatever their number. The same answer on every machine: whole numbers, and doubles added in one order.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/linkage/duplicate_candidates.h"

namespace engine {

class DuplicateModel {
 public:
  DuplicateModel(const Registry& registry, const DuplicatePlaces& places, const DuplicateCandidates& candidates);

  struct Weight {
    std::int32_t weight = 0;        // 1/1024 bit
    std::uint32_t probability = 0;  // 1/10,000, rounded down
  };
  Weight weigh(const DuplicatePair& pair) const;

  double second_rows() const;  // a person: λ
  double theta(Nearness near, DateKind date, NameKind name) const { return theta_[cell(near, date, name)]; }
  double slack(std::size_t group, DateKind date, NameKind name, std::int32_t rarity) const {
    const Slack& slack = slack_[date == DateKind::kEqual || group == 0 ? 0 : 1];
    return slack[group][static_cast<std::size_t>(name)][rarity_band(rarity)];
  }
  int iterations() const { return iterations_; }

 private:
  using Slack = std::array<std::array<StrangerCounts::ByBand, kNameKinds>, kChanceGroups>;
  static Slack slack_of(const StrangerCounts& counts);

  static constexpr std::size_t kCells = kNearnesses * kDateKinds * kNameKinds;
  static constexpr double kStartPersons = 2'000, kStartPairs = 1.5;

  static std::size_t cell(Nearness near, DateKind date, NameKind name) {
    return (static_cast<std::size_t>(near) * kDateKinds + static_cast<std::size_t>(date)) * kNameKinds +
           static_cast<std::size_t>(name);
  }
  bool weighed(const DuplicatePair& pair) const;
  double strangers_of(PersonRow row, Nearness near, DateKind date) const;
  // log2 of the strangers who agree as well, 1/1024 bit.
  std::int32_t chance(const DuplicatePair& pair) const;
  Nearness level(const DuplicatePair& pair) const;
  void train(const DuplicateCandidates& candidates);

  const PersonTable& persons_;
  const DuplicatePlaces& places_;
  std::array<DateChances, 2> dates_;  // of men, of women
  std::array<double, kDateKinds> kin_dates_{};
  NikNeighbourCounts nik_counts_;
  double fashion_ = 1;
  std::array<double, kCells> theta_{};
  std::array<Slack, 2> slack_{};  // of one birth date, of others
  int iterations_ = 0;
};

}  // namespace engine
