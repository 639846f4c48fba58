// A small synthetic nation in the folder `nation` below a temporary one, made once for all cases that want it. It has
// no survey rows.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <utility>

#include "tests/temporary_folder.h"
#include "tools/synth/synth.h"

namespace tests {

inline const TemporaryFolder& synthetic_nation(std::uint64_t persons, std::uint64_t seed) {
  static std::map<std::pair<std::uint64_t, std::uint64_t>, std::unique_ptr<TemporaryFolder>> made;
  std::unique_ptr<TemporaryFolder>& folder = made[{persons, seed}];
  if (!folder) {
    auto fresh = std::make_unique<TemporaryFolder>();
    tools::SynthOptions options;
    options.persons = persons;
    options.seed = seed;
    options.out = *fresh / "nation";
    options.survey_rows = 0;
    tools::synthesize(options);
    folder = std::move(fresh);
  }
  return *folder;
}

}  // namespace tests
