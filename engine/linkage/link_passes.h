// The ways by which a row and a registry person become a candidate pair, and what each has found.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace engine {

enum class LinkPass : std::uint8_t {
  kNik,          // the NIK is the person's
  kSameKk,       // a member of the registry family with the row's KK number
  kFamily,       // a member of a family to which other rows of the source family are linked
  kNearNik,      // the NIK is one digit or one swap of neighbours from the person's
  kDate,         // regency, birth date and sex
  kDateAndWord,  // regency, birth date, sex and a word of the name
  kMoved,        // birth date, sex and a word of the name, anywhere
  kYearAndWord,  // regency, birth year and a word of the name
  kVillage,      // village and a word of the name
  kName,         // all words of the name, anywhere
  kNameAndYear,  // all words of the name and the birth year, anywhere
};
inline constexpr std::size_t kLinkPasses = 11;
inline const char* link_pass_name(LinkPass pass) {
  constexpr const char* kNames[] = {"nik",          "kk",
                                    "family",       "nik_near",
                                    "regency_date", "regency_date_word",
                                    "date_word",    "regency_year_word",
                                    "village_word", "name",
                                    "name_year"};
  return kNames[static_cast<int>(pass)];
}

using PassMask = std::uint16_t;  // bit i: LinkPass i
constexpr PassMask pass_bit(LinkPass pass) { return static_cast<PassMask>(1u << static_cast<unsigned>(pass)); }

struct PassCount {
  std::uint64_t pairs = 0;       // candidate pairs of a wide pass, those of other passes too
  std::uint64_t hot_blocks = 0;  // keys that were left to finer ones
  std::uint64_t largest = 0;     // persons of the largest block, hot ones included
  std::uint64_t found = 0;       // padan links of open rows that the pass has as a candidate
  std::uint64_t only = 0;        // those that no other pass has
};
using PassCounts = std::array<PassCount, kLinkPasses>;

}  // namespace engine
