#include "io/config/desil_modes.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/error.h"

namespace {

using Catch::Contains;

const std::string kSources =
    "[[source]]\nname = \"dukcapil\"\nrole = \"registry\"\npersons = \"d.csv\"\ndate = 2026-07-10\n"
    "[[source]]\nname = \"regsosek\"\nrole = \"source\"\nfamilies = \"r.csv\"\ndate = 2022-11-15\n"
    "[[source]]\nname = \"dtks\"\nrole = \"source\"\nfamilies = \"t.csv\"\ndate = 2025-01-15\n"
    "[model]\nfile = \"pmt.json\"\n";  // 17 lines

io::RunConfig parse(const std::string& text) {
  return io::parse_run_config(kSources + text, "run.toml", "/data/nation", io::RunStage::kReport);
}

engine::Error refusal(const std::string& text) {
  try {
    parse(text);
  } catch (const engine::Error& error) {
    return error;
  }
  FAIL("accepted: " << text);
  throw;
}

}  // namespace

TEST_CASE("[desil.lift]: every key is read, and defaults are those of the page", "[config][modes]") {
  const io::RunConfig plain =
      parse("[desil]\nmode = \"lifted\"\nweight = \"persons\"\n[desil.lift]\ntable = \"x.csv\"\n");
  REQUIRE(plain.lifts());
  REQUIRE_FALSE(plain.combines_lists());
  REQUIRE(plain.lift.table->path == "/data/nation/x.csv");
  REQUIRE(plain.lift.weight == io::DesilWeight::kPersons);
  REQUIRE_FALSE(plain.lift.nation_too);
  REQUIRE(plain.lift.points.size() == 19);
  REQUIRE(plain.lift.points.front() == 500);
  REQUIRE(plain.lift.min_rows == 30);
  REQUIRE(plain.groups.size() == 2);
  REQUIRE(plain.groups[1].sources == std::vector<std::string>{"dtks"});
  const io::RunConfig all = parse(
      "[desil]\nmode = \"groups\"\n[desil.lift]\nsurvey = \"s.csv\"\nweight = \"persons\"\nmissing = \"nation\"\n"
      "points = [2.5, 10, 99.99]\nmin_rows = 5\nregion_column = \"kab\"\nexpenditure_column = \"exp\"\n"
      "weight_column = \"w\"\nmembers_column = \"n\"\n[[desil.group]]\nsources = [\"dtks\", \"regsosek\"]\nweight = 7\n"
      "reach = [5, 40]\n");
  REQUIRE(all.combines_lists());
  REQUIRE(all.lift.survey->shown == "s.csv");
  REQUIRE(all.lift.weight == io::DesilWeight::kPersons);
  REQUIRE(all.lift.nation_too);
  REQUIRE(all.lift.points == std::vector<std::uint32_t>{250, 1000, 9999});
  REQUIRE(all.lift.min_rows == 5);
  REQUIRE(all.lift.region_column + all.lift.expenditure_column + all.lift.weight_column + all.lift.members_column ==
          "kabexpwn");
  REQUIRE(all.groups.size() == 1);
  REQUIRE(all.groups[0].weight == 7);
  REQUIRE(all.groups[0].reach_from == 5);
  REQUIRE(all.groups[0].reach_to == 40);
}

TEST_CASE("[desil.lift] and [[desil.group]]: faults are refused with place, seen, wanted and cure", "[config][modes]") {
  struct Case {
    std::string text, message;
    std::uint64_t line;
  };
  const std::string lift = "[desil.lift]\ntable = \"x.csv\"\n", group = "[[desil.group]]\n";
  const std::vector<Case> cases = {
      {"[desil]\nmode = \"lifted\"\n", "seen 'lifted', which lifts every regency to its distribution", 19},
      {"[desil]\nmode = \"lift\"\n", "seen 'lift', wanted 'national', 'lifted' or 'groups', nearest 'lifted'", 19},
      {lift + "survey = \"s.csv\"\n", "both a table and a survey are named, wanted one", 20},
      {lift + "tabel = \"s.csv\"\n", "unknown key 'tabel' in [desil.lift], nearest known key 'table'", 20},
      {lift + "missing = \"province\"\n", "seen 'province', wanted 'refuse' or 'nation'", 20},
      {lift + "points = 5\n", "seen an integer, wanted a list of 2 to 250 percent points", 20},
      {lift + "points = [5]\n", "seen 1 points, wanted a list of 2 to 250", 20},
      {lift + "points = [10, 5]\n", "seen 5, wanted a list of 2 to 250 percent points that ascend", 20},
      {lift + "points = [0, 5]\n", "seen 0, wanted", 20},
      {lift + "points = [5, 100]\n", "seen 100, wanted", 20},
      {lift + "points = [5, 10.001]\n", "seen 10.001, wanted", 20},
      {lift + "min_rows = 1\n", "seen 1, wanted an integer from 2 to", 20},
      {group + "sources = [\"dtsk\"]\n",
       "seen 'dtsk', wanted names of sources with a families file: 'regsosek' or 'dtks', nearest 'dtks'", 19},
      {group + "sources = [\"dukcapil\"]\n", "seen 'dukcapil', wanted names of sources with a families file", 19},
      {group + "sources = []\n", "'sources' in [[desil.group]]: is empty", 19},
      {group + "weight = 3\n", "[[desil.group]] has no 'sources'", 18},
      {group + "sources = [\"dtks\", \"dtks\"]\n", "'dtks' is in a list already", 19},
      {group + "sources = [\"dtks\"]\n", "source 'regsosek' is in no list", 18},
      {group + "sources = [\"dtks\"]\nweight = 0\n", "seen 0, wanted an integer from 1 to 1000", 20},
      {group + "sources = [\"dtks\"]\nreach = [40, 0]\n", "wanted two whole percents from 0 to 100", 20},
      {group + "sources = [\"dtks\"]\nreach = [0, 40, 50]\n", "wanted two whole percents", 20},
      {group + "sources = [\"dtks\"]\nreach = 40\n", "wanted two whole percents", 20},
      {"[desil]\ngroup = [1]\n", "wanted a list of tables. Cure: write [[desil.group]]", 19},
      {"[desil]\nlift = 1\n", "wanted a table. Cure: write [desil.lift] once", 19},
  };
  for (const Case& one : cases) {
    INFO(one.text);
    const engine::Error error = refusal(one.text);
    CHECK(error.code() == engine::ExitCode::kUsage);
    CHECK_THAT(error.what(), Contains(one.message));
    CHECK_THAT(error.what(), Contains("Cure: ") && Contains("run.toml: line "));
    CHECK(error.place().row == one.line);
  }
}

TEST_CASE("[desil.lift]: canonical configuration names the parameters only where the mode uses them",
          "[config][modes]") {
  const std::string lift = "[desil.lift]\nsurvey = \"/mnt/s.csv\"\n";
  const std::string national = io::canonical_config(parse(lift));
  REQUIRE(national == io::canonical_config(parse("")));
  const std::string lifted = io::canonical_config(parse("[desil]\nmode = \"lifted\"\n" + lift));
  REQUIRE_THAT(lifted, Contains("\"survey\":\"s.csv\"") && !Contains("\"group\""));
  REQUIRE_THAT(io::canonical_config(parse("[desil]\nmode = \"groups\"\n" + lift)),
               Contains("\"group\":[{\"reach\":[0,100],\"sources\":[\"regsosek\"],\"weight\":1}"));
}
