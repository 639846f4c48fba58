// Decompresses several zstd frames at once, each on a thread of its own.
//
// A frame is taken where its header tells the size of its text and the whole of it is at hand. errors: a frame that
// gives another text than its header tells is damaged. memory: the text of a group. threads: see engine/parallel.h.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace io {

class ZstdFrames {
 public:
  static constexpr std::size_t kMostFrameText = std::size_t{16} << 20;
  static constexpr std::size_t kMostText = std::size_t{32} << 20;  // of a group
  static constexpr std::size_t kMostFrames = 256;                  // of a group

  // Decompresses the frames at the front of `bytes`; skippable ones have no text. Gives the bytes they take, 0 where
  // the first frame is to be read as a stream: it is not whole, large, or does not tell its size. `damaged` is set
  // where a frame cannot be decompressed.
  std::size_t take(std::string_view bytes, bool& damaged);

  // Copies the next of the text to `out`; 0 where none is left.
  std::size_t read(char* out, std::size_t room);

 private:
  std::unique_ptr<char[]> text_;
  std::size_t room_ = 0, size_ = 0, at_ = 0;
};

}  // namespace io
