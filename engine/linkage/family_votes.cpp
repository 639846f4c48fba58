#include "engine/linkage/family_votes.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "engine/parallel.h"
#include "engine/radix_sort.h"

namespace engine {

void FamilyVotes::finish() {
  radix_sort(votes_, [](const Vote& vote) { return vote.kk; });
  const std::vector<std::size_t> borders = group_borders(
      votes_.size(), std::size_t{1} << 16, [&](std::size_t a, std::size_t b) { return votes_[a].kk == votes_[b].kk; });
  parallel_for(borders.size() - 1, 1, [&](std::size_t chunk, std::size_t) {
    const auto at = [&](std::size_t i) { return votes_.begin() + static_cast<std::ptrdiff_t>(i); };
    for (std::size_t begin = borders[chunk], end = begin; begin < borders[chunk + 1]; begin = end) {
      while (end < borders[chunk + 1] && votes_[end].kk == votes_[begin].kk) ++end;
      std::sort(at(begin), at(end),
                [](const Vote& a, const Vote& b) { return std::tie(a.family, a.row) < std::tie(b.family, b.row); });
    }
  });
  kks_.clear();
  first_vote_.clear();
  for (std::size_t i = 0; i < votes_.size(); ++i) {
    if (i != 0 && votes_[i].kk == votes_[i - 1].kk) continue;
    kks_.push_back(votes_[i].kk);
    first_vote_.push_back(static_cast<std::uint32_t>(i));
  }
  index_.build(kks_);
}

void FamilyVotes::add(const FamilyVotes& other) {
  votes_.insert(votes_.end(), other.votes_.begin(), other.votes_.end());
}

FamilyLink FamilyVotes::link(NomorKk source_kk, const FamilyTable& registry) const {
  return link_at(index_.find(kks_, source_kk.value), source_kk, registry);
}

void FamilyVotes::link(std::span<const FamilyRecord> rows, const FamilyTable& registry,
                       std::span<FamilyLink> links) const {
  constexpr std::size_t kAtOnce = 64;
  std::array<std::uint64_t, kAtOnce> kks;
  std::array<std::uint32_t, kAtOnce> at;
  for (std::size_t begin = 0; begin < rows.size(); begin += kAtOnce) {
    const std::size_t size = std::min(kAtOnce, rows.size() - begin);
    for (std::size_t i = 0; i < size; ++i) kks[i] = rows[begin + i].kk.value;
    index_.find_batch(kks_, std::span(kks).first(size), std::span(at).first(size));
    for (std::size_t i = 0; i < size; ++i) {
      if (at[i] != kNoRow) __builtin_prefetch(&first_vote_[at[i]]);
    }
    for (std::size_t i = 0; i < size; ++i) {
      if (at[i] != kNoRow) __builtin_prefetch(&votes_[first_vote_[at[i]]]);
    }
    for (std::size_t i = 0; i < size; ++i) {
      if (at[i] == kNoRow) continue;
      const FamilyRow family = votes_[first_vote_[at[i]]].family;
      if (family != kNoRow) __builtin_prefetch(&registry.kk[family]);
    }
    for (std::size_t i = 0; i < size; ++i) links[begin + i] = link_at(at[i], rows[begin + i].kk, registry);
  }
}

FamilyLink FamilyVotes::link_at(std::uint32_t group, NomorKk source_kk, const FamilyTable& registry) const {
  FamilyLink best;
  best.has_members = group != kNoRow;
  auto at = best.has_members ? votes_.begin() + first_vote_[group] : votes_.end();
  while (at != votes_.end() && at->kk == source_kk.value && at->family != kNoRow) {
    const FamilyRow family = at->family;
    std::uint32_t votes = 0;
    for (; at != votes_.end() && at->kk == source_kk.value && at->family == family; ++at) ++votes;
    const bool same_kk = registry.kk[family] == source_kk.value;
    const bool better = best.family == kNoRow || votes > best.votes ||
                        (votes == best.votes &&
                         std::tuple(same_kk, registry.kk[best.family]) > std::tuple(best.same_kk, registry.kk[family]));
    if (better) {
      best.family = family;
      best.votes = votes;
      best.same_kk = same_kk;
      best.basis = FamilyLinkBasis::kVotes;
    }
  }
  if (best.family == kNoRow) {
    best.family = registry.find(source_kk);
    if (best.family != kNoRow) {
      best.same_kk = true;
      best.basis = FamilyLinkBasis::kSameKk;
    }
  }
  return best;
}

FamilyVotes::Strays FamilyVotes::members_without_family(const std::vector<std::uint64_t>& family_kks) const {
  Strays strays;
  auto family = family_kks.begin();
  for (const Vote& vote : votes_) {
    while (family != family_kks.end() && *family < vote.kk) ++family;
    if (family != family_kks.end() && *family == vote.kk) continue;
    if (strays.rows == 0 || vote.row < strays.first_row) {
      strays.first_row = vote.row;
      strays.first_kk = {vote.kk};
    }
    ++strays.rows;
  }
  return strays;
}

}  // namespace engine
