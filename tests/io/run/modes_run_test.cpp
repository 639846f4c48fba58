// The three ranking modes on a synthetic nation of 20,000 persons, judged from the files that the runs leave.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "engine/parallel.h"
#include "io/explain/explain.h"
#include "io/explain/explain_json.h"
#include "io/explain/explain_sheet.h"
#include "io/explain/lift_trail.h"
#include "io/regions/region_tree.h"
#include "io/run/national_run.h"
#include "io/run/run_stages.h"
#include "io/run/summarize.h"
#include "kernels/cpu.h"
#include "tests/io/run/small_nation.h"
#include "tests/reference/desil_from_families_csv.h"
#include "tests/reference/lift_by_sort.h"
#include "tools/synth/synth.h"

using tests::lines_of;
using tests::read_file;
using tests::TemporaryFolder;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// One nation for all cases; run files beside the one that synth wrote.
struct ModesNation {
  ModesNation() {
    tools::SynthOptions options;
    options.persons = 20'000;
    options.seed = 11;
    options.out = folder / "nation";
    options.survey_rows = 20'000;
    tools::synthesize(options);
  }

  // Writes a run file with one line of the synthetic one replaced by another, and gives its path.
  std::string run_file(const std::string& name, const std::string& from, const std::string& to) const {
    tests::write_file(folder / ("nation/" + name), replaced(read_file(folder / "nation/run.toml"), from, to));
    return folder / ("nation/" + name);
  }
  std::string mode_file(const std::string& mode) const {
    return run_file(mode + ".toml", "mode = \"national\"", "mode = \"" + mode + "\"");
  }

  engine::RunSummary run(const std::string& file, const std::string& out) const {
    io::RunObserver silent;
    io::RunRequest request;
    request.out = folder / out;
    request.keys.plaintext = true;
    return io::run_nation(io::read_run_config(file), request, silent);
  }

  TemporaryFolder folder;
};

const ModesNation& nation() {
  static const ModesNation once;
  return once;
}

// The folder of a finished run in a mode, made once.
std::string finished(const std::string& mode) {
  static std::map<std::string, std::string> done;
  if (!done.contains(mode)) {
    nation().run(nation().mode_file(mode), "out_" + mode);
    done[mode] = nation().folder / ("out_" + mode);
  }
  return done.at(mode);
}

// A score as written, in its units.
std::int64_t units(const std::string& text) {
  return static_cast<std::int64_t>(std::llround(std::stold(text) * 16777216.0L));
}

struct RankedFamily {
  std::string kk, regency;
  std::int64_t members = 0, score = 0, ranking = 0;
};

std::vector<RankedFamily> ranked_families(const std::string& out) {
  std::vector<RankedFamily> families;
  std::vector<std::string> lines = lines_of(read_file(out + "/families.csv"));
  REQUIRE(lines[0].ends_with(",skor_peringkat"));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::vector<std::string> cells;
    std::istringstream in(lines[i] + ",");
    for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
    REQUIRE(cells.size() == 10);
    if (cells[7] != "berperingkat") {
      REQUIRE(cells[9].empty());
      continue;
    }
    families.push_back({cells[0], cells[1].substr(0, 4), std::stoll(cells[2]), units(cells[3]), units(cells[9])});
  }
  return families;
}

struct Points {
  std::vector<unsigned> shares;
  std::vector<std::int64_t> targets;
};

// distribution.csv by region.
std::map<std::string, Points> distribution(const std::string& out) {
  std::map<std::string, Points> regions;
  const auto lines = lines_of(read_file(out + "/distribution.csv"));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::istringstream in(lines[i]);
    std::string region, percent, rupiah;
    std::getline(in, region, ','), std::getline(in, percent, ','), std::getline(in, rupiah);
    regions[region].shares.push_back(static_cast<unsigned>(std::lround(std::stod(percent) * 100)));
    regions[region].targets.push_back(reference::ln_units(std::stoull(rupiah)));
  }
  return regions;
}

const Points& points_for(const std::map<std::string, Points>& regions, const std::string& regency) {
  for (const std::string& code : {regency, regency.substr(0, 2)}) {
    if (const auto found = regions.find(code); found != regions.end()) return found->second;
  }
  return regions.at("ID");
}

}  // namespace

TEST_CASE("modes: the lifted score of every family follows from families.csv and distribution.csv alone",
          "[modes][run][reference]") {
  const auto families = ranked_families(finished("lifted"));
  const auto regions = distribution(finished("lifted"));
  REQUIRE(families.size() > 5'000);
  std::map<std::string, std::vector<const RankedFamily*>> regencies;
  for (const RankedFamily& family : families) regencies[family.regency].push_back(&family);
  std::size_t moved = 0;
  for (const auto& [regency, list] : regencies) {
    std::vector<reference::WeighedValue> values;
    for (const RankedFamily* family : list) values.push_back({family->score, 1});
    const Points& points = points_for(regions, regency);
    const auto wanted = reference::lift_by_sort(values, points.shares, points.targets);
    for (std::size_t i = 0; i < list.size(); ++i) {
      REQUIRE(list[i]->ranking == wanted[i]);
      moved += list[i]->ranking != list[i]->score ? 1u : 0u;
    }
  }
  REQUIRE(moved > families.size() / 2);
}

TEST_CASE("modes: desils of all three levels are cut of the lifted score", "[modes][run][reference]") {
  for (const std::string mode : {"lifted", "groups"}) {
    const auto ranked = ranked_families(finished(mode));
    auto families = tests::reference::read_families([&] {  // without the last column
      std::string text;
      for (const std::string& line : lines_of(read_file(finished(mode) + "/families.csv"))) {
        text += line.substr(0, line.rfind(',')) + "\n";
      }
      return text;
    }());
    std::map<std::string, std::int64_t> ranking;
    for (const RankedFamily& family : ranked) ranking[family.kk] = family.ranking;
    for (auto& family : families) {
      if (family.status == "berperingkat") family.score = static_cast<decltype(family.score)>(ranking.at(family.kk));
    }
    const std::array<std::size_t, 3> digits{0, 2, 4};
    for (std::size_t level = 0; level < digits.size(); ++level) {
      const auto wanted = tests::reference::desils_by_sort(families, digits[level], false);
      std::size_t wrong = 0;
      for (const auto& family : families) {
        wrong += family.status == "berperingkat" && wanted.at(family.kk) != family.desil[level] ? 1u : 0u;
      }
      CAPTURE(mode, level);
      REQUIRE(wrong == 0);
    }
  }
}

TEST_CASE("modes: combined positions follow from the lists that explain shows", "[modes][run][explain]") {
  io::RunObserver silent;
  io::RunState run(io::read_run_config(nation().mode_file("groups")), io::region_tree(), silent, nullptr);
  io::execute_stages(run, io::RunStage::kProgrammes, io::Language::kIndonesian);
  const std::vector<reference::ListRule> rules{{4, 0, 100}, {2, 0, 60}, {1, 0, 100}};
  std::size_t families = 0, in_all = 0;
  for (const engine::RegionRange& regency : io::regency_ranges(run)) {
    std::vector<reference::WeighedValue> values;
    std::vector<std::vector<bool>> in_list;
    for (std::size_t f = regency.begin; f < regency.end; ++f) {
      const bool ranked = run.status[f] == engine::FamilyStatus::kRanked;
      values.push_back({run.score[f], ranked ? 1 : 0});
      in_list.push_back(
          {(run.source_lists[f] & 1) != 0, (run.source_lists[f] & 2) != 0, (run.source_lists[f] & 4) != 0});
      in_all += ranked && run.source_lists[f] == 7 ? 1u : 0u;
      families += ranked ? 1u : 0u;
    }
    const auto combined = reference::combine_by_sort(values, in_list, rules);
    for (std::size_t i = 0; i < values.size(); i += 97) {
      if (!combined[i]) continue;
      const auto trail = io::lift_trail(run, static_cast<engine::FamilyRow>(regency.begin + i));
      REQUIRE(trail->value == *combined[i]);
      REQUIRE(trail->ranking == run.ranking_score[regency.begin + i]);
    }
  }
  REQUIRE(families > 5'000);
  REQUIRE(in_all > 100);
  const auto summary = io::summarize(run, io::RunStage::kProgrammes);
  REQUIRE(summary.lift->lists.size() == 3);
  std::uint64_t known = 0;
  for (const auto& set : summary.lift->known_by) known += set.families;
  REQUIRE(known == families);
}

TEST_CASE("modes: a run with the distribution it left as its table gives the same families", "[modes][run]") {
  const std::string out = finished("lifted");
  tests::write_file(nation().folder / "nation/distribution.csv", read_file(out + "/distribution.csv"));
  const std::string text =
      replaced(read_file(nation().mode_file("lifted")), "survey = \"susenas.csv\"", "table = \"distribution.csv\"");
  tests::write_file(nation().folder / "nation/table.toml", text);
  nation().run(nation().folder / "nation/table.toml", "out_table");
  REQUIRE(read_file(nation().folder / "out_table/families.csv") == read_file(out + "/families.csv"));
  REQUIRE(read_file(nation().folder / "out_table/distribution.csv") == read_file(out + "/distribution.csv"));
}

TEST_CASE("modes: threads and SIMD levels give the same bytes", "[modes][run][threads]") {
  const kernels::SimdLevel highest = kernels::simd_level();
  for (const std::string mode : {"lifted", "groups"}) {
    const std::string out = finished(mode);
    for (const auto& [threads, level] : {std::pair{1, kernels::SimdLevel::kScalar}, {3, kernels::SimdLevel::kAvx2}}) {
      if (!kernels::use_simd_level(level)) continue;
      engine::set_threads(threads);
      nation().run(nation().mode_file(mode), "out_again");
      for (const char* name : {"families.csv", "distribution.csv", "report.html"}) {
        CAPTURE(mode, threads, name);
        REQUIRE(read_file(nation().folder / ("out_again/" + std::string(name))) == read_file(out + "/" + name));
      }
    }
    kernels::use_simd_level(highest);
    engine::set_threads(0);
  }
}

TEST_CASE("modes: a regency of which nothing is known stops the run by name", "[modes][run]") {
  tests::write_file(nation().folder / "nation/two.csv",
                    "kode_kabupaten,persentil,pengeluaran_per_kapita\n1101,25,500000\n1101,75,900000\n");
  const std::string file = nation().run_file("two.toml", "survey = \"susenas.csv\"", "table = \"two.csv\"");
  std::string text = replaced(read_file(file), "mode = \"national\"", "mode = \"lifted\"");
  text = replaced(text, "missing = \"nation\"", "missing = \"refuse\"");
  tests::write_file(file, text);
  REQUIRE_THROWS_WITH(nation().run(file, "out_two"),
                      Catch::Contains("two.csv: column 'kode_kabupaten': seen no distribution of regency 1102 (") &&
                          Catch::Contains("Cure: "));
  tests::write_file(file, replaced(text, "missing = \"refuse\"", "missing = \"nation\""));
  REQUIRE_THROWS_WITH(nation().run(file, "out_two"), Catch::Contains("regency 1102"));  // there is no nation in it
}

TEST_CASE("modes: summary, report, manifest and explain name the mode and its parameters", "[modes][run][explain]") {
  const auto summary = nlohmann::json::parse(read_file(finished("groups") + "/summary.json"));
  REQUIRE(summary["mode"] == "groups");
  REQUIRE(summary["lift"]["survey"] == "susenas.csv");
  REQUIRE(summary["lift"]["groups"].size() == 3);
  REQUIRE(summary["lift"]["groups"][1]["reach"] == nlohmann::json::array({0, 60}));
  const auto& regencies = summary["lift"]["regencies"];
  REQUIRE(regencies["own"].get<int>() + regencies["province"].get<int>() + regencies["nation"].get<int>() == 514);
  const std::string report = read_file(finished("groups") + "/report.html");
  REQUIRE_THAT(report,
               Catch::Contains("rata-rata tertimbang dari tempatnya") && Catch::Contains("covering 0–60 % from below"));
  REQUIRE_THAT(read_file(finished("lifted") + "/report.html"),
               Catch::Contains("Families are first ranked inside their regency") && !Catch::Contains("covering"));
  REQUIRE_THAT(read_file(finished("lifted") + "/manifest.json"), Catch::Contains("\"distribution\":\""));

  const auto families = ranked_families(finished("groups"));
  io::RunObserver silent;
  io::ExplainRequest request;
  request.out = finished("groups");
  request.kk = std::stoull(families[families.size() / 2].kk);
  const io::Explanation explanation = io::explain_family(request, silent);
  REQUIRE(explanation.ranking == families[families.size() / 2].ranking);
  REQUIRE_THAT(io::explain_text(explanation, io::Language::kEnglish),
               Catch::Contains("Its combined position") && Catch::Contains("is compared with the cuts"));
  REQUIRE_THAT(io::explain_text(explanation, io::Language::kIndonesian), Catch::Contains("Posisi gabungannya"));
  const auto json = nlohmann::json::parse(io::explain_json(explanation));
  REQUIRE(json["lift"]["ranking_score_units"] == families[families.size() / 2].ranking);
}
