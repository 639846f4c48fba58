// What a run says on the terminal about sources that somebody should look at.
#include "io/run/source_notes.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace {

struct Remarks : io::RunObserver {
  void remark(const std::string& text) override { texts.push_back(text); }
  std::vector<std::string> texts;
};

io::SourceTotals totals_of(io::FileTotals file) {
  io::SourceTotals totals;
  totals.files = {std::move(file)};
  return totals;
}

io::FileTotals file_of(std::uint64_t accepted) {
  io::FileTotals file;
  file.path = "p.csv";
  file.rows_read = file.accepted = file.records = accepted;
  return file;
}

std::vector<std::string> notes(const io::SourceTotals& totals, const io::SourceSpec& spec = {}) {
  Remarks remarks;
  io::note_source(remarks, spec, totals);
  return remarks.texts;
}

}  // namespace

TEST_CASE("source notes: a source in order is not mentioned", "[run]") {
  REQUIRE(notes(totals_of(file_of(1000))).empty());
  io::SourceTotals few_zeros = totals_of(file_of(1000));
  few_zeros.quality["nik_serial_0000"] = 49;
  REQUIRE(notes(few_zeros).empty());
}

TEST_CASE("source notes: an empty file, an open end, damaged NIKs and rows lost earlier are told", "[run]") {
  REQUIRE_THAT(notes(totals_of(file_of(0))).at(0), Catch::Contains("p.csv: no usable row behind the header"));
  io::FileTotals open = file_of(10);
  open.has_open_end = true;
  REQUIRE_THAT(notes(totals_of(open)).at(0), Catch::Contains("p.csv: the last line has no line end"));
  io::SourceTotals damaged = totals_of(file_of(1000));
  damaged.quality["nik_serial_0000"] = 960;
  REQUIRE_THAT(notes(damaged).at(0), Catch::Contains("p.csv: 96.0 % of the NIKs end in 0000") &&
                                         Catch::Contains("Cure: export NIK and KK again as text"));
  io::FileTotals stored = file_of(90);
  stored.snapshot = true;
  stored.records = 100;
  REQUIRE_THAT(notes(totals_of(stored)).at(0),
               Catch::Contains("p.csv: 10 of 100 rows were rejected when the snapshot was made"));
}

TEST_CASE("source notes: settings of text are told where a snapshot has no use for them", "[run]") {
  io::SourceSpec spec;
  spec.region_codes = io::RegionCodes::kBps2020;
  REQUIRE(notes(totals_of(file_of(10)), spec).empty());
  io::FileTotals stored = file_of(10);
  stored.snapshot = true;
  REQUIRE_THAT(notes(totals_of(stored), spec).at(0), Catch::Contains("p.csv: region_codes of the source is for text"));
  REQUIRE(notes(totals_of(stored)).empty());
}
