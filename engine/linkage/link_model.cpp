#include "engine/linkage/link_model.h"

#include <algorithm>

#include "engine/parallel.h"
#include "kernels/packed_digits.h"

namespace engine {
namespace {

// Shares a practitioner would start with; every one is learned. Values in the order of the levels.
constexpr double kNikStart[] = {0.93, 0.012, 0.012, 0.012, 0.006, 0.004, 0.004, 0.02, 1};
constexpr double kBirthStart[] = {0.88, 0.006, 0.006, 0.006, 0.006, 0.04, 0.03, 0.004, 0.004, 0.01, 0.004, 0.01, 1};
constexpr double kSexStart[] = {0.995, 0.005, 1};
constexpr double kNameStart[] = {0.82, 0.05, 0.005, 0.01, 0.05, 0.01, 0.03, 0.004, 0.003, 0.004, 0.004, 0.01, 1};
constexpr double kResidenceStart[] = {0.5, 0.15, 0.15, 0.1, 0.1, 1};
constexpr double kContextStart[] = {0.94, 0.8, 0.4, 0.8, 0.2};
constexpr double kAbsentKin = 0.03, kAbsent = 0.3, kOtherNik = 0.01;
// The share of wrong NIKs that are those of a family member.
constexpr double kKinAmongWrong = 0.3;
// The share of them that bring the birth date along.
constexpr double kDateCopied = 0.01;
// Observations that the start values weigh in a joint level, a level of the name, a share.
constexpr double kJointBelief = 200, kLevelBelief = 50, kShareBelief = 20;

// Of two persons with NIKs this near, the share whose birth dates agree as the digits make one expect, by level.
constexpr double kUnlikeNik = 0.1;
double near_birth(NikLevel nik, BirthLevel birth) {
  constexpr double kSameDigits[kBirthLevels] = {0.93, 0, 0, 0, 0, 0.07, 0, 0, 0, 0, 0, 0, 0};
  constexpr double kOtherDigit[kBirthLevels] = {0, 0.02, 0.15, 0.05, 0.5, 0, 0.08, 0.1, 0.05, 0.03, 0.02, 0, 0};
  constexpr double kEither[kBirthLevels] = {0.47, 0.06, 0.07, 0.03, 0.2, 0.03, 0.04, 0.05, 0.03, 0.01, 0.01, 0, 0};
  const auto level = static_cast<std::size_t>(birth);
  if (nik == NikLevel::kDateDigit) return kOtherDigit[level];
  return nik == NikLevel::kAdjacentSwap || nik == NikLevel::kTwoEdits ? kEither[level] : kSameDigits[level];
}

constexpr std::size_t kRandomPairs = std::size_t{1} << 20;

std::uint64_t mix(std::uint64_t x) {  // splitmix64
  x += 0x9E37'79B9'7F4A'7C15ull;
  x = (x ^ x >> 30) * 0xBF58'476D'1CE4'E5B9ull;
  x = (x ^ x >> 27) * 0x94D0'49BB'1331'11EBull;
  return x ^ x >> 31;
}

bool given(std::size_t level) {
  return nik_of(level) != NikLevel::kMissing && birth_of(level) != BirthLevel::kMissing &&
         sex_of(level) != SexLevel::kMissing;
}

// Fills the levels with a missing field with the sums of those that agree in what is given: the chances given what is
// missing. The sum over all levels without a missing field is 1.
void complete_missing(std::array<double, kJointLevels>& chance) {
  std::array<double, kJointLevels> sums{};
  for (std::size_t level = 0; level < kJointLevels; ++level) {
    if (!given(level)) continue;
    for (unsigned missing = 1; missing < 8; ++missing) {
      const NikLevel nik = (missing & 1) != 0 ? NikLevel::kMissing : nik_of(level);
      const BirthLevel birth = (missing & 2) != 0 ? BirthLevel::kMissing : birth_of(level);
      const SexLevel sex = (missing & 4) != 0 ? SexLevel::kMissing : sex_of(level);
      sums[joint_level(nik, birth, sex)] += chance[level];
    }
  }
  for (std::size_t level = 0; level < kJointLevels; ++level) {
    if (!given(level)) chance[level] = sums[level];
  }
}

using PairCounts = std::array<std::uint64_t, kJointLevels>;

PairCounts count_random_pairs(const PersonTable& persons) {
  const std::uint64_t n = persons.size();
  return parallel_reduce(
      kRandomPairs, std::size_t{1} << 16, PairCounts{},
      [&](std::size_t begin, std::size_t end) {
        PairCounts counts{};
        for (std::size_t i = begin; i < end; ++i) {
          const std::uint64_t random = mix(i);
          const std::size_t a = (random >> 32) * n >> 32, b = (random & 0xFFFF'FFFFu) * n >> 32;
          if (a == b) continue;
          ++counts[joint_level(
              nik_level(kernels::pack_digits16(persons.nik[a]), kernels::pack_digits16(persons.nik[b])),
              birth_level(persons.birth[a], persons.birth[b]),
              sex_level(persons.marks[a].sex(), persons.marks[b].sex()))];
        }
        return counts;
      },
      [](PairCounts& sum, const PairCounts& part) {
        for (std::size_t level = 0; level < kJointLevels; ++level) sum[level] += part[level];
      });
}

double share(ModelCount hits, ModelCount trials, double start, double belief) {
  return (static_cast<double>(hits) / kCountUnits + start * belief) /
         (static_cast<double>(trials) / kCountUnits + belief);
}

}  // namespace

std::optional<FamilyContext> family_context(bool same_kk, double here, double anywhere) {
  constexpr double kSomebody = 0.3, kMost = 0.5, kSome = 0.1;
  const double share = anywhere < kSomebody ? 0 : here / anywhere;
  if (same_kk) {
    return anywhere < kSomebody ? FamilyContext::kSameKkAlone
           : share >= kMost     ? FamilyContext::kSameKkMost
                                : FamilyContext::kSameKkFew;
  }
  if (share < kSome) return std::nullopt;
  return share >= kMost ? FamilyContext::kOtherKkMost : FamilyContext::kOtherKkFew;
}

void SureCounts::add(const SureCounts& other) {
  for (std::size_t kind = 0; kind < kFamilyContexts; ++kind) {
    pointed[kind] += other.pointed[kind];
    belongs[kind] += other.belongs[kind];
  }
  rows += other.rows;
  kin += other.kin;
}

void ModelCounts::add(const ModelCounts& other) {
  const auto add_all = [](auto& to, const auto& from) {
    for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
  };
  add_all(joint, other.joint);
  add_all(name, other.name);
  add_all(residence, other.residence);
  add_all(pointed, other.pointed);
  add_all(belongs, other.belongs);
  kin += other.kin;
  absent_kin += other.absent_kin;
  elsewhere += other.elsewhere;
  absent += other.absent;
  with_nik += other.with_nik;
  other_nik += other.other_nik;
}

LinkModel::LinkModel(const PersonTable& persons)
    : persons_(static_cast<double>(std::max<std::size_t>(persons.size(), 1))),
      most_rarity_(weight_of(persons_) + kUnitsOfBit) {
  for (std::size_t level = 0; level < kJointLevels; ++level) {
    start_.joint_m[level] = kNikStart[static_cast<std::size_t>(nik_of(level))] *
                            kBirthStart[static_cast<std::size_t>(birth_of(level))] *
                            kSexStart[static_cast<std::size_t>(sex_of(level))];
  }
  std::copy(std::begin(kNameStart), std::end(kNameStart), start_.name_m.begin());
  std::copy(std::begin(kResidenceStart), std::end(kResidenceStart), start_.residence_m.begin());
  std::copy(std::begin(kContextStart), std::end(kContextStart), start_.context.begin());
  start_.absent_kin = kAbsentKin;
  start_.absent = kAbsent;
  start_.other_nik = kOtherNik;
  measure_chance(persons);
  start_from(LinkParameters(start_));
}

void LinkModel::start_from(const LinkParameters& trained) {
  start_ = trained;
  joint_m_ = trained.joint_m;
  name_m_ = trained.name_m;
  residence_m_ = trained.residence_m;
  context_ = trained.context;
  absent_kin_ = trained.absent_kin;
  absent_ = trained.absent;
  other_nik_ = trained.other_nik;
  weigh();
}

void LinkModel::use(const LinkParameters& trained) {
  persons_ = trained.registry_persons;
  most_rarity_ = weight_of(persons_) + kUnitsOfBit;
  residence_u_ = trained.residence_u;
  start_from(trained);
  set_chances(trained.joint_m, trained.joint_u);
}

void LinkModel::measure_chance(const PersonTable& persons) {
  const PairCounts counts = persons.size() < 2 ? PairCounts{} : count_random_pairs(persons);
  std::array<double, kBirthLevels * kSexLevels> anyone{};  // by birth and sex level
  double seen = 0;
  std::array<double, kNikLevels> by_nik{};
  for (std::size_t level = 0; level < kJointLevels; ++level) {
    if (!given(level)) continue;
    const auto count = static_cast<double>(counts[level]);
    anyone[level % (kBirthLevels * kSexLevels)] += count;
    by_nik[static_cast<std::size_t>(nik_of(level))] += count;
    seen += count;
  }
  // Half an observation for each level, so that nothing is impossible.
  for (std::size_t at = 0; at < anyone.size(); ++at) anyone[at] = (anyone[at] + 0.5) / (seen + 18);
  for (std::size_t level = 0; level < kJointLevels; ++level) {
    if (!given(level)) continue;
    const auto nik = static_cast<std::size_t>(nik_of(level));
    const double like_anyone = anyone[level % (kBirthLevels * kSexLevels)];
    if (nik_of(level) == NikLevel::kEqual || nik_of(level) == NikLevel::kOther) {
      joint_u_[level] = like_anyone;
      continue;
    }
    // Few pairs have NIKs this near: what they say of date and sex counts beside ten pairs of the kind.
    const double near = (1 - kUnlikeNik) * near_birth(nik_of(level), birth_of(level)) *
                            (sex_of(level) == SexLevel::kEqual ? 0.99 : 0.01) +
                        kUnlikeNik * like_anyone;
    const double within = (static_cast<double>(counts[level]) + 10 * near) / (by_nik[nik] + 10);
    joint_u_[level] = (by_nik[nik] + 0.5) / (seen + 4) * within;
  }
  // A serial that the registry has not issued is as near to the issued ones of its place and date as these are to each
  // other, in whatever digits it differs.
  for (std::size_t at = 0; at < anyone.size(); ++at) {
    double& one = joint_u_[static_cast<std::size_t>(NikLevel::kSerialDigit) * anyone.size() + at];
    double& more = joint_u_[static_cast<std::size_t>(NikLevel::kOtherSerial) * anyone.size() + at];
    one = more = std::max(one, more);
  }
  // Where two persons live, by chance: little depends on it, so it is not measured.
  residence_u_ = {0.0005, 0.002, 0.01, 0.08, 0.9075, 1};
}

void LinkModel::weigh() {
  std::array<double, kJointLevels> u = joint_u_, m = joint_m_;
  for (std::size_t level = 0; level < kJointLevels; ++level) {
    if (given(level) && nik_of(level) == NikLevel::kEqual) u[level] *= other_nik_ / persons_;
  }
  const auto normalise = [](std::array<double, kJointLevels>& chance) {
    double sum = 0;
    for (std::size_t level = 0; level < kJointLevels; ++level) sum += given(level) ? chance[level] : 0;
    for (std::size_t level = 0; level < kJointLevels; ++level) chance[level] = given(level) ? chance[level] / sum : 0;
  };
  normalise(u);
  normalise(m);
  set_chances(m, u);
  for (std::size_t level = 0; level < kNameLevels; ++level) name_weight_[level] = weight_of(name_m_[level]);
  name_weight_[static_cast<std::size_t>(NameLevel::kMissing)] = 0;
  for (std::size_t level = 0; level < kResidenceLevels; ++level) {
    residence_weight_[level] = weight_of(residence_m_[level]) - weight_of(residence_u_[level]);
  }
  residence_weight_[static_cast<std::size_t>(ResidenceLevel::kMissing)] = 0;
}

// Both sum to 1 over the levels without a missing field; the others are filled here.
void LinkModel::set_chances(const std::array<double, kJointLevels>& m, const std::array<double, kJointLevels>& u) {
  m_ = m;
  date_chance_ = u;
  for (auto* chance : {&m_, &date_chance_}) {
    for (std::size_t level = 0; level < kJointLevels; ++level) {
      if (!given(level)) (*chance)[level] = 0;
    }
    complete_missing(*chance);
  }
  for (std::size_t level = 0; level < kJointLevels; ++level) {
    joint_weight_[level] = weight_of(m_[level]) - weight_of(date_chance_[level]);
  }
  joint_weight_[joint_level(NikLevel::kMissing, BirthLevel::kMissing, SexLevel::kMissing)] = 0;
}

void LinkModel::learn(const ModelCounts& counts) {
  // Rows with a missing field say something of the given ones too; there are enough without, so they are left out.
  double rows = 0;
  for (std::size_t level = 0; level < kJointLevels; ++level) {
    if (given(level)) rows += static_cast<double>(counts.joint[level]) / kCountUnits;
  }
  for (std::size_t level = 0; level < kJointLevels; ++level) {
    if (!given(level)) continue;
    joint_m_[level] = (static_cast<double>(counts.joint[level]) / kCountUnits + kJointBelief * start_.joint_m[level]) /
                      (rows + kJointBelief);
  }
  ModelCount named = 0;
  for (std::size_t level = 0; level + 1 < kNameLevels; ++level) named += counts.name[level];
  for (std::size_t level = 0; level + 1 < kNameLevels; ++level) {
    name_m_[level] = share(counts.name[level], named, start_.name_m[level], kLevelBelief);
  }
  ModelCount placed = 0;
  for (std::size_t level = 0; level + 1 < kResidenceLevels; ++level) placed += counts.residence[level];
  for (std::size_t level = 0; level + 1 < kResidenceLevels; ++level) {
    residence_m_[level] = share(counts.residence[level], placed, start_.residence_m[level], kLevelBelief);
  }
  for (std::size_t kind = 0; kind < kFamilyContexts; ++kind) {
    context_[kind] = share(counts.belongs[kind], counts.pointed[kind], start_.context[kind], kShareBelief);
  }
  absent_kin_ = share(counts.absent_kin, counts.kin, start_.absent_kin, kShareBelief);
  absent_ = share(counts.absent, counts.elsewhere, start_.absent, kShareBelief);
  other_nik_ = share(counts.other_nik, counts.with_nik, start_.other_nik, kShareBelief);
  weigh();
}

WeightUnits LinkModel::nik_of_kin(std::size_t size) const {
  return weight_of(kKinAmongWrong / static_cast<double>(std::max<std::size_t>(size, 2) - 1) * persons_ / other_nik_);
}

WeightUnits LinkModel::nik_of_absent_kin(std::size_t size, std::size_t joint) const {
  const std::size_t level = joint_level(NikLevel::kMissing, birth_of(joint), sex_of(joint));
  const bool equal = birth_of(joint) == BirthLevel::kEqual || birth_of(joint) == BirthLevel::kDefaultEqual;
  const double date = equal ? kDateCopied / date_chance_[level] : 0;
  return nik_of_kin(size) + weight_of(1 - kDateCopied + date);
}

LinkParameters LinkModel::parameters() const {
  LinkParameters all;
  all.registry_persons = persons_;
  all.joint_m = m_;
  all.joint_u = date_chance_;
  all.name_m = name_m_;
  all.residence_m = residence_m_;
  all.residence_u = residence_u_;
  all.context = context_;
  all.absent_kin = absent_kin_;
  all.absent = absent_;
  all.other_nik = other_nik_;
  return all;
}

}  // namespace engine
