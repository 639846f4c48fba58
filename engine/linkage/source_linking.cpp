#include "engine/linkage/source_linking.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <tuple>

#include "engine/linkage/wide_candidates.h"
#include "engine/parallel.h"
#include "engine/store/person_attributes.h"

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

SourceLinking::Batch SourceLinking::read(const PersonBatch& batch, std::span<const PersonRow> bearers) const {
  const PersonTable& persons = tables_.registry->persons;
  Batch read;
  read.rows.resize(batch.size());
  NameBuffer buffer;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    LinkRow& row = read.rows[i];
    row.kk = batch.kk[i];
    row.bearer = bearers[i];
    const std::string_view name = batch.name(i);
    if (row.bearer != kNoRow && batch.birth[i] == persons.birth[row.bearer] && batch.birth[i] != kNoDate &&
        batch.sex[i] == persons.marks[row.bearer].sex() && !name.empty() &&
        name == persons.name_of(row.bearer, buffer)) {
      row.link = {row.bearer, 0, 10'000, MatchState::kPadan};
      continue;
    }
    row.open = static_cast<std::uint32_t>(read.open.rows.size());
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

void SourceLinking::add(Batch&& batch) {
  const auto rows = static_cast<std::uint32_t>(rows_.size()), open = static_cast<std::uint32_t>(open_.rows.size());
  for (LinkRow& row : batch.rows) {
    if (row.open != kNoRow) row.open += open;
  }
  for (OpenRow& row : batch.open.rows) {
    row.row += rows;
    row.name_at += open_.names.size();
  }
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
  parallel_sort(kks, std::less<>());
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
          std::vector<Member> part;
          for (std::size_t i = begin; i < end; ++i) {
            if (rows_[i].kk != 0 && known.find(kks, rows_[i].kk) != kNoRow)
              part.push_back({rows_[i].kk, static_cast<std::uint32_t>(i)});
          }
          return part;
        },
        [](std::vector<Member>& all, std::vector<Member>&& part) { all.insert(all.end(), part.begin(), part.end()); });
    parallel_sort(found,
                  [](const Member& a, const Member& b) { return std::tie(a.kk, a.row) < std::tie(b.kk, b.row); });
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
  if (one_row_per_person_) {
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
  second_row_rate_ = (static_cast<double>(second) + 1) / (static_cast<double>(closed) + 200) / share_closed;
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
    for (std::size_t i = begin; i < end; ++i) {
      bearers.push_back(rows_[open_.rows[open[i]].row].bearer);
      const auto range = std::equal_range(wide_.begin(), wide_.end(), WideCandidate{open[i], 0},
                                          [](const auto& a, const auto& b) { return a.open < b.open; });
      wide.insert(wide.end(), range.first, range.second);
    }
    GroupResolver::Group part;
    part.kk = rows_[by_kk_[group.begin]].kk;
    part.linked = linked;
    part.linked_rows = families.size();
    part.open = std::span(open).subspan(begin, end - begin);
    part.bearers = bearers;
    part.wide = wide;
    visit(part);
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
          const std::uint64_t key = first.kk != 0 ? first.kk : key_of(open_, first.open);
          if (mix(key) % one_in != 0) continue;
          for_each_part(groups_[g], [&](const GroupResolver::Group& group) {
            links.resize(group.open.size());
            resolver.resolve(group, nullptr, links, &part);
          });
        }
        return part;
      },
      [](ModelCounts& sum, const ModelCounts& part) { sum.add(part); });
  // The closed rows agree in everything.
  const std::size_t closed = (rows_.size() - open_.rows.size()) / one_in;
  counts.joint[joint_level(NikLevel::kEqual, BirthLevel::kEqual, SexLevel::kEqual)] +=
      to_count(static_cast<double>(closed));
  counts.name[static_cast<std::size_t>(NameLevel::kEqual)] += to_count(static_cast<double>(closed));
  counts.with_nik += to_count(static_cast<double>(closed));
  return counts;
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

void SourceLinking::choose_states(LinkReport& report) {
  // The least probability at which all links together are as sure as wanted; links in 1/10,000.
  std::vector<std::uint64_t> links_at(10'001, 0);
  for (const OpenLink& link : links_) ++links_at[static_cast<std::size_t>(link.probability * 10'000)];
  double expected_false = 0, padan = static_cast<double>(rows_.size() - open_.rows.size());
  std::size_t cut = 10'000;
  for (std::size_t at = 10'001; at-- > 5'000;) {
    const double next_false =
        expected_false + static_cast<double>(links_at[at]) * (1 - static_cast<double>(at) / 10'000);
    const double next = padan + static_cast<double>(links_at[at]);
    if (next_false > kMostFalse * next) break;
    expected_false = next_false;
    padan = next;
    cut = at;
  }
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
  for (std::size_t p = 0; p < kLinkPasses; ++p) {
    const PassCount& pass = report.passes[p];
    summary.passes.push_back(
        {link_pass_name(static_cast<LinkPass>(p)), pass.pairs, pass.hot_blocks, pass.largest, pass.found, pass.only});
  }
  return summary;
}

PersonLink SourceLinking::link_with_weight(std::size_t row) const {
  PersonLink link = rows_[row].link;
  if (rows_[row].open != kNoRow) return link;
  const PersonName name = tables_.names->of(link.person);
  WeightUnits rarity = 0;
  for (std::size_t i = 0; i < name.size; ++i) rarity += name.words[i]->rarity;
  link.weight = model_.joint(joint_level(NikLevel::kEqual,
                                         birth_level(tables_.registry->persons.birth[link.person],
                                                     tables_.registry->persons.birth[link.person]),
                                         SexLevel::kEqual)) +
                model_.name(NameLevel::kEqual, rarity);
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
  if (wanted == kNoRow) return found;
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
      found = resolver.evidence(part, alone ? nullptr : &*rivals_, index);
    });
    break;
  }
  return found;
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
  const auto one_in = static_cast<std::uint32_t>(1 + open_.rows.size() / kSampleRows);
  for (int round = 0; round < kRounds; ++round) model_.learn(learn_from(one_in));
  phases.end(report.cost.learn);
  resolve_groups(groups_, nullptr);
  phases.end(report.cost.resolve);
  look_further(report);
  phases.end(report.cost.wide);
  let_rivals_contend();
  phases.end(report.cost.rivals);
  choose_states(report);
  count_passes(report.passes);
  phases.end(report.cost.states);
  report.second_row_rate = second_row_rate_;
  report.model = model_.shown();
  return report;
}

}  // namespace engine
