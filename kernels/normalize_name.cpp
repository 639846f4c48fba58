#include "kernels/normalize_name.h"

#include <array>
#include <cstring>

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

}  // namespace

std::size_t normalize_name(std::string_view raw, char* out) {
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
  const std::string_view bare = without_titles(writer.name());
  if (bare.data() != out) std::memmove(out, bare.data(), bare.size());
  return bare.size();
}

}  // namespace kernels
