#include "tools/run_text.h"

#include <catch2/catch.hpp>

TEST_CASE("run text: rejected persons and rejected families stand apart", "[tools]") {
  engine::SourceSummary source;
  source.name = "regsosek";
  source.role = "source";
  engine::FileSummary persons, more_persons, families;
  persons.rows_read = 1'000;
  persons.rejected = 3;
  more_persons.rows_read = 234;
  more_persons.rejected = 4;
  families.families = true;
  families.rows_read = 500;
  families.rejected = 20;
  source.files = {persons, more_persons, families};
  engine::RunSummary summary;
  summary.sources = {source};
  const std::string text = tools::run_text(summary, "out", io::RunStage::kIngest, false);
  CHECK_THAT(text, Catch::Contains(
                       "regsosek              1,234            -            -        -            -          7\n"));
  CHECK_THAT(text, Catch::Contains("families          rows read   rejected\nregsosek                500         20\n"));
  summary.sources[0].files.pop_back();
  CHECK_THAT(tools::run_text(summary, "out", io::RunStage::kIngest, false), !Catch::Contains("families"));
}
