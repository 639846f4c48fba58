// The model of linking a source to the registry: how likely each agreement is for the same person and by chance.
//
// A row's person is one of the registry's, or none. What speaks for registry person c is
//   where c lives     the prior share of c's family: a family that the row's KK or the rest of its family points to
//                     has the share `context` of its kind; all other families share what is left, by their size and
//                     by where they live
//   who c is          Fellegi–Sunter weights log2(m/u) of the joint level of NIK, birth date and sex and of the name
//                     (I. P. Fellegi, A. B. Sunter, "A theory for record linkage", JASA 64, 1969)
// and for nobody of a family (a member the registry does not have) or nobody at all, the shares `absent_kin` and
// `absent`. m is learned from the rows themselves by EM; u of the joint field is measured on random pairs of registry
// persons, u of a name is the frequency of the words that agree (person_name.h), which is its term-frequency
// adjustment.
//
// missing: m and u of a joint level are given which of NIK, birth date and sex are missing, so what is missing weighs
// nothing. units: weights in 1/1024 bit. threads: immutable; counting from one thread each. order: sums are of whole
// numbers, so one answer in any order.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "engine/linkage/bits.h"
#include "engine/linkage/person_agreement.h"
#include "engine/store/registry.h"

namespace engine {

// What points from a row to a family: its KK, and the share of the row's other family members who are there.
enum class FamilyContext : std::uint8_t {
  kSameKkMost,   // the family has the row's KK number, and most of the others
  kSameKkAlone,  // the KK number, and nobody else is known
  kSameKkFew,    // the KK number, but most of the others are elsewhere
  kOtherKkMost,  // another KK number, and most of the others
  kOtherKkFew,   // another KK number, and some of the others
};
inline constexpr std::size_t kFamilyContexts = 5;

// What points from a row to a family that has `here` of the `anywhere` other family members whose family is known
// (sums of probabilities), or nothing.
std::optional<FamilyContext> family_context(bool same_kk, double here, double anywhere);

// Where a person lives, seen from the row.
enum class ResidenceLevel : std::uint8_t { kSameVillage, kSameDistrict, kSameRegency, kSameProvince, kOther, kMissing };
inline constexpr std::size_t kResidenceLevels = 6;

// Sums of probabilities, in units of 1/65536.
using ModelCount = std::uint64_t;
inline constexpr double kCountUnits = 65'536;
inline ModelCount to_count(double probability) { return static_cast<ModelCount>(probability * kCountUnits); }

struct ModelCounts {
  std::array<ModelCount, kJointLevels> joint{};
  std::array<ModelCount, kNameLevels> name{};
  std::array<ModelCount, kResidenceLevels> residence{};  // of persons whom no family context pointed to
  std::array<ModelCount, kFamilyContexts> pointed{}, belongs{};
  ModelCount kin = 0, absent_kin = 0;      // rows of a pointed family, and those of them that the registry lacks
  ModelCount elsewhere = 0, absent = 0;    // the other rows, and those of them that the registry lacks
  ModelCount with_nik = 0, other_nik = 0;  // rows whose NIK is in the registry, and those of another person

  void add(const ModelCounts& other);
};

// Rows that are linked without doubt, by what points to their family. Rows, not probabilities.
struct SureCounts {
  std::array<std::uint64_t, kFamilyContexts> pointed{}, belongs{};
  std::uint64_t rows = 0, kin = 0;  // kin: something points to their family

  void add(const SureCounts& other);
};

// Every number of a trained model: what the model file holds of a source. m and u of a joint level are of NIK, birth
// date and sex together, those with a missing field being the sums over the levels that agree in what is given; u of a
// name is the frequency of its words and no number of the model. The levels of a field without a missing one sum to 1.
struct LinkParameters {
  double registry_persons = 0;  // of the registry it was trained with: chance weighs log2 of it
  std::array<double, kJointLevels> joint_m{}, joint_u{};
  std::array<double, kNameLevels> name_m{};
  std::array<double, kResidenceLevels> residence_m{}, residence_u{};
  std::array<double, kFamilyContexts> context{};
  double absent_kin = 0, absent = 0, other_nik = 0;
  double second_row_rate = 0;

  friend bool operator==(const LinkParameters&, const LinkParameters&) = default;
};

class LinkModel {
 public:
  // Start values, with u measured on `persons`.
  explicit LinkModel(const PersonTable& persons);

  // Takes m and the shares of `trained` as start values; u stays as measured.
  void start_from(const LinkParameters& trained);
  // Takes all of `trained` as it is: the weights are those of the model that it was taken from. No `learn` after it.
  void use(const LinkParameters& trained);

  // Learns m and the shares from the counts of a pass over rows.
  void learn(const ModelCounts& counts);

  WeightUnits joint(std::size_t level) const { return joint_weight_[level]; }
  WeightUnits name(NameLevel level, WeightUnits rarity) const {
    return level == NameLevel::kMissing
               ? 0
               : name_weight_[static_cast<std::size_t>(level)] + std::min(rarity, most_rarity_);
  }
  // No name weighs more against any, save for its rarity.
  WeightUnits most_name() const { return *std::max_element(name_weight_.begin(), name_weight_.end()); }
  WeightUnits residence(ResidenceLevel level) const { return residence_weight_[static_cast<std::size_t>(level)]; }
  WeightUnits most_residence() const { return *std::max_element(residence_weight_.begin(), residence_weight_.end()); }
  double context(FamilyContext kind) const { return context_[static_cast<std::size_t>(kind)]; }
  double absent_kin() const { return absent_kin_; }
  double absent() const { return absent_; }
  // The NIK of a row that is one of a family of `size`, but not the one who bears it.
  WeightUnits nik_of_kin(std::size_t size) const;
  // The same for a member whom the registry lacks, where birth date and sex agree with the bearer's as `joint` says:
  // who copies a NIK may copy the date that stands in it.
  WeightUnits nik_of_absent_kin(std::size_t size, std::size_t joint) const;
  double persons() const { return persons_; }
  // What the words of a name can say at the most: no name is rarer than a person.
  WeightUnits most_rarity() const { return most_rarity_; }

  // Without the rate of second rows, which is no part of the weights.
  LinkParameters parameters() const;

 private:
  void measure_chance(const PersonTable& persons);
  void weigh();
  void set_chances(const std::array<double, kJointLevels>& m, const std::array<double, kJointLevels>& u);

  double persons_;
  WeightUnits most_rarity_;
  LinkParameters start_;                                    // m and shares to which what is counted is added
  std::array<double, kJointLevels> joint_m_{}, joint_u_{};  // as counted
  std::array<double, kNameLevels> name_m_{};
  std::array<double, kResidenceLevels> residence_m_{}, residence_u_{};
  std::array<double, kFamilyContexts> context_{};
  double absent_kin_ = 0, absent_ = 0, other_nik_ = 0;
  std::array<double, kJointLevels> m_{}, date_chance_{};  // m and u given what is missing
  std::array<WeightUnits, kJointLevels> joint_weight_{};
  std::array<WeightUnits, kNameLevels> name_weight_{};
  std::array<WeightUnits, kResidenceLevels> residence_weight_{};
};

}  // namespace engine
