// Shows how far long work is, on standard error: stage, done of total, rate, time left.
//
// Modes: a bar on a terminal (redrawn in place), plain lines elsewhere, one JSON object per line, or
// nothing. Bar and JSON speak at most five times a second, plain lines after two seconds and then every
// five, so that short work says nothing. `--quiet` means off.
//
// threads: `advance` may be called from any thread; `stage` and `finish` from one thread at a time
// while no other thread advances. It starts no thread. cost: one atomic addition and one clock read
// per `advance`: call it per batch, not per row.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "tools/global_options.h"

namespace tools {

class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Progress(const GlobalOptions& options);
  // For tests: a mode, a place to write to and a clock.
  Progress(ProgressMode mode, std::function<void(std::string_view)> write, std::function<Clock::time_point()> now);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  // Ends the current stage and begins another. `total` is in the units of `advance`; 0 = not known.
  // `unit` is what is counted: "bytes" is shown as KiB, MiB, ..., anything else as a plain number.
  void stage(std::string_view name, std::uint64_t total, std::string_view unit = "bytes");
  void advance(std::uint64_t amount);
  // Ends the current stage: clears the bar, or prints the closing line of a stage that had spoken.
  void finish();

 private:
  void speak(Clock::time_point now, bool closing);
  std::string sentence(Clock::time_point now, bool closing) const;
  std::string json_line(Clock::time_point now, bool closing) const;

  ProgressMode mode_;  // never kAuto
  std::function<void(std::string_view)> write_;
  std::function<Clock::time_point()> now_;
  std::string name_, unit_;
  std::uint64_t total_ = 0;
  std::atomic<std::uint64_t> done_{0};
  std::atomic<Clock::rep> next_{0};  // when to speak again
  Clock::time_point begin_;
  bool running_ = false, spoke_ = false;
  std::mutex speaking_;
};

}  // namespace tools
