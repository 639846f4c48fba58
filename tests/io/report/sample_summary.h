// Builds a plausible summary of a run over a million persons: 514 regencies of their real names, sizes
// and a drawn welfare, three sources, flags, rejects and programmes. Fixed seed, so always the same.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "engine/run_summary.h"

namespace sample {

struct Family {
  std::size_t regency;
  engine::PmtScore score;
  std::uint32_t members;
  engine::FamilyStatus status;
};

struct RegionRow {
  std::uint32_t code;
  std::string name;
  std::uint64_t population;
};

inline std::vector<RegionRow> region_rows(const std::string& file) {
  std::ifstream in(std::string(DESIL_SOURCE_DIR) + "/io/regions/data/" + file);
  std::vector<RegionRow> rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    const auto first = line.find(','), second = line.rfind(',');
    rows.push_back({static_cast<std::uint32_t>(std::stoul(line.substr(0, first))),
                    line.substr(first + 1, second - first - 1), std::stoull(line.substr(second + 1))});
  }
  return rows;
}

// Sum of twelve uniform draws less six: near enough to a normal deviate, and the same everywhere.
inline double deviate(std::mt19937_64& random) {
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += static_cast<double>(random() >> 11) * 0x1p-53;
  return sum;
}

inline engine::FamilyStatus draw_status(std::mt19937_64& random, double without_indicators) {
  const double u = static_cast<double>(random() >> 11) * 0x1p-53;
  if (u < without_indicators) return engine::FamilyStatus::kNoIndicators;
  if (u < without_indicators + 0.002) return engine::FamilyStatus::kNoMembers;
  if (u < without_indicators + 0.003) return engine::FamilyStatus::kUnknownRegion;
  return engine::FamilyStatus::kRanked;
}

inline std::vector<Family> draw_families(const std::vector<RegionRow>& regencies, std::uint64_t families) {
  std::mt19937_64 random(20260710);
  const std::map<std::uint32_t, double> provinces = {{31, 0.45}, {34, 0.05}, {51, 0.2},   {53, -0.35}, {64, 0.25},
                                                     {91, -0.1}, {93, -0.4}, {94, -0.45}, {95, -0.7},  {21, 0.3}};
  std::uint64_t population = 0;
  for (const RegionRow& row : regencies) population += row.population;
  std::vector<Family> drawn;
  drawn.reserve(families);
  for (std::size_t r = 0; r < regencies.size(); ++r) {
    const auto effect = provinces.find(regencies[r].code / 100);
    const bool city = regencies[r].code % 100 > 70;
    double mean = 14.2 + (effect == provinces.end() ? 0.0 : effect->second) + (city ? 0.18 : 0) + 0.1 * deviate(random);
    double without = 0.045 + 0.008 * deviate(random);
    if (regencies[r].code == 3524) without = 0.31;
    const auto size = families * regencies[r].population / population;
    for (std::uint64_t i = 0; i < size; ++i) {
      const double score = mean + 0.52 * deviate(random);
      drawn.push_back({r, static_cast<engine::PmtScore>(std::floor(score * 0x1p24)),
                       1 + static_cast<std::uint32_t>(random() % 5), draw_status(random, without)});
    }
  }
  return drawn;
}

inline std::array<engine::CutSummary, 9> cuts_of(std::vector<engine::PmtScore> scores) {
  std::sort(scores.begin(), scores.end());
  std::array<engine::CutSummary, 9> cuts;
  for (std::size_t k = 1; k <= 9; ++k) {
    const engine::PmtScore cut = scores[(k * scores.size() + 9) / 10 - 1];
    const auto range = std::equal_range(scores.begin(), scores.end(), cut);
    const auto tied = static_cast<std::uint64_t>(range.second - range.first);
    cuts[k - 1] = {cut, tied, tied, static_cast<std::uint64_t>(range.second - scores.begin())};
  }
  return cuts;
}

inline void count_family(engine::RegionSummary& region, const Family& family, std::size_t desil) {
  const bool ranked = family.status == engine::FamilyStatus::kRanked;
  region.families += 1;
  region.ranked += ranked ? 1 : 0;
  region.by_status[static_cast<std::size_t>(family.status)] += 1;
  region.families_by_desil[desil] += 1;
  region.members_by_desil[desil] += family.members;
  if (!ranked) return;
  const double score = std::ldexp(family.score, -engine::kScoreFractionBits);
  region.mean_score += score;
  region.sd_score += score * score;
}

inline void finish_region(engine::RegionSummary& region) {
  if (region.ranked == 0) return;
  const auto n = static_cast<double>(region.ranked);
  region.mean_score /= n;
  region.sd_score = std::sqrt(std::max(0.0, region.sd_score / n - region.mean_score * region.mean_score));
}

inline void add_regions(engine::RunSummary& summary, std::uint64_t families) {
  const auto provinces = region_rows("provinces.csv"), regencies = region_rows("regencies.csv");
  const auto drawn = draw_families(regencies, families);
  std::vector<engine::PmtScore> scores;
  for (const Family& family : drawn) {
    if (family.status == engine::FamilyStatus::kRanked) scores.push_back(family.score);
  }
  summary.nation.cuts = cuts_of(scores);
  summary.nation.name = "Indonesia";
  std::map<std::uint32_t, std::size_t> place;
  for (const RegionRow& row : provinces) {
    place[row.code] = summary.provinces.size();
    summary.provinces.emplace_back();
    summary.provinces.back().code = row.code;
    summary.provinces.back().name = row.name;
  }
  for (const RegionRow& row : regencies) {
    summary.regencies.emplace_back();
    summary.regencies.back().code = row.code;
    summary.regencies.back().name = row.name;
  }
  summary.histogram.lowest = 11.5;
  summary.histogram.families.assign(120, 0);
  for (const Family& family : drawn) {
    std::size_t desil = 0;
    if (family.status == engine::FamilyStatus::kRanked) {
      desil = 1;
      for (const auto& cut : *summary.nation.cuts) desil += cut.score < family.score ? 1 : 0;
      const double score = std::ldexp(family.score, -engine::kScoreFractionBits);
      const auto bin = static_cast<std::size_t>((score - summary.histogram.lowest) / summary.histogram.width);
      summary.histogram.families[std::min<std::size_t>(bin, 119)] += 1;
    }
    count_family(summary.nation, family, desil);
    count_family(summary.regencies[family.regency], family, desil);
    count_family(summary.provinces[place.at(summary.regencies[family.regency].code / 100)], family, desil);
  }
  finish_region(summary.nation);
  for (auto& region : summary.provinces) finish_region(region);
  for (auto& region : summary.regencies) finish_region(region);
}

inline engine::FileSummary file(const std::string& path, std::uint64_t accepted, std::uint64_t rejected,
                                bool families) {
  engine::FileSummary summary;
  summary.path = path;
  summary.rows_read = accepted + rejected;
  summary.accepted = accepted;
  summary.rejected = rejected;
  summary.bytes = (accepted + rejected) * 97;
  summary.families = families;
  return summary;
}

inline engine::SourceSummary source(const std::string& name, const std::string& date,
                                    std::array<std::uint64_t, 4> states, std::uint64_t families,
                                    std::array<std::uint64_t, 3> rejects) {
  engine::SourceSummary summary;
  summary.name = name;
  summary.role = "source";
  summary.date = date;
  summary.padan = states[0], summary.ragu = states[1], summary.konflik = states[2], summary.tidak_padan = states[3];
  summary.rejects = {{"jumlah_kolom", rejects[0]}, {"bukan_16_digit", rejects[1]}, {"kode_tidak_dikenal", rejects[2]}};
  summary.files = {
      file(name + "_persons.csv", states[0] + states[1] + states[2] + states[3], rejects[0] + rejects[1], false),
      file(name + "_families.csv", families, rejects[2], true)};
  summary.quality = {{"nik_kosong", states[3] / 3}, {"tanggal_lahir_bawaan", states[0] / 25}};
  summary.families = families;
  summary.families_unmatched = {{"tidak_ada_kk_registri", families / 40}, {"kalah_dari_baris_lain", families / 90}};
  summary.families_linked = families - families / 40 - families / 90;
  return summary;
}

inline void add_sources(engine::RunSummary& summary) {
  engine::SourceSummary registry;
  registry.name = "dukcapil";
  registry.role = "registry";
  registry.date = "2026-07-10";
  registry.files = {file("dukcapil.csv", 1'000'412, 97, false)};
  registry.rejects = {{"jumlah_kolom", 97}};
  registry.unused_columns = {"alamat", "golongan_darah"};
  summary.sources = {registry,
                     source("regsosek", "2022-11-15", {868'123, 37'902, 15'041, 28'940}, 301'220, {190, 11, 25}),
                     source("dtks", "2024-12-01", {321'456, 31'207, 11'987, 35'342}, 120'105, {401, 52, 19}),
                     source("p3ke", "2023-06-30", {642'009, 49'876, 18'004, 40'130}, 240'880, {377, 20, 31})};
  summary.sources[1].families_used = 280'104;
  summary.sources[2].families_used = 8'207;
  summary.sources[3].families_used = 26'001;
  engine::SourceSummary flag;
  flag.name = "meninggal";
  flag.role = "flag";
  flag.files = {file("flags/meninggal.csv", 12'001, 3, false)};
  flag.rejects = {{"bukan_16_digit", 3}};
  summary.sources.push_back(flag);
  summary.flags = {{"meninggal", "nik", 12'001, 11'310}, {"asn", "nik", 14'200, 14'177}, {"pln", "kk", 40'120, 39'988}};
}

inline engine::RunSummary summary(std::uint64_t families = 331'126) {
  engine::RunSummary run;
  run.release = "2026Q3";
  run.version = "0.1.0";
  run.weight = "families";
  run.mode = "national";
  run.seed = 1;
  run.model_provenance = "koefisien tertanam bangsa sintetis, benih 1 (bukan koefisien resmi)";
  add_sources(run);
  add_regions(run, families);
  run.registry_persons = 1'000'412;
  run.registry_dead = 11'310;
  run.duplicate_clusters = 3'980;
  run.duplicate_rows = 7'967;
  run.duplicates_not_counted = 3'987;
  run.models_used = {{"kabupaten_kota", run.nation.ranked - 2'001}, {"provinsi", 2'001}};
  run.class_labels = {"Sangat Miskin", "Miskin",       "Rentan Miskin", "Hampir Miskin", "Tidak Miskin",
                      "Tidak Miskin",  "Tidak Miskin", "Tidak Miskin",  "Tidak Miskin",  "Tidak Miskin"};
  run.programmes = {{"BPNT", "Sembako", 63'120, 29'011, 201'400, 19'870, 17'725},
                    {"PKH", "Program Keluarga Harapan", 34'500, 41'020, 218'011, 19'870, 17'725}};
  run.stages = {{"ingest", 1.25, 2'650'000, 250'000'000, 410'000'000},
                {"link", 0.8, 2'100'000, 0, 520'000'000},
                {"report", 0.01, 1, 400'000, 520'000'000}};
  run.threads = 2;
  run.simd = "avx2";
  return run;
}

}  // namespace sample
