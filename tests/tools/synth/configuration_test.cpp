#include "tools/synth/configuration.h"

#include <catch2/catch.hpp>

TEST_CASE("synth: the run file of an NDJSON nation says that the run does not read it", "[synth]") {
  REQUIRE_THAT(tools::synth::run_toml(".ndjson.gz"),
               Catch::Contains("# This version reads CSV only: convert the .ndjson files"));
  REQUIRE_THAT(tools::synth::run_toml(".csv"), !Catch::Contains("CSV only"));
}
