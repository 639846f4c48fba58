#include "engine/linkage/source_parts.h"

#include <algorithm>

#include "engine/parallel.h"
#include "kernels/packed_digits.h"

namespace engine {
namespace {

constexpr int kRounds = 3;
constexpr std::uint32_t kSampleRows = 20'000;

}  // namespace

// What points to the families of the closed rows of a group.
void SourceLinking::count_closed(const Group& group, SureCounts& counts) const {
  const PersonTable& persons = tables_.registry->persons;
  std::vector<FamilyRow> families;
  for (std::uint32_t i = group.begin; i < group.end; ++i) {
    const LinkRow& row = rows_[by_kk_[i]];
    if (row.closed()) families.push_back(persons.family[tables_.second_rows->counted(persons, row.link.person)]);
  }
  if (families.empty()) return;
  const std::uint64_t kk = rows_[by_kk_[group.begin]].kk;
  const FamilyRow same_kk = kk == 0 ? kNoRow : tables_.registry->families.find({kk});
  std::vector<LinkedFamily> linked;
  source_parts::linked_families(families, linked);
  if (same_kk != kNoRow && std::none_of(linked.begin(), linked.end(), [&](auto& l) { return l.family == same_kk; }))
    linked.push_back({same_kk, 0});
  const auto others = static_cast<double>(families.size() - 1);
  for (const LinkedFamily& own : linked) {  // the rows of one family see the same
    counts.rows += own.rows;
    for (const LinkedFamily& seen : linked) {
      const bool belongs = seen.family == own.family;
      const double here = static_cast<double>(seen.rows) - (belongs && own.rows != 0 ? 1 : 0);
      const auto context = family_context(seen.family == same_kk, here, others);
      if (!context) continue;
      counts.pointed[static_cast<std::size_t>(*context)] += own.rows;
      if (!belongs) continue;
      counts.belongs[static_cast<std::size_t>(*context)] += own.rows;
      counts.kin += own.rows;
    }
  }
}

ModelCounts SourceLinking::learn_from(std::uint32_t one_in) {
  const GroupResolver resolver(tables_, open_, model_, second_row_rate_);
  ModelCounts counts = parallel_reduce(
      groups_.size(), 512, ModelCounts{},
      [&](std::size_t begin, std::size_t end) {
        ModelCounts part;
        std::vector<OpenLink> links;
        for (std::size_t g = begin; g < end; ++g) {
          const LinkRow& first = rows_[by_kk_[groups_[g].begin]];
          if (!in_sample(first.kk, first.open, one_in)) continue;
          for_each_part(groups_[g], [&](const GroupResolver::Group& group) {
            links.resize(group.open.size());
            resolver.resolve(group, nullptr, links, &part);
          });
        }
        return part;
      },
      [](ModelCounts& sum, const ModelCounts& part) { sum.add(part); });
  // As many of the closed rows as of the open ones, at their levels.
  const auto sampled = [&](std::uint64_t rows) { return to_count(static_cast<double>(rows) / one_in); };
  for (std::size_t level = 0; level < kJointLevels; ++level) counts.joint[level] += sampled(closed_.joint[level]);
  for (std::size_t level = 0; level < kNameLevels; ++level) counts.name[level] += sampled(closed_.name[level]);
  counts.with_nik += sampled(rows_.size() - open_.rows.size());
  // What points to the families of all closed rows is taken to be what points to those of families with open rows.
  const double scale = static_cast<double>(rows_.size() - open_.rows.size()) /
                       static_cast<double>(std::max<std::uint64_t>(sure_.rows, 1)) / one_in;
  const auto scaled = [&](std::uint64_t rows) { return to_count(static_cast<double>(rows) * scale); };
  for (std::size_t kind = 0; kind < kFamilyContexts; ++kind) {
    counts.pointed[kind] += scaled(sure_.pointed[kind]);
    counts.belongs[kind] += scaled(sure_.belongs[kind]);
  }
  counts.kin += scaled(sure_.kin);
  counts.elsewhere += scaled(sure_.rows - sure_.kin);
  count_decisions(counts, one_in);
  return counts;
}

bool SourceLinking::in_sample(std::uint64_t kk, std::uint32_t open, std::uint32_t one_in) const {
  return source_parts::mix(kk != 0 ? kk : source_parts::key_of(open_, open)) % one_in == 0;
}

// Labelled pairs of families that are not in the sample; those of the others are counted with them.
void SourceLinking::count_decisions(ModelCounts& counts, std::uint32_t one_in) const {
  for (const OpenDecision& decision : decisions_) {
    const OpenRow& row = open_.rows[decision.open];
    if (!decision.same || in_sample(rows_[row.row].kk, decision.open, one_in)) continue;
    const auto [joint, name] = agreement(row, decision.person);
    counts.joint[joint] += to_count(kRowsOfDecision);
    counts.name[static_cast<std::size_t>(name)] += to_count(kRowsOfDecision);
  }
}

std::pair<std::size_t, NameLevel> SourceLinking::agreement(const OpenRow& row, PersonRow person) const {
  const PersonTable& persons = tables_.registry->persons;
  RowName name;
  tables_.names->read(open_.name(row), name);
  return {joint_level(nik_level(kernels::pack_digits16(row.nik), kernels::pack_digits16(persons.nik[person])),
                      birth_level(row.birth, persons.birth[person]), sex_level(row.sex, persons.marks[person].sex())),
          name_level(tables_.names->compare(name.name, tables_.names->of(person)).comparison)};
}

void SourceLinking::train() {
  if (options_.fixed()) {
    if (!options_.one_row_per_person) second_row_rate_ = options_.model->second_row_rate;
    return;
  }
  sure_ = parallel_reduce(
      groups_.size(), 4096, SureCounts{},
      [&](std::size_t begin, std::size_t end) {
        SureCounts part;
        for (std::size_t g = begin; g < end; ++g) count_closed(groups_[g], part);
        return part;
      },
      [](SureCounts& sum, const SureCounts& part) { sum.add(part); });
  const auto one_in = static_cast<std::uint32_t>(1 + open_.rows.size() / kSampleRows);
  for (int round = 0; round < kRounds; ++round) model_.learn(learn_from(one_in));
}

}  // namespace engine
