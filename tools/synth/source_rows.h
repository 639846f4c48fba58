// Writes what one source knows about one unit: rows of its persons and families files with planted
// faults, and the truth behind every row.
//
// Rows follow the families of the unit; a source's own duplicate row comes right after its first. Every
// persons row has one entry in `persons`, broken lines included. Families written with an old KK keep it in
// both files.
// threads: pure; one call per unit and source.
#pragma once

#include <cstdint>
#include <vector>

#include "tools/synth/community.h"
#include "tools/synth/source_spec.h"
#include "tools/synth/table_text.h"

namespace tools::synth {

struct PlantedFault {
  std::uint32_t row = 0;  // record within the unit's rows of this source, from 0
  Fault fault = Fault::kNone;
};

struct RowTruth {
  std::vector<std::uint64_t> persons;  // `orang` by row
  std::vector<PlantedFault> faults;    // ascending row
};

struct SourceText {
  TableText persons, families;
  RowTruth truth;
};

// Persons unknown to the registry are numbered from N + 1: see `orang` in synth.h.
SourceText write_source(const NationPlan& plan, const Unit& unit, const People& people, const IdIssuer& issuer,
                        const FaultTable& table, const Coverage& coverage, std::size_t source, TableFormat format);

// Writes a village code; `withdrawn` asks for the code it had before Papua was divided, where it had one.
std::uint64_t village_code(std::uint32_t village, bool withdrawn);

}  // namespace tools::synth
