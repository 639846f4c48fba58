// Says in a screenful what a run found, or what it would do; in English or Bahasa Indonesia.
#pragma once

#include <string>

#include "engine/run_summary.h"
#include "io/config/run_stage.h"
#include "io/run/run_plan.h"

namespace tools {

std::string run_text(const engine::RunSummary& summary, const std::string& out, io::RunStage to, bool indonesian);
std::string plan_text(const io::RunPlan& plan, bool indonesian);
std::string already_complete_text(const std::string& out, bool indonesian);

// 1234567 → "1,234,567", in Indonesian "1.234.567".
std::string grouped(std::uint64_t value, bool indonesian);

}  // namespace tools
