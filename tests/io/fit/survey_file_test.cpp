// Reads small surveys with one thing wrong.
#include <catch2/catch.hpp>

#include "engine/error.h"
#include "io/fit/survey_file.h"
#include "tests/io/ingest/source_folder.h"

namespace {

std::string refusal(const std::string& rows) {
  const tests::SourceFolder folder;
  const auto spec = folder.write("spec.toml",
                                 "target = \"y\"\nregion = \"kab\"\n[[term]]\nname = \"a\"\nvariable = \"anggota\"\n"
                                 "kind = \"count\"\ncap = 4\n");
  const auto survey = folder.write("survey.csv", "kab,y,anggota\n" + rows);
  try {
    io::read_survey(survey.path, io::read_fit_spec(spec.path));
  } catch (const engine::Error& error) {
    CHECK(error.code() == engine::ExitCode::kInput);
    CHECK(error.place().row == 2);
    return std::string(error.what()).substr(survey.path.size());
  }
  return "accepted";
}

}  // namespace

TEST_CASE("survey: a row that cannot be used is named with column, value and cure", "[fit]") {
  CHECK(refusal("1101,5e5,3\n3204,600000.5,\n") == "accepted");
  CHECK(refusal("1101,500000,3\n1101,-5,2\n") ==
        ": row 2, column 'y': seen '**' (di_luar_rentang), wanted rupiah per person per month, a number above 0 with a "
        "decimal point. Cure: correct the cell, or take the row out of the survey. Rows that cannot be used: 1.");
  CHECK(
      refusal("1101,500000,3\n9999,500000,2\n") ==
      ": row 2, column 'kab': seen '9999' (kode_tidak_dikenal), wanted the Kemendagri code of a regency of today, four "
      "digits. Cure: map old and BPS codes first. Rows that cannot be used: 1.");
  CHECK(refusal("1101,500000,3\n1101,500000,2,1\n").starts_with(": row 2: seen "));
}
