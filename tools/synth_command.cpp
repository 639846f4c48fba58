#include "tools/synth_command.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/error.h"
#include "io/export/json_text.h"
#include "tools/progress.h"
#include "tools/result_output.h"
#include "tools/run_text.h"
#include "tools/synth/synth.h"

namespace tools {
namespace {

SynthCompression compression_of(const std::string& word) {
  return word == "gz" ? SynthCompression::kGzip : word == "zst" ? SynthCompression::kZstd : SynthCompression::kNone;
}

// Bytes of output per person of all files together, measured on nations of 1M persons.
constexpr std::uint64_t kBytesPerPerson = 650;

std::string plan_result(const SynthArguments& arguments) {
  const std::uint64_t bytes = arguments.persons * kBytesPerPerson + arguments.survey_rows * 130;
  if (!arguments.global.json) {
    return fmt::format("{} persons, about {} MiB of text before compression, into {}\n", grouped(arguments.persons, false),
                       bytes >> 20, arguments.out);
  }
  io::JsonText json;
  json.open(nullptr, '{');
  json.number("persons", arguments.persons);
  json.number("disk_bytes", bytes);
  json.close();
  return json.finish();
}

std::string done_result(const SynthArguments& arguments) {
  if (!arguments.global.json) {
    return fmt::format("{0}: a nation of {1} persons, seed {2}\nnext: desil run {0}/run.toml --out OUT\n", arguments.out,
                       grouped(arguments.persons, false), arguments.seed);
  }
  io::JsonText json;
  json.open(nullptr, '{');
  json.number("persons", arguments.persons);
  json.number("seed", arguments.seed);
  json.text("out", arguments.out);
  json.text("run_file", arguments.out + "/run.toml");
  json.close();
  return json.finish();
}

}  // namespace

int synth_command(const SynthArguments& arguments) {
  if (std::find(arguments.formats.begin(), arguments.formats.end(), "desil") != arguments.formats.end()) {
    throw engine::Error(engine::ExitCode::kUsage,
                        "--format: seen 'desil', wanted csv or ndjson: this version writes no snapshots. Cure: use csv.");
  }
  if (arguments.global.dry_run) {
    print_result(plan_result(arguments));
    return 0;
  }
  SynthOptions options;
  options.persons = arguments.persons;
  options.seed = arguments.seed;
  options.out = arguments.out;
  options.formats = arguments.formats;
  options.compression = compression_of(arguments.compress);
  options.faults_file = arguments.faults;
  options.fault_scale = arguments.fault_scale;
  options.dense = arguments.layout == "dense";
  options.survey_rows = arguments.survey_rows;
  Progress progress(arguments.global);
  progress.stage("synth", arguments.persons, "persons");
  std::uint64_t reported = 0;
  synthesize(options, [&](std::uint64_t done, std::uint64_t) {
    if (done > reported) progress.advance(done - reported);
    reported = std::max(reported, done);
  });
  progress.finish();
  print_result(done_result(arguments));
  return 0;
}

}  // namespace tools
