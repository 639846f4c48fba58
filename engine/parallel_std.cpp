// The interface of engine/parallel.h on std::thread, for ThreadSanitizer.
#ifdef DESIL_STD_THREADS

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/parallel.h"

namespace engine {
namespace {

int thread_count = 0;
thread_local bool inside_parallel = false;

// Keeps the first exception of a group of threads and throws it in the caller.
class FirstException {
 public:
  void keep() {
    const std::lock_guard lock(mutex_);
    if (!first_) first_ = std::current_exception();
    seen_.store(true, std::memory_order_release);
  }
  bool seen() const { return seen_.load(std::memory_order_acquire); }
  void rethrow() const {
    if (first_) std::rethrow_exception(first_);
  }

 private:
  std::mutex mutex_;
  std::exception_ptr first_;
  std::atomic<bool> seen_{false};
};

void run_threads(int count, const std::function<void()>& work) {
  std::vector<std::thread> crew;
  for (int i = 1; i < count; ++i) {
    crew.emplace_back([&] {
      inside_parallel = true;
      work();
    });
  }
  const bool inside = std::exchange(inside_parallel, true);
  work();
  inside_parallel = inside;
  for (std::thread& t : crew) t.join();
}

}  // namespace

void set_threads(int count) {
  thread_count = count > 0 ? count : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

int threads() {
  if (thread_count == 0) set_threads(0);
  return thread_count;
}

void detail::run_indexed(std::size_t count, const std::function<void(std::size_t)>& body) {
  if (count <= 1 || inside_parallel || threads() == 1) {
    for (std::size_t i = 0; i < count; ++i) body(i);
    return;
  }
  std::atomic<std::size_t> ticket{0};
  FirstException failure;
  run_threads(threads(), [&] {
    for (;;) {
      const std::size_t i = ticket.fetch_add(1, std::memory_order_relaxed);
      if (i >= count || failure.seen()) return;
      try {
        body(i);
      } catch (...) {
        failure.keep();
      }
    }
  });
  failure.rethrow();
}

void detail::run_crew(const std::function<void()>& work) { run_threads(inside_parallel ? 1 : threads(), work); }

}  // namespace engine

#endif
