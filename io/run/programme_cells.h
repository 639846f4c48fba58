// Says what the programmes decided for one family, as families.csv and `explain` write it.
#pragma once

#include <string>
#include <vector>

#include "io/run/run_state.h"

namespace io {

// Status of a family in a programme of the run; safe from any thread.
engine::ProgrammeStatus programme_status(const RunState& run, std::size_t programme, engine::FamilyRow family);

struct ProgrammeLine {
  std::string code, status;
};

// "BERAS:terima;PKH:tidak_memenuhi": the last cell of families.csv; empty without programmes.
std::string programme_cell(const RunState& run, engine::FamilyRow family);

// One line per programme, ascending by code; empty before the programmes stage.
std::vector<ProgrammeLine> programme_lines(const RunState& run, engine::FamilyRow family);

}  // namespace io
