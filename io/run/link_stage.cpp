#include <optional>

#include "engine/error.h"
#include "io/export/link_model_json.h"
#include "io/export/links_csv.h"
#include "io/export/review_csv.h"
#include "io/export/unmatched_csv.h"
#include "io/run/link_choices.h"
#include "io/run/run_stages.h"
#include "io/run/source_linker.h"

namespace io {
namespace {

// Finds the family that `explain` asks for, by its KK or by the NIK of a member.
void find_watched_family(RunState& run) {
  const engine::PersonTable& persons = run.registry.persons;
  const bool by_nik = run.watch_nik != 0;
  if (by_nik) {
    const engine::PersonRow person = run.second_rows.counted(persons, persons.find({run.watch_nik}));
    run.watch_kk = person == engine::kNoRow ? 0 : run.registry.families.kk[persons.family[person]];
  }
  if (run.registry.families.find({run.watch_kk}) != engine::kNoRow) return;
  throw engine::Error(engine::ExitCode::kUsage,
                      std::string("the registry of this run has no such ") + (by_nik ? "NIK" : "KK") +
                          ". Cure: check the 16 digits; a rejected row stands in rejects.csv.",
                      {run.config.shown_path, 0, by_nik ? "nik" : "nomor_kartu_keluarga", 0});
}

}  // namespace

void link_stage(RunState& run) {
  const auto is_source = [&](std::size_t i) { return run.config.sources[i].role == SourceRole::kSource; };
  if (run.watch_kk != 0 || run.watch_nik != 0) find_watched_family(run);
  run.evidence.kk = run.watch_kk;
  LinkFiles files;
  std::vector<SourceLinkModel> models;
  if (run.outputs != nullptr) {
    if (run.config.output.links) {
      files.links = &run.outputs->open("links.csv");
      std::string header = kLinksHeader;
      if (run.config.decisions) header.insert(header.size() - 1, ",keputusan");
      files.links->write(header);
    }
    if (run.config.review_rows > 0) {
      files.review = &run.outputs->open(kReviewName);
      files.review->write(kReviewHeader);
    }
    files.unmatched = &run.outputs->open("families_unmatched.csv");
    files.unmatched->write(kUnmatchedHeader);
    files.models = &models;
  }
  run.assembly.emplace(run.registry.families.size(), run.config.assemble == AssembleMode::kField
                                                         ? engine::AssemblyMode::kField
                                                         : engine::AssemblyMode::kRecord);
  if (run.config.combines_lists()) run.source_lists.assign(run.registry.families.size(), 0);
  std::optional<LinkParts> parts;
  for (std::size_t i = 0; i < run.config.sources.size(); ++i) {
    if (!is_source(i)) continue;
    if (!parts) parts.emplace(run);
    note_model(run, run.config.sources[i]);
    SourceLinker linker(run, i, *parts);
    linker.persons(files);
    linker.families(files.unmatched);
  }
  if (run.outputs != nullptr) run.outputs->open(kLinkModelName).write(link_model_json(models));
}

}  // namespace io
