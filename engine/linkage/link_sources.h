// Links source rows to registry persons: the outline of the link stage.
//
// Today's passes: (1) equal NIK, weighed by the similarity of the normalised names with the start cuts
// 80/60 of the office rule. The probabilistic passes (fuzzy NIK, names, families) join here, each
// proposing candidates for rows that earlier passes left open; the states and outputs stay.
//
// states: padan   equal NIK, similarity ≥ 80
//         ragu    equal NIK, similarity 60-79
//         konflik equal NIK, similarity below 60: somebody else bears this NIK
//         tidak_padan  no NIK, or a NIK that the registry does not know
// threads: `link_batch` is safe from many threads. order: one decision a row, in row order.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/store/registry.h"

namespace engine {

enum class MatchState : std::uint8_t { kPadan, kRagu, kKonflik, kTidakPadan };
inline const char* match_state_name(MatchState state) {
  constexpr const char* kNames[] = {"padan", "ragu", "konflik", "tidak_padan"};
  return kNames[static_cast<int>(state)];
}

// The start cuts of the BPS provincial office (domain page 3.4), on names of equal NIK.
inline constexpr int kPadanSimilarity = 80;
inline constexpr int kRaguSimilarity = 60;

struct PersonLink {
  PersonRow person = kNoRow;  // best candidate; kNoRow for tidak_padan
  MatchState state = MatchState::kTidakPadan;
  std::uint8_t similarity = 0;  // 0-100, of the normalised names
};

std::vector<PersonLink> link_batch(const PersonTable& registry, const PersonBatch& batch);

}  // namespace engine
