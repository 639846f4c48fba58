// A synthetic nation of 20,000 persons through the whole run, judged from its files.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "engine/desil/cuts.h"
#include "engine/parallel.h"
#include "engine/pmt/explain.h"
#include "io/explain/explain.h"
#include "io/regions/region_tree.h"
#include "io/run/national_run.h"
#include "kernels/cpu.h"
#include "tests/io/run/small_nation.h"
#include "tests/reference/desil_from_families_csv.h"
#include "tools/synth/synth.h"

using tests::read_file;
using tests::TemporaryFolder;

namespace {

// One nation and one run for all cases of this file.
struct RankedNation {
  RankedNation() {
    tools::SynthOptions options;
    options.persons = 20'000;
    options.seed = 7;
    options.out = folder / "nation";
    options.survey_rows = 1'000;
    tools::synthesize(options);
    run(folder / "nation/run.toml", folder / "out");
  }

  static engine::RunSummary run(const std::string& run_file, const std::string& out) {
    io::RunObserver silent;
    io::RunRequest request;
    request.out = out;
    request.keys.plaintext = true;
    return io::run_nation(io::read_run_config(run_file), request, silent);
  }

  TemporaryFolder folder;
};

const RankedNation& nation() {
  static const RankedNation once;
  return once;
}

// A finished run in memory that keeps the evidence of nobody in particular.
io::RunState& state() {
  static io::RunObserver silent;
  static io::RunState once(io::read_run_config(nation().folder / "nation/run.toml"), io::region_tree(), silent,
                           nullptr);
  static const engine::RunSummary summary =
      io::execute_stages(once, io::RunStage::kProgrammes, io::Language::kIndonesian);
  return once;
}

}  // namespace

TEST_CASE("synthetic run: every desil follows from families.csv alone at all three levels", "[run]") {
  const auto families = tests::reference::read_families(read_file(nation().folder / "out/families.csv"));
  REQUIRE(families.size() > 5'000);
  const std::array<std::size_t, 3> digits{0, 2, 4};
  for (std::size_t level = 0; level < digits.size(); ++level) {
    const auto wanted = tests::reference::desils_by_sort(families, digits[level], false);
    std::size_t ranked = 0, wrong = 0;
    for (const auto& family : families) {
      if (family.status != "berperingkat") continue;
      ++ranked;
      wrong += wanted.at(family.kk) != family.desil[level] ? 1u : 0u;
    }
    CAPTURE(level);
    REQUIRE(ranked > 5'000);
    REQUIRE(wrong == 0);
  }
}

TEST_CASE("synthetic run: desils weighed by persons follow from families.csv alone", "[run]") {
  std::string text = read_file(nation().folder / "nation/run.toml");
  const auto at = text.find("weight = \"families\"");
  REQUIRE(at != std::string::npos);
  text.replace(at, 19, "weight = \"persons\"");
  tests::write_file(nation().folder / "nation/run_persons.toml", text);
  RankedNation::run(nation().folder / "nation/run_persons.toml", nation().folder / "out_persons");
  const auto families = tests::reference::read_families(read_file(nation().folder / "out_persons/families.csv"));
  const auto wanted = tests::reference::desils_by_sort(families, 0, true);
  for (const auto& family : families) {
    if (family.status == "berperingkat" && wanted.at(family.kk) != family.desil[0]) FAIL("a family has another desil");
  }
  REQUIRE(wanted.size() > 5'000);
}

TEST_CASE("synthetic run: rows read are accepted or rejected, and every accepted person has one link", "[run]") {
  std::uint64_t links = 0, rejects = 0;
  for (const io::SourceResult& source : state().sources) {
    for (const auto* totals : {&source.persons, &source.families}) {
      for (const io::FileTotals& file : totals->files) {
        REQUIRE(file.rows_read == file.accepted + file.rejected);
        rejects += file.rejected;
      }
    }
    std::uint64_t accepted = 0;
    for (const io::FileTotals& file : source.persons.files) accepted += file.accepted;
    std::uint64_t states = 0;
    for (const std::uint64_t count : source.states) states += count;
    if (states > 0) REQUIRE(states == accepted);
    links += states;
    REQUIRE(source.person_rejects.size() + source.family_rejects.size() <= rejects);
  }
  REQUIRE(tests::lines_of(read_file(nation().folder / "out/links.csv")).size() == links + 1);
  REQUIRE(tests::lines_of(read_file(nation().folder / "out/rejects.csv")).size() == rejects + 1);
}

TEST_CASE("synthetic run: the parts of 1000 random families sum to their score", "[run]") {
  const io::RunState& run = state();
  std::mt19937_64 random(17);
  std::size_t explained = 0;
  while (explained < 1000) {
    const std::size_t family = random() % run.registry.families.size();
    if (run.status[family] != engine::FamilyStatus::kRanked) continue;
    const engine::Region& regency =
        run.regions.regencies()[run.regions.regency_of(run.registry.families.village[family])];
    const engine::ScoreExplanation parts =
        engine::explain_score(*run.model, *run.model->model_for(regency.code), run.assembly->indicators(), family);
    std::int64_t sum = parts.intercept;
    for (const engine::ScorePart& part : parts.parts) sum += part.coefficient;
    REQUIRE(sum == run.score[family]);
    REQUIRE(parts.score == run.score[family]);
    ++explained;
  }
}

TEST_CASE("synthetic run: explain names the source rows of a family and refuses changed inputs", "[run]") {
  const auto families = tests::reference::read_families(read_file(nation().folder / "out/families.csv"));
  const auto ranked = std::find_if(families.begin(), families.end(),
                                   [](const auto& f) { return f.status == "berperingkat" && f.members > 2; });
  io::RunObserver silent;
  io::ExplainRequest request;
  request.out = nation().folder / "out";
  request.kk = std::stoull(ranked->kk);
  const io::Explanation explanation = io::explain_family(request, silent);
  REQUIRE(explanation.places.size() == 3);
  REQUIRE(explanation.places[0].desil == ranked->desil[0]);
  REQUIRE(explanation.members_counted == ranked->members);
  REQUIRE_FALSE(explanation.evidence.persons.empty());
  REQUIRE_FALSE(explanation.evidence.families.empty());
  for (const std::string& origin : explanation.origins) REQUIRE_FALSE(origin.empty());

  tests::write_file(nation().folder / "nation/pmt_kept.json", read_file(nation().folder / "nation/pmt.json"));
  tests::write_file(nation().folder / "nation/pmt.json", read_file(nation().folder / "nation/pmt.json") + " ");
  REQUIRE_THROWS_WITH(io::explain_family(request, silent), Catch::Contains("is not the file that the run"));
  tests::write_file(nation().folder / "nation/pmt.json", read_file(nation().folder / "nation/pmt_kept.json"));
}

TEST_CASE("synthetic run: threads and SIMD levels give the same bytes", "[run][threads]") {
  const kernels::SimdLevel highest = kernels::simd_level();
  int variant = 0;
  for (const int threads : {1, 3}) {
    for (const kernels::SimdLevel level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2}) {
      if (!kernels::use_simd_level(level)) continue;
      engine::set_threads(threads);
      const std::string out = nation().folder / ("again" + std::to_string(++variant));
      RankedNation::run(nation().folder / "nation/run.toml", out);
      for (const char* name :
           {"families.csv", "families_unmatched.csv", "links.csv", "duplicates.csv", "rejects.csv", "report.html"}) {
        CAPTURE(threads, std::string(kernels::simd_level_name(level)), name);
        REQUIRE(read_file(out + "/" + name) == read_file(nation().folder / ("out/" + std::string(name))));
      }
    }
  }
  kernels::use_simd_level(highest);
  engine::set_threads(0);
}
