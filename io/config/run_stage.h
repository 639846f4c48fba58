// Names the stages of a run in their order.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace io {

enum class RunStage : std::uint8_t { kIngest, kLink, kAssemble, kScore, kRank, kProgrammes, kReport };

inline constexpr std::array<std::string_view, 7> kRunStageNames = {"ingest", "link",       "assemble", "score",
                                                                   "rank",   "programmes", "report"};

inline std::string_view run_stage_name(RunStage stage) { return kRunStageNames[static_cast<std::size_t>(stage)]; }

inline std::optional<RunStage> run_stage_from_name(std::string_view name) {
  for (std::size_t i = 0; i < kRunStageNames.size(); ++i) {
    if (kRunStageNames[i] == name) return static_cast<RunStage>(i);
  }
  return std::nullopt;
}

}  // namespace io
