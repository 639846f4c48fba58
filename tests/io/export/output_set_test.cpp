#include "io/export/output_set.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "engine/error.h"
#include "io/export/manifest.h"
#include "tests/io/run/small_nation.h"

using io::OutputSet;
using tests::read_file;
using tests::TemporaryFolder;
using tests::write_file;

namespace {

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("output set: nothing takes its name before the whole set is published", "[export]") {
  const TemporaryFolder folder;
  write_file(folder / "families.csv", "old");
  {
    OutputSet outputs(folder.path());
    outputs.open("families.csv").write("new");
    outputs.open("links.csv").write("links");
    outputs.finish();
    REQUIRE(read_file(folder / "families.csv") == "old");
    REQUIRE_FALSE(std::filesystem::exists(folder / "links.csv"));
  }
  REQUIRE(names_in(folder.path()) == std::vector<std::string>{"families.csv"});
  REQUIRE(read_file(folder / "families.csv") == "old");
}

TEST_CASE("output set: publishing removes what the earlier manifest lists, and nobody else's files", "[export]") {
  const TemporaryFolder folder;
  for (const char* name : {"families.csv", "report.html", "manifest.json.sig", "rejects.failed.csv", "catatan.txt"}) {
    write_file(folder / name, "old");
  }
  io::Manifest manifest;
  manifest.config = "{}";
  manifest.outputs.push_back({"families.csv", 3, io::sha256_of("old")});
  write_file(folder / "manifest.json", io::manifest_text(manifest));
  OutputSet outputs(folder.path());
  outputs.open("links.csv").write("links");
  const auto first = outputs.finish();
  REQUIRE(first.size() == 1);
  outputs.open("manifest.json").write("{}");
  outputs.publish();
  // report.html stands in no manifest: it is not known to be ours.
  REQUIRE(names_in(folder.path()) ==
          std::vector<std::string>{"catatan.txt", "links.csv", "manifest.json", "report.html"});
  REQUIRE(read_file(folder / "links.csv") == "links");
}

TEST_CASE("output set: a journal left by a kill is finished, whichever renames were done", "[export]") {
  for (int done = 0; done <= 2; ++done) {
    const TemporaryFolder folder;
    write_file(folder / "families.csv", "old");
    write_file(folder / "links.csv", "old");
    write_file(folder / "report.html", "old");
    write_file(folder / ".families.csv.tmp-1", "new");
    write_file(folder / ".links.csv.tmp-1", "new");
    write_file(folder / ".publish-journal",
               "remove report.html\nrename .families.csv.tmp-1 families.csv\nrename .links.csv.tmp-1 links.csv\n");
    if (done >= 1) std::filesystem::rename(folder / ".families.csv.tmp-1", folder / "families.csv");
    if (done >= 2) std::filesystem::rename(folder / ".links.csv.tmp-1", folder / "links.csv");
    REQUIRE(io::finish_interrupted_publish(folder.path()));
    REQUIRE(names_in(folder.path()) == std::vector<std::string>{"families.csv", "links.csv"});
    REQUIRE(read_file(folder / "families.csv") == "new");
    REQUIRE(read_file(folder / "links.csv") == "new");
    REQUIRE_FALSE(io::finish_interrupted_publish(folder.path()));
  }
}

TEST_CASE("output set: a journal that names other folders is refused", "[export]") {
  const TemporaryFolder folder;
  write_file(folder / "keep", "keep");
  write_file(folder / "out/.publish-journal", "remove ../keep\n");
  REQUIRE_THROWS_AS(io::finish_interrupted_publish(folder / "out"), engine::Error);
  REQUIRE(read_file(folder / "keep") == "keep");
}
