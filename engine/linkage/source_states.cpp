#include "engine/linkage/source_parts.h"

#include <algorithm>

#include "engine/parallel.h"

namespace engine {

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

}  // namespace engine
