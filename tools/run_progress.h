// Lets a run speak through the progress reporter, and prints its remarks on standard error.
#pragma once

#include "io/run/run_observer.h"
#include "tools/global_options.h"
#include "tools/progress.h"

namespace tools {

class RunProgress : public io::RunObserver {
 public:
  // Remarks are for people: with --json or --progress json standard error holds nothing but JSON, and what
  // they say stands in summary.json. Without `remarks` only progress is shown: remarks on the inputs belong to `run`,
  // not to `explain`.
  explicit RunProgress(const GlobalOptions& options, bool remarks = true)
      : remarks_(remarks && !options.quiet && !options.json && options.progress != ProgressMode::kJson),
        progress_(options) {}

  void begin_stage(io::RunStage stage, std::uint64_t bytes) override;
  void advance(std::uint64_t bytes, std::uint64_t rows) override;
  void end_stage(io::RunStage stage) override;
  void remark(const std::string& text) override;

 private:
  bool remarks_;
  Progress progress_;
  std::uint64_t reported_ = 0;
};

}  // namespace tools
