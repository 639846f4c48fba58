#include "tools/run_progress.h"

#include <cstdio>

namespace tools {

void RunProgress::begin_stage(io::RunStage stage, std::uint64_t bytes) {
  reported_ = 0;
  progress_.stage(io::run_stage_name(stage), bytes);
}

void RunProgress::advance(std::uint64_t bytes, std::uint64_t) {
  if (bytes <= reported_) return;
  progress_.advance(bytes - reported_);
  reported_ = bytes;
}

void RunProgress::end_stage(io::RunStage) { progress_.finish(); }

void RunProgress::remark(const std::string& text) {
  if (remarks_) std::fprintf(stderr, "desil: note: %s\n", text.c_str());
}

}  // namespace tools
