#include <catch2/catch.hpp>

#include <string>

#include "engine/error.h"
#include "io/config/run_config.h"

namespace {

io::RunConfig with_note(const std::string& note) {
  return io::parse_run_config(
      "[run]\nnote = \"" + note +
          "\"\n[[source]]\nname = \"dukcapil\"\nrole = \"registry\"\npersons = \"d.csv\"\ndate = 2026-07-10\n",
      "run.toml", "/data", io::RunStage::kIngest);
}

}  // namespace

TEST_CASE("run note: it is read as written and is part of the canonical config", "[config]") {
  const io::RunConfig config = with_note("Bangsa ini buatan. = Not real.");
  REQUIRE(config.note == "Bangsa ini buatan. = Not real.");
  REQUIRE(io::canonical_config(config) != io::canonical_config(with_note("lain")));
  REQUIRE(with_note("").note.empty());
}

TEST_CASE("run note: control characters and whole pages are refused", "[config]") {
  REQUIRE_NOTHROW(with_note(std::string(600, 'a')));
  REQUIRE_THROWS_WITH(with_note(std::string(601, 'a')), Catch::Matchers::Contains("'note' in [run]") &&
                                                            Catch::Matchers::Contains("wanted at most 600 bytes"));
  REQUIRE_THROWS_AS(with_note("a\\nb"), engine::Error);
}
