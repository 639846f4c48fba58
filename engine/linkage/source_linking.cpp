#include "engine/linkage/source_linking.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <tuple>

#include "engine/linkage/one_to_one.h"
#include "engine/linkage/review_sample.h"
#include "engine/linkage/wide_candidates.h"
#include "engine/parallel.h"
#include "engine/radix_sort.h"
#include "engine/store/person_attributes.h"
#include "kernels/packed_digits.h"

namespace engine {
namespace {

constexpr int kRounds = 3;
constexpr std::uint32_t kSampleRows = 20'000;
constexpr std::size_t kMostLinked = 16;
constexpr double kFound = 0.98;   // an open row whose likeliest persons together have less is looked for further
constexpr double kClaims = 0.01;  // from here on a row is a rival

// By what the rows say, so that nothing depends on the order of the source.
bool before(const OpenRows& rows, std::uint32_t a, std::uint32_t b) {
  const OpenRow &x = rows.rows[a], &y = rows.rows[b];
  const auto fields = [](const OpenRow& r) { return std::tie(r.nik, r.birth, r.village, r.sex, r.attributes); };
  return fields(x) != fields(y) ? fields(x) < fields(y) : rows.name(x) < rows.name(y);
}

// Tells rows without a KK apart, the same for rows that say the same.
std::uint64_t key_of(const OpenRows& rows, std::uint32_t open) {
  const OpenRow& row = rows.rows[open];
  std::uint64_t key = row.nik ^ std::uint64_t{row.birth} << 40;
  for (const char c : rows.name(row)) key = key * 31 + static_cast<unsigned char>(c);
  return key;
}

// The families to which most rows are linked, with their rows.
void linked_families(std::vector<FamilyRow>& families, std::vector<LinkedFamily>& linked) {
  linked.clear();
  std::sort(families.begin(), families.end());
  for (const FamilyRow family : families) {
    if (linked.empty() || linked.back().family != family) linked.push_back({family, 0});
    ++linked.back().rows;
  }
  if (linked.size() <= kMostLinked) return;
  std::sort(linked.begin(), linked.end(), [](const LinkedFamily& a, const LinkedFamily& b) {
    return a.rows != b.rows ? a.rows > b.rows : a.family < b.family;
  });
  linked.resize(kMostLinked);
}

std::span<const RowDecision> decisions_of(const std::vector<RowDecision>& decisions, std::uint64_t baris) {
  const auto range =
      std::equal_range(decisions.begin(), decisions.end(), RowDecision{static_cast<std::uint32_t>(baris), 0, false},
                       [](const auto& a, const auto& b) { return a.baris < b.baris; });
  return {range.first, range.second};
}

std::span<const OpenDecision> decisions_of(const std::vector<OpenDecision>& decisions, std::uint32_t open) {
  const auto range = std::equal_range(decisions.begin(), decisions.end(), OpenDecision{open, kNoRow, false},
                                      [](const auto& a, const auto& b) { return a.open < b.open; });
  return {range.first, range.second};
}

std::uint64_t mix(std::uint64_t x) {
  x = (x ^ x >> 31) * 0x9E37'79B9'7F4A'7C15ull;
  return x ^ x >> 29;
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

// Rows are ordered by what they say, so that ties do not depend on the order of the source.
void SourceLinking::group_by_kk() {
  by_kk_.clear();
  groups_.clear();
  std::vector<std::uint64_t> kks;
  for (const OpenRow& open : open_.rows) {
    if (rows_[open.row].kk != 0) kks.push_back(rows_[open.row].kk);
  }
  radix_sort(kks, [](std::uint64_t kk) { return kk; });
  kks.erase(std::unique(kks.begin(), kks.end()), kks.end());
  FlatIndex known;
  known.build(kks);
  struct Member {
    std::uint64_t kk;
    std::uint32_t row;
  };
  const std::vector<Member> members = [&] {
    std::vector<Member> found = parallel_reduce(
        rows_.size(), std::size_t{1} << 16, std::vector<Member>{},
        [&](std::size_t begin, std::size_t end) {
          std::vector<std::uint64_t> wanted(end - begin);
          std::vector<std::uint32_t> at(end - begin);
          for (std::size_t i = begin; i < end; ++i) wanted[i - begin] = rows_[i].kk;
          known.find_batch(kks, wanted, at);
          std::vector<Member> part;
          for (std::size_t i = begin; i < end; ++i) {
            if (at[i - begin] != kNoRow) part.push_back({rows_[i].kk, static_cast<std::uint32_t>(i)});
          }
          return part;
        },
        [](std::vector<Member>& all, std::vector<Member>&& part) { all.insert(all.end(), part.begin(), part.end()); });
    radix_sort(found, [](const Member& member) { return member.kk; });
    return found;
  }();
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i == 0 || members[i].kk != members[i - 1].kk) {
      groups_.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i)});
    }
    by_kk_.push_back(members[i].row);
    groups_.back().end = static_cast<std::uint32_t>(i + 1);
  }
  for (const OpenRow& open : open_.rows) {
    if (rows_[open.row].kk != 0) continue;
    by_kk_.push_back(open.row);
    groups_.push_back({static_cast<std::uint32_t>(by_kk_.size() - 1), static_cast<std::uint32_t>(by_kk_.size())});
  }
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

// Calls visit(group) for the open rows of a group, kMostRows at a time.
template <class Visit>
void SourceLinking::for_each_part(const Group& group, Visit visit) const {
  const PersonTable& persons = tables_.registry->persons;
  std::vector<FamilyRow> families;
  std::vector<LinkedFamily> linked;
  std::vector<std::uint32_t> open;
  std::vector<PersonRow> bearers;
  std::vector<WideCandidate> wide;
  std::vector<OpenDecision> decisions;
  for (std::uint32_t i = group.begin; i < group.end; ++i) {
    const LinkRow& row = rows_[by_kk_[i]];
    if (row.open == kNoRow) {
      families.push_back(persons.family[tables_.second_rows->counted(persons, row.link.person)]);
    } else {
      open.push_back(row.open);
    }
  }
  linked_families(families, linked);
  std::sort(open.begin(), open.end(), [&](std::uint32_t a, std::uint32_t b) { return before(open_, a, b); });
  for (std::size_t begin = 0; begin < open.size(); begin += GroupResolver::kMostRows) {
    const std::size_t end = std::min(open.size(), begin + GroupResolver::kMostRows);
    bearers.clear();
    wide.clear();
    decisions.clear();
    for (std::size_t i = begin; i < end; ++i) {
      bearers.push_back(rows_[open_.rows[open[i]].row].bearer);
      const auto range = std::equal_range(wide_.begin(), wide_.end(), WideCandidate{open[i], 0},
                                          [](const auto& a, const auto& b) { return a.open < b.open; });
      wide.insert(wide.end(), range.first, range.second);
      const auto decided = decisions_of(decisions_, open[i]);
      decisions.insert(decisions.end(), decided.begin(), decided.end());
    }
    GroupResolver::Group part;
    part.kk = rows_[by_kk_[group.begin]].kk;
    part.linked = linked;
    part.linked_rows = families.size();
    part.open = std::span(open).subspan(begin, end - begin);
    part.bearers = bearers;
    part.wide = wide;
    part.decisions = decisions;
    visit(part);
  }
}

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
  linked_families(families, linked);
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
  return mix(kk != 0 ? kk : key_of(open_, open)) % one_in == 0;
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

void SourceLinking::resolve_groups(const std::vector<Group>& groups, const Claims* claims) {
  const GroupResolver resolver(tables_, open_, model_, second_row_rate_);
  parallel_for(groups.size(), 256, [&](std::size_t begin, std::size_t end) {
    std::vector<OpenLink> links;
    for (std::size_t g = begin; g < end; ++g) {
      for_each_part(groups[g], [&](const GroupResolver::Group& group) {
        links.resize(group.open.size());
        resolver.resolve(group, claims, links, nullptr);
        for (std::size_t i = 0; i < links.size(); ++i) links_[group.open[i]] = links[i];
      });
    }
  });
}

std::vector<SourceLinking::Group> SourceLinking::groups_with(const std::vector<bool>& wanted) const {
  std::vector<Group> found;
  for (const Group& group : groups_) {
    for (std::uint32_t i = group.begin; i < group.end; ++i) {
      const std::uint32_t open = rows_[by_kk_[i]].open;
      if (open == kNoRow || !wanted[open]) continue;
      found.push_back(group);
      break;
    }
  }
  return found;
}

Claims SourceLinking::claims() const {
  std::vector<std::uint8_t> closed(tables_.registry->persons.size(), 0);
  for (const LinkRow& row : rows_) {
    if (row.open == kNoRow && closed[row.link.person] != 255) ++closed[row.link.person];
  }
  std::vector<Claims::Claim> claims;
  for (std::size_t i = 0; i < links_.size(); ++i) {
    const OpenLink& link = links_[i];
    const auto add = [&](PersonRow person, double probability) {
      if (person != kNoRow && probability >= kClaims)
        claims.push_back({person, static_cast<std::uint32_t>(i), static_cast<float>(probability)});
    };
    add(link.person, link.probability);
    add(link.second, link.second_probability);
  }
  return {std::move(closed), std::move(claims)};
}

void SourceLinking::look_further(LinkReport& report) {
  std::vector<bool> wanted(open_.rows.size(), false);
  std::vector<std::uint32_t> missing;
  for (std::size_t i = 0; i < links_.size(); ++i) {
    if (links_[i].probability + links_[i].second_probability >= kFound) continue;
    missing.push_back(static_cast<std::uint32_t>(i));
  }
  wide_ = find_wide_candidates(tables_, open_, missing, model_, report.passes);
  for (const WideCandidate& wide : wide_) wanted[wide.open] = true;
  report.wide_rows = missing.size();
  report.wide_pairs = wide_.size();
  resolve_groups(groups_with(wanted), nullptr);
}

void SourceLinking::let_rivals_contend() {
  const Claims& rivals = rivals_.emplace(claims());
  std::vector<bool> contested(open_.rows.size(), false);
  for (std::size_t i = 0; i < links_.size(); ++i) {
    const OpenLink& link = links_[i];
    const auto open = static_cast<std::uint32_t>(i);
    contested[i] =
        (link.person != kNoRow && link.probability >= kClaims && rivals.of_others(link.person, open) >= kClaims) ||
        (link.second != kNoRow && link.second_probability >= kClaims && rivals.of_others(link.second, open) >= kClaims);
  }
  resolve_groups(groups_with(contested), &rivals);
}

// Who is linked to a closed row; of several such rows the first by KK keeps the person.
std::vector<bool> SourceLinking::hold_persons() {
  const PersonTable& persons = tables_.registry->persons;
  std::vector<bool> held(persons.size(), false);
  for (const OpenDecision& decision : decisions_) {
    if (decision.same) held[tables_.second_rows->counted(persons, decision.person)] = true;
  }
  std::vector<std::size_t> closed;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].open == kNoRow) closed.push_back(i);
  }
  parallel_sort(closed,
                [&](std::size_t a, std::size_t b) { return std::tie(rows_[a].kk, a) < std::tie(rows_[b].kk, b); });
  for (const std::size_t i : closed) {
    const PersonRow counted = tables_.second_rows->counted(persons, rows_[i].link.person);
    if (held[counted]) {
      rows_[i].link = {rows_[i].bearer, 0, 0, MatchState::kKonflik};
      --closed_padan_;
    }
    held[counted] = true;
  }
  return held;
}

void SourceLinking::link_rows_one_to_one() {
  const PersonTable& persons = tables_.registry->persons;
  const std::vector<bool> held = hold_persons();
  std::vector<std::vector<PersonOdds>> odds(open_.rows.size());
  const GroupResolver resolver(tables_, open_, model_, second_row_rate_);
  parallel_for(groups_.size(), 256, [&](std::size_t begin, std::size_t end) {
    std::vector<std::vector<PersonOdds>> found;
    for (std::size_t g = begin; g < end; ++g) {
      for_each_part(groups_[g], [&](const GroupResolver::Group& group) {
        found.resize(group.open.size());
        resolver.odds(group, found);
        for (std::size_t i = 0; i < found.size(); ++i) odds[group.open[i]] = std::move(found[i]);
      });
    }
  });
  // Rows are numbered by what they say.
  std::vector<std::uint32_t> order(open_.rows.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  parallel_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    if (before(open_, a, b) != before(open_, b, a)) return before(open_, a, b);
    return std::pair(rows_[open_.rows[a].row].kk, a) < std::pair(rows_[open_.rows[b].row].kk, b);
  });
  std::vector<LinkChoice> choices;
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
    const bool decided = decision(open_.rows[order[rank]].row).value_or(false);
    for (const PersonOdds& person : odds[order[rank]]) {
      if (decided || !held[person.counted]) choices.push_back({rank, person.counted, person.odds});
    }
  }
  const std::vector<OneToOneLink> chosen = link_one_to_one(std::move(choices));
  std::vector<bool> taken = held;
  for (const OneToOneLink& link : chosen) taken[link.person] = true;
  for (std::size_t i = 0; i < links_.size(); ++i) {
    const PersonRow bearer = rows_[open_.rows[i].row].bearer;
    const double bears =
        bearer == kNoRow || taken[tables_.second_rows->counted(persons, bearer)] ? 0 : links_[i].bearer_probability;
    links_[i] = {};
    links_[i].bearer_probability = bears;
  }
  for (const OneToOneLink& link : chosen) {
    const std::uint32_t open = order[link.row];
    const auto at = std::find_if(odds[open].begin(), odds[open].end(),
                                 [&](const PersonOdds& p) { return p.counted == link.person; });
    links_[open].person = at->person;
    // What is decided is certain.
    links_[open].probability = decision(open_.rows[open].row).value_or(false) ? 1 : link.probability;
    links_[open].weight = at->weight;
    if (at->person == rows_[open_.rows[open].row].bearer) links_[open].bearer_probability = links_[open].probability;
  }
}

void SourceLinking::choose_states(LinkReport& report) {
  // The least probability at which all links together are as sure as wanted; links in 1/10,000.
  std::vector<std::uint64_t> links_at(10'001, 0);
  for (const OpenLink& link : links_) ++links_at[static_cast<std::size_t>(link.probability * 10'000)];
  double expected_false = 0, padan = static_cast<double>(closed_padan_);
  std::size_t cut = 10'000;
  for (std::size_t at = 10'001; at-- > kLeastPadan;) {
    const double next_false =
        expected_false + static_cast<double>(links_at[at]) * (1 - static_cast<double>(at) / 10'000);
    const double next = padan + static_cast<double>(links_at[at]);
    if (next_false > kMostFalse * next) break;
    expected_false = next_false;
    padan = next;
    cut = at;
  }
  padan_cut_ = static_cast<std::uint16_t>(cut);
  report.padan_probability = static_cast<double>(cut) / 10'000;
  report.false_links = padan > 0 ? expected_false / padan : 0;
  double missed = 0;
  for (std::size_t i = 0; i < links_.size(); ++i) {
    const OpenLink& found = links_[i];
    LinkRow& row = rows_[open_.rows[i].row];
    const auto probability = static_cast<std::uint16_t>(found.probability * 10'000);
    row.link = {found.person, found.weight, probability, MatchState::kPadan};
    if (found.person != kNoRow && probability >= cut) continue;
    missed += found.probability;
    if (found.person != kNoRow && probability >= 5'000) {
      row.link.state = MatchState::kRagu;
    } else if (row.bearer != kNoRow) {
      row.link = {row.bearer, found.weight, static_cast<std::uint16_t>(found.bearer_probability * 10'000),
                  MatchState::kKonflik};
    } else {
      row.link = {};
    }
  }
  report.missed_links = rows_.empty() ? 0 : missed / static_cast<double>(rows_.size());
}

LinkSummary summary_of(const LinkReport& report) {
  LinkSummary summary;
  summary.closed = report.closed;
  summary.open = report.open;
  summary.padan_probability = static_cast<std::uint64_t>(report.padan_probability * 10'000 + 0.5);
  summary.false_per_million = static_cast<std::uint64_t>(report.false_links * 1e6 + 0.5);
  summary.missed_per_million = static_cast<std::uint64_t>(report.missed_links * 1e6 + 0.5);
  summary.model = report.fixed_model ? "fixed" : report.continued_model ? "continued" : "trained";
  summary.decided_same = report.decided_same;
  summary.decided_other = report.decided_other;
  for (std::size_t p = 0; p < kLinkPasses; ++p) {
    const PassCount& pass = report.passes[p];
    summary.passes.push_back(
        {link_pass_name(static_cast<LinkPass>(p)), pass.pairs, pass.hot_blocks, pass.largest, pass.found, pass.only});
  }
  return summary;
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

// Which passes have the linked person of an open padan row as a candidate.
PassMask SourceLinking::passes_of(std::uint32_t open, std::span<const LinkedFamily> linked) const {
  const LinkRow& row = rows_[open_.rows[open].row];
  const PersonRow person = row.link.person;
  const FamilyRow family = tables_.registry->persons.family[person];
  PassMask passes = 0;
  if (person == row.bearer) passes |= pass_bit(LinkPass::kNik);
  if (tables_.registry->families.kk[family] == row.kk) passes |= pass_bit(LinkPass::kSameKk);
  if (std::any_of(linked.begin(), linked.end(), [&](const LinkedFamily& l) { return l.family == family; }))
    passes |= pass_bit(LinkPass::kFamily);
  const auto wide = std::lower_bound(wide_.begin(), wide_.end(), WideCandidate{open, person, 0});
  if (wide != wide_.end() && wide->open == open && wide->person == person) {
    passes = static_cast<PassMask>(passes | wide->passes);
  }
  return passes;
}

void SourceLinking::count_passes(PassCounts& counts) const {
  using Found = std::array<std::array<std::uint64_t, 2>, kLinkPasses>;
  const Found found = parallel_reduce(
      groups_.size(), 4096, Found{},
      [&](std::size_t begin, std::size_t end) {
        Found part{};
        for (std::size_t g = begin; g < end; ++g) {
          for_each_part(groups_[g], [&](const GroupResolver::Group& group) {
            for (const std::uint32_t open : group.open) {
              if (rows_[open_.rows[open].row].link.state != MatchState::kPadan) continue;
              const PassMask passes = passes_of(open, group.linked);
              for (std::size_t p = 0; p < kLinkPasses; ++p) {
                if ((passes >> p & 1) == 0) continue;
                ++part[p][0];
                if (passes == 1u << p) ++part[p][1];
              }
            }
          });
        }
        return part;
      },
      [](Found& sum, const Found& part) {
        for (std::size_t p = 0; p < kLinkPasses; ++p) {
          sum[p][0] += part[p][0];
          sum[p][1] += part[p][1];
        }
      });
  for (std::size_t p = 0; p < kLinkPasses; ++p) {
    counts[p].found = found[p][0];
    counts[p].only = found[p][1];
  }
}

std::vector<CandidateEvidence> SourceLinking::evidence(std::size_t row) const {
  std::vector<CandidateEvidence> found;
  const std::uint32_t wanted = rows_[row].open;
  if (rows_[row].closed()) {
    const LinkRow& closed = rows_[row];
    CandidateEvidence& only = found.emplace_back();
    only.person = closed.link.person;
    only.joint = closed.joint;
    only.name = closed.name;
    only.joint_weight = model_.joint(closed.joint);
    only.name_weight = name_weight_of_closed(closed);
    only.probability = 1;
    return found;
  }
  const GroupResolver resolver(tables_, open_, model_, second_row_rate_);
  for (const Group& group : groups_) {
    const auto begin = by_kk_.begin() + group.begin, end = by_kk_.begin() + group.end;
    if (std::find(begin, end, static_cast<std::uint32_t>(row)) == end) continue;
    for_each_part(group, [&](const GroupResolver::Group& part) {
      const auto at = std::find(part.open.begin(), part.open.end(), wanted);
      if (at == part.open.end()) return;
      const auto index = static_cast<std::size_t>(at - part.open.begin());
      std::vector<OpenLink> links(part.open.size());
      resolver.resolve(part, nullptr, links, nullptr);
      // Only contested groups were weighed with their rivals.
      const bool alone = links[index].probability == links_[wanted].probability;
      found = resolver.evidence(part, alone || !rivals_ ? nullptr : &*rivals_, index);
    });
    break;
  }
  return found;
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

ReviewRow SourceLinking::review(std::size_t row) const {
  const std::uint32_t open = rows_[row].open;
  if (open == kNoRow || links_[open].person == kNoRow) return {};
  const OpenLink& link = links_[open];
  const auto [joint, name] = agreement(open_.rows[open], link.person);
  return {link.person, link.weight, static_cast<std::uint16_t>(link.probability * 10'000), joint, name};
}

std::vector<std::size_t> SourceLinking::sample_for_review(std::size_t most, std::uint64_t seed) const {
  std::vector<ReviewCandidate> candidates;
  for (std::size_t i = 0; i < links_.size(); ++i) {
    const OpenLink& link = links_[i];
    if (link.person == kNoRow) continue;
    const OpenRow& row = open_.rows[i];
    const auto probability = static_cast<std::uint16_t>(link.probability * 10'000);
    if (review_band(probability, padan_cut_) == ReviewBand::kNone) continue;
    if (decision(row.row).value_or(false)) continue;
    std::uint64_t key = mix(seed ^ mix(rows_[row.row].kk)) ^ mix(tables_.registry->persons.nik[link.person]);
    key = mix(key ^ mix(key_of(open_, static_cast<std::uint32_t>(i))));
    candidates.push_back({key, row.row, probability});
  }
  return draw_for_review(std::move(candidates), padan_cut_, most);
}

std::optional<bool> SourceLinking::decision(std::size_t row) const {
  if (decisions_.empty() || rows_[row].open == kNoRow) return std::nullopt;
  const auto decisions = decisions_of(decisions_, rows_[row].open);
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
