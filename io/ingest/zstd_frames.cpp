#include "io/ingest/zstd_frames.h"

#include <zstd.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <new>

#include "engine/parallel.h"

namespace io {
namespace {

struct Frame {
  std::string_view bytes;
  std::size_t text_at, text_size;
};

bool inflate(const Frame& frame, char* text) {
  char nothing = 0;  // zstd wants a place even for a frame without text
  char* const out = frame.text_size == 0 ? &nothing : text + frame.text_at;
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
  if (!context) throw std::bad_alloc();
  const std::size_t done =
      ZSTD_decompressDCtx(context.get(), out, frame.text_size, frame.bytes.data(), frame.bytes.size());
  return ZSTD_isError(done) == 0 && done == frame.text_size;
}

}  // namespace

std::size_t ZstdFrames::take(std::string_view bytes, bool& damaged) {
  std::vector<Frame> frames;
  std::size_t taken = 0;
  size_ = at_ = 0;
  while (taken < bytes.size() && frames.size() < kMostFrames) {
    const std::string_view rest = bytes.substr(taken);
    const unsigned long long text = ZSTD_getFrameContentSize(rest.data(), rest.size());  // errors are large values
    if (text > kMostFrameText || size_ + text > kMostText) break;
    const std::size_t size = ZSTD_findFrameCompressedSize(rest.data(), rest.size());
    if (ZSTD_isError(size) != 0) break;
    frames.push_back({rest.substr(0, size), size_, static_cast<std::size_t>(text)});
    size_ += static_cast<std::size_t>(text);
    taken += size;
  }
  if (size_ > room_) {
    text_ = std::make_unique_for_overwrite<char[]>(size_);
    room_ = size_;
  }
  std::atomic<bool> failed{false};
  engine::parallel_for(frames.size(), 1, [&](std::size_t i, std::size_t) {
    if (!inflate(frames[i], text_.get())) failed = true;
  });
  damaged = failed;
  return taken;
}

std::size_t ZstdFrames::read(char* out, std::size_t room) {
  const std::size_t piece = std::min(room, size_ - at_);
  if (piece > 0) std::memcpy(out, text_.get() + at_, piece);
  at_ += piece;
  return piece;
}

}  // namespace io
