// Tells what a ranking mode did for one family: its place in its regency, and the expenditure it was lifted to.
//
// missing: nothing in the mode "national", and for a family that is not ranked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/run/run_state.h"

namespace io {

// A list of sources that knows the family (mode "groups"); positions in 1/10^8 of the regency's families.
struct ListPlace {
  std::string sources;  // joined by " + "
  std::uint32_t weight = 1;
  engine::PmtScore position = 0;  // in the list
  std::uint32_t reach_from = 0, reach_to = 100;
  engine::PmtScore reached = 0;  // laid onto the part that the list covers
};

// An anchor of the regency's map: at `share` of 10,000 the families have `value`, and the distribution `target`.
struct LiftAnchor {
  std::uint32_t share = 0;
  engine::PmtScore value = 0, target = 0;
};

struct LiftTrail {
  std::string mode;                        // lifted | groups
  std::string file;                        // of the distribution, as the run file writes it
  std::string distribution;                // name of the region whose distribution it is
  bool of_persons = false;                 // shares are of persons, not of families
  std::vector<ListPlace> lists;            // mode "groups"
  engine::PmtScore value = 0;              // what was mapped: the score, or the combined position
  std::optional<LiftAnchor> lower, upper;  // next to the value; the same where it is an anchor; none beyond the ends
  engine::PmtScore ranking = 0;            // what is ranked: ln rupiah × 2^24
};

std::optional<LiftTrail> lift_trail(const RunState& run, engine::FamilyRow family);

}  // namespace io
