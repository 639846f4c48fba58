#include "engine/linkage/source_parts.h"

#include <algorithm>
#include <tuple>

#include "engine/linkage/one_to_one.h"
#include "engine/linkage/wide_candidates.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr double kFound = 0.98;   // an open row whose likeliest persons together have less is looked for further
constexpr double kClaims = 0.01;  // from here on a row is a rival

}  // namespace

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
    if (source_parts::before(open_, a, b) != source_parts::before(open_, b, a))
      return source_parts::before(open_, a, b);
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

}  // namespace engine
