// Writes the flag lists of other agencies: who has died, serves the state, owns a car, and so on.
//
// Each list is correlated with what it is about (work, schooling, welfare, home) at assumed shares.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "tools/synth/community.h"

namespace tools::synth {

struct FlagList {
  std::string_view name;
  bool by_family = false;  // key nomor_kartu_keluarga instead of nik
};
inline constexpr std::size_t kFlagCount = 12;
const std::array<FlagList, kFlagCount>& flag_lists();

// Appends one line per flagged person or family to the text of each list.
void append_flags(const NationPlan& plan, const Unit& unit, const People& people,
                  std::array<std::string, kFlagCount>& out);

}  // namespace tools::synth
