#include "io/run/summarize.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/parallel.h"
#include "engine/pmt/level_words.h"
#include "engine/store/registry_memory.h"
#include "io/run/lift_summary.h"
#include "io/run/run_stages.h"
#include "io/run/welfare.h"
#include "kernels/cpu.h"

namespace io {
namespace {

__extension__ typedef __int128 Wide;

engine::TableQuality table_quality(const RegionFindings& findings, std::size_t place) {
  engine::TableQuality table;
  table.rows = findings.rows(place);
  for (std::size_t i = 0; i < kQualityCount; ++i) {
    const auto quality = static_cast<Quality>(i);
    if (const std::uint64_t rows = findings.rows(place, quality))
      table.findings[std::string(quality_name(quality))] = rows;
  }
  return table;
}

// Places are the regencies in their order, and the unknown one after them.
std::vector<engine::RegionQuality> region_quality(const engine::RegionTree& regions, const SourceResult& result) {
  std::vector<engine::RegionQuality> list;
  for (std::size_t place = 0; place <= unknown_place(regions); ++place) {
    engine::RegionQuality region;
    if (place < unknown_place(regions)) region.code = regions.regencies()[place].code;
    region.persons = table_quality(result.persons.regions, place);
    region.families = table_quality(result.families.regions, place);
    if (region.persons.rows + region.families.rows > 0) list.push_back(std::move(region));
  }
  return list;
}

engine::SourceSummary summarize_source(const engine::RegionTree& regions, const SourceConfig& config,
                                       const SourceResult& result) {
  engine::SourceSummary summary;
  summary.name = config.name;
  summary.role = config.role == SourceRole::kRegistry ? "registry" : "source";
  summary.date = config.date;
  const auto add = [&](const SourceTotals& totals, bool families) {
    for (const FileTotals& file : totals.files) {
      engine::FileSummary entry{file.path, file.rows_read, file.accepted, file.rejected, file.bytes};
      entry.families = families;
      summary.files.push_back(entry);
      if (families) summary.families += file.accepted;
    }
    for (const auto& [reason, rows] : totals.rejects) summary.rejects[reason] += rows;
    for (const auto& [finding, rows] : totals.quality) summary.quality[finding] += rows;
    for (const std::string& column : totals.unused_columns) summary.unused_columns.push_back(column);
  };
  add(result.persons, false);
  add(result.families, true);
  std::sort(summary.unused_columns.begin(), summary.unused_columns.end());
  summary.unused_columns.erase(std::unique(summary.unused_columns.begin(), summary.unused_columns.end()),
                               summary.unused_columns.end());
  if (result.members_without_family > 0) summary.quality["anggota_tanpa_keluarga"] = result.members_without_family;
  summary.repeated_numbers = result.repeated_numbers;
  summary.registry_check = result.registry_check;
  summary.linking = result.linking;
  summary.truth = result.truth;
  summary.regions = region_quality(regions, result);
  summary.padan = result.states[0];
  summary.ragu = result.states[1];
  summary.konflik = result.states[2];
  summary.tidak_padan = result.states[3];
  summary.families_linked = result.families_linked;
  summary.families_unmatched = result.families_unmatched;
  return summary;
}

engine::SourceSummary summarize_flag_list(const FlagConfig& config, const FlagResult& result) {
  engine::SourceSummary summary;
  summary.name = config.name;
  summary.role = "flag";
  for (const FileTotals& file : result.totals.files) {
    summary.files.push_back({file.path, file.rows_read, file.accepted, file.rejected, file.bytes});
  }
  summary.rejects = result.totals.rejects;
  summary.quality = result.totals.quality;
  summary.unused_columns = result.totals.unused_columns;
  return summary;
}

// Counts of a range of families; sums of scores kept as integers.
struct RegionCounts {
  engine::RegionSummary summary;
  Wide sum = 0, squares = 0;
};

RegionCounts count_families(const RunState& run, std::size_t begin, std::size_t end) {
  RegionCounts counts;
  engine::RegionSummary& s = counts.summary;
  const bool ranked_yet = !run.ranks.national_desils.empty();
  const std::span<const engine::PmtScore> scores = run.ranking();
  for (std::size_t f = begin; f < end; ++f) {
    const std::uint16_t members = run.registry.families.members[f];
    const engine::Desil desil = ranked_yet ? run.ranks.national_desils[f] : engine::Desil{0};
    ++s.families;
    ++s.by_status[static_cast<std::size_t>(run.status[f])];
    ++s.families_by_desil[desil];
    s.members_by_desil[desil] += members;
    if (desil == 0) continue;
    ++s.ranked;
    counts.sum += scores[f];
    counts.squares += static_cast<Wide>(scores[f]) * scores[f];
  }
  return counts;
}

void add_counts(RegionCounts& sum, const RegionCounts& part) {
  sum.summary.families += part.summary.families;
  sum.summary.ranked += part.summary.ranked;
  const auto add = [](auto& a, const auto& b) {
    for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
  };
  add(sum.summary.by_status, part.summary.by_status);
  add(sum.summary.families_by_desil, part.summary.families_by_desil);
  add(sum.summary.members_by_desil, part.summary.members_by_desil);
  sum.sum += part.sum;
  sum.squares += part.squares;
}

// Mean and standard deviation in ln rupiah; the variance is an exact integer before the square root.
void finish_moments(RegionCounts& counts) {
  if (counts.summary.ranked == 0) return;
  const double unit = std::ldexp(1.0, engine::kScoreFractionBits);
  const auto n = static_cast<Wide>(counts.summary.ranked);
  const Wide spread = counts.squares * n - counts.sum * counts.sum;  // n² · variance
  counts.summary.mean_score = static_cast<double>(counts.sum) / static_cast<double>(n) / unit;
  counts.summary.sd_score = std::sqrt(static_cast<double>(spread)) / static_cast<double>(n) / unit;
}

std::optional<std::array<engine::CutSummary, 9>> cut_summaries(const std::optional<engine::Cuts>& cuts) {
  if (!cuts) return std::nullopt;
  std::array<engine::CutSummary, 9> summaries;
  for (std::size_t k = 0; k < summaries.size(); ++k) {
    const engine::Cut& cut = (*cuts)[k];
    summaries[k] = {cut.score, cut.tied_rows, cut.tied_weight, cut.weight_up_to};
  }
  return summaries;
}

constexpr std::size_t kGrain = std::size_t{1} << 16;

void summarize_regions(const RunState& run, engine::RunSummary& summary) {
  const bool ranked_yet = !run.ranks.national_desils.empty();
  RegionCounts nation = engine::parallel_reduce(
      run.registry.families.size(), kGrain, RegionCounts(),
      [&](std::size_t begin, std::size_t end) { return count_families(run, begin, end); },
      [](RegionCounts& sum, const RegionCounts& part) { add_counts(sum, part); });
  finish_moments(nation);
  summary.nation = nation.summary;
  summary.nation.name = "Indonesia";
  if (ranked_yet) summary.nation.cuts = cut_summaries(run.ranks.national);

  const auto regions = [&](const std::vector<engine::RegionRange>& ranges, const std::vector<engine::Region>& named,
                           const std::vector<std::optional<engine::Cuts>>& cuts) {
    std::vector<engine::RegionSummary> list(ranges.size());
    engine::parallel_for(ranges.size(), 1, [&](std::size_t begin, std::size_t) {
      RegionCounts counts = count_families(run, ranges[begin].begin, ranges[begin].end);
      finish_moments(counts);
      list[begin] = counts.summary;
      list[begin].code = ranges[begin].code;
      list[begin].name = named[begin].name;
      if (ranked_yet) list[begin].cuts = cut_summaries(cuts[begin]);
    });
    return list;
  };
  summary.provinces = regions(province_ranges(run), run.regions.provinces(), run.ranks.provinces);
  summary.regencies = regions(regency_ranges(run), run.regions.regencies(), run.ranks.regencies);
}

// Bins of 0.05 ln units: bin of a score = floor(20 · score / 2^24), in integers.
engine::ScoreHistogram score_histogram(const RunState& run) {
  constexpr std::int64_t kBinsPerUnit = 20;
  using Bins = std::map<std::int64_t, std::uint64_t>;
  const std::span<const engine::PmtScore> scores = run.ranking();
  const Bins bins = engine::parallel_reduce(
      scores.size(), kGrain, Bins(),
      [&](std::size_t begin, std::size_t end) {
        Bins part;
        for (std::size_t f = begin; f < end; ++f) {
          if (run.ranks.national_desils[f] != 0) ++part[(kBinsPerUnit * scores[f]) >> engine::kScoreFractionBits];
        }
        return part;
      },
      [](Bins& sum, const Bins& part) {
        for (const auto& [bin, families] : part) sum[bin] += families;
      });
  engine::ScoreHistogram histogram;
  if (bins.empty()) return histogram;
  const std::int64_t first = bins.begin()->first, last = bins.rbegin()->first;
  histogram.lowest = static_cast<double>(first) / static_cast<double>(kBinsPerUnit);
  histogram.families.assign(static_cast<std::size_t>(last - first + 1), 0);
  for (const auto& [bin, families] : bins) histogram.families[static_cast<std::size_t>(bin - first)] = families;
  return histogram;
}

// Families with a score by the level of the model that gave it.
std::map<std::string, std::uint64_t> models_used(const RunState& run) {
  std::map<std::string, std::uint64_t> used;
  for (const engine::ModelRange& range : engine::model_ranges(*run.model, regency_ranges(run))) {
    if (!range.model) continue;
    const std::uint32_t region = run.model->models[*range.model].region;
    const char* level = region == 0 ? "nasional" : region < 100 ? "provinsi" : "kabupaten_kota";
    std::uint64_t families = 0;
    for (std::size_t f = range.begin; f < range.end; ++f) {
      families += run.status[f] == engine::FamilyStatus::kRanked ? 1u : 0u;
    }
    if (families > 0) used[level] += families;
  }
  return used;
}

std::vector<engine::FeatureSummary> describe_features(const engine::PmtModel& model, const engine::UsualFamily& usual) {
  std::vector<engine::FeatureSummary> features;
  for (const engine::Feature& feature : model.features) {
    const std::size_t f = features.size();
    engine::FeatureSummary& described = features.emplace_back();
    if (!usual.levels.empty()) described.usual = engine::level_in_words(model.features, f, usual.levels[f]);
    described.name = feature.name;
    described.label = feature.label;
    if (feature.kind != engine::FeatureKind::kInteraction) {
      described.variable = engine::variable_name(feature.variable);
    }
    for (const std::uint8_t code : engine::merged_codes_of(feature)) {
      engine::FeatureSummary::MergedCode& merged = described.merged.emplace_back();
      merged.code = code;
      const engine::ValueRange range = engine::value_range(feature.variable);
      for (std::uint32_t other = range.lowest; other <= range.highest; ++other) {
        const bool together = engine::level_of(feature, other) == engine::level_of(feature, code);
        if (together && other != code) merged.with.push_back(other);
      }
    }
  }
  return features;
}

// Adds the cells of regencies up to provinces and the nation.
void sum_feature_cells(const RunState& run, engine::RunSummary& summary) {
  const std::size_t features = run.model->features.size();
  const auto add = [&](engine::RegionSummary& sum, const std::vector<engine::FeatureCells>& part) {
    sum.feature_cells.resize(features);
    for (std::size_t f = 0; f < part.size(); ++f) {
      sum.feature_cells[f].missing += part[f].missing;
      sum.feature_cells[f].merged += part[f].merged;
    }
  };
  add(summary.nation, {});
  for (engine::RegionSummary& province : summary.provinces) add(province, {});
  for (std::size_t r = 0; r < summary.regencies.size(); ++r) {
    add(summary.regencies[r], run.feature_cells[r]);
    add(summary.nation, run.feature_cells[r]);
    for (engine::RegionSummary& province : summary.provinces) {
      if (province.code == summary.regencies[r].code / 100) add(province, run.feature_cells[r]);
    }
  }
}

void describe_rule(const RunState& run, const engine::Programme& rule, engine::ProgrammeSummary& summary) {
  constexpr const char* kLevels[] = {"national", "province", "regency"};
  summary.desil_max = rule.desil_max;
  summary.level = kLevels[static_cast<int>(rule.level)];
  summary.quota = rule.quota;
  for (std::size_t i = 0; i < run.config.flags.size(); ++i) {
    if ((rule.exclude >> i & 1u) != 0) summary.excluding_flags.push_back(run.config.flags[i].name);
  }
}

// The registry, with the columns that the stages added to its tables.
std::vector<engine::TableMemory> held_memory(const RunState& run) {
  std::vector<engine::TableMemory> memory = engine::registry_memory(run.registry);
  const auto table = [&](const char* name) {
    return std::find_if(memory.begin(), memory.end(),
                        [&](const engine::TableMemory& entry) { return entry.name == name; });
  };
  // Held until families are assembled: they need no attributes of persons later.
  if (run.assembly) table("persons")->add("attributes", run.registry.persons.size() * sizeof run.attributes[0]);
  engine::TableMemory& families = *table("families");
  if (run.assembly) {
    const engine::FamilyIndicators& indicators = run.assembly->indicators();
    std::uint64_t numbers = 0, aggregates = 0;
    for (const auto& column : indicators.numbers) numbers += column.size() * sizeof column[0];
    for (const auto& column : indicators.aggregates) aggregates += column.size() * sizeof column[0];
    families.add("indicator_codes", indicators.codes.memory_bytes());
    families.add("indicator_numbers", numbers);
    families.add("member_aggregates", aggregates);
    families.add("source_rank", run.assembly->rank());
  }
  families.add("status", run.status);
  families.add("score", run.score);
  if (!run.ranking_score.empty()) families.add("ranking_score", run.ranking_score);
  if (!run.source_lists.empty()) families.add("source_lists", run.source_lists);
  families.add("desil_nasional", run.ranks.national_desils);
  families.add("desil_provinsi", run.ranks.province_desils);
  families.add("desil_kabupaten_kota", run.ranks.regency_desils);
  return memory;
}

}  // namespace

engine::RunSummary summarize(const RunState& run, RunStage done) {
  engine::RunSummary summary;
  summary.release = run.config.release;
  summary.note = run.config.note;
  summary.class_set = run.config.class_set;
  summary.version = DESIL_VERSION;
  summary.weight = run.config.weight == DesilWeight::kPersons ? "persons" : "families";
  summary.mode = run.config.mode;
  summary.lift = summarize_lift(run);
  summary.seed = run.config.seed;
  summary.linked = done >= RunStage::kLink;
  for (std::size_t i = 0; i < run.sources.size(); ++i) {
    summary.sources.push_back(summarize_source(run.regions, run.config.sources[i], run.sources[i]));
    if (run.assembly) {
      const auto& ranks = run.assembly->rank();
      const bool registry = run.config.sources[i].role == SourceRole::kRegistry;
      summary.sources.back().families_used =
          registry ? 0 : static_cast<std::uint64_t>(std::count(ranks.begin(), ranks.end(), run.sources[i].rank));
    }
  }
  for (std::size_t i = 0; i < run.flags.size(); ++i) {
    summary.sources.push_back(summarize_flag_list(run.config.flags[i], run.flags[i]));
    std::uint64_t rows = 0;
    for (const FileTotals& file : run.flags[i].totals.files) rows += file.accepted;
    summary.flags.push_back(
        {run.config.flags[i].name, run.config.flags[i].key == FlagKey::kKk ? "kk" : "nik", rows, run.flags[i].found});
  }
  summary.registry_persons = run.registry.persons.size();
  summary.registry_dead = run.registry_dead;
  summary.duplicate_clusters = run.duplicates.size();
  for (const engine::DuplicateCluster& cluster : run.duplicates) summary.duplicate_rows += cluster.rows.size();
  summary.duplicates_not_counted = run.second_rows.size();
  summary.class_labels.assign(run.config.class_labels.begin(), run.config.class_labels.end());
  if (done >= RunStage::kAssemble) summarize_regions(run, summary);
  if (done >= RunStage::kScore) {
    summary.model_provenance = run.model->provenance;
    summary.models_used = models_used(run);
    summary.features = describe_features(*run.model, run.usual);
    sum_feature_cells(run, summary);
  }
  if (done >= RunStage::kRank) {
    summary.histogram = score_histogram(run);
    summarize_welfare(run, summary);
  }
  if (run.config.output.uncertainty) summary.uncertainty = run.uncertainty;
  for (std::size_t p = 0; p < run.decisions.size(); ++p) {
    summary.programmes.push_back(run.decisions[p].summary());
    describe_rule(run, run.programmes[p], summary.programmes.back());
  }
  summary.truth = run.truth_found;
  summary.memory = held_memory(run);
  summary.stages = run.stages;
  summary.threads = engine::threads();
  summary.simd = std::string(kernels::simd_level_name(kernels::simd_level()));
  return summary;
}

}  // namespace io
