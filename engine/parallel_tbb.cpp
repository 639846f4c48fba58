#ifndef DESIL_STD_THREADS

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

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

bool work_has_failed() { return tbb::is_current_task_group_canceling(); }

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

void detail::run_pipeline(std::size_t in_flight, const std::function<bool(std::size_t)>& produce,
                          const std::function<void(std::size_t)>& process,
                          const std::function<void(std::size_t)>& commit) {
  ensure_crew();
  std::size_t next = 0;
  // At most `in_flight` items are alive and the stages at both ends are in order, so item i has
  // left the pipeline before item i + in_flight takes its slot.
  crew().arena->execute([&] {
    tbb::parallel_pipeline(in_flight,
                           tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order,
                                                               [&](tbb::flow_control& control) -> std::size_t {
                                                                 const std::size_t slot = next++ % in_flight;
                                                                 if (!produce(slot)) control.stop();
                                                                 return slot;
                                                               }) &
                               tbb::make_filter<std::size_t, std::size_t>(tbb::filter_mode::parallel,
                                                                          [&](std::size_t slot) {
                                                                            process(slot);
                                                                            return slot;
                                                                          }) &
                               tbb::make_filter<std::size_t, void>(tbb::filter_mode::serial_in_order,
                                                                   [&](std::size_t slot) { commit(slot); }));
  });
}

}  // namespace engine

#endif
