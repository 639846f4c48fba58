#include "io/explain/explain.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "engine/error.h"
#include "io/export/output_set.h"
#include "io/output_file.h"
#include "io/regions/region_tree.h"
#include "io/run/national_run.h"
#include "io/run/programme_cells.h"
#include "io/run/run_resume.h"
#include "io/run/run_stages.h"

namespace io {
namespace {

using engine::FamilyRow;

std::string row_name(const std::string& source, std::uint64_t row) { return source + " " + std::to_string(row); }

// The rows behind a cell of the family's record: the best source that gave it.
std::string record_origin(const RunState& run, const engine::Variable& variable) {
  const FamilyEvidence* best = nullptr;
  for (const FamilyEvidence& candidate : run.evidence.families) {
    if (!candidate.winner) continue;
    const bool filled = variable.table == engine::VariableTable::kCode
                            ? candidate.record.codes[variable.index] != engine::kMissingCode
                            : candidate.record.numbers[variable.index] != engine::kMissingNumber;
    if (run.config.assemble == AssembleMode::kField && !filled) continue;
    if (best == nullptr || candidate.rank < best->rank) best = &candidate;
  }
  return best == nullptr ? std::string() : row_name(best->source, best->record.row);
}

// Whose source rows an aggregate is made of; all others come from the registry alone.
enum class Asked { kNobody, kHead, kMembers };

Asked asked_by(engine::MemberAggregate aggregate) {
  switch (aggregate) {
    using enum engine::MemberAggregate;
    case kHeadSchooling:
    case kHeadWorking:
    case kHeadSector:
    case kHeadJobStatus: return Asked::kHead;
    case kHighestSchooling:
    case kWorking:
    case kInSchool:
    case kDisabled:
    case kCompletedPrimary:
    case kCompletedLowerSecondary:
    case kCompletedUpperSecondary:
    case kCompletedDiploma: return Asked::kMembers;
    default: return Asked::kNobody;
  }
}

// The source row whose attributes count, for the head or for every member that has one.
std::string member_origin(const RunState& run, Asked asked) {
  const engine::PersonRow head = engine::head_of(run.registry, run.registry.families.find({run.watch_kk}));
  std::map<engine::PersonRow, std::pair<std::uint32_t, const PersonEvidence*>> best;
  for (const PersonEvidence& row : run.evidence.persons) {
    if (row.link.state != engine::MatchState::kPadan) continue;
    const auto source = std::find_if(run.config.sources.begin(), run.config.sources.end(),
                                     [&](const SourceConfig& config) { return config.name == row.source; });
    const std::uint8_t rank = run.sources[static_cast<std::size_t>(source - run.config.sources.begin())].rank;
    const std::uint32_t word =
        engine::PersonAttributes::pack(row.record, rank, engine::evidence_grade(row.link)).word();
    auto& slot = best[run.second_rows.counted(run.registry.persons, row.link.person)];
    if (word > slot.first) slot = {word, &row};
  }
  std::string origin;
  for (const auto& [person, row] : best) {
    if (asked == Asked::kHead && person != head) continue;
    if (!origin.empty()) origin += "; ";
    origin += row_name(row.second->source, row.second->record.row);
  }
  return origin;
}

std::string origin_of(const RunState& run, const engine::Variable& variable) {
  if (variable.table != engine::VariableTable::kAggregate) return record_origin(run, variable);
  const Asked asked = asked_by(static_cast<engine::MemberAggregate>(variable.index));
  return asked == Asked::kNobody ? run.config.registry().name : member_origin(run, asked);
}

std::string origin_of(const RunState& run, std::size_t feature) {
  const engine::Feature& definition = run.model->features[feature];
  std::vector<std::string> origins;
  if (definition.kind == engine::FeatureKind::kInteraction) {
    origins = {origin_of(run, definition.left), origin_of(run, definition.right)};
  } else {
    origins = {origin_of(run, definition.variable)};
    if (definition.per) origins.push_back(origin_of(run, *definition.per));
  }
  std::string text;
  for (std::size_t i = 0; i < origins.size(); ++i) {
    if (origins[i].empty() || std::find(origins.begin(), origins.begin() + static_cast<std::ptrdiff_t>(i),
                                        origins[i]) != origins.begin() + static_cast<std::ptrdiff_t>(i)) {
      continue;
    }
    if (!text.empty()) text += "; ";
    text += origins[i];
  }
  return text;
}

LevelPlace place_at(std::string level, std::string region, const engine::Cuts& cuts, engine::Desil desil) {
  LevelPlace place{std::move(level), std::move(region), desil, std::nullopt, std::nullopt};
  if (desil >= 2) place.cut_below = cuts[desil - 2].score;
  if (desil <= 9) place.cut_above = cuts[desil - 1].score;
  return place;
}

void add_places(const RunState& run, FamilyRow family, Explanation& explanation) {
  if (run.ranks.national_desils.empty() || run.ranks.national_desils[family] == 0) return;
  const engine::RegencyIndex regency = run.regions.regency_of(run.registry.families.village[family]);
  const engine::ProvinceIndex province = run.regions.province_of_regency(regency);
  explanation.places = {
      place_at("nasional", "Indonesia", *run.ranks.national, run.ranks.national_desils[family]),
      place_at("provinsi", explanation.province, *run.ranks.provinces[province], run.ranks.province_desils[family]),
      place_at("kabupaten_kota", explanation.regency, *run.ranks.regencies[regency], run.ranks.regency_desils[family])};
  explanation.class_label = run.config.class_labels[run.ranks.national_desils[family] - 1u];
}

std::optional<SureDesil> sure_desil(const RunState& run, FamilyRow family) {
  if (!run.uncertainty || run.ranks.national_desils.empty()) return std::nullopt;
  const engine::RegencyIndex regency = run.regions.regency_of(run.registry.families.village[family]);
  const auto chances = run.uncertainty->chances(regency, run.score[family]);
  if (!chances) return std::nullopt;
  const engine::FirmRule& rule = run.uncertainty->rule;
  return SureDesil{*chances, rule,
                   engine::is_firm(rule, run.ranks.national_desils[family], (*chances)[rule.desil - 1u])};
}

void refuse_changed(const std::string& out, const std::string& file) {
  throw engine::Error(engine::ExitCode::kDamaged,
                      file + ": is not the file that the run in " + out +
                          " was made from, so its answer cannot be explained. Cure: put the file back, or run again.",
                      {file, 0, "", 0});
}

// Refuses to explain beside a families.csv that is not the run's.
void check_published_families(const Manifest& manifest, const std::string& out) {
  for (const ManifestFile& file : manifest.outputs) {
    const std::string path = out + "/" + file.name;
    if (file.name != "families.csv" || (std::filesystem::exists(path) && sha256_of_file(path) == file.sha256)) continue;
    throw engine::Error(engine::ExitCode::kDamaged,
                        path + ": is missing or not as the run wrote it. Cure: see `desil verify`, then run again.",
                        {path, 0, "", 0});
  }
}

}  // namespace

Explanation explain_state(const RunState& run) {
  const FamilyRow family = run.registry.families.find({run.watch_kk});
  const engine::FamilyTable& families = run.registry.families;
  const engine::PersonTable& persons = run.registry.persons;
  Explanation explanation;
  explanation.kk = run.watch_kk;
  explanation.release = run.config.release;
  explanation.status = run.status[family];
  explanation.members_counted = families.members[family];
  explanation.evidence = run.evidence;
  if (const engine::VillageIndex village = families.village[family]; village != engine::kUnknownVillage) {
    const engine::RegencyIndex regency = run.regions.regency_of(village);
    explanation.village_code = std::to_string(run.regions.village_code(village));
    explanation.regency = run.regions.regencies()[regency].name;
    explanation.province = run.regions.provinces()[run.regions.province_of_regency(regency)].name;
  }
  engine::NameBuffer buffer;
  for (engine::PersonRow p = families.first_person[family]; p < families.first_person[family + 1]; ++p) {
    const engine::PersonMarks marks = persons.marks[p];
    explanation.members.push_back({persons.nik[p], std::string(persons.name_of(p, buffer)), persons.birth[p],
                                   marks.sex(), marks.relation(), marks.dead(), marks.second_row()});
  }
  for (std::size_t i = 0; i < run.config.flags.size(); ++i) {
    if ((families.flags[family] >> i & 1u) != 0) explanation.flags.push_back(run.config.flags[i].name);
  }
  if (explanation.status == engine::FamilyStatus::kRanked) {
    const engine::Region& regency = run.regions.regencies()[run.regions.regency_of(families.village[family])];
    explanation.score = run.score[family];
    explanation.ranking = run.ranks.national_desils.empty() ? explanation.score : run.ranking()[family];
    if (!run.ranks.national_desils.empty()) explanation.lift = lift_trail(run, family);
    const std::size_t model = *run.model->model_for(regency.code);
    explanation.parts = engine::explain_score(*run.model, model, run.assembly->indicators(), family, &run.usual);
    explanation.usual_families = run.usual.families;
    explanation.changes = desil_changes(run, family, model);
    for (std::size_t i = 0; i < run.model->features.size(); ++i) explanation.origins.push_back(origin_of(run, i));
    add_places(run, family, explanation);
    explanation.sure = sure_desil(run, family);
  }
  explanation.programmes = programme_lines(run, family);
  return explanation;
}

Explanation explain_family(const ExplainRequest& request, RunObserver& observer) {
  finish_interrupted_publish(request.out);
  const Manifest manifest = read_manifest(request.out);
  check_published_families(manifest, request.out);
  const std::optional<RunStage> reached = run_stage_from_name(manifest.stage);
  if (!reached || *reached < RunStage::kRank) {
    throw engine::Error(engine::ExitCode::kUsage,
                        request.out + ": the run stopped after '" + manifest.stage +
                            "' and has no desils. Cure: run it to the end first.",
                        {request.out, 0, "", 0});
  }
  const RunStage to = std::min(*reached, RunStage::kProgrammes);
  RunConfig config = read_run_config(manifest.run_file, to);
  if (!manifest.decisions_file.empty()) {
    config.decisions = InputPath{manifest.decisions_file, manifest.decisions_file};
  }
  std::string changed = config.shown_path;
  if (canonical_config(config) != manifest.config || !inputs_unchanged(config, manifest, request.keys, changed)) {
    refuse_changed(request.out, changed);
  }
  config.max_rejects_now = 1;  // these files have passed the gate of their run
  RunState run(std::move(config), region_tree(), observer, nullptr, request.keys);
  run.watch_kk = request.kk;
  run.watch_nik = request.nik;
  execute_stages(run, to, Language::kIndonesian);
  return explain_state(run);
}

}  // namespace io
