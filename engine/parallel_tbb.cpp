#ifndef DESIL_STD_THREADS

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <memory>
#include <thread>

#include "engine/parallel.h"

namespace engine {
namespace {

struct Crew {
  int count = 0;
  std::unique_ptr<tbb::global_control> limit;
  std::unique_ptr<tbb::task_arena> arena;
};

Crew& crew() {
  static Crew instance;
  return instance;
}

void ensure_crew() {
  if (crew().count == 0) set_threads(0);
}

}  // namespace

void set_threads(int count) {
  if (count <= 0) count = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  Crew& c = crew();
  if (c.count == count) return;
  c.arena.reset();
  c.limit.reset();
  c.limit = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism,
                                                  static_cast<std::size_t>(count));
  c.arena = std::make_unique<tbb::task_arena>(count);
  c.count = count;
}

int threads() {
  ensure_crew();
  return crew().count;
}

void detail::run_indexed(std::size_t count, const std::function<void(std::size_t)>& body) {
  if (count == 0) return;
  ensure_crew();
  if (count == 1) {
    body(0);
    return;
  }
  crew().arena->execute([&] {
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, 1), [&](const tbb::blocked_range<std::size_t>& range) {
      for (std::size_t i = range.begin(); i < range.end(); ++i) body(i);
    });
  });
}

void detail::run_crew(const std::function<void()>& work) {
  ensure_crew();
  crew().arena->execute([&] {
    // Without isolation a thread that waits inside `work` could begin a second `work` on top of it.
    tbb::this_task_arena::isolate([&] {
      tbb::parallel_for(
          0, crew().count, [&](int) { tbb::this_task_arena::isolate(work); }, tbb::simple_partitioner());
    });
  });
}

}  // namespace engine

#endif
