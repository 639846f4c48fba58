// Names a failure of the environment: what was wrong, where, what was wanted and the cure.
//
// A bad row is not an Error but a Reject (engine/store/reject.h). An Error ends the command with its
// exit code. `message` is for people and never holds a personal value: mask what you print.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

namespace engine {

// The exit codes of the command line (README, "Exit codes").
enum class ExitCode : int {
  kOk = 0,
  kUsage = 2,       // usage or configuration
  kInput = 3,       // input refused
  kDamaged = 4,     // snapshot, run folder or model damaged or refused
  kResource = 5,    // memory, disk, descriptors
  kKey = 6,         // key or permission
  kInvariant = 7,   // a broken invariant of our own
  kDisclosure = 8,  // output refused by a disclosure rule
  kGate = 9,        // a gate of the run file failed
};

// Where in the input; zero or empty where it does not apply.
struct Place {
  std::string file;
  std::uint64_t row = 0;  // record, from 1
  std::string column;
  std::uint64_t byte = 0;
};

class Error : public std::runtime_error {
 public:
  Error(ExitCode code, std::string message, Place place = {})
      : std::runtime_error(std::move(message)), code_(code), place_(std::move(place)) {}

  ExitCode code() const { return code_; }
  const Place& place() const { return place_; }

 private:
  ExitCode code_;
  Place place_;
};

}  // namespace engine
