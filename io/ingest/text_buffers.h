// Buffers for blocks of text, used again by the thread that used them last: what a core has read and parsed is still
// in its cache, and another core would have to fetch it from there.
//
// threads: safe. memory: as many buffers as were in use at once.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace io::detail {

class TextBuffers {
 public:
  explicit TextBuffers(std::size_t bytes) : state_(std::make_shared<State>(bytes)) {}

  std::size_t bytes() const { return state_->bytes; }

  // A buffer that comes back when its last owner has gone.
  std::shared_ptr<char[]> take() {
    std::unique_ptr<char[]> buffer = state_->find();
    if (!buffer) buffer = std::make_unique_for_overwrite<char[]>(state_->bytes);
    return {buffer.release(), [state = state_](char* text) { state->keep(std::unique_ptr<char[]>(text)); }};
  }

 private:
  struct Idle {
    std::thread::id last_user;
    std::unique_ptr<char[]> text;
  };

  struct State {
    explicit State(std::size_t size) : bytes(size) {}

    std::unique_ptr<char[]> find() {
      const std::lock_guard lock(mutex);
      if (idle.empty()) return nullptr;
      std::size_t best = idle.size() - 1;
      for (std::size_t i = idle.size(); i-- > 0;) {
        if (idle[i].last_user != std::this_thread::get_id()) continue;
        best = i;
        break;
      }
      std::unique_ptr<char[]> text = std::move(idle[best].text);
      idle.erase(idle.begin() + static_cast<std::ptrdiff_t>(best));
      return text;
    }
    void keep(std::unique_ptr<char[]> text) {
      const std::lock_guard lock(mutex);
      idle.push_back({std::this_thread::get_id(), std::move(text)});
    }

    const std::size_t bytes;
    std::mutex mutex;
    std::vector<Idle> idle;
  };

  std::shared_ptr<State> state_;
};

}  // namespace io::detail
