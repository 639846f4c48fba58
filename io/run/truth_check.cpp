#include "io/run/truth_check.h"

#include <algorithm>

#include "engine/error.h"
#include "io/ingest/ingest.h"
#include "io/run/source_specs.h"

namespace io {
namespace {

std::vector<std::string> source_names(const RunConfig& config) {
  std::vector<std::string> names;
  for (const SourceConfig& source : config.sources) names.push_back(source.name);
  return names;
}

[[noreturn]] void refuse(const std::string& file, std::uint64_t row, const std::string& message) {
  throw engine::Error(engine::ExitCode::kInput, file + ": " + message, {file, row, "baris", 0});
}

std::size_t registry_at(const RunState& run) {
  return static_cast<std::size_t>(&run.config.registry() - run.config.sources.data());
}

// Rows of a NIK that another row has, by baris: they are not in the registry.
std::vector<std::uint64_t> repeated_rows(const SourceResult& registry) {
  std::vector<std::uint64_t> rows;
  for (const engine::Reject& reject : registry.person_rejects) rows.push_back(reject.row);
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace

TruthCheck::TruthCheck(const RunState& run)
    : paths_(*run.config.truth), truth_(read_truth(paths_, source_names(run.config))) {
  if (truth_.lines_passed_over > 0) {
    run.observer.remark("--truth: " + std::to_string(truth_.lines_passed_over) +
                        " lines are of sources that this run does not have, the first of " + truth_.other_source +
                        "; they are passed over");
  }
  for (std::size_t i = 0; i < truth_.sources.size(); ++i) {
    if (run.config.sources[i].role == SourceRole::kRegistry || !truth_.columns[i].person.empty()) continue;
    run.observer.remark("--truth: it says nothing of '" + truth_.sources[i] + "', whose links are not judged");
  }
  if (truth_.columns[registry_at(run)].person.empty()) {
    refuse(paths_.persons.shown, 0,
           "column 'sumber': seen no line of '" + run.config.registry().name +
               "', wanted one for every row of the registry. Cure: give the truth of the whole run.");
  }
}

void TruthCheck::learn_registry(const RunState& run) {
  registry_.emplace(read_registry(run));
  if (registry_->most_rows > kMostRowsOfOne) {
    refuse(paths_.persons.shown, 0,
           "column 'orang': seen " + std::to_string(registry_->most_rows) +
               " registry rows of one person, wanted at most " + std::to_string(kMostRowsOfOne) +
               ". Cure: leave 'orang' empty where the person is not known.");
  }
}

engine::RegistryTruth TruthCheck::read_registry(const RunState& run) const {
  const std::size_t at = registry_at(run);
  const std::vector<std::uint32_t>& truth = truth_.columns[at].person;
  const std::string& name = run.config.sources[at].name;
  const std::vector<std::uint64_t> repeated = repeated_rows(run.sources[at]);
  const engine::PersonTable& persons = run.registry.persons;
  std::vector<std::uint32_t> person_of_row(persons.size(), 0);
  IngestOptions options;
  options.key = run.keys.opening;
  options.normalise = false;
  options.hash = false;
  stream_persons<engine::PersonBatch>(
      source_spec(run.config.sources[at]), run.regions, [](engine::PersonBatch&& batch) { return std::move(batch); },
      [&](engine::PersonBatch&& batch) {
        std::vector<engine::PersonRow> rows(batch.size(), engine::kNoRow);
        persons.by_nik.find_batch(persons.nik, batch.nik, rows);
        for (std::size_t i = 0; i < batch.size(); ++i) {
          const std::uint64_t baris = batch.baris(i);
          if (std::binary_search(repeated.begin(), repeated.end(), baris)) continue;
          if (baris > truth.size() || truth[baris - 1] == engine::kNoTruth) {
            refuse(paths_.persons.shown, baris,
                   "row " + std::to_string(baris) + " of '" + name +
                       "', column 'baris': seen no line, wanted one for every accepted row of the registry. Cure: give "
                       "the truth that was made with these files.");
          }
          if (rows[i] != engine::kNoRow) person_of_row[rows[i]] = truth[baris - 1];
        }
      },
      options);
  return engine::RegistryTruth(std::move(person_of_row));
}

std::optional<engine::LinkTruth> TruthCheck::judge(const std::string& source, std::span<const engine::LinkRow> rows,
                                                   std::span<const std::uint32_t> baris) const {
  const auto at = static_cast<std::size_t>(std::find(truth_.sources.begin(), truth_.sources.end(), source) -
                                           truth_.sources.begin());
  if (truth_.columns[at].person.empty()) return std::nullopt;
  return engine::judge_links(rows, baris, truth_.columns[at], *registry_, truth_.kinds, paths_.persons.shown, source);
}

engine::TruthFiles TruthCheck::found(const RunState& run) const {
  return {portable_path(paths_.persons), paths_.faults ? portable_path(*paths_.faults) : "",
          engine::judge_duplicates(run.duplicates, run.registry, run.regions, *registry_)};
}

}  // namespace io
