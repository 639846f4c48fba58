// Reads the values of command-line arguments; a wrong one is refused with what was seen and wanted.
//
// errors: engine::Error (kUsage). Values that may be personal are masked in messages.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tools {

// A whole number in decimal digits, from `lowest` to `highest`.
std::uint64_t whole_number(std::string_view option, std::string_view value, std::uint64_t lowest,
                           std::uint64_t highest);

// A decimal number such as 1.5, finite, from `lowest` to `highest`.
double decimal_number(std::string_view option, std::string_view value, double lowest, double highest);

// A size in bytes: digits, at most three decimals, and a unit: none or B, KiB MiB GiB TiB (powers of
// 1024; K M G T mean the same), KB MB GB TB (powers of 1000). Letter case does not matter.
std::uint64_t byte_size(std::string_view option, std::string_view value);

// One of `words`: its index.
std::size_t word_index(std::string_view option, std::string_view value, std::span<const std::string_view> words);

// The 16 digits of a NIK or KK; "-" reads them from the first line of standard input, so that they
// need not stand in the list of processes.
std::string sixteen_digits(std::string_view option, const std::string& value);

// An argument as a message may show it: values that hold eight digits or more are masked.
std::string shown_argument(std::string_view argument);

}  // namespace tools
