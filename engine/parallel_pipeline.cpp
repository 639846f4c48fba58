// The pipeline of engine/parallel.h, on the crew of threads of parallel_tbb.cpp or parallel_std.cpp.
#include <condition_variable>
#include <exception>
#include <mutex>

#include "engine/parallel.h"

namespace engine {
namespace {

// The slots go round: item i lives in slot i % in_flight, and is committed before item i + in_flight is produced.
class Pipeline {
 public:
  using Produce = std::function<bool(std::size_t)>;
  using Stage = std::function<void(std::size_t)>;

  Pipeline(std::size_t in_flight, const Produce& produce, const Stage& process, const Stage& commit)
      : in_flight_(in_flight), produce_(produce), process_(process), commit_(commit), processed_(in_flight, false) {}

  // What every thread of the crew does until all is done: commit what is next, else produce an item and process it
  // right away, while it is in this thread's cache.
  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return over() || may_commit() || may_produce(); });
      if (over()) return;
      try {
        if (may_commit()) {
          commit_next(lock);
        } else {
          process_next(lock);
        }
      } catch (...) {
        if (!lock.owns_lock()) lock.lock();
        if (!failure_) failure_ = std::current_exception();
      }
      changed_.notify_all();
    }
  }

  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  bool over() const { return failure_ || (ended_ && committed_ == produced_); }
  bool may_commit() const { return !committing_ && committed_ < produced_ && processed_[committed_ % in_flight_]; }
  bool may_produce() const { return !ended_ && !producing_ && produced_ - committed_ < in_flight_; }

  void commit_next(std::unique_lock<std::mutex>& lock) {
    const std::size_t slot = committed_ % in_flight_;
    committing_ = true;
    lock.unlock();
    commit_(slot);
    lock.lock();
    processed_[slot] = false;
    ++committed_;
    committing_ = false;
  }

  void process_next(std::unique_lock<std::mutex>& lock) {
    const std::size_t slot = produced_ % in_flight_;
    producing_ = true;
    lock.unlock();
    const bool more = produce_(slot);
    lock.lock();
    producing_ = false;
    if (!more) {
      ended_ = true;
      return;
    }
    ++produced_;
    lock.unlock();
    changed_.notify_all();
    process_(slot);
    lock.lock();
    processed_[slot] = true;
  }

  const std::size_t in_flight_;
  const Produce& produce_;
  const Stage &process_, &commit_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t produced_ = 0, committed_ = 0;
  std::vector<bool> processed_;  // by slot
  bool producing_ = false, committing_ = false, ended_ = false;
  std::exception_ptr failure_;
};

}  // namespace

void detail::run_pipeline(std::size_t in_flight, const std::function<bool(std::size_t)>& produce,
                          const std::function<void(std::size_t)>& process,
                          const std::function<void(std::size_t)>& commit) {
  Pipeline pipeline(in_flight, produce, process, commit);
  detail::run_crew([&] { pipeline.work(); });
  pipeline.rethrow();
}

}  // namespace engine
