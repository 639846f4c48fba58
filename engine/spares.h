// Objects to be used again by the thread that used them last: what a core has worked on is still in its cache, and
// another core would have to fetch it from there.
//
// threads: `take` and `give_back` from any; the others when neither runs. memory: as many objects as were in use at
// once.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace engine {

// T: an object, or an array T[].
template <class T>
class Spares {
 public:
  // One of this thread, or else of any; null where none is idle.
  std::unique_ptr<T> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return nullptr;
    std::size_t best = idle_.size() - 1;
    for (std::size_t i = idle_.size(); i-- > 0;) {
      if (idle_[i].last_user != std::this_thread::get_id()) continue;
      best = i;
      break;
    }
    std::unique_ptr<T> object = std::move(idle_[best].object);
    idle_.erase(idle_.begin() + static_cast<std::ptrdiff_t>(best));
    return object;
  }
  void give_back(std::unique_ptr<T> object) {
    const std::lock_guard lock(mutex_);
    idle_.push_back({std::this_thread::get_id(), std::move(object)});
  }

  // Those that are idle, in no order.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (const Idle& idle : idle_) visit(*idle.object);
  }
  void clear() { idle_.clear(); }

 private:
  struct Idle {
    std::thread::id last_user;
    std::unique_ptr<T> object;
  };
  std::mutex mutex_;
  std::vector<Idle> idle_;
};

}  // namespace engine
