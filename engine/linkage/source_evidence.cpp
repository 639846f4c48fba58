#include "engine/linkage/source_parts.h"

#include <algorithm>

#include "engine/linkage/review_sample.h"

namespace engine {

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
    std::uint64_t key = source_parts::mix(seed ^ source_parts::mix(rows_[row.row].kk)) ^
                        source_parts::mix(tables_.registry->persons.nik[link.person]);
    key = source_parts::mix(key ^ source_parts::mix(source_parts::key_of(open_, static_cast<std::uint32_t>(i))));
    candidates.push_back({key, row.row, probability});
  }
  return draw_for_review(std::move(candidates), padan_cut_, most);
}

}  // namespace engine
