#include <algorithm>
#include <span>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/run/reject_gate.h"
#include "io/run/run_stages.h"
#include "io/run/source_findings.h"
#include "io/run/source_notes.h"
#include "io/run/source_specs.h"
#include "io/source_snapshot/layout.h"
#include "io/source_snapshot/person_snapshot_writer.h"

namespace io {
namespace {

constexpr char kDeadFlag[] = "meninggal";

// Moves the rows that share a NIK with a newer row from the accepted to the rejected ones.
void reject_repeated(const std::vector<engine::RepeatedNik>& repeated, const SourceConfig& source,
                     SourceResult& result) {
  if (repeated.empty()) return;
  std::size_t file = 0;
  std::uint64_t first_row = 1;
  for (const engine::RepeatedNik& row : repeated) {
    while (row.row >= first_row + result.persons.files[file].records) first_row += result.persons.files[file++].records;
    FileTotals& totals = result.persons.files[file];
    --totals.accepted;
    ++totals.rejected;
    char digits[16];
    engine::write_digits16(digits, row.nik.value);
    result.person_rejects.push_back(
        {source.name, totals.path, row.row, row.byte, "nik", "nik_ganda", engine::masked({digits, sizeof digits})});
  }
  result.persons.rejects["nik_ganda"] += repeated.size();
  std::sort(result.person_rejects.begin(), result.person_rejects.end(),
            [](const engine::Reject& a, const engine::Reject& b) { return a.row < b.row; });
}

void read_registry(RunState& run) {
  const auto at = static_cast<std::size_t>(&run.config.registry() - run.config.sources.data());
  SourceResult& result = run.sources[at];
  const SourceSpec spec = source_spec(run.config.sources[at]);
  engine::RegistryBuilder builder;
  std::optional<source_snapshot::PersonSnapshotWriter> snapshot;
  if (run.stores_sources) {
    snapshot.emplace(run.snapshots->open_source(spec.name, source_snapshot::kPersonsKind, spec.persons), run.regions);
  }
  struct CodedBatch {
    engine::PersonBatch persons;
    engine::NameCodes names;
  };
  IngestOptions options;
  options.max_rejects = run.config.rejects_limit();
  options.key = run.keys.opening;
  options.normalise = false;  // the dictionary normalises each token once
  options.progress = [&](std::uint64_t bytes, std::uint64_t rows) {
    run.observer.advance(run.stage_bytes + bytes, rows);
  };
  result.persons = stream_persons<CodedBatch>(
      spec, run.regions,
      [&](engine::PersonBatch&& batch) {
        engine::NameCodes names = builder.code_names(batch);
        return CodedBatch{std::move(batch), std::move(names)};
      },
      [&](CodedBatch&& batch) {
        if (snapshot) snapshot->append(batch.persons);
        builder.add(batch.persons, batch.names);
        std::move(batch.persons.rejects.begin(), batch.persons.rejects.end(),
                  std::back_inserter(result.person_rejects));
      },
      options);
  if (snapshot) snapshot->finish(source_snapshot::describe(spec, result.persons));
  engine::RegistryBuilder::Result built = builder.build();
  reject_repeated(built.repeated, run.config.sources[at], result);
  check_rejects(run, run.config.sources[at].name, result.persons, result.person_rejects);
  if (built.registry.persons.size() == 0) {
    throw engine::Error(engine::ExitCode::kInput,
                        result.persons.files[0].path +
                            ": the registry has no usable row, wanted the persons of the civil registry. "
                            "Cure: check the file; earlier results stay as they are.",
                        {result.persons.files[0].path, 0, "", 0});
  }
  note_source(run.observer, spec, result.persons);
  run.registry = std::move(built.registry);
  for (const FileTotals& file : result.persons.files) {
    run.stage_rows += file.rows_read;
    run.stage_bytes += file.bytes;
  }
}

// Rows of the registry that a flag list names: persons for a NIK list, families for a KK list; sorted,
// each once.
std::vector<std::uint32_t> flagged_rows(const RunState& run, const FlagConfig& flag,
                                        std::span<const std::uint64_t> keys) {
  const bool by_nik = flag.key == FlagKey::kNik;
  const engine::FlatIndex& index = by_nik ? run.registry.persons.by_nik : run.registry.families.by_kk;
  const std::vector<std::uint64_t>& column = by_nik ? run.registry.persons.nik : run.registry.families.kk;
  std::vector<std::uint32_t> rows(keys.size());
  engine::parallel_for(keys.size(), std::size_t{1} << 14, [&](std::size_t begin, std::size_t end) {
    index.find_batch(column, keys.subspan(begin, end - begin), std::span(rows).subspan(begin, end - begin));
  });
  engine::parallel_sort(rows, std::less<>());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  if (!rows.empty() && rows.back() == engine::kNoRow) rows.pop_back();
  return rows;
}

void read_flags(RunState& run) {
  std::vector<std::vector<std::uint32_t>> rows_of;
  for (std::size_t i = 0; i < run.config.flags.size(); ++i) {
    IngestOptions options;
    options.max_rejects = run.config.rejects_limit();
    FlagList list = read_flag_list(flag_spec(run.config.flags[i]), options);
    FlagResult& result = run.flags[i];
    result.totals = std::move(list.totals);
    result.rejects = std::move(list.rejects);
    check_rejects(run, run.config.flags[i].name, result.totals, result.rejects);
    rows_of.push_back(flagged_rows(run, run.config.flags[i], list.keys));
    result.found = rows_of.back().size();
    for (const FileTotals& file : result.totals.files) {
      run.stage_rows += file.rows_read;
      run.stage_bytes += file.bytes;
    }
    run.observer.advance(run.stage_bytes, run.stage_rows);
    // The dead must be known before anybody is counted.
    if (run.config.flags[i].name == kDeadFlag && run.config.flags[i].key == FlagKey::kNik) {
      for (const engine::PersonRow person : rows_of.back()) run.registry.persons.marks[person].set_dead();
      run.registry_dead = rows_of.back().size();
    }
  }
  run.duplicates = engine::find_registry_duplicates(run.registry, &run.regions);
  run.second_rows = engine::mark_second_rows(run.duplicates, run.registry);
  engine::count_members(run.registry);

  // A family bears a flag when a member who counts bears it, or its KK does.
  const engine::PersonTable& persons = run.registry.persons;
  for (std::size_t i = 0; i < rows_of.size(); ++i) {
    const std::uint32_t bit = std::uint32_t{1} << i;
    for (const std::uint32_t row : rows_of[i]) {
      if (run.config.flags[i].key == FlagKey::kKk) {
        run.registry.families.flags[row] |= bit;
        continue;
      }
      const engine::PersonRow counted = run.second_rows.counted(persons, row);
      if (persons.marks[counted].counts()) run.registry.families.flags[persons.family[counted]] |= bit;
    }
  }
}

}  // namespace

void ingest_stage(RunState& run) {
  run.sources.resize(run.config.sources.size());
  run.flags.resize(run.config.flags.size());
  const std::vector<std::uint8_t> ranks = source_ranks(run.config);
  for (std::size_t i = 0; i < ranks.size(); ++i) run.sources[i].rank = ranks[i];
  read_registry(run);
  find_registry_heads(run, run.sources[static_cast<std::size_t>(&run.config.registry() - run.config.sources.data())]);
  read_flags(run);
  run.attributes.assign(run.registry.persons.size(), 0);
}

}  // namespace io
