// Finds the best pairing of the tokens that two names do not share, by the rules of compare_names.h.
//
// shape: at most kMostPaired tokens a side. order: of equally good pairings the first found, walking the tokens of `a`
// and for each those of `b` in the given order. threads: safe if the similarity is.
// cost: at most C(6, k)² · k! pairings summed over k (13,327) and those with joins; no allocation but for joined keys.
#pragma once

#include <cstdint>
#include <span>

#include "engine/linkage/compare_names.h"

namespace engine {

struct TokenPairing {
  std::uint16_t spelled = 0, joined = 0, initial = 0, similar = 0, firm = 0;
  std::uint32_t similarity = 0;
  std::uint32_t paired_a = 0, paired_b = 0;  // bit i: token i has a partner
};

TokenPairing best_token_pairing(std::span<const NameToken* const> a, std::span<const NameToken* const> b,
                                TokenSimilarity similarity);

}  // namespace engine
