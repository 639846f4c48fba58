#include "io/truth/truth_files.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "engine/error.h"
#include "tests/io/run/small_nation.h"

using engine::kNoTruth;
using tests::TemporaryFolder;
using tests::write_file;

namespace {

// What reading the texts is refused with.
engine::Error refusal(const std::string& persons, const std::string& faults = "sumber,baris,jenis\n") {
  const TemporaryFolder folder;
  write_file(folder / "persons.csv", persons);
  write_file(folder / "faults.csv", faults);
  io::TruthPaths paths = io::find_truth(folder / "");
  paths.persons.shown = "persons.csv";
  paths.faults->shown = "faults.csv";
  try {
    io::read_truth(paths, {"dukcapil", "dtks"});
  } catch (const engine::Error& error) {
    return error;
  }
  return {engine::ExitCode::kOk, "nothing was refused"};
}

}  // namespace

TEST_CASE("truth files: lines in any order become columns by source and row", "[truth]") {
  const TemporaryFolder folder;
  write_file(folder / "persons.csv",
             "\xEF\xBB\xBFsumber,baris,orang\r\ndtks,3,70\r\ndukcapil,2,\r\ndtks,1,4294967294\r\ndukcapil,1,70\r\n"
             "p3ke,1,5");
  write_file(folder / "faults.csv",
             "sumber,baris,jenis\ndtks,3,nama_kata\ndtks,1,pindah\ndtks,3,kk_lama\np3ke,1,pindah\n");
  const io::Truth truth = io::read_truth(io::find_truth(folder / ""), {"dukcapil", "dtks", "regsosek"});
  CHECK(truth.columns[0].person == std::vector<std::uint32_t>{70, 0});
  CHECK(truth.columns[1].person == std::vector<std::uint32_t>{4294967294u, kNoTruth, 70});
  CHECK(truth.columns[2].person.empty());
  CHECK(truth.kinds == std::vector<std::string>{"kk_lama", "nama_kata", "pindah"});
  CHECK(truth.columns[1].fault_row == std::vector<std::uint32_t>{1, 3, 3});
  CHECK(truth.columns[1].fault_kind == std::vector<std::uint32_t>{2, 0, 1});
  CHECK(truth.lines_passed_over == 2);
  CHECK(truth.other_source == "'p3ke'");
}

TEST_CASE("truth files: a folder, the folder above it and the file itself name the same truth", "[truth]") {
  const TemporaryFolder folder;
  write_file(folder / "truth/persons.csv", "sumber,baris,orang\n");
  for (const char* path : {"", "truth", "truth/persons.csv"}) {
    const io::TruthPaths paths = io::find_truth(folder / path);
    CHECK(std::filesystem::equivalent(paths.persons.path, folder / "truth/persons.csv"));
    CHECK_FALSE(paths.faults);
  }
  write_file(folder / "truth/faults.csv", "sumber,baris,jenis\n");
  CHECK(io::find_truth(folder / "truth/persons.csv").faults);
  try {
    io::find_truth(folder / "nowhere");
    FAIL("a missing truth was found");
  } catch (const engine::Error& error) {
    CHECK(error.code() == engine::ExitCode::kUsage);
    CHECK(std::string(error.what()) ==
          "--truth: there is no " + (folder / "nowhere") +
              ", wanted the file of sumber,baris,orang or its folder. Cure: correct the path; desil synth writes the "
              "folder truth/ of a nation.");
  }
}

TEST_CASE("truth files: what is not a truth is refused with row, column, seen, wanted and cure", "[truth]") {
  struct Bad {
    const char* persons;
    std::uint64_t row;
    const char *column, *message;
  };
  const std::string cure = ". Cure: give the files that desil synth wrote, or write yours in the same form.";
  const std::string whole = "a whole number from 1 to 4294967294";
  const Bad kBad[] = {
      {"nik,nama,orang\n", 1, "", "persons.csv: row 1: seen 'ni************', wanted the header sumber,baris,orang"},
      {"sumber,baris,orang\ndtks,1\n", 2, "", "persons.csv: row 2: seen 2 cells, wanted 3"},
      {"sumber,baris,orang\ndtks,1,2,3\n", 2, "", "persons.csv: row 2: seen 4 cells, wanted 3"},
      {"sumber,baris,orang\ndtks,1,2\n\ndtks,2,3\n", 3, "", "persons.csv: row 3: seen 1 cell, wanted 3"},
      {"sumber,baris,orang\ndtks,0,2\n", 2, "baris", "persons.csv: row 2, column 'baris': seen '0', wanted WHOLE"},
      {"sumber,baris,orang\ndtks,x1,2\n", 2, "baris", "persons.csv: row 2, column 'baris': seen 'x1', wanted WHOLE"},
      {"sumber,baris,orang\ndtks,1,-4\n", 2, "orang", "persons.csv: row 2, column 'orang': seen '-4', wanted WHOLE"},
      {"sumber,baris,orang\ndtks,1,4294967295\n", 2, "orang",
       "persons.csv: row 2, column 'orang': seen '4294967295', wanted WHOLE"},
      {"sumber,baris,orang\ndtks,1,3204051203150007\n", 2, "orang",
       "persons.csv: row 2, column 'orang': seen '32**************', wanted WHOLE"},
      {"sumber,baris,orang\ndtks,1,7\ndtks,1,8\n", 3, "baris",
       "persons.csv: row 3, column 'baris': seen '1' a second time, wanted one line for a row"},
      {"sumber,baris,orang\ndtks,4000000000,7\n", 2, "baris",
       "persons.csv: row 2, column 'baris': seen '4000000000', wanted the number of a row of 'dtks', whose rows all "
       "stand in this file"},
      {"sumber,baris,orang\n,1,7\n", 2, "sumber",
       "persons.csv: row 2, column 'sumber': seen an empty cell, wanted the name of a source"},
  };
  for (const Bad& bad : kBad) {
    const engine::Error error = refusal(bad.persons);
    std::string wanted = bad.message + cure;
    if (const auto at = wanted.find("WHOLE"); at != std::string::npos) wanted.replace(at, 5, whole);
    CHECK(error.what() == wanted);
    CHECK(error.code() == engine::ExitCode::kInput);
    CHECK(error.place().row == bad.row);
    CHECK(error.place().column == bad.column);
  }
  const engine::Error kind = refusal("sumber,baris,orang\n", "sumber,baris,jenis\ndtks,1,Siti Aminah\n");
  CHECK(kind.what() ==
        "faults.csv: row 2, column 'jenis': seen 'Si*********', wanted a kind of fault: letters a-z, "
        "digits and _" +
            cure);
  CHECK(refusal("sumber,baris,orang\n", "sumber,baris\n").what() ==
        "faults.csv: row 1: seen 'su**********', wanted the header sumber,baris,jenis" + cure);
  CHECK(refusal("sumber,baris,orang\n" + std::string(6'000, 'a')).place().row == 2);
}
