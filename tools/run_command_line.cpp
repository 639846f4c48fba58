// Runs the parsed command and turns every failure into its exit code.
#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>

#include "engine/error.h"
#include "io/export/manifest_signature.h"
#include "kernels/cpu.h"
#include "tools/build_description.h"
#include "tools/command_line.h"
#include "tools/error_report.h"
#include "tools/explain_command.h"
#include "tools/process_setup.h"
#include "tools/result_output.h"
#include "tools/run_command.h"

namespace tools {
namespace {

using engine::Error;
using engine::ExitCode;

int print_version(const VersionRequest& request) {
  if (!request.global.json) {
    print_result(fmt::format("desil {}\n", program_version()));
    return 0;
  }
  const nlohmann::json version = {{"name", "desil"},
                                  {"version", program_version()},
                                  {"compiler", compiler_name()},
                                  {"build_id", build_id()},
                                  {"simd", kernels::simd_level_name(kernels::supported_simd_level())}};
  print_result(version.dump() + "\n");
  return 0;
}

// One way into each command.
struct Run {
  int operator()(const HelpText& help) const {
    print_result(help.text);
    return 0;
  }
  int operator()(const VersionRequest& request) const { return print_version(request); }
  int operator()(const SynthArguments& arguments) const {
    apply_global_options(arguments.global);
    return synth_command(arguments);
  }
  int operator()(const RunOptions& options) const {
    apply_global_options(options.global);
    if (!options.sign_key.empty()) io::check_sign_key(options.sign_key);  // before hours of work, not after
    return run_command(options);
  }
  int operator()(const FitOptions& options) const {
    apply_global_options(options.global);
    return fit_command(options);
  }
  int operator()(const ExplainOptions& options) const {
    apply_global_options(options.global);
    return explain_command(options);
  }
  int operator()(const VerifyOptions& options) const {
    apply_global_options(options.global);
    return verify_command(options);
  }
  int operator()(const MatchOptions& options) const {
    apply_global_options(options.global);
    return match_command(options);
  }
  int operator()(const KeygenOptions& options) const {
    apply_global_options(options.global);
    return keygen_command(options);
  }
};

}  // namespace

int run_command_line(const std::vector<std::string>& arguments) {
  // Looked for by hand: an error of the arguments is to be JSON too.
  const bool json = std::find(arguments.begin(), arguments.end(), "--json") != arguments.end();
  try {
    return std::visit(Run{}, parse_command_line(arguments));
  } catch (const Error& error) {
    return report_error(error, json);
  } catch (const std::bad_alloc&) {
    return report_error(Error(ExitCode::kResource,
                              "memory ended. Cure: a higher --memory-limit, a larger machine, or fewer rows; "
                              "the earlier files are unchanged."),
                        json);
  } catch (const std::system_error& error) {  // std::filesystem's errors too
    return report_error(Error(ExitCode::kResource, std::string("the system refused: ") + error.what() +
                                                       ". Cure: check disk, permissions and limits, then run again."),
                        json);
  } catch (const std::exception& error) {
    // The thread library reports a thread it cannot start in these words.
    if (std::string_view(error.what()).starts_with("pthread_create")) {
      return report_error(
          Error(ExitCode::kResource,
                "the system gives no more threads. Cure: --threads with a smaller number, or a higher limit."),
          json);
    }
    return report_error(Error(ExitCode::kInvariant, std::string("internal error: ") + error.what() +
                                                        ". Cure: report it with the command that led to it."),
                        json);
  }
}

}  // namespace tools
