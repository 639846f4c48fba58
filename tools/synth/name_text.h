// Holds one person's name in place: upper case, tokens separated by one space, at most 47 bytes.
//
// A token that does not fit is left out, never cut. threads: a value.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace tools::synth {

class NameText {
 public:
  static constexpr std::size_t kCapacity = 47;

  NameText() = default;
  explicit NameText(std::string_view text) { append(text); }

  std::string_view view() const { return {text_, length_}; }
  bool empty() const { return length_ == 0; }
  // Adds a token after a space; a token that stands last already is not repeated.
  void append(std::string_view token) {
    const std::size_t gap = length_ > 0 ? 1 : 0;
    if (token.empty() || token == last_token() || length_ + gap + token.size() > kCapacity) return;
    if (gap > 0) text_[length_++] = ' ';
    std::memcpy(text_ + length_, token.data(), token.size());
    length_ = static_cast<std::uint8_t>(length_ + token.size());
  }
  // Adds bytes without a space, as far as all of them fit.
  void extend(std::string_view bytes) {
    if (length_ + bytes.size() > kCapacity) return;
    std::memcpy(text_ + length_, bytes.data(), bytes.size());
    length_ = static_cast<std::uint8_t>(length_ + bytes.size());
  }
  std::string_view first_token() const { return view().substr(0, view().find(' ')); }
  std::string_view last_token() const {
    const std::size_t space = view().rfind(' ');
    return space == std::string_view::npos ? view() : view().substr(space + 1);
  }
  std::size_t tokens() const {
    std::size_t count = length_ > 0 ? 1 : 0;
    for (std::size_t i = 0; i < length_; ++i) count += text_[i] == ' ' ? 1u : 0u;
    return count;
  }

 private:
  char text_[kCapacity] = {};
  std::uint8_t length_ = 0;
};

}  // namespace tools::synth
