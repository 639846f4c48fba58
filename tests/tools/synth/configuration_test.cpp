#include "tools/synth/configuration.h"

#include <catch2/catch.hpp>

TEST_CASE("synth: the run file of an NDJSON nation names its files", "[synth]") {
  REQUIRE_THAT(tools::synth::run_toml(".ndjson.gz"), Catch::Contains("persons = \"dukcapil.ndjson.gz\""));
  REQUIRE_THAT(tools::synth::run_toml(".csv"), Catch::Contains("persons = \"dukcapil.csv\""));
}
