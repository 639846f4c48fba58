// Fills the manifest of a finished run from its state.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/run_summary.h"
#include "io/export/manifest.h"
#include "io/export/output_set.h"
#include "io/run/run_state.h"

namespace io {

// SHA-256 of the rules that the stages up to `to` follow: model, programmes, regions.
std::map<std::string, std::string> run_rules(const RunState& run, RunStage to);

// `written` are the committed outputs; summary.json goes to the volatile part since it holds seconds,
// and so do the snapshots, whose plain columns the core names.
Manifest run_manifest(const RunState& run, const engine::RunSummary& summary, RunStage to,
                      const std::vector<OutputSet::Written>& written, const std::string& started);

}  // namespace io
