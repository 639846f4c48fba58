// What a run file or a person has settled for the linking of one source before it begins: a model, decisions.
#pragma once

#include <string>
#include <vector>

#include "engine/linkage/source_linking.h"
#include "io/run/run_state.h"

namespace io {

// Masked; "nothing" for 0.
std::string masked_nik(std::uint64_t nik);

// The options of a source, with the registry rows that its decisions speak of. Throws engine::Error where a decision
// names a person who is not in the registry.
engine::LinkOptions link_options(RunState& run, const SourceConfig& source);

// Says where a given model does not fit the run.
void note_model(RunState& run, const SourceConfig& source);

// The model of a source as link_model.json keeps it: the given one where that was fixed.
SourceLinkModel model_of(const RunState& run, const std::string& source, const engine::LinkReport& report);

}  // namespace io
