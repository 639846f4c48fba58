#include "io/match/match_config.h"

#include <catch2/catch.hpp>

#include "engine/error.h"
#include "tests/temporary_folder.h"
#include "tests/tools/program.h"

namespace {

using Catch::Contains;

constexpr const char* kField = "[[field]]\ncolumn = \"nama\"\ntype = \"name\"\n";

io::MatchConfig read(const std::string& text) {
  const tests::TemporaryFolder folder;
  tests::write_text(folder / "link.toml", text);
  return io::read_match_config(folder / "link.toml");
}

struct Refusal {
  std::string text;
  const char* message;
};

}  // namespace

TEST_CASE("link.toml: every key of the contract is read", "[io][match]") {
  const io::MatchConfig config = read(
      "missing = [\"NA\", \"-\"]\none_to_one = true\nthreshold = 0.8\nmodel = \"model.json\"\n"
      "[[field]]\ncolumns = [\"given\", \"family\"]\ntype = \"name\"\n"
      "[[field]]\ncolumn = \"born\"\ntype = \"date\"\nformat = [\"%d/%m/%Y\", \"%Y%m%d\"]\n"
      "[[field]]\ncolumns = [\"y\", \"m\", \"d\"]\ntype = \"date\"\n"
      "[[field]]\ncolumn = \"n\"\ntype = \"number\"\n"
      "[block]\nrules = [[\"family\", \"born\"], [\"n\"]]\n[id]\ncolumn = \"key\"\n");
  REQUIRE(config.missing == std::vector<std::string>{"NA", "-"});
  REQUIRE(config.one_to_one);
  REQUIRE(config.threshold == 0.8);
  REQUIRE_THAT(config.model, Catch::EndsWith("/model.json"));
  REQUIRE(config.fields.size() == 4);
  REQUIRE(config.fields[0].name() == "given + family");
  REQUIRE(config.fields[0].type == engine::FieldType::kName);
  REQUIRE(config.fields[1].formats.size() == 2);
  REQUIRE(config.fields[2].columns.size() == 3);
  REQUIRE(config.rules == std::vector<std::vector<std::size_t>>{{0, 1}, {3}});
  REQUIRE(config.id_column == "key");
}

TEST_CASE("link.toml: what is left out has its default", "[io][match]") {
  const io::MatchConfig config = read(kField);
  REQUIRE(config.threshold == 0.5);
  REQUIRE_FALSE(config.one_to_one);
  REQUIRE(config.missing.empty());
  REQUIRE(config.rules.empty());
  REQUIRE(config.id_column.empty());
}

TEST_CASE("link.toml: anything else is refused with line, column, what is wanted and the cure", "[io][match]") {
  const std::string field = kField;
  const Refusal kRefusals[] = {
      {"", "no [[field]]"},
      {"treshold = 0.5\n" + field, "line 1, column 1: unknown key 'treshold'"},
      {"treshold = 0.5\n" + field, "'threshold'"},
      {field + "threshold = 0.5\n", "line 4, column 1: 'threshold' stands inside [[field]], wanted at the top level"},
      {field + "one_to_one = true\n", "Cure: move this line up, before the first [[field]]"},
      {field + "[block]\nmissing = [\"\"]\n", "'missing' stands inside [block]"},
      {field + "[id]\nmodel = \"m\"\n", "'model' stands inside [id]"},
      {field + "weight = 3\n", "line 4, column 1"},
      {"[[field]]\ncolumn = \"a\"\ntype = \"names\"\n", "nearest 'name'"},
      {"[[field]]\ntype = \"name\"\n", "'column'"},
      {"[[field]]\ncolumn = \"a\"\n", "'type'"},
      {"[[field]]\ncolumn = \"a\"\ncolumns = [\"b\"]\ntype = \"name\"\n", "stands beside 'column'"},
      {"[[field]]\ncolumn = \"a\"\ntype = \"name\"\nformat = \"%Y\"\n", "belongs to fields of type \"date\""},
      {"[[field]]\ncolumns = [\"a\", \"b\"]\ntype = \"date\"\n", "a date wants one column, or three"},
      {"[[field]]\ncolumn = \"a\"\ntype = \"date\"\nformat = \"%y%m%d\"\n", "'format' in [[field]]"},
      {field + field, "is a field already"},
      {"threshold = 2\n" + field, "'threshold'"},
      {field + "[block]\nrules = [\"nama\"]\n", "wanted a list of lists"},
      {field + "[block]\nrules = [[\"nana\"]]\n", "'nana' is the column of no [[field]], nearest 'nama'"},
  };
  for (const Refusal& refusal : kRefusals) {
    CAPTURE(refusal.text);
    try {
      read(refusal.text);
      FAIL("accepted");
    } catch (const engine::Error& error) {
      REQUIRE(error.code() == engine::ExitCode::kUsage);
      REQUIRE_THAT(error.what(), Contains(refusal.message));
    }
  }
}
