// Small files are read from regular files only, and never waited for.
#include "io/config/small_file.h"

#include <sys/stat.h>
#include <catch2/catch.hpp>
#include <functional>
#include <string>

#include "engine/error.h"
#include "io/config/pmt_file.h"
#include "io/config/programmes_file.h"
#include "io/config/run_config.h"
#include "tests/io/ingest/source_folder.h"
#include "tools/synth/fault_table.h"

namespace {

std::string refusal(const std::function<void()>& read) {
  try {
    read();
  } catch (const engine::Error& error) {
    return std::to_string(static_cast<int>(error.code())) + ": " + error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("small file: missing, folder, pipe and device are refused at once, each with its own words and one exit code",
          "[config]") {
  const tests::SourceFolder folder;
  const std::string pipe = folder.path() + "/pipe", missing = folder.path() + "/missing";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  struct Reader {
    std::string what;
    int exit;
    std::function<void(const std::string&)> read;
  };
  const Reader readers[] = {
      {"run file", 2, [](const std::string& path) { io::read_run_config(path); }},
      {"programmes file", 2,
       [](const std::string& path) {
         io::read_programmes({path, path}, {});
       }},
      {"faults file", 2, [](const std::string& path) { tools::synth::FaultTable::load(path, 1); }},
      {"model file", 4, [](const std::string& path) { io::read_pmt_model(path); }},
  };
  for (const Reader& reader : readers) {
    const auto said = [&](const std::string& path) { return refusal([&] { reader.read(path); }); };
    const auto begin = [&](const std::string& path) {
      return std::to_string(reader.exit) + ": " + path + ": the " + reader.what;
    };
    CHECK(said(missing) == begin(missing) + " is missing: there is no such file. Cure: check the path.");
    CHECK(said(folder.path()) == begin(folder.path()) + " is a directory. Cure: give the path of the file in it.");
    for (const std::string& special : {pipe, std::string("/dev/zero"), std::string("/dev/null")}) {
      CHECK(said(special) ==
            begin(special) + " is no regular file (a pipe or device?). Cure: give the path of the file itself.");
    }
  }
}

TEST_CASE("small file: one byte over the limit is refused", "[config]") {
  const tests::SourceFolder folder;
  const std::string path = folder.write("a", "12345").path;
  REQUIRE(io::read_small_file(path, 5, "note") == "12345");
  REQUIRE(refusal([&] { io::read_small_file(path, 4, "note", engine::ExitCode::kKey); }) ==
          "6: " + path + ": the note is larger than 4 bytes. Cure: check the path.");
}
