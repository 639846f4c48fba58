#include "kernels/normalize_name.h"

#include <array>
#include <cstdint>
#include <cstring>

#include "kernels/blank_bytes.h"
#include "kernels/name_letters.h"
#include "kernels/name_titles.h"

namespace kernels {
namespace {

// What becomes of an ASCII byte: a capital, ' ' for a gap, 0 for nothing; 1 sends to the slow way.
constexpr char kGap = ' ', kNothing = 0, kBeyondAscii = 1;

constexpr std::array<char, 256> byte_table() {
  std::array<char, 256> table{};
  for (std::size_t c = 0; c < 256; ++c) table[c] = c < 128 ? kGap : kBeyondAscii;
  for (char c = 'A'; c <= 'Z'; ++c) {
    table[static_cast<std::size_t>(c)] = c;
    table[static_cast<std::size_t>(c - 'A' + 'a')] = c;
  }
  table['\''] = table['`'] = kNothing;
  return table;
}
constexpr std::array<char, 256> kBytes = byte_table();

// Writes letters with one space between words and none at the ends.
class NameWriter {
 public:
  explicit NameWriter(char* out) : begin_(out), end_(out) {}

  void gap() { gap_ = end_ != begin_; }
  void letter(char c) {
    *end_ = kGap;
    end_ += gap_;
    gap_ = false;
    *end_++ = c;
  }
  void letters(std::string_view text) {
    for (const char c : text) letter(c);
  }
  std::string_view name() const { return {begin_, static_cast<std::size_t>(end_ - begin_)}; }

 private:
  char *begin_, *end_;
  bool gap_ = false;
};

constexpr std::uint64_t kOnes = 0x0101010101010101ull, kHighs = kOnes << 7;

// The high bit of every byte that is neither capital nor blank, or not ASCII; exact where all are ASCII.
std::uint64_t not_plain(std::uint64_t word) {
  const std::uint64_t low = word & ~kHighs;
  const std::uint64_t capital = (low + kOnes * (0x80 - 'A')) & ~(low + kOnes * (0x80 - 'Z' - 1));
  return (~(capital | blank_bytes(low)) | word) & kHighs;
}

// Whether the fold of a name is the name: capitals with single blanks between, the usual case.
bool is_folded(std::string_view raw) {
  if (raw.size() < sizeof(std::uint64_t)) return false;
  if (raw.front() == ' ' || raw.back() == ' ') return false;
  const char* const last = raw.data() + raw.size() - sizeof(std::uint64_t);
  std::uint64_t odd = 0, doubled = 0, before = 0;
  for (const char* at = raw.data(); at <= last; at += sizeof(std::uint64_t)) {
    const std::uint64_t word = load8(at), blank = blank_bytes(word);
    odd |= not_plain(word);
    doubled |= blank & (blank << 8 | before >> 56);
    before = blank;
  }
  // The last eight bytes overlap the steps before, so that every pair of neighbours was in one step or across two.
  const std::uint64_t word = load8(last), blank = blank_bytes(word);
  odd |= not_plain(word);
  doubled |= blank & blank << 8;
  return (odd | doubled) == 0;
}

}  // namespace

std::size_t normalize_name(std::string_view raw, char* out) {
  const std::string_view bare = without_titles({out, fold_name(raw, out)});
  if (bare.data() != out) std::memmove(out, bare.data(), bare.size());
  return bare.size();
}

std::size_t fold_name(std::string_view raw, char* out) {
  if (is_folded(raw)) {
    std::memcpy(out, raw.data(), raw.size());
    return raw.size();
  }
  NameWriter writer(out);
  for (std::size_t i = 0; i < raw.size();) {
    const char folded = kBytes[static_cast<unsigned char>(raw[i])];
    if (folded != kBeyondAscii) {
      ++i;
      if (folded == kGap)
        writer.gap();
      else if (folded != kNothing)
        writer.letter(folded);
      continue;
    }
    const Character character = first_character(raw.substr(i));
    const FoldedCharacter fold = character.code == 0 ? FoldedCharacter{} : fold_name_character(character.code);
    switch (fold.kind) {
      case NameLetter::kSpace: writer.gap(); break;
      case NameLetter::kDrop: break;
      case NameLetter::kKeep: writer.letters(raw.substr(i, character.bytes)); break;
      case NameLetter::kPlain: writer.letters(fold.plain); break;
    }
    i += character.bytes;
  }
  return writer.name().size();
}

}  // namespace kernels
