// The body of a fuzz target: one function per file, called by libFuzzer and by the ordinary tests alike.
//
// A target throws std::logic_error where its oracle is broken (libFuzzer then stops and keeps the input), and
// returns in every other case. It must be deterministic and leave nothing behind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>

namespace fuzz {

using Target = std::function<void(const std::uint8_t* data, std::size_t size)>;

// Targets by name; seeds stand in tests/fuzz/seeds/NAME.
std::map<std::string, Target>& targets();

struct Registered {
  Registered(const char* name, Target target) { targets()[name] = std::move(target); }
};

inline void require(bool holds, const char* what) {
  if (!holds) throw std::logic_error(what);
}

}  // namespace fuzz

// Defines the body of a target. With DESIL_FUZZ_MAIN, its file is a program of libFuzzer.
#define DESIL_FUZZ_TARGET(name, data, size)                            \
  static void name##_body(const std::uint8_t* data, std::size_t size); \
  static const fuzz::Registered name##_registered(#name, name##_body); \
  static void name##_body(const std::uint8_t* data, std::size_t size)
