#include "engine/linkage/family_votes.h"

#include <algorithm>
#include <tuple>

#include "engine/parallel.h"

namespace engine {

void FamilyVotes::finish() {
  parallel_sort(votes_, [](const Vote& a, const Vote& b) {
    return std::tie(a.kk, a.family, a.row) < std::tie(b.kk, b.family, b.row);
  });
}

FamilyLink FamilyVotes::link(NomorKk source_kk, const FamilyTable& registry) const {
  FamilyLink best;
  auto at = std::lower_bound(votes_.begin(), votes_.end(), source_kk.value,
                             [](const Vote& v, std::uint64_t kk) { return v.kk < kk; });
  best.has_members = at != votes_.end() && at->kk == source_kk.value;
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
