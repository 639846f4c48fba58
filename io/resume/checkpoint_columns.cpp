#include "io/resume/checkpoint_columns.h"

#include "io/registry_snapshot/indicator_columns.h"
#include "io/registry_snapshot/registry_columns.h"
#include "io/resume/reject_columns.h"
#include "io/resume/stage_results.h"

namespace io {
namespace {

using nlohmann::json;

template <class Run, class List>
std::vector<List*> reject_lists(Run& run) {
  std::vector<List*> lists;
  for (auto& source : run.sources) lists.insert(lists.end(), {&source.person_rejects, &source.family_rejects});
  for (auto& flag : run.flags) lists.push_back(&flag.rejects);
  return lists;
}

json write_results(SnapshotWriter& writer, const RunState& run) {
  return {{"sources", source_results_json(run.sources)},
          {"flags", flag_results_json(run.flags)},
          {"stages", stages_json(run.stages)},
          {"rejects", write_reject_columns(writer, reject_lists<const RunState, const RejectList>(run))}};
}

void read_results(const ColumnSource& source, const json& document, RunState& run) {
  run.sources = source_results_of(document.at("sources"));
  run.flags = flag_results_of(document.at("flags"));
  run.stages = stages_of(document.at("stages"));
  if (run.sources.size() != run.config.sources.size() || run.flags.size() != run.config.flags.size()) {
    source.refuse("meta", "other sources than those of the run");
  }
  read_reject_columns(source, document.at("rejects"), reject_lists<RunState, RejectList>(run));
}

void write_duplicates(SnapshotWriter& writer, const RunState& run) {
  std::vector<std::uint32_t> rows, sizes, probabilities, second, counted;
  for (const engine::DuplicateCluster& cluster : run.duplicates) {
    rows.insert(rows.end(), cluster.rows.begin(), cluster.rows.end());
    sizes.push_back(static_cast<std::uint32_t>(cluster.rows.size()));
    probabilities.push_back(cluster.probability);
  }
  for (const engine::SecondRows::Pair& pair : run.second_rows.pairs()) {
    second.push_back(pair.second);
    counted.push_back(pair.counted);
  }
  writer.write_column<std::uint32_t>("duplicate/row", rows);
  writer.write_column<std::uint32_t>("duplicate/size", sizes);
  writer.write_column<std::uint32_t>("duplicate/probability", probabilities);
  writer.write_column<std::uint32_t>("second/row", second);
  writer.write_column<std::uint32_t>("second/counted", counted);
}

std::vector<std::uint32_t> whole_column(const ColumnSource& source, const std::string& section) {
  return source.column<std::uint32_t>(section, source.rows(section));
}

void read_duplicates(const ColumnSource& source, RunState& run) {
  const engine::PersonTable& persons = run.registry.persons;
  const auto person_rows = [&](const std::string& section) {
    auto rows = whole_column(source, section);
    source.check(section, rows.size(), "no row of the registry",
                 [&](std::size_t i) { return rows[i] >= persons.size(); });
    return rows;
  };
  const auto rows = person_rows("duplicate/row");
  const auto sizes = whole_column(source, "duplicate/size");
  const auto probabilities = source.column<std::uint32_t>("duplicate/probability", sizes.size());
  std::size_t at = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i] > rows.size() - at) source.refuse_row("duplicate/size", i, "more rows than there are");
    const auto first = rows.begin() + static_cast<std::ptrdiff_t>(at);
    run.duplicates.push_back({{first, first + sizes[i]}, probabilities[i]});
    at += sizes[i];
  }
  if (at != rows.size()) source.refuse("duplicate/row", "rows of no cluster");

  const auto second = person_rows("second/row"), counted = person_rows("second/counted");
  if (second.size() != counted.size()) source.refuse("second/counted", "not as many rows as second/row");
  std::vector<engine::SecondRows::Pair> pairs;
  for (std::size_t i = 0; i < second.size(); ++i) {
    if ((i > 0 && second[i] <= second[i - 1]) || !persons.marks[second[i]].second_row()) {
      source.refuse_row("second/row", i, "not ascending, or a row without its mark");
    }
    pairs.push_back({second[i], counted[i]});
  }
  const auto marked = static_cast<std::size_t>(std::count_if(
      persons.marks.begin(), persons.marks.end(), [](const engine::PersonMarks& marks) { return marks.second_row(); }));
  if (marked != pairs.size()) source.refuse("second/row", "a marked row is missing");
  run.second_rows = engine::SecondRows(std::move(pairs));
}

}  // namespace

json write_ingest_columns(SnapshotWriter& writer, const RunState& run) {
  write_registry_columns(writer, run.registry, run.regions);
  write_duplicates(writer, run);
  json document = write_results(writer, run);
  document["registry_dead"] = run.registry_dead;
  return document;
}

void read_ingest_columns(const ColumnSource& source, const json& document, RunState& run) {
  run.registry = read_registry_columns(source, run.regions, run.config.flags.size());
  read_duplicates(source, run);
  read_results(source, document, run);
  document.at("registry_dead").get_to(run.registry_dead);
  run.attributes.assign(run.registry.persons.size(), 0);
}

json write_link_columns(SnapshotWriter& writer, const RunState& run) {
  const engine::FamilyAssembly& assembly = *run.assembly;
  writer.write_column<std::uint32_t>("person/attributes", run.attributes);
  write_indicator_columns(writer, assembly.indicators(), IndicatorColumns::kFromSources);
  writer.write_column<std::uint8_t>("family/source_rank", assembly.rank());
  if (run.config.assemble == AssembleMode::kField) write_tiles(writer, "family/cell_ranks", assembly.cell_ranks());
  if (run.config.combines_lists()) writer.write_column<std::uint8_t>("family/source_lists", run.source_lists);
  return write_results(writer, run);
}

void read_link_columns(const ColumnSource& source, const json& document, RunState& run) {
  const std::size_t families = run.registry.families.size();
  run.attributes = source.column<std::uint32_t>("person/attributes", run.registry.persons.size());
  engine::FamilyIndicators indicators = read_indicator_columns(source, families, IndicatorColumns::kFromSources);
  auto rank = source.column<std::uint8_t>("family/source_rank", families);
  source.check("family/source_rank", families, "a rank that no source has",
               [&](std::size_t f) { return rank[f] != engine::kNoRank && rank[f] >= run.config.sources.size(); });
  const bool by_field = run.config.assemble == AssembleMode::kField;
  engine::NibbleTiles cell_ranks;
  if (by_field) {
    cell_ranks =
        read_tiles(source, "family/cell_ranks", families, engine::kFamilyCodeCount + engine::kFamilyNumberCount);
  }
  run.assembly.emplace(by_field ? engine::AssemblyMode::kField : engine::AssemblyMode::kRecord, std::move(indicators),
                       std::move(cell_ranks), std::move(rank));
  if (run.config.combines_lists()) {
    run.source_lists = source.column<std::uint8_t>("family/source_lists", families);
    source.check("family/source_lists", families, "a list that no source is in",
                 [&](std::size_t f) { return run.source_lists[f] >> run.config.groups.size() != 0; });
  }
  read_results(source, document, run);
}

}  // namespace io
