#include "engine/error.h"
#include "io/config/pmt_file.h"
#include "io/config/programmes_file.h"
#include "io/run/run_stages.h"

namespace io {
namespace {

void refuse(const RunConfig& config, const char* column, const std::string& what) {
  throw engine::Error(engine::ExitCode::kUsage, config.shown_path + ": " + what, {config.shown_path, 0, column, 0});
}

}  // namespace

void read_rules(RunState& run, RunStage to) {
  if (run.config.link_model) {
    refuse(run.config, "link.model",
           "[link] model: this version links by equal NIK and name and uses no model. Cure: leave the key out.");
  }
  if (to >= RunStage::kScore) {
    if (!run.config.model) {
      refuse(run.config, "model",
             "no PMT model is named. Cure: add a table [model] with file = \"pmt.json\", or stop with --to assemble.");
    }
    run.model = read_pmt_model(run.config.model->path);
  }
  if (to >= RunStage::kProgrammes && run.config.programmes) {
    run.programmes = read_programmes(*run.config.programmes, run.config.flags);
  }
}

}  // namespace io
