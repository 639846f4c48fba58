// Hears how a run goes on: stages, amounts done, remarks for people.
#pragma once

#include <cstdint>
#include <string>

#include "io/config/run_stage.h"

namespace io {

class RunObserver {
 public:
  virtual ~RunObserver() = default;
  // A stage begins; `bytes` is what it has to read, 0 where it does not read files.
  virtual void begin_stage(RunStage, std::uint64_t /*bytes*/) {}
  // Bytes read so far in this stage and rows seen.
  virtual void advance(std::uint64_t /*bytes*/, std::uint64_t /*rows*/) {}
  virtual void end_stage(RunStage) {}
  // Something odd that does not stop the run; holds no personal value.
  virtual void remark(const std::string&) {}
};

}  // namespace io
