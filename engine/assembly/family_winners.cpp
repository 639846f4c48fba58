#include "engine/assembly/family_winners.h"

#include <algorithm>
#include <atomic>

#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 13;

int filled_cells(const FamilyRecord& row) {
  int filled = 0;
  for (const std::uint8_t code : row.codes) filled += code != kMissingCode ? 1 : 0;
  for (const std::uint16_t number : row.numbers) filled += number != kMissingNumber ? 1 : 0;
  return filled;
}

// True where row `a` is the better evidence of the registry family; a total order.
bool better(const FamilyRecord& a, const FamilyLink& link_a, const FamilyRecord& b, const FamilyLink& link_b) {
  if (link_a.votes != link_b.votes) return link_a.votes > link_b.votes;
  if (link_a.same_kk != link_b.same_kk) return link_a.same_kk;
  if (a.kk != b.kk) return a.kk < b.kk;
  const int filled_a = filled_cells(a), filled_b = filled_cells(b);
  if (filled_a != filled_b) return filled_a > filled_b;
  if (a.codes != b.codes) return a.codes > b.codes;
  if (a.numbers != b.numbers) return a.numbers > b.numbers;
  if (a.village_code != b.village_code) return a.village_code > b.village_code;
  return a.row < b.row;
}

}  // namespace

bool has_indicators(const FamilyRecord& row) { return filled_cells(row) > 0; }

FamilyWinners choose_family_rows(std::span<const FamilyRecord> rows, const FamilyVotes& votes,
                                 const FamilyTable& registry) {
  FamilyWinners result;
  result.links.resize(rows.size());
  result.winner_of.assign(registry.size(), kNoRow);
  parallel_for(rows.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    votes.link(rows.subspan(begin, end - begin), registry, std::span(result.links).subspan(begin, end - begin));
  });
  parallel_for(rows.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const FamilyRow family = result.links[i].family;
      if (family == kNoRow || !has_indicators(rows[i])) continue;
      std::atomic_ref<std::uint32_t> slot(result.winner_of[family]);
      std::uint32_t seen = slot.load(std::memory_order_relaxed);
      while (seen == kNoRow || better(rows[i], result.links[i], rows[seen], result.links[seen])) {
        if (slot.compare_exchange_weak(seen, static_cast<std::uint32_t>(i), std::memory_order_relaxed)) break;
      }
    }
  });
  return result;
}

}  // namespace engine
