// Buffers for blocks of text, used again.
//
// threads: safe. memory: as many buffers as were in use at once.
#pragma once

#include <cstddef>
#include <memory>

#include "engine/spares.h"

namespace io::detail {

class TextBuffers {
 public:
  explicit TextBuffers(std::size_t bytes) : bytes_(bytes), spares_(std::make_shared<engine::Spares<char[]>>()) {}

  std::size_t bytes() const { return bytes_; }

  // A buffer that comes back when its last owner has gone.
  std::shared_ptr<char[]> take() {
    std::unique_ptr<char[]> buffer = spares_->take();
    if (!buffer) buffer = std::make_unique_for_overwrite<char[]>(bytes_);
    return {buffer.release(), [spares = spares_](char* text) { spares->give_back(std::unique_ptr<char[]>(text)); }};
  }

 private:
  std::size_t bytes_;
  std::shared_ptr<engine::Spares<char[]>> spares_;
};

}  // namespace io::detail
