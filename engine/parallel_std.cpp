// The interface of engine/parallel.h on std::thread, for ThreadSanitizer.
#ifdef DESIL_STD_THREADS

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

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

void run_crew(int count, const std::function<void()>& work) {
  std::vector<std::thread> crew;
  for (int i = 1; i < count; ++i) {
    crew.emplace_back([&] {
      inside_parallel = true;
      work();
    });
  }
  inside_parallel = true;
  work();
  inside_parallel = false;
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

// Here what is produced is always processed, so that nobody waits in vain.
bool work_has_failed() { return false; }

void detail::run_indexed(std::size_t count, const std::function<void(std::size_t)>& body) {
  if (count <= 1 || inside_parallel || threads() == 1) {
    for (std::size_t i = 0; i < count; ++i) body(i);
    return;
  }
  std::atomic<std::size_t> ticket{0};
  FirstException failure;
  run_crew(threads(), [&] {
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

void detail::run_pipeline(std::size_t in_flight, const std::function<bool(std::size_t)>& produce,
                          const std::function<void(std::size_t)>& process,
                          const std::function<void(std::size_t)>& commit) {
  if (inside_parallel || threads() == 1) {
    while (produce(0)) {
      process(0);
      commit(0);
    }
    return;
  }
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t produced = 0, committed = 0;
  bool ended = false, producing = false;
  std::vector<bool> done(in_flight, false);
  bool committing = false;
  FirstException failure;
  run_crew(threads(), [&] {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [&] {
        return failure.seen() || (!committing && committed < produced && done[committed % in_flight]) ||
               (!ended && !producing && produced - committed < in_flight) || (ended && committed == produced);
      });
      if (failure.seen() || (ended && committed == produced)) return;
      try {
        if (!committing && committed < produced && done[committed % in_flight]) {
          committing = true;
          const std::size_t slot = committed % in_flight;
          lock.unlock();
          commit(slot);
          lock.lock();
          done[slot] = false;
          ++committed;
          committing = false;
        } else {
          producing = true;
          const std::size_t slot = produced % in_flight;
          lock.unlock();
          const bool more = produce(slot);
          lock.lock();
          producing = false;
          if (!more) {
            ended = true;
          } else {
            ++produced;
            lock.unlock();
            changed.notify_all();
            process(slot);
            lock.lock();
            done[slot] = true;
          }
        }
      } catch (...) {
        if (!lock.owns_lock()) lock.lock();
        failure.keep();
      }
      changed.notify_all();
    }
  });
  failure.rethrow();
}

}  // namespace engine

#endif
