#include "tools/run_command.h"

#include <filesystem>

#include "engine/error.h"
#include "io/config/small_file.h"
#include "io/export/summary_json.h"
#include "io/run/national_run.h"
#include "io/run/run_plan.h"
#include "io/run/run_resume.h"
#include "io/truth/truth_files.h"
#include "tools/build_description.h"
#include "tools/command_keys.h"
#include "tools/result_output.h"
#include "tools/run_progress.h"
#include "tools/run_text.h"

namespace tools {

int run_command(const RunOptions& options) {
  io::RunConfig config = io::read_run_config(options.run_file, options.to_stage);
  config.max_rejects_now = options.max_rejects;
  if (!options.decisions.empty()) {
    config.decisions = io::InputPath{options.decisions, std::filesystem::absolute(options.decisions).string()};
  }
  if (!options.truth.empty()) {
    if (options.to_stage < io::RunStage::kLink) {
      throw engine::Error(engine::ExitCode::kUsage,
                          "--truth: there are no links before the stage link. Cure: --to link or a later stage.");
    }
    config.truth = io::find_truth(options.truth);
  }
  const bool indonesian = options.global.command_language() == Language::kIndonesian;
  CommandKeys keys(options.global);
  if (options.global.dry_run) {
    const io::RunPlan plan = io::plan_run(config, options.to_stage, keys.keys());
    io::check_rules(config, options.to_stage);
    print_result(options.global.json ? io::plan_json(plan) : plan_text(plan, indonesian));
    return 0;
  }
  if (options.resume && io::run_is_complete(config, options.out, options.to_stage, keys.keys())) {
    print_result(options.global.json
                     ? io::read_small_file(options.out + "/summary.json", std::size_t{1} << 26, "summary")
                     : already_complete_text(options.out, indonesian));
    return 0;
  }
  RunProgress progress(options.global);
  io::RunRequest request;
  request.out = options.out;
  request.to = options.to_stage;
  request.report_language =
      options.global.report_language() == Language::kEnglish ? io::Language::kEnglish : io::Language::kIndonesian;
  request.sign_key = options.sign_key;
  request.build_id = build_id();
  request.compiler = compiler_name();
  request.keys = keys.keys();
  request.resume = options.resume;
  const engine::RunSummary summary = io::run_nation(std::move(config), request, progress);
  print_result(options.global.json ? keys.noted(io::summary_json(summary))
                                   : run_text(summary, options.out, options.to_stage, indonesian));
  return 0;
}

}  // namespace tools
