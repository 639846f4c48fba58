// The stages of a run, in their order. Each takes the state the one before left.
//
//   ingest     registry persons and flag lists → Registry with marks, duplicates and member counts
//   link       source persons stream by → links.csv, votes, attributes; source families → indicators
//   assemble   aggregates of members; which families can be ranked
//   score      PMT of every family
//   rank       cuts and desils at three levels
//   programmes statuses by rule, quota in strict order
//   report     summary, report and the CSVs
//
// threads: each stage is parallel inside; one answer. errors: engine::Error, nothing committed.
#pragma once

#include "io/run/run_state.h"

namespace io {

// Reads the model and the programmes that the stages up to `to` need: their faults show before the long work.
void read_rules(RunState& run, RunStage to);

void ingest_stage(RunState& run);
// The end of a run that stops after ingest: reads and checks the sources that are not the registry, and writes each
// as snapshots where the run writes some (the registry's is written as it is read).
void store_sources(RunState& run);
void link_stage(RunState& run);
void assemble_stage(RunState& run);
void score_stage(RunState& run);
void rank_stage(RunState& run);
// How sure the desils are, after they are ranked: where the run file asks for it, or a family is watched.
void uncertainty_of_ranks(RunState& run);
void programmes_stage(RunState& run);

// The residual spread that the model states for each regency: that of the model that scores it, else of its province's,
// else of the nation's. errors: kDamaged where a run that asks for the uncertainty has a model without any.
std::vector<std::optional<engine::ResidualSpread>> residual_spreads(const RunState& run);

// Families of each regency and province as ranges of the family table, ascending by code.
std::vector<engine::RegionRange> regency_ranges(const RunState& run);
std::vector<engine::RegionRange> province_ranges(const RunState& run);

}  // namespace io
