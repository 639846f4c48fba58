#include "engine/linkage/source_linking.h"

#include <algorithm>
#include <ctime>

#include "engine/linkage/source_parts.h"
#include "engine/store/person_attributes.h"

namespace engine {
namespace {

std::span<const RowDecision> decisions_of(const std::vector<RowDecision>& decisions, std::uint64_t baris) {
  const auto range =
      std::equal_range(decisions.begin(), decisions.end(), RowDecision{static_cast<std::uint32_t>(baris), 0, false},
                       [](const auto& a, const auto& b) { return a.baris < b.baris; });
  return {range.first, range.second};
}

// Measures processor time from phase to phase.
class Phases {
 public:
  void end(double& cost) {
    const std::clock_t now = std::clock();
    cost = static_cast<double>(now - begin_) / CLOCKS_PER_SEC;
    begin_ = now;
  }

 private:
  std::clock_t begin_ = std::clock();
};

}  // namespace

SourceLinking::SourceLinking(const LinkTables& tables, const LinkModel& start, LinkOptions options)
    : tables_(tables), model_(start), options_(std::move(options)) {
  if (!options_.model) return;
  if (options_.learn) {
    model_.start_from(*options_.model);
  } else {
    model_.use(*options_.model);
  }
}

// Closes a row that is the person who bears its NIK. Where a source has one row a person, rows that agree less than in
// all contend for the person.
bool SourceLinking::close(LinkRow& row, Day birth, Sex sex, std::string_view name, RowName& scratch) const {
  const PersonTable& persons = tables_.registry->persons;
  const BirthLevel birth_agrees = birth_level(birth, persons.birth[row.bearer]);
  const SexLevel sex_agrees = sex_level(sex, persons.marks[row.bearer].sex());
  if (!closes(birth_agrees, sex_agrees, NameLevel::kEqual) || name.empty()) return false;
  const bool only_equal = options_.one_row_per_person;
  if (only_equal && (birth != persons.birth[row.bearer] || birth == kNoDate || sex_agrees != SexLevel::kEqual)) {
    return false;
  }
  NameBuffer buffer;
  WeightUnits rarity = 0;
  row.name = NameLevel::kEqual;
  if (name != persons.name_of(row.bearer, buffer)) {
    if (only_equal) return false;
    tables_.names->read(name, scratch);
    const NameEvidence evidence = tables_.names->compare(scratch.name, tables_.names->of(row.bearer));
    row.name = name_level(evidence.comparison);
    if (!closes(birth_agrees, sex_agrees, row.name)) return false;
    rarity = row.name == NameLevel::kEqual ? 0 : evidence.rarity;  // that of equal names is that of the words
  }
  row.joint = static_cast<std::uint16_t>(joint_level(NikLevel::kEqual, birth_agrees, sex_agrees));
  row.link = {row.bearer, rarity, 10'000, MatchState::kPadan};
  return true;
}

SourceLinking::Batch SourceLinking::read(const PersonBatch& batch, std::span<const PersonRow> bearers) const {
  Batch read;
  read.rows.resize(batch.size());
  RowName scratch;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    LinkRow& row = read.rows[i];
    row.kk = batch.kk[i];
    row.bearer = bearers[i];
    const std::string_view name = batch.name(i);
    const auto decisions =
        options_.decisions.empty() ? std::span<const RowDecision>() : decisions_of(options_.decisions, batch.baris(i));
    if (decisions.empty() && row.bearer != kNoRow && close(row, batch.birth[i], batch.sex[i], name, scratch)) {
      ++read.closed.joint[row.joint];
      ++read.closed.name[static_cast<std::size_t>(row.name)];
      continue;
    }
    row.open = static_cast<std::uint32_t>(read.open.rows.size());
    for (const RowDecision& d : decisions) read.decisions.push_back({row.open, d.person, d.same});
    OpenRow open;
    open.nik = batch.nik[i];
    open.row = static_cast<std::uint32_t>(i);
    open.name_at = read.open.names.size();
    open.name_size = static_cast<std::uint16_t>(std::min<std::size_t>(name.size(), 0xFFFF));
    open.village = batch.village[i];
    open.attributes = PersonAttributes::pack(batch.record(i), 14, 0).word() & PersonAttributes::kContent;
    open.birth = batch.birth[i];
    open.sex = batch.sex[i];
    read.open.names.append(name.substr(0, open.name_size));
    read.open.rows.push_back(open);
  }
  return read;
}

void SourceLinking::ClosedCounts::add(const ClosedCounts& other) {
  for (std::size_t level = 0; level < kJointLevels; ++level) joint[level] += other.joint[level];
  for (std::size_t level = 0; level < kNameLevels; ++level) name[level] += other.name[level];
}

void SourceLinking::add(Batch&& batch) {
  const auto rows = static_cast<std::uint32_t>(rows_.size()), open = static_cast<std::uint32_t>(open_.rows.size());
  for (LinkRow& row : batch.rows) {
    if (row.open != kNoRow) row.open += open;
  }
  for (OpenRow& row : batch.open.rows) {
    row.row += rows;
    row.name_at += open_.names.size();
  }
  closed_.add(batch.closed);
  for (OpenDecision& decision : batch.decisions) decision.open += open;
  decisions_.insert(decisions_.end(), batch.decisions.begin(), batch.decisions.end());
  rows_.insert(rows_.end(), batch.rows.begin(), batch.rows.end());
  open_.rows.insert(open_.rows.end(), batch.open.rows.begin(), batch.open.rows.end());
  open_.names += batch.open.names;
}

// How often a person has a second row: both rows of a person are closed as often as chance has it.
void SourceLinking::find_second_rows() {
  if (options_.one_row_per_person) {
    second_row_rate_ = 0;
    return;
  }
  std::vector<bool> seen(tables_.registry->persons.size(), false);
  std::size_t closed = 0, second = 0;
  for (const LinkRow& row : rows_) {
    if (row.open != kNoRow) continue;
    ++closed;
    second += seen[row.link.person] ? 1u : 0u;
    seen[row.link.person] = true;
  }
  const double share_closed = static_cast<double>(closed + 1) / static_cast<double>(rows_.size() + 1);
  second_row_rate_ =
      std::min(1.0, (static_cast<double>(second) + 1) / (static_cast<double>(closed) + 200) / share_closed);
}

WeightUnits SourceLinking::name_weight_of_closed(const LinkRow& row) const {
  WeightUnits rarity = row.link.weight;
  if (row.name == NameLevel::kEqual) {
    const PersonName name = tables_.names->of(row.link.person);
    for (std::size_t i = 0; i < name.size; ++i) rarity += name.words[i]->rarity;
  }
  return model_.name(row.name, rarity);
}

PersonLink SourceLinking::link_with_weight(std::size_t row) const {
  PersonLink link = rows_[row].link;
  if (rows_[row].closed()) link.weight = model_.joint(rows_[row].joint) + name_weight_of_closed(rows_[row]);
  return link;
}

std::optional<bool> SourceLinking::decision(std::size_t row) const {
  if (decisions_.empty() || rows_[row].open == kNoRow) return std::nullopt;
  const auto decisions = source_parts::decisions_of(decisions_, rows_[row].open);
  if (decisions.empty()) return std::nullopt;
  return std::any_of(decisions.begin(), decisions.end(), [](const OpenDecision& d) { return d.same; });
}

LinkReport SourceLinking::finish() {
  LinkReport report;
  report.rows = rows_.size();
  report.open = open_.rows.size();
  report.closed = report.rows - report.open;
  Phases phases;
  group_by_kk();
  links_.assign(open_.rows.size(), {});
  find_second_rows();
  phases.end(report.cost.group);
  train();
  phases.end(report.cost.learn);
  resolve_groups(groups_, nullptr);
  phases.end(report.cost.resolve);
  look_further(report);
  phases.end(report.cost.wide);
  closed_padan_ = report.closed;
  if (options_.one_row_per_person) {
    link_rows_one_to_one();
  } else {
    let_rivals_contend();
  }
  phases.end(report.cost.rivals);
  choose_states(report);
  count_passes(report.passes);
  phases.end(report.cost.states);
  report.second_row_rate = second_row_rate_;
  report.model = model_.parameters();
  report.model.second_row_rate = second_row_rate_;
  report.fixed_model = options_.fixed();
  report.continued_model = options_.model && options_.learn;
  for (const OpenDecision& decision : decisions_) ++(decision.same ? report.decided_same : report.decided_other);
  return report;
}

}  // namespace engine
