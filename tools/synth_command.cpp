#include "tools/synth_command.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tools/command_keys.h"
#include "tools/progress.h"
#include "tools/result_output.h"
#include "tools/synth/synth.h"

namespace tools {
namespace {

// Measured on nations of 1 and 10 million persons in CSV; see the cost in synth.h.
constexpr std::uint64_t kBytesPerPerson = 600;

SynthOptions options_of(const SynthArguments& arguments, CommandKeys& keys) {
  SynthOptions options;
  options.persons = arguments.persons;
  options.seed = arguments.seed;
  options.out = arguments.out;
  options.formats = arguments.formats;
  options.compression = arguments.compress == "gz"    ? SynthCompression::kGzip
                        : arguments.compress == "zst" ? SynthCompression::kZstd
                                                      : SynthCompression::kNone;
  options.faults_file = arguments.faults;
  options.fault_scale = arguments.fault_scale;
  options.dense = arguments.layout == "dense";
  options.survey_rows = arguments.survey_rows;
  options.keys = keys.keys();
  return options;
}

std::string as_json(const SynthArguments& arguments) {
  nlohmann::json result = {{"out", arguments.out}, {"persons", arguments.persons}, {"seed", arguments.seed}};
  if (arguments.global.dry_run) {
    result["bytes_estimated"] = arguments.persons * kBytesPerPerson;
  } else {
    result["run_file"] = arguments.out + "/run.toml";
  }
  return result.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string as_text(const SynthArguments& arguments, bool indonesian) {
  const std::uint64_t megabytes = arguments.persons * kBytesPerPerson / 1'000'000 + 1;
  if (arguments.global.dry_run && indonesian) {
    return fmt::format("{}: {} orang akan ditulis, kira-kira {} MB tanpa kompresi\n", arguments.out, arguments.persons,
                       megabytes);
  }
  if (arguments.global.dry_run) {
    return fmt::format("{}: {} persons would be written, about {} MB uncompressed\n", arguments.out, arguments.persons,
                       megabytes);
  }
  if (indonesian) {
    return fmt::format("{0}: {1} orang ditulis. Lanjutkan: desil run {0}/run.toml --out OUT\n", arguments.out,
                       arguments.persons);
  }
  return fmt::format("{0}: {1} persons written. Next: desil run {0}/run.toml --out OUT\n", arguments.out,
                     arguments.persons);
}

}  // namespace

int synth_command(const SynthArguments& arguments) {
  CommandKeys keys(arguments.global);
  if (!arguments.global.dry_run) {
    Progress progress(arguments.global);
    progress.stage("synth", arguments.persons, "persons");
    std::uint64_t reported = 0;
    synthesize(options_of(arguments, keys), [&](std::uint64_t done, std::uint64_t) {
      progress.advance(done - reported);
      reported = done;
    });
    progress.finish();
  }
  const bool indonesian = arguments.global.command_language() == Language::kIndonesian;
  print_result(arguments.global.json ? keys.noted(as_json(arguments)) : as_text(arguments, indonesian));
  return 0;
}

}  // namespace tools
