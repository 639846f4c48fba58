// All parallel work of the engine goes through this header: loops, reductions, sorts, pipelines.
//
// One answer: chunk borders depend on `n` and `grain` alone, never on the number of threads;
// reductions merge in chunk order; sorts need a total order. So every result is the same for any
// thread count. Exceptions thrown by a body reach the caller.
//
// Built on oneTBB arenas. With -DSANITIZE=thread the same interface runs on std::thread, since
// ThreadSanitizer cannot see into Debian's TBB library (macro DESIL_STD_THREADS).
//
// threads: `set_threads` is for program start and tests; the others may be called from one thread
// at a time (nested calls are allowed with TBB and run in place with std::thread).
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace engine {

// Sets the number of threads for all later parallel work; 0 means one per core.
void set_threads(int count);
int threads();

// True where the parallel work that the calling thread does has failed on another thread, so that nothing more may come
// of what it waits for. May be told late; never true where nothing has failed.
bool work_has_failed();

namespace detail {
// Runs body(i) for every i in [0, count), each once, in any order.
void run_indexed(std::size_t count, const std::function<void(std::size_t)>& body);
// Runs produce (serial, in order) → process (parallel) → commit (serial, in order) over slots;
// produce returns false at the end. At most `in_flight` slots are alive at once.
void run_pipeline(std::size_t in_flight, const std::function<bool(std::size_t slot)>& produce,
                  const std::function<void(std::size_t slot)>& process,
                  const std::function<void(std::size_t slot)>& commit);
}  // namespace detail

inline std::size_t chunk_count(std::size_t n, std::size_t grain) { return (n + grain - 1) / grain; }

// Calls body(begin, end) for chunks of `grain` rows that cover [0, n).
template <class Body>
void parallel_for(std::size_t n, std::size_t grain, Body&& body) {
  detail::run_indexed(chunk_count(n, grain), [&](std::size_t chunk) {
    const std::size_t begin = chunk * grain;
    body(begin, std::min(n, begin + grain));
  });
}

// Maps each chunk to a value and folds the values in chunk order: fold(accumulator, value).
template <class Value, class Map, class Fold>
Value parallel_reduce(std::size_t n, std::size_t grain, Value identity, Map&& map, Fold&& fold) {
  std::vector<Value> parts(chunk_count(n, grain), identity);
  detail::run_indexed(parts.size(), [&](std::size_t chunk) {
    const std::size_t begin = chunk * grain;
    parts[chunk] = map(begin, std::min(n, begin + grain));
  });
  Value result = std::move(identity);
  for (Value& part : parts) fold(result, std::move(part));
  return result;
}

namespace detail {
inline constexpr std::size_t kSortLeaf = std::size_t{1} << 14;
}

// Sorts [begin, begin + n) by a total order: sorted leaves, then parallel pairwise merges.
// cost: O(n log n) time, n values of scratch.
template <class Value, class Less>
void parallel_sort(std::vector<Value>& values, Less less) {
  const std::size_t n = values.size();
  if (n <= detail::kSortLeaf) {
    std::sort(values.begin(), values.end(), less);
    return;
  }
  parallel_for(n, detail::kSortLeaf, [&](std::size_t begin, std::size_t end) {
    std::sort(values.begin() + static_cast<std::ptrdiff_t>(begin), values.begin() + static_cast<std::ptrdiff_t>(end),
              less);
  });
  std::vector<Value> scratch(n);
  std::vector<Value>*from = &values, *to = &scratch;
  for (std::size_t width = detail::kSortLeaf; width < n; width *= 2) {
    // Splits each merge into pieces of the left run, so that the last merges are parallel too.
    struct Piece {
      std::size_t left_begin, left_end, right_begin, right_end, out;
    };
    std::vector<Piece> pieces;
    for (std::size_t base = 0; base < n; base += 2 * width) {
      const std::size_t middle = std::min(n, base + width), stop = std::min(n, base + 2 * width);
      std::size_t left = base, right = middle;
      while (left < middle || right < stop) {
        const std::size_t left_next = std::min(middle, left + detail::kSortLeaf);
        std::size_t right_next = stop;
        if (left_next < middle) {
          right_next = static_cast<std::size_t>(std::lower_bound(from->begin() + static_cast<std::ptrdiff_t>(right),
                                                                 from->begin() + static_cast<std::ptrdiff_t>(stop),
                                                                 (*from)[left_next], less) -
                                                from->begin());
        }
        pieces.push_back({left, left_next, right, right_next, left + (right - middle)});
        left = left_next;
        right = right_next;
      }
    }
    detail::run_indexed(pieces.size(), [&](std::size_t i) {
      const Piece& p = pieces[i];
      const auto at = [&](std::size_t row) { return from->begin() + static_cast<std::ptrdiff_t>(row); };
      std::merge(std::make_move_iterator(at(p.left_begin)), std::make_move_iterator(at(p.left_end)),
                 std::make_move_iterator(at(p.right_begin)), std::make_move_iterator(at(p.right_end)),
                 to->begin() + static_cast<std::ptrdiff_t>(p.out), less);
    });
    std::swap(from, to);
  }
  if (from != &values) values.swap(scratch);
}

// Streams batches: produce() gives the next input or nothing (serial, in order), process(input)
// runs in parallel, commit(output) runs serially in the order of production. The thread that has produced an input
// processes it right away: it is in that thread's cache, and process may wait for what an earlier process call does.
// At most `in_flight` batches are in memory.
template <class Input, class Output, class Produce, class Process, class Commit>
void parallel_pipeline(std::size_t in_flight, Produce&& produce, Process&& process, Commit&& commit) {
  struct Slot {
    std::optional<Input> input;
    std::optional<Output> output;
  };
  std::vector<Slot> slots(in_flight);
  detail::run_pipeline(
      in_flight,
      [&](std::size_t slot) {
        slots[slot].input = produce();
        return slots[slot].input.has_value();
      },
      [&](std::size_t slot) {
        slots[slot].output.emplace(process(std::move(*slots[slot].input)));
        slots[slot].input.reset();
      },
      [&](std::size_t slot) {
        commit(std::move(*slots[slot].output));
        slots[slot].output.reset();
      });
}

}  // namespace engine
