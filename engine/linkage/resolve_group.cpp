#include "engine/linkage/resolve_group.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <tuple>

#include "engine/linkage/residence_level.h"
#include "kernels/packed_digits.h"

namespace engine {
namespace {

// A family member who is nobody in the registry bears words of the family: how often a word that one of it has, and
// one that several have.
constexpr double kWordOfOne = 0.05, kWordOfSeveral = 0.4;
constexpr double kMostPointed = 0.97;  // what all families that are pointed to can share

struct Family {
  FamilyRow row = kNoRow;
  PersonRow begin = 0, end = 0;
  bool same_kk = false;
  double linked = 0;  // closed rows of the group in it
  std::size_t size() const { return end - begin; }
};

// An open row against a member of a family.
struct Candidate {
  PersonRow person = kNoRow;
  std::uint16_t family = 0;
  std::uint16_t joint = 0;
  NameLevel name = NameLevel::kMissing;
  ResidenceLevel residence = ResidenceLevel::kMissing;
  bool decided = false, forbidden = false;
  WeightUnits weight = 0;  // of the joint level and the name
  double where = 0;        // prior share
  double rivals = 1;       // what rivals leave of it
  double probability = 0;
};

// A member of a family whom the registry lacks, or (family none) nobody.
struct Absent {
  WeightUnits words = 0;  // of the family that the name has
  double probability = 0;
};

class GroupWork {
 public:
  GroupWork(const LinkTables& tables, const OpenRows& rows, const LinkModel& model, double second_row,
            const GroupResolver::Group& group, const Claims* claims)
      : tables_(tables), rows_(rows), model_(model), second_row_(second_row), group_(group), claims_(claims) {}

  void find_families();
  void compare();
  void weigh(bool with_open_rows);
  OpenLink link(std::size_t row) const;
  std::vector<PersonOdds> odds(std::size_t row) const;
  std::vector<CandidateEvidence> evidence(std::size_t row) const;
  void count(ModelCounts& counts) const;

 private:
  void add_family(FamilyRow row, bool same_kk, double linked);
  void add_family_of(PersonRow person) { add_family(tables_.registry->persons.family[person], false, 0); }
  void compare_row(std::size_t row);
  void add_candidate(std::size_t row, std::size_t family, PersonRow person, kernels::PackedDigits nik,
                     const OpenRow& open, const RowName& name, std::array<std::uint8_t, PersonName::kMost>& shared);
  double other_rows(std::size_t row, std::size_t family) const;
  void weigh_row(std::size_t row, bool with_open_rows);
  void decide(std::size_t row, Candidate& candidate) const;
  void hold_to_decision(std::size_t row);
  bool pointed(std::size_t row, std::size_t family, bool with_open_rows, FamilyContext& kind) const;

  const LinkTables& tables_;
  const OpenRows& rows_;
  const LinkModel& model_;
  double second_row_;
  const GroupResolver::Group& group_;
  const Claims* claims_;

  std::vector<Family> families_;
  std::vector<std::vector<Candidate>> candidates_;  // by row: ascending by family
  std::vector<std::vector<Absent>> absent_;         // by row and family, and nobody last
  std::vector<std::vector<double>> inside_;         // by row and family: the probability of being there, absent or not
  std::vector<std::vector<double>> voted_;          // the same of the first time
};

void GroupWork::add_family(FamilyRow row, bool same_kk, double linked) {
  const auto known = std::find_if(families_.begin(), families_.end(), [&](const Family& f) { return f.row == row; });
  if (known != families_.end()) {
    known->linked += linked;
    known->same_kk |= same_kk;
    return;
  }
  if (families_.size() == GroupResolver::kMostFamilies) return;
  const FamilyTable& table = tables_.registry->families;
  families_.push_back({row, table.first_person[row], table.first_person[row + 1], same_kk, linked});
}

void GroupWork::find_families() {
  for (const OpenDecision& decision : group_.decisions) {
    if (decision.same) add_family_of(decision.person);
  }
  if (group_.kk != 0) {
    const FamilyRow same = tables_.registry->families.find({group_.kk});
    if (same != kNoRow) add_family(same, true, 0);
  }
  for (const LinkedFamily& linked : group_.linked) add_family(linked.family, false, linked.rows);
  for (const PersonRow bearer : group_.bearers) {
    if (bearer != kNoRow) add_family_of(bearer);
  }
  for (const WideCandidate& wide : group_.wide) add_family_of(wide.person);
  // An order that does not depend on that of the rows.
  std::sort(families_.begin(), families_.end(), [](const Family& a, const Family& b) { return a.row < b.row; });
}

void GroupWork::add_candidate(std::size_t row, std::size_t family, PersonRow person, kernels::PackedDigits nik,
                              const OpenRow& open, const RowName& name,
                              std::array<std::uint8_t, PersonName::kMost>& shared) {
  const PersonTable& persons = tables_.registry->persons;
  const PersonName other = tables_.names->of(person);
  for (std::size_t i = 0; i < name.name.size; ++i) {
    const auto end = other.words.begin() + other.size;
    shared[i] = static_cast<std::uint8_t>(shared[i] + (std::find(other.words.begin(), end, name.name.words[i]) != end));
  }
  const NameEvidence evidence = tables_.names->compare(name.name, other);
  Candidate candidate;
  candidate.person = person;
  candidate.family = static_cast<std::uint16_t>(family);
  candidate.joint = static_cast<std::uint16_t>(joint_level(nik_level(nik, kernels::pack_digits16(persons.nik[person])),
                                                           birth_level(open.birth, persons.birth[person]),
                                                           sex_level(open.sex, persons.marks[person].sex())));
  candidate.name = name_level(evidence.comparison);
  candidate.residence =
      residence_level(*tables_.regions, open.village, tables_.registry->families.village[families_[family].row]);
  candidate.weight = model_.joint(candidate.joint) + model_.name(candidate.name, evidence.rarity);
  if (!group_.decisions.empty()) decide(row, candidate);
  candidates_[row].push_back(candidate);
}

void GroupWork::decide(std::size_t row, Candidate& candidate) const {
  const PersonTable& persons = tables_.registry->persons;
  for (const OpenDecision& decision : group_.decisions) {
    if (decision.open != group_.open[row]) continue;
    if (decision.same) {
      candidate.decided |= candidate.person == decision.person;
    } else {
      candidate.forbidden |= tables_.second_rows->counted(persons, candidate.person) ==
                             tables_.second_rows->counted(persons, decision.person);
    }
  }
}

void GroupWork::compare_row(std::size_t row) {
  const OpenRow& open = rows_.rows[group_.open[row]];
  const kernels::PackedDigits nik = kernels::pack_digits16(open.nik);
  RowName name;
  tables_.names->read(rows_.name(open), name);
  absent_[row].resize(families_.size() + 1);
  for (std::size_t f = 0; f < families_.size(); ++f) {
    const Family& family = families_[f];
    if (family.size() > GroupResolver::kMostMembers) continue;
    std::array<std::uint8_t, PersonName::kMost> shared{};
    for (PersonRow person = family.begin; person < family.end; ++person) {
      add_candidate(row, f, person, nik, open, name, shared);
    }
    WeightUnits words = 0, sharing = 0;
    for (std::size_t i = 0; i < name.name.size; ++i) {
      if (shared[i] == 0) continue;
      const double often = shared[i] == 1 ? kWordOfOne : kWordOfSeveral;
      const double in_family = static_cast<double>(shared[i]) / static_cast<double>(family.size());
      words += weight_of(1 - often + often * in_family * odds_of(name.name.words[i]->rarity));
      sharing += weight_of(often * in_family);
    }
    absent_[row][f].words = std::min(words, model_.most_rarity() + sharing);
  }
  // Of a family that is too large only those who are pointed to themselves.
  const auto add_single = [&](PersonRow person) {
    const FamilyRow of = tables_.registry->persons.family[person];
    const auto at = std::find_if(families_.begin(), families_.end(), [&](const Family& f) { return f.row == of; });
    if (at == families_.end() || at->size() <= GroupResolver::kMostMembers) return;
    const auto& known = candidates_[row];
    if (std::any_of(known.begin(), known.end(), [&](const Candidate& c) { return c.person == person; })) return;
    std::array<std::uint8_t, PersonName::kMost> shared{};
    add_candidate(row, static_cast<std::size_t>(at - families_.begin()), person, nik, open, name, shared);
  };
  if (group_.bearers[row] != kNoRow) add_single(group_.bearers[row]);
  for (const WideCandidate& wide : group_.wide) {
    if (wide.open == group_.open[row]) add_single(wide.person);
  }
  for (const OpenDecision& decision : group_.decisions) {
    if (decision.same && decision.open == group_.open[row]) add_single(decision.person);
  }
  std::sort(candidates_[row].begin(), candidates_[row].end(), [](const Candidate& a, const Candidate& b) {
    return std::tie(a.family, a.person) < std::tie(b.family, b.person);
  });
}

void GroupWork::compare() {
  const std::size_t rows = group_.open.size();
  candidates_.assign(rows, {});
  absent_.assign(rows, {});
  inside_.assign(rows, std::vector<double>(families_.size(), 0));
  for (std::size_t row = 0; row < rows; ++row) compare_row(row);
}

// Which context points from the row to the family, if any does.
bool GroupWork::pointed(std::size_t row, std::size_t f, bool with_open_rows, FamilyContext& kind) const {
  const Family& family = families_[f];
  double here = family.linked, anywhere = static_cast<double>(group_.linked_rows);
  if (with_open_rows) {
    for (std::size_t other = 0; other < group_.open.size(); ++other) {
      if (other == row) continue;
      here += voted_[other][f];
      for (const double probability : voted_[other]) anywhere += probability;
    }
  }
  const std::optional<FamilyContext> context = family_context(family.same_kk, here, anywhere);
  if (context) kind = *context;
  return context.has_value();
}

void GroupWork::weigh_row(std::size_t row, bool with_open_rows) {
  const PersonTable& persons = tables_.registry->persons;
  std::vector<double> prior(families_.size(), 0);
  std::vector<bool> is_pointed(families_.size(), false);
  double sum = 0;
  for (std::size_t f = 0; f < families_.size(); ++f) {
    FamilyContext kind;
    is_pointed[f] = pointed(row, f, with_open_rows, kind);
    if (is_pointed[f]) sum += prior[f] = model_.context(kind);
  }
  const double scale = sum > kMostPointed ? kMostPointed / sum : 1;
  const double rest = 1 - std::min(sum, kMostPointed);
  const PersonRow bearer = group_.bearers[row];
  const FamilyRow bearer_family = bearer == kNoRow ? kNoRow : persons.family[bearer];

  double total = 0;
  auto candidate = candidates_[row].begin();
  for (std::size_t f = 0; f < families_.size(); ++f) {
    const Family& family = families_[f];
    const auto size = static_cast<double>(family.size());
    double where = is_pointed[f] ? prior[f] * scale : rest * size / model_.persons();
    const WeightUnits kin = family.row == bearer_family ? model_.nik_of_kin(family.size()) : 0;
    ResidenceLevel residence = ResidenceLevel::kMissing;
    double inside = 0;
    WeightUnits absent_kin = kin;
    for (; candidate != candidates_[row].end() && candidate->family == f; ++candidate) {
      residence = candidate->residence;
      WeightUnits weight = candidate->weight;
      if (candidate->person != bearer) weight += kin;
      if (!is_pointed[f]) weight += model_.residence(residence);
      candidate->where = where * (1 - model_.absent_kin()) / size * odds_of(weight - candidate->weight);
      double likely = candidate->where * odds_of(candidate->weight);
      if (claims_ != nullptr) {
        const double taken = claims_->of_others(candidate->person, group_.open[row]);
        candidate->rivals = 1 - taken + taken * second_row_;
        likely *= candidate->rivals;
        // Another row is that person too: this one may have copied the NIK, and the date with it.
        if (candidate->person == bearer && taken >= 0.5) {
          absent_kin = model_.nik_of_absent_kin(family.size(), candidate->joint);
        }
      }
      if (candidate->forbidden) likely = 0;
      candidate->probability = likely;
      inside += likely;
    }
    Absent& absent = absent_[row][f];
    const WeightUnits lives = is_pointed[f] ? 0 : model_.residence(residence);
    absent.probability = where * model_.absent_kin() * odds_of(absent.words + absent_kin + lives);
    inside += absent.probability;
    inside_[row][f] = inside;
    total += inside;
  }
  Absent& nobody = absent_[row].back();
  nobody.probability = rest * model_.absent();
  total += nobody.probability;
  for (Candidate& c : candidates_[row]) c.probability /= total;
  for (Absent& a : absent_[row]) a.probability /= total;
  for (double& inside : inside_[row]) inside /= total;
  if (!group_.decisions.empty()) hold_to_decision(row);
}

// Where a candidate is decided, nothing else is likely.
void GroupWork::hold_to_decision(std::size_t row) {
  auto& candidates = candidates_[row];
  const auto decided = std::find_if(candidates.begin(), candidates.end(), [](const Candidate& c) { return c.decided; });
  if (decided == candidates.end()) return;
  for (Candidate& c : candidates) c.probability = 0;
  for (Absent& absent : absent_[row]) absent.probability = 0;
  std::fill(inside_[row].begin(), inside_[row].end(), 0.0);
  decided->probability = inside_[row][decided->family] = 1;
  decided->rivals = 1;
}

void GroupWork::weigh(bool with_open_rows) {
  voted_ = inside_;
  for (std::size_t row = 0; row < group_.open.size(); ++row) weigh_row(row, with_open_rows);
}

OpenLink GroupWork::link(std::size_t row) const {
  const PersonTable& persons = tables_.registry->persons;
  struct Person {
    PersonRow counted = kNoRow;
    const Candidate* best = nullptr;
    double probability = 0;
  };
  std::vector<Person> found;
  OpenLink link;
  for (const Candidate& c : candidates_[row]) {
    if (c.forbidden) continue;
    const PersonRow counted = tables_.second_rows->counted(persons, c.person);
    if (c.person == group_.bearers[row]) link.bearer_probability = c.probability;
    auto at = std::find_if(found.begin(), found.end(), [&](const Person& p) { return p.counted == counted; });
    if (at == found.end()) at = found.insert(found.end(), {counted, &c, 0});
    at->probability += c.probability;
    if (c.probability > at->best->probability ||
        (c.probability == at->best->probability && c.person < at->best->person)) {
      at->best = &c;
    }
  }
  std::sort(found.begin(), found.end(), [](const Person& a, const Person& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.counted < b.counted;
  });
  if (found.empty()) return link;
  link.person = found[0].best->person;
  link.probability = found[0].probability;
  const Candidate& best = *found[0].best;
  link.weight = best.weight + weight_of(best.where * model_.persons()) + weight_of(best.rivals);
  if (found.size() > 1) {
    link.second = found[1].best->person;
    link.second_probability = found[1].probability;
  }
  return link;
}

std::vector<PersonOdds> GroupWork::odds(std::size_t row) const {
  constexpr double kLeast = 0.01, kNobody = 0x1p-60;
  const PersonTable& persons = tables_.registry->persons;
  double nobody = 0;
  for (const Absent& absent : absent_[row]) nobody += absent.probability;
  std::vector<PersonOdds> all;
  std::vector<double> best;
  for (const Candidate& c : candidates_[row]) {
    if (c.forbidden) continue;
    const PersonRow counted = tables_.second_rows->counted(persons, c.person);
    auto at = std::find_if(all.begin(), all.end(), [&](const PersonOdds& p) { return p.counted == counted; });
    if (at == all.end()) {
      at = all.insert(all.end(), {kNoRow, counted, 0, 0, 0});
      best.push_back(-1);
    }
    at->probability += c.probability;
    double& most = best[static_cast<std::size_t>(at - all.begin())];
    if (c.probability < most || (c.probability == most && c.person > at->person)) continue;
    most = c.probability;
    at->person = c.person;
    at->weight = c.weight + weight_of(c.where * model_.persons());
  }
  std::erase_if(all, [](const PersonOdds& p) { return p.probability < kLeast; });
  for (PersonOdds& p : all) p.odds = p.probability / std::max(nobody, kNobody);
  return all;
}

std::vector<CandidateEvidence> GroupWork::evidence(std::size_t row) const {
  std::vector<CandidateEvidence> all;
  for (const Candidate& c : candidates_[row]) {
    CandidateEvidence evidence;
    evidence.person = c.person;
    evidence.joint = c.joint;
    evidence.name = c.name;
    evidence.joint_weight = model_.joint(c.joint);
    evidence.name_weight = c.weight - evidence.joint_weight;
    evidence.where_weight = weight_of(c.where * model_.persons());
    evidence.rival_weight = weight_of(c.rivals);
    evidence.probability = c.probability;
    all.push_back(evidence);
  }
  std::sort(all.begin(), all.end(), [](const CandidateEvidence& a, const CandidateEvidence& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.person < b.person;
  });
  return all;
}

void GroupWork::count(ModelCounts& counts) const {
  for (std::size_t row = 0; row < group_.open.size(); ++row) {
    double pointed_inside = 0, pointed_absent = 0;
    for (std::size_t f = 0; f < families_.size(); ++f) {
      FamilyContext kind;
      if (!pointed(row, f, true, kind)) continue;
      counts.pointed[static_cast<std::size_t>(kind)] += to_count(1);
      counts.belongs[static_cast<std::size_t>(kind)] += to_count(inside_[row][f]);
      pointed_inside += inside_[row][f];
      pointed_absent += absent_[row][f].probability;
    }
    counts.kin += to_count(pointed_inside);
    counts.absent_kin += to_count(pointed_absent);
    counts.elsewhere += to_count(std::max(0.0, 1 - pointed_inside));
    counts.absent += to_count(absent_[row].back().probability);
    const PersonRow bearer = group_.bearers[row];
    double bearer_probability = 0, bearer_kin = 0;
    for (const Candidate& c : candidates_[row]) {
      counts.joint[c.joint] += to_count(c.probability);
      counts.name[static_cast<std::size_t>(c.name)] += to_count(c.probability);
      if (c.person == bearer) bearer_probability = c.probability;
      if (bearer != kNoRow && families_[c.family].row == tables_.registry->persons.family[bearer]) {
        bearer_kin += c.probability;
      }
      FamilyContext kind;
      if (!pointed(row, c.family, true, kind)) {
        counts.residence[static_cast<std::size_t>(c.residence)] += to_count(c.probability);
      }
    }
    if (bearer != kNoRow) {
      counts.with_nik += to_count(1);
      counts.other_nik += to_count(std::max(0.0, 1 - std::max(bearer_probability, bearer_kin)));
    }
  }
}

}  // namespace

Claims::Claims(std::vector<std::uint8_t> closed, std::vector<Claim> claims)
    : closed_(std::move(closed)), claims_(std::move(claims)) {
  std::sort(claims_.begin(), claims_.end(), [](const Claim& a, const Claim& b) {
    return std::tuple(a.person, -a.probability, a.open) < std::tuple(b.person, -b.probability, b.open);
  });
}

double Claims::of_others(PersonRow person, std::uint32_t open) const {
  if (closed_[person] != 0) return 1;
  auto at = std::lower_bound(claims_.begin(), claims_.end(), person,
                             [](const Claim& claim, PersonRow wanted) { return claim.person < wanted; });
  for (; at != claims_.end() && at->person == person; ++at) {
    if (at->open != open) return static_cast<double>(at->probability);
  }
  return 0;
}

void GroupResolver::resolve(const Group& group, const Claims* claims, std::span<OpenLink> links,
                            ModelCounts* counts) const {
  assert(group.open.size() <= kMostRows && links.size() == group.open.size());
  GroupWork work(tables_, rows_, model_, second_row_, group, claims);
  work.find_families();
  work.compare();
  work.weigh(false);
  if (group.open.size() > 1) work.weigh(true);
  for (std::size_t row = 0; row < links.size(); ++row) links[row] = work.link(row);
  if (counts != nullptr) work.count(*counts);
}

void GroupResolver::odds(const Group& group, std::span<std::vector<PersonOdds>> odds) const {
  GroupWork work(tables_, rows_, model_, second_row_, group, nullptr);
  work.find_families();
  work.compare();
  work.weigh(false);
  if (group.open.size() > 1) work.weigh(true);
  for (std::size_t row = 0; row < odds.size(); ++row) odds[row] = work.odds(row);
}

std::vector<CandidateEvidence> GroupResolver::evidence(const Group& group, const Claims* claims,
                                                       std::size_t row) const {
  GroupWork work(tables_, rows_, model_, second_row_, group, claims);
  work.find_families();
  work.compare();
  work.weigh(false);
  if (group.open.size() > 1) work.weigh(true);
  return work.evidence(row);
}

}  // namespace engine
