// Options that mean the same in every command of `desil`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kernels/cpu.h"

namespace tools {

enum class ProgressMode : std::uint8_t {
  kAuto,  // a bar on a terminal, else plain lines for long work
  kBar,
  kPlain,
  kJson,  // one JSON object per line
  kOff,
};

enum class Language : std::uint8_t { kEnglish, kIndonesian };

struct GlobalOptions {
  int threads = 0;                         // 0 = one per core
  std::optional<kernels::SimdLevel> simd;  // empty = the highest level of this machine
  std::uint64_t memory_limit = 0;          // bytes; 0 = no limit
  std::string key_file;                    // empty = not given
  bool plaintext = false;                  // snapshots are written without encryption; of the commands that write some
  bool json = false;                       // one document on stdout, errors as one object on stderr
  bool quiet = false;                      // nothing on stderr but errors
  bool dry_run = false;                    // plan only: nothing is written
  ProgressMode progress = ProgressMode::kAuto;
  std::optional<Language> language;  // empty = English on the command line, Indonesian in reports

  // The language of what the command line itself prints.
  Language command_language() const { return language.value_or(Language::kEnglish); }
  // The language a report opens in.
  Language report_language() const { return language.value_or(Language::kIndonesian); }
};

}  // namespace tools
