#include "io/config/programmes_file.h"

#include <catch2/catch.hpp>

#include "engine/error.h"

namespace {

using Catch::Contains;

const std::vector<io::FlagConfig> kFlags = {{"meninggal", {"m.csv", "m.csv"}, io::FlagKey::kNik},
                                            {"asn", {"a.csv", "a.csv"}, io::FlagKey::kNik}};

std::vector<engine::Programme> parse(const std::string& text) {
  return io::parse_programmes(text, "programmes.toml", kFlags);
}

std::string rule(const std::string& more, const std::string& code = "PKH") {
  return "[[programme]]\ncode = \"" + code + "\"\nname = \"Program\"\ndesil_max = 4\n" + more;
}

}  // namespace

TEST_CASE("programmes.toml: rules are read and sorted by code", "[config]") {
  const auto programmes = parse(rule("unit = \"family\"\nlevel = \"regency\"\nquota = 10000000\nexclude = [\"asn\", "
                                     "\"meninggal\"]\nnotes = \"n\"\n") +
                                rule("", "BPNT"));
  REQUIRE(programmes.size() == 2);
  REQUIRE(programmes[0].code == "BPNT");
  REQUIRE_FALSE(programmes[0].quota.has_value());
  REQUIRE(programmes[0].exclude == 0);
  REQUIRE(programmes[0].level == engine::DesilLevel::kNational);
  REQUIRE(programmes[1].name == "Program");
  REQUIRE(programmes[1].desil_max == 4);
  REQUIRE(programmes[1].quota == 10'000'000);
  REQUIRE(programmes[1].exclude == 3);
  REQUIRE(programmes[1].level == engine::DesilLevel::kRegency);
  REQUIRE(parse("").empty());
}

TEST_CASE("programmes.toml: faults are refused with line, what was wanted and the nearest name", "[config]") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {rule("qouta = 5\n"),
       "programmes.toml: line 5, column 1: unknown key 'qouta' in [[programme]], nearest known key 'quota'"},
      {"[[program]]\n", "unknown key 'program' in the programmes file, nearest known key 'programme'"},
      {rule("unit = \"person\"\n"), "'unit' in [[programme]]: seen 'person', wanted 'family'"},
      {rule("quota = -1\n"), "'quota' in [[programme]]: seen -1, wanted an integer from 0"},
      {rule("quota = 1e6\n"), "seen a number, wanted an integer"},
      {rule("exclude = [\"ans\"]\n"), "'ans' is no flag of the run file, nearest 'asn'. Flags: 'meninggal' or 'asn'."},
      {rule("exclude = \"asn\"\n"), "seen a text, wanted a list of texts"},
      {rule("level = \"nation\"\n"), "nearest 'national'"},
      {rule("") + rule(""), "line 6, column 8: 'code' in [[programme]]: 'PKH' is the code of an earlier programme too"},
      {rule("", "P:KH"), "wanted 1 to 32 letters, digits, '_' or '-'"},
      {rule("", ""), "'code' in [[programme]]: is empty"},
      {"[[programme]]\ncode = \"A\"\nname = \"a\"\n", "[[programme]] has no 'desil_max'"},
      {"[[programme]]\ncode = \"A\"\nname = \"a\"\ndesil_max = 11\n", "seen 11, wanted an integer from 1 to 10"},
  };
  for (const auto& [text, message] : cases) {
    INFO(text);
    REQUIRE_THROWS_WITH(parse(text), Contains(message));
  }
  REQUIRE_THROWS_WITH(io::parse_programmes(rule("exclude = [\"asn\"]\n"), "p", {}),
                      Contains("the run file has no [[flag]]"));
}
