// Everything a run holds between its stages: one immutable input, one configuration, one answer.
//
// Each stage is a function in a file of its own; run_stages.h lists them in their order.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/assembly/assemble_families.h"
#include "engine/desil/ranks.h"
#include "engine/desil/uncertainty.h"
#include "engine/linkage/registry_duplicates.h"
#include "engine/linkage/source_linking.h"
#include "engine/pmt/feature_cells.h"
#include "engine/pmt/model.h"
#include "engine/pmt/usual_family.h"
#include "engine/programmes/programme.h"
#include "engine/run_summary.h"
#include "engine/store/region_tree.h"
#include "engine/store/registry.h"
#include "io/config/decisions_file.h"
#include "io/config/run_config.h"
#include "io/export/link_model_json.h"
#include "io/export/output_set.h"
#include "io/ingest/ingest.h"
#include "io/run/family_evidence.h"
#include "io/run/ranking_trail.h"
#include "io/run/run_observer.h"
#include "io/run/snapshot_outputs.h"

namespace io {

// What is known of a source after its rows went by.
struct SourceResult {
  SourceTotals persons, families;
  std::map<std::string, std::uint64_t> repeated_numbers;  // finding → different NIKs or KKs behind its rows
  std::optional<engine::RegistryCheck> registry_check;    // only where the source was linked
  std::vector<engine::Reject> person_rejects, family_rejects;
  std::optional<engine::LinkSummary> linking;  // only where the source was linked
  std::optional<engine::LinkTruth> truth;      // only where its truth was given
  std::array<std::uint64_t, 4> states{};       // by engine::MatchState
  std::uint64_t families_linked = 0;
  std::map<std::string, std::uint64_t> families_unmatched;  // alasan → rows
  std::uint64_t members_without_family = 0;
  std::uint8_t rank = 0;  // order by precedence, then newer date, then the run file; 0 is best
};

struct FlagResult {
  SourceTotals totals;
  std::vector<engine::Reject> rejects;
  std::uint64_t found = 0;  // distinct keys in the registry
};

class RunCheckpoints;
class TruthCheck;

struct RunState {
  RunState(RunConfig configuration, const engine::RegionTree& region_tree, RunObserver& run_observer,
           OutputSet* output_set, SnapshotKeys snapshot_keys = {})
      : config(std::move(configuration)),
        regions(region_tree),
        observer(run_observer),
        outputs(output_set),
        keys(std::move(snapshot_keys)) {}

  const RunConfig config;
  const engine::RegionTree& regions;
  RunObserver& observer;
  OutputSet* outputs;  // null: nothing is written
  const SnapshotKeys keys;
  std::optional<SnapshotOutputs> snapshots;  // where this run writes some
  bool stores_sources = false;               // each source becomes a snapshot
  RunCheckpoints* checkpoints = nullptr;     // null: none are kept
  const TruthCheck* truth = nullptr;  // while the sources are linked; null: there is no truth to hold links against

  std::vector<SourceResult> sources;  // as config.sources
  std::vector<FlagResult> flags;      // as config.flags

  engine::Registry registry;
  std::vector<engine::DuplicateCluster> duplicates;
  engine::SecondRows second_rows;
  std::uint64_t registry_dead = 0;

  std::vector<SourceLinkModel> link_models;      // of the run file's [link] model
  std::vector<ReviewDecision> review_decisions;  // of --decisions
  std::vector<std::uint32_t> attributes;         // PersonAttributes by registry person
  std::optional<engine::FamilyAssembly> assembly;

  std::vector<engine::FamilyStatus> status;  // by family, like all columns below
  std::optional<engine::PmtModel> model;
  std::vector<engine::PmtScore> score;
  std::vector<std::vector<engine::FeatureCells>> feature_cells;  // by regency, then feature of the model
  engine::UsualFamily usual;                                     // the reference family of explanations
  // What is ranked where it is not the score itself: lifted to the regency's expenditure (io/run/lift_ranks.h).
  std::vector<engine::PmtScore> ranking_score;
  std::span<const engine::PmtScore> ranking() const { return config.lifts() ? ranking_score : score; }
  std::vector<std::uint8_t> source_lists;  // mode "groups": bit i = a source of [[desil.group]] i knows the family
  RankingTrail trail;
  engine::Ranks ranks;
  std::optional<engine::Uncertainty> uncertainty;  // where it was asked for, or a family is watched
  std::vector<engine::Programme> programmes;       // ascending by code
  std::vector<engine::ProgrammeDecision> decisions;

  std::vector<engine::StageSummary> stages;
  std::optional<engine::TruthFiles> truth_found;  // where a truth was given

  // The family that `explain` asks for: found by KK, or by the NIK of a member.
  std::uint64_t watch_kk = 0, watch_nik = 0;
  EvidenceOfFamily evidence;

  std::uint64_t stage_rows = 0, stage_bytes = 0;  // of the stage that runs

  // Takes what ingest, or link, has found in another state of the same configuration (io/resume).
  void take_ingest_results(RunState&& ingested) {
    registry = std::move(ingested.registry);
    duplicates = std::move(ingested.duplicates);
    second_rows = std::move(ingested.second_rows);
    registry_dead = ingested.registry_dead;
    take_link_results(std::move(ingested));
  }
  void take_link_results(RunState&& linked) {
    attributes = std::move(linked.attributes);
    assembly = std::move(linked.assembly);
    source_lists = std::move(linked.source_lists);
    sources = std::move(linked.sources);
    flags = std::move(linked.flags);
    stages = std::move(linked.stages);
  }
};

}  // namespace io
