#include "kernels/name_titles.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "kernels/blank_bytes.h"

namespace kernels {
namespace {

// Up to eight letters in one number, so that a look-up compares numbers.
constexpr std::uint64_t packed(std::string_view word) {
  std::uint64_t value = 0;
  for (const char c : word) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

// A fixed set of words of at most eight capitals. Most words of names are known to be outside by their
// length and first letter alone.
template <std::size_t n>
class WordSet {
 public:
  constexpr explicit WordSet(const std::string_view (&words)[n]) {
    for (std::size_t i = 0; i < n; ++i) {
      values_[i] = packed(words[i]);
      letters_[words[i].size()] |= letter_bit(words[i].front());
    }
    std::sort(values_.begin(), values_.end());
  }
  bool contains(std::string_view word) const {
    if (word.empty() || word.size() > 8 || (letters_[word.size()] & letter_bit(word.front())) == 0) return false;
    return std::binary_search(values_.begin(), values_.end(), packed(word));
  }

 private:
  static constexpr std::uint32_t letter_bit(char c) { return 1u << (static_cast<unsigned char>(c) & 31); }

  std::array<std::uint64_t, n> values_{};
  std::array<std::uint32_t, 9> letters_{};  // by length: first letters
};

// Religious, academic and customary titles, and what forms write before a name.
constexpr std::string_view kLeadingWords[] = {
    "H",    "HJ",   "HAJI", "HAJJAH", "DR",     "DRG",   "DRH",      "DRS", "DRA",     "IR",  "KH",  "KYAI",
    "NYAI", "PROF", "UST",  "USTAD",  "USTADZ", "USTAZ", "USTADZAH", "TGK", "TEUNGKU", "TGH", "PDT", "R",
    "RA",   "RR",   "RD",   "RADEN",  "ALM",    "ALMH",  "BPK",      "SDR", "SDRI",    "TN",  "NY",
};
constexpr WordSet kLeading(kLeadingWords);
// The same, written letter by letter.
constexpr std::string_view kLeadingPairs[] = {"K H", "R A", "R R"};

constexpr std::string_view kTrailingWords[] = {
    "SE",    "SH",     "ST",    "SS",    "SP",     "SIP",    "SAP",   "SAG",   "SEI",   "SHI",  "SHUM",   "SHUT",
    "SIKOM", "SKED",   "SKEB",  "SKEP",  "SKG",    "SKH",    "SKM",   "SKOM",  "SPD",   "SPDI", "SPDK",   "SPDSD",
    "SPI",   "SPSI",   "SPT",   "SPTK",  "SSI",    "SSN",    "SSOS",  "SSOSI", "SST",   "SSTP", "SSTAT",  "SSY",
    "STH",   "STHI",   "STI",   "STP",   "STRKEB", "STRKEP", "SFARM", "SFIL",  "SGZ",   "SAK",  "SMB",    "SM",
    "NS",    "NERS",   "APT",   "BA",    "BSC",    "MA",     "MM",    "MH",    "MT",    "MAG",  "MAP",    "MBA",
    "MEI",   "MFARM",  "MHUM",  "MIKOM", "MIP",    "MKES",   "MKEP",  "MKM",   "MKN",   "MKOM", "MP",     "MPD",
    "MPDI",  "MPSI",   "MSC",   "MSI",   "MSOS",   "MARS",   "MENG",  "PHD",   "LC",    "AMD",  "AMDKEB", "AMDKEP",
    "AMDKG", "AMDKOM", "AMDPD", "AMG",   "AMK",    "AMKEB",  "AMKEP", "AMPD",  "AMDAK", "ALM",  "ALMH",
};
constexpr WordSet kTrailing(kTrailingWords);
// The letters with which a degree in several words begins: S PD, M SI, A MD KEB, S TR KEP, AMD KEP.
constexpr std::string_view kDegreeStarts[] = {"S", "M", "A", "AMD", "STR"};

// Where the first word ends; npos where it has more letters than a title, or is the whole name.
std::size_t first_word_end(std::string_view name) {
  if (name.size() <= sizeof(std::uint64_t)) return name.find(' ');
  if (const std::uint64_t blanks = blank_bytes(load8(name.data())); blanks != 0) {
    return static_cast<std::size_t>(std::countr_zero(blanks)) / 8;
  }
  return name[sizeof(std::uint64_t)] == ' ' ? sizeof(std::uint64_t) : std::string_view::npos;
}

// The first word of a name that has more than one, else empty.
std::string_view leading_title(std::string_view name) {
  const std::size_t end = first_word_end(name);
  if (end == std::string_view::npos) return {};
  if (end == 1) {
    for (const std::string_view pair : kLeadingPairs) {
      if (name.size() > pair.size() && name.starts_with(pair) && name[pair.size()] == ' ') {
        return name.substr(0, pair.size());
      }
    }
  }
  const std::string_view word = name.substr(0, end);
  return kLeading.contains(word) ? word : std::string_view();
}

// The longest degree of one to three words at the end that leaves a word before it, else empty.
std::string_view trailing_degree(std::string_view name) {
  constexpr std::size_t kLongest = 8, kWords = 3;
  char joined[kLongest];
  std::size_t letters = 0, end = name.size();
  std::string_view found;
  for (std::size_t words = 1; words <= kWords; ++words) {
    const std::size_t space = name.substr(0, end).rfind(' ');
    if (space == std::string_view::npos || space == 0) break;
    const std::string_view word = name.substr(space + 1, end - space - 1);
    if (letters + word.size() > kLongest) break;
    std::copy_backward(joined, joined + letters, joined + letters + word.size());
    std::copy(word.begin(), word.end(), joined);
    letters += word.size();
    const bool starts =
        words == 1 || std::find(std::begin(kDegreeStarts), std::end(kDegreeStarts), word) != std::end(kDegreeStarts);
    if (starts && kTrailing.contains(std::string_view(joined, letters))) found = name.substr(space + 1);
    end = space;
  }
  return found;
}

}  // namespace

bool may_begin_title(std::string_view first_word) {
  if (kLeading.contains(first_word)) return true;
  return std::any_of(std::begin(kLeadingPairs), std::end(kLeadingPairs),
                     [&](std::string_view pair) { return pair.substr(0, pair.find(' ')) == first_word; });
}

bool may_end_degree(std::string_view last_word) {
  return std::any_of(std::begin(kTrailingWords), std::end(kTrailingWords),
                     [&](std::string_view degree) { return degree.ends_with(last_word); });
}

namespace {

// Whether the last word is too long for a degree: no blank among the last seven bytes.
bool ends_in_long_word(std::string_view name) {
  static_assert(std::all_of(std::begin(kTrailingWords), std::end(kTrailingWords),
                            [](std::string_view degree) { return degree.size() < 7; }));
  constexpr std::size_t kBytes = sizeof(std::uint64_t);
  return name.size() >= kBytes && blank_bytes(load8(name.data() + name.size() - kBytes)) >> 8 == 0;
}

}  // namespace

std::string_view without_titles(std::string_view name) {
  for (;;) {
    const std::string_view title = leading_title(name);
    if (title.empty()) break;
    name.remove_prefix(title.size() + 1);
  }
  while (!ends_in_long_word(name)) {
    const std::string_view degree = trailing_degree(name);
    if (degree.empty()) break;
    name.remove_suffix(degree.size() + 1);
  }
  return name;
}

}  // namespace kernels
