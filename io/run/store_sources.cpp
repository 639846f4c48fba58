#include <iterator>

#include "io/run/reject_gate.h"
#include "io/run/run_stages.h"
#include "io/run/source_findings.h"
#include "io/run/source_notes.h"
#include "io/run/source_specs.h"
#include "io/source_snapshot/description.h"
#include "io/source_snapshot/family_snapshot_writer.h"
#include "io/source_snapshot/layout.h"
#include "io/source_snapshot/person_snapshot_writer.h"

namespace io {
namespace {

IngestOptions options_of(RunState& run) {
  IngestOptions options;
  options.normalise = false;
  options.key = run.keys.opening;
  options.progress = [&run](std::uint64_t bytes, std::uint64_t rows) {
    run.observer.advance(run.stage_bytes + bytes, run.stage_rows + rows);
  };
  return options;
}

void add_to_stage(RunState& run, const SourceTotals& totals) {
  for (const FileTotals& file : totals.files) {
    run.stage_rows += file.rows_read;
    run.stage_bytes += file.bytes;
  }
}

void store_persons(RunState& run, const SourceSpec& spec, SourceResult& result) {
  struct Checked {
    engine::PersonBatch batch;
    BatchFindings findings;
  };
  std::optional<source_snapshot::PersonSnapshotWriter> snapshot;
  if (run.stores_sources) {
    snapshot.emplace(run.snapshots->open_source(spec.name, source_snapshot::kPersonsKind, spec.persons), run.regions);
  }
  SourceFindings findings(run.regions, source_snapshot::village_code_system(spec, run.keys.opening));
  result.persons = stream_persons<Checked>(
      spec, run.regions,
      [&](engine::PersonBatch&& batch) {
        BatchFindings found = findings.of_batch(batch, {}, run.registry.persons);
        return Checked{std::move(batch), std::move(found)};
      },
      [&](Checked&& part) {
        if (snapshot) snapshot->append(part.batch);
        std::vector<engine::Reject>& rejects = part.batch.rejects;
        std::move(rejects.begin(), rejects.end(), std::back_inserter(result.person_rejects));
        findings.add(part.findings);
      },
      options_of(run));
  check_rejects(run, spec.name, result.persons, result.person_rejects);
  if (snapshot) snapshot->finish(source_snapshot::describe(spec, result.persons));
  findings.finish(result);
  result.registry_check.reset();
  add_to_stage(run, result.persons);
  note_source(run.observer, spec, result.persons);
}

void store_families(RunState& run, const SourceSpec& spec, SourceResult& result) {
  std::optional<source_snapshot::FamilySnapshotWriter> snapshot;
  if (run.stores_sources)
    snapshot.emplace(run.snapshots->open_source(spec.name, source_snapshot::kFamiliesKind, spec.families));
  result.families = stream_families<engine::FamilyBatch>(
      spec, run.regions, [](engine::FamilyBatch&& batch) { return std::move(batch); },
      [&](engine::FamilyBatch&& batch) {
        if (snapshot) snapshot->append(batch);
        std::move(batch.rejects.begin(), batch.rejects.end(), std::back_inserter(result.family_rejects));
      },
      options_of(run));
  check_rejects(run, spec.name, result.families, result.family_rejects);
  if (snapshot) snapshot->finish(source_snapshot::describe(spec, result.families));
  add_to_stage(run, result.families);
  note_source(run.observer, spec, result.families);
}

}  // namespace

void store_sources(RunState& run) {
  for (std::size_t i = 0; i < run.config.sources.size(); ++i) {
    if (run.config.sources[i].role != SourceRole::kSource) continue;
    const SourceSpec spec = source_spec(run.config.sources[i]);
    if (!spec.persons.empty()) store_persons(run, spec, run.sources[i]);
    if (!spec.families.empty()) store_families(run, spec, run.sources[i]);
  }
}

}  // namespace io
