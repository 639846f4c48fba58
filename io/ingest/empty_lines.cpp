#include "io/ingest/empty_lines.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace io {

std::size_t skip_line_feeds(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kFeeds = 0x0A0A0A0A0A0A0A0Au;
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if (word != kFeeds) break;
  }
  while (at < text.size() && text[at] == '\n') ++at;
  return at;
}

std::size_t count_empty_lines(std::string_view text) {
  constexpr std::size_t kStretch = 255;  // what a byte can count
  std::size_t found = 0;
  for (std::size_t at = 1; at < text.size(); at += kStretch) {
    const std::size_t end = std::min(text.size(), at + kStretch);
    std::uint8_t here = 0;
    for (std::size_t i = at; i < end; ++i) {
      const int is_feed = text.data()[i] == '\n' ? 1 : 0, after_feed = text.data()[i - 1] == '\n' ? 1 : 0;
      here = static_cast<std::uint8_t>(here + (is_feed & after_feed));
    }
    found += here;
  }
  return found;
}

}  // namespace io
