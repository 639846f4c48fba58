#include "engine/error.h"
#include "io/config/link_model_file.h"
#include "io/config/pmt_file.h"
#include "io/config/programmes_file.h"
#include "io/run/expenditure_input.h"
#include "io/run/run_stages.h"

namespace io {
namespace {

void refuse(const RunConfig& config, const char* column, const std::string& what) {
  throw engine::Error(engine::ExitCode::kUsage, config.shown_path + ": " + what, {config.shown_path, 0, column, 0});
}

}  // namespace

void read_rules(RunState& run, RunStage to) {
  if (to >= RunStage::kLink && run.config.link_model) run.link_models = read_link_model(run.config.link_model->path);
  if (to >= RunStage::kLink && run.config.decisions) {
    run.review_decisions = read_decisions(*run.config.decisions, run.config.sources);
  }
  if (to >= RunStage::kScore) {
    if (!run.config.model) {
      refuse(run.config, "model",
             "no PMT model is named. Cure: add a table [model] with file = \"pmt.json\", or stop with --to assemble.");
    }
    run.model = read_pmt_model(run.config.model->path);
    if (run.config.output.uncertainty) residual_spreads(run);  // refused now, not after the long work
  }
  if (to >= RunStage::kRank && run.config.lifts()) run.trail.table = read_expenditure(run.config, run.regions);
  if (to >= RunStage::kProgrammes && run.config.programmes) {
    run.programmes = read_programmes(*run.config.programmes, run.config.flags);
  }
}

}  // namespace io
