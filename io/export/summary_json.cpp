#include "io/export/summary_json.h"
#include "io/config/distribution_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "io/export/json_text.h"
#include "io/export/score_text.h"
#include "io/export/truth_json.h"
#include "io/export/uncertainty_json.h"

namespace io {
namespace {

struct FileTotals {
  std::uint64_t read = 0, accepted = 0, rejected = 0;
  void add(const engine::FileSummary& file) {
    read += file.rows_read;
    accepted += file.accepted;
    rejected += file.rejected;
  }
};

void write_totals(JsonText& json, const char* key, const FileTotals& totals) {
  json.open(key, '{');
  json.number("read", totals.read);
  json.number("accepted", totals.accepted);
  json.number("rejected", totals.rejected);
  json.close();
}

std::uint64_t sum_of(const std::map<std::string, std::uint64_t>& counts) {
  std::uint64_t sum = 0;
  for (const auto& [name, count] : counts) sum += count;
  return sum;
}

void write_rows(JsonText& json, const engine::RunSummary& summary) {
  FileTotals in;
  std::uint64_t links = 0, unmatched = 0, rejects = 0;
  for (const auto& source : summary.sources) {
    for (const auto& file : source.files) in.add(file);
    links += source.padan + source.ragu + source.konflik + source.tidak_padan;
    unmatched += sum_of(source.families_unmatched);
    rejects += sum_of(source.rejects);
  }
  write_totals(json, "rows_in", in);
  json.open("rows_out", '{');
  json.number("families", summary.nation.families);
  json.number("families_unmatched", unmatched);
  json.number("links", links);
  json.number("duplicates", summary.duplicate_rows);
  json.number("rejects", rejects);
  json.close();
}

void write_table_quality(JsonText& json, const char* key, const engine::TableQuality& table) {
  json.open(key, '{');
  json.number("rows", table.rows);
  json.counts("quality", table.findings);
  json.close();
}

void add_quality(engine::TableQuality& sum, const engine::TableQuality& part) {
  sum.rows += part.rows;
  for (const auto& [finding, rows] : part.findings) sum.findings[finding] += rows;
}

// The regencies of a source summed to provinces, ascending; rows of no known regency last, with an empty code.
void write_quality_of_provinces(JsonText& json, const engine::SourceSummary& source) {
  json.open("quality_provinces", '[');
  for (std::size_t begin = 0, end = 0; begin < source.regions.size(); begin = end) {
    engine::RegionQuality province;
    province.code = source.regions[begin].code / 100;
    for (; end < source.regions.size() && source.regions[end].code / 100 == province.code; ++end) {
      add_quality(province.persons, source.regions[end].persons);
      add_quality(province.families, source.regions[end].families);
    }
    json.open(nullptr, '{');
    json.text("code", province.code == 0 ? "" : fmt::format("{:02}", province.code));
    write_table_quality(json, "persons", province.persons);
    if (province.families.rows > 0) write_table_quality(json, "families", province.families);
    json.close();
  }
  json.close();
}

// Parts of 10,000 or of a million, with their digits behind the point.
std::string share_text(std::uint64_t parts, int digits) {
  std::string text = std::to_string(parts);
  const auto size = static_cast<std::size_t>(digits) + 1;
  if (text.size() < size) text.insert(0, size - text.size(), '0');
  return text.insert(text.size() - size + 1, 1, '.');
}

// Rows by match weight: `bits` from the lowest to the highest, and as many counts for each state.
void write_weights(JsonText& json, const engine::LinkSummary& linking) {
  constexpr const char* kStates[] = {"padan", "ragu", "konflik", "tidak_padan"};
  json.open("match_weights", '{');
  const int lowest = linking.weights.empty() ? 0 : linking.weights.begin()->first;
  const int past = linking.weights.empty() ? 0 : linking.weights.rbegin()->first + 1;
  json.raw("lowest_bits", std::to_string(lowest));
  for (std::size_t state = 0; state < std::size(kStates); ++state) {
    std::vector<std::uint64_t> rows(static_cast<std::size_t>(past - lowest), 0);
    for (const auto& [bits, counts] : linking.weights) rows[static_cast<std::size_t>(bits - lowest)] = counts[state];
    json.numbers(kStates[state], rows);
  }
  json.numbers("without_candidate", linking.without_candidate);
  json.close();
}

void write_linking(JsonText& json, const engine::LinkSummary& linking) {
  json.open("linking", '{');
  json.number("exact_rows", linking.closed);
  json.number("weighed_rows", linking.open);
  json.text("model", linking.model);
  json.number("decisions_same", linking.decided_same);
  json.number("decisions_other", linking.decided_other);
  json.raw("padan_from_probability", share_text(linking.padan_probability, 4));
  json.raw("expected_false_share", share_text(linking.false_per_million, 6));
  json.raw("expected_missed_share", share_text(linking.missed_per_million, 6));
  json.open("passes", '[');
  for (const engine::LinkSummary::Pass& pass : linking.passes) {
    json.open(nullptr, '{');
    json.text("name", pass.name);
    json.number("pairs", pass.pairs);
    json.number("largest_block", pass.largest);
    json.number("hot_blocks", pass.hot_blocks);
    json.number("found", pass.found);
    json.number("only_here", pass.only);
    json.close();
  }
  json.close();
  write_weights(json, linking);
  json.close();
}

void write_source(JsonText& json, const engine::SourceSummary& source, bool linked) {
  FileTotals rows, families;
  for (const auto& file : source.files) (file.families ? families : rows).add(file);
  json.open(nullptr, '{');
  json.text("name", source.name);
  json.text("role", source.role);
  json.text("date", source.date);
  write_totals(json, source.role == "flag" ? "keys" : "persons", rows);
  if (source.role != "flag") write_totals(json, "families", families);
  if (source.role == "source" && linked) {
    json.open("match", '{');
    json.number("padan", source.padan);
    json.number("ragu", source.ragu);
    json.number("konflik", source.konflik);
    json.number("tidak_padan", source.tidak_padan);
    json.close();
    if (source.linking) write_linking(json, *source.linking);
    json.number("families_linked", source.families_linked);
    json.number("families_used", source.families_used);
    json.counts("families_unmatched", source.families_unmatched);
  }
  json.counts("rejects", source.rejects);
  json.counts("quality", source.quality);
  if (source.role != "flag") {
    json.counts("quality_numbers", source.repeated_numbers);
    if (source.registry_check) {
      json.open("nik_in_registry", '{');
      json.number("with_nik", source.registry_check->with_nik);
      json.number("found", source.registry_check->with_nik - source.registry_check->not_found);
      json.number("not_found", source.registry_check->not_found);
      json.number("dead", source.registry_check->dead);
      json.close();
    }
    write_quality_of_provinces(json, source);
  }
  json.line("unused_columns", source.unused_columns, [](const std::string& name) { return json_quoted(name); });
  json.close();
}

using Cuts = std::optional<std::array<engine::CutSummary, 9>>;

void write_cut_scores(JsonText& json, const char* key, const Cuts& cuts) {
  json.line(key, cuts ? std::vector<engine::CutSummary>(cuts->begin(), cuts->end()) : std::vector<engine::CutSummary>(),
            [](const engine::CutSummary& cut) { return score_text(cut.score); });
}

// Families and weight at exactly the score of each cut of a region.
void write_tied(JsonText& json, const Cuts& cuts) {
  const auto list =
      cuts ? std::vector<engine::CutSummary>(cuts->begin(), cuts->end()) : std::vector<engine::CutSummary>();
  json.line("tied_families", list, [](const engine::CutSummary& cut) { return std::to_string(cut.tied_families); });
  json.line("tied_weight", list, [](const engine::CutSummary& cut) { return std::to_string(cut.tied_weight); });
}

void write_ties(JsonText& json, const Cuts& cuts) {
  json.open("ties", '{');
  json.open("nasional", '[');
  for (std::size_t k = 0; cuts && k < cuts->size(); ++k) {
    json.open(nullptr, '{');
    json.number("cut", k + 1);
    json.number("tied_families", (*cuts)[k].tied_families);
    json.number("tied_weight", (*cuts)[k].tied_weight);
    json.number("weight_up_to", (*cuts)[k].weight_up_to);
    json.close();
  }
  json.close();
  json.close();
}

std::vector<std::uint64_t> ranked_part(const std::array<std::uint64_t, 11>& by_desil) {
  return {by_desil.begin() + 1, by_desil.end()};
}

void write_desil(JsonText& json, const engine::RegionSummary& region) {
  json.open("desil", '{');
  json.numbers("families", ranked_part(region.families_by_desil));
  json.numbers("persons", ranked_part(region.members_by_desil));
  json.number("unranked_families", region.families_by_desil[0]);
  json.number("unranked_persons", region.members_by_desil[0]);
  json.close();
}

// Desils that share a label form one class; the order is that of their lowest desil.
void write_classes(JsonText& json, const engine::RunSummary& summary) {
  json.open("classes", '[');
  const auto& labels = summary.class_labels;
  const std::size_t count = std::min<std::size_t>(labels.size(), 10);
  for (std::size_t first = 0; first < count; ++first) {
    if (std::find(labels.begin(), labels.begin() + static_cast<std::ptrdiff_t>(first), labels[first]) !=
        labels.begin() + static_cast<std::ptrdiff_t>(first)) {
      continue;
    }
    std::vector<std::uint64_t> desils;
    std::uint64_t families = 0, persons = 0;
    for (std::size_t k = first; k < count; ++k) {
      if (labels[k] != labels[first]) continue;
      desils.push_back(k + 1);
      families += summary.nation.families_by_desil[k + 1];
      persons += summary.nation.members_by_desil[k + 1];
    }
    json.open(nullptr, '{');
    json.text("label", labels[first]);
    json.numbers("desil", desils);
    json.number("families", families);
    json.number("persons", persons);
    json.close();
  }
  json.close();
}

void write_statuses(JsonText& json, const engine::RegionSummary& region) {
  json.open("status", '{');
  for (std::size_t i = 0; i < engine::kFamilyStatusCount; ++i) {
    json.number(engine::family_status_name(static_cast<engine::FamilyStatus>(i)), region.by_status[i]);
  }
  json.close();
}

void write_feature_cells(JsonText& json, const engine::RegionSummary& region) {
  if (region.feature_cells.empty()) return;
  json.open("feature_cells", '{');
  json.line("missing", region.feature_cells,
            [](const engine::FeatureCells& cells) { return std::to_string(cells.missing); });
  json.line("merged", region.feature_cells,
            [](const engine::FeatureCells& cells) { return std::to_string(cells.merged); });
  json.close();
}

// Missing and merged cells are those of ranked families, in the nation; of regions see feature_cells.
void write_features(JsonText& json, const engine::RunSummary& summary) {
  json.open("features", '[');
  for (std::size_t f = 0; f < summary.features.size(); ++f) {
    const engine::FeatureSummary& feature = summary.features[f];
    json.open(nullptr, '{');
    json.text("name", feature.name);
    json.text("variable", feature.variable);
    json.text("reference", feature.usual);
    json.number("missing", summary.nation.feature_cells[f].missing);
    json.number("merged", summary.nation.feature_cells[f].merged);
    json.open("merged_codes", '[');
    for (const auto& merged : feature.merged) {
      json.open(nullptr, '{');
      json.number("code", merged.code);
      json.numbers("with", merged.with);
      json.close();
    }
    json.close();
    json.close();
  }
  json.close();
}

// As the scores predict it, which spreads less than the truth.
void write_indices(JsonText& json, const engine::RegionSummary& region) {
  if (!region.predicted) return;
  const engine::WelfareIndices& indices = *region.predicted;
  json.open("predicted_expenditure", '{');
  json.number("persons", indices.persons);
  json.decimal("mean", indices.mean, 0);
  json.decimal("fgt0", indices.fgt[0], 6);
  json.decimal("fgt1", indices.fgt[1], 6);
  json.decimal("fgt2", indices.fgt[2], 6);
  json.decimal("gini", indices.gini, 6);
  json.line("lorenz", indices.lorenz, [](double share) { return fmt::format("{:.6f}", share); });
  json.close();
}

void write_regions(JsonText& json, const char* key, const std::vector<engine::RegionSummary>& regions, int digits) {
  json.open(key, '[');
  for (const auto& region : regions) {
    json.open(nullptr, '{');
    json.text("code", fmt::format("{:0{}}", region.code, digits));
    json.text("name", region.name);
    json.number("families", region.families);
    json.number("ranked", region.ranked);
    write_statuses(json, region);
    write_desil(json, region);
    write_cut_scores(json, "cuts", region.cuts);
    write_tied(json, region.cuts);
    json.decimal("mean_score", region.mean_score, 6);
    json.decimal("sd_score", region.sd_score, 6);
    write_feature_cells(json, region);
    write_indices(json, region);
    json.close();
  }
  json.close();
}

void write_score(JsonText& json, const engine::RunSummary& summary) {
  json.open("score", '{');
  json.decimal("mean", summary.nation.mean_score, 6);
  json.decimal("sd", summary.nation.sd_score, 6);
  json.open("histogram", '{');
  json.decimal("lowest", summary.histogram.lowest, 6);
  json.decimal("width", summary.histogram.width, 6);
  json.numbers("families", summary.histogram.families);
  json.close();
  json.close();
}

void write_flags_and_programmes(JsonText& json, const engine::RunSummary& summary) {
  json.open("flags", '[');
  for (const auto& flag : summary.flags) {
    json.open(nullptr, '{');
    json.text("name", flag.name);
    json.text("key", flag.key);
    json.number("rows", flag.rows);
    json.number("found", flag.found);
    json.close();
  }
  json.close();
  json.open("programmes", '[');
  for (const auto& programme : summary.programmes) {
    json.open(nullptr, '{');
    json.text("code", programme.code);
    json.text("name", programme.name);
    json.number("terima", programme.receives);
    json.number("di_luar_kuota", programme.outside_quota);
    json.number("tidak_memenuhi", programme.not_eligible);
    json.number("dikecualikan", programme.excluded);
    json.number("data_kurang", programme.incomplete);
    json.close();
  }
  json.close();
}

double per_row(std::uint64_t bytes, std::uint64_t rows) {
  return rows == 0 ? 0 : static_cast<double>(bytes) / static_cast<double>(rows);
}

void write_memory(JsonText& json, const engine::RunSummary& summary) {
  json.open("memory", '[');
  for (const engine::TableMemory& table : summary.memory) {
    json.open(nullptr, '{');
    json.text("table", table.name);
    json.number("rows", table.rows);
    json.number("bytes", table.bytes());
    json.decimal("bytes_per_row", per_row(table.bytes(), table.rows), 2);
    json.open("columns", '[');
    for (const engine::ColumnMemory& column : table.columns) {
      json.open(nullptr, '{');
      json.text("name", column.name);
      json.number("bytes", column.bytes);
      json.decimal("bytes_per_row", per_row(column.bytes, table.rows), 2);
      json.close();
    }
    json.close();
    json.close();
  }
  json.close();
}

void write_stages(JsonText& json, const engine::RunSummary& summary) {
  json.open("stages", '[');
  for (const auto& stage : summary.stages) {
    json.open(nullptr, '{');
    json.text("name", stage.name);
    json.decimal("seconds", stage.seconds, 3);
    json.number("rows", stage.rows);
    json.number("bytes", stage.bytes);
    json.number("peak_bytes", stage.peak_bytes);
    json.close();
  }
  json.close();
  json.raw("threads", std::to_string(summary.threads));
}

void write_lift_summary(JsonText& json, const engine::LiftSummary& lift) {
  const auto percent = [](std::uint32_t share) { return percent_point_text(share); };
  json.open("lift", '{');
  json.text(lift.from_survey ? "survey" : "table", lift.file);
  json.text("weight", lift.shares_of);
  json.text("missing", lift.missing);
  if (lift.from_survey) {
    json.line("points", lift.points, percent);
    json.number("min_rows", lift.min_rows);
  }
  json.open("regencies", '{');
  json.number("own", lift.by_regency);
  json.number("province", lift.by_province);
  json.number("nation", lift.by_nation);
  json.close();
  if (!lift.lists.empty()) {
    json.open("groups", '[');
    for (const auto& list : lift.lists) {
      json.open(nullptr, '{');
      json.line("sources", list.sources, [](const std::string& name) { return json_quoted(name); });
      json.number("weight", list.weight);
      json.numbers("reach", std::array{list.reach_from, list.reach_to});
      json.number("families", list.families);
      json.close();
    }
    json.close();
    json.open("known_by", '[');
    for (const auto& known : lift.known_by) {
      std::vector<std::uint64_t> lists;
      for (std::size_t i = 0; i < lift.lists.size(); ++i) {
        if ((known.lists >> i & 1u) != 0) lists.push_back(i + 1);
      }
      json.open(nullptr, '{');
      json.numbers("groups", lists);
      json.number("families", known.families);
      json.close();
    }
    json.close();
  }
  json.close();
}

}  // namespace

std::string summary_json(const engine::RunSummary& summary) {
  JsonText json;
  json.open(nullptr, '{');
  json.text("release", summary.release);
  json.text("version", summary.version);
  json.text("mode", summary.mode);
  if (summary.lift) write_lift_summary(json, *summary.lift);
  json.text("weight", summary.weight);
  json.number("seed", summary.seed);
  json.open("model", '{');
  json.text("provenance", summary.model_provenance);
  json.counts("families_scored", summary.models_used);
  write_features(json, summary);
  json.close();
  write_rows(json, summary);
  json.open("registry", '{');
  json.number("persons", summary.registry_persons);
  json.number("dead", summary.registry_dead);
  json.number("duplicate_clusters", summary.duplicate_clusters);
  json.number("duplicate_rows", summary.duplicate_rows);
  json.number("duplicates_not_counted", summary.duplicates_not_counted);
  json.close();
  json.open("sources", '[');
  for (const auto& source : summary.sources) write_source(json, source, summary.linked);
  json.close();
  if (summary.truth) write_truth(json, summary);
  json.open("families", '{');
  json.number("total", summary.nation.families);
  json.number("ranked", summary.nation.ranked);
  write_statuses(json, summary.nation);
  json.close();
  json.open("cuts", '{');
  write_cut_scores(json, "nasional", summary.nation.cuts);
  json.close();
  write_ties(json, summary.nation.cuts);
  write_desil(json, summary.nation);
  write_classes(json, summary);
  write_score(json, summary);
  json.decimal("poverty_line", summary.poverty_line, 0);
  write_indices(json, summary.nation);
  if (summary.uncertainty) write_uncertainty(json, summary);
  write_flags_and_programmes(json, summary);
  write_regions(json, "provinces", summary.provinces, 2);
  write_regions(json, "regencies", summary.regencies, 4);
  write_memory(json, summary);
  write_stages(json, summary);
  json.close();
  return json.finish();
}

}  // namespace io
