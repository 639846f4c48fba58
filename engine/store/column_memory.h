// Memory of the columns of batches: what one batch gives back the next one takes again, whichever thread it is on.
//
// Batches are made on one thread and dropped on another; an allocator with a heap for each thread then takes fresh
// memory, a page fault for every 4 KiB, for a third of what has just been given back.
//
// threads: safe. memory: blocks of 4 KiB and more are rounded up by at most a quarter and kept, at most kMostKept bytes
// of them, until `release`; smaller ones, and all under AddressSanitizer, go to operator new and delete. errors:
// std::bad_alloc, the kept blocks being given back before. cost: a mutex and a step of a list.
#pragma once

#include <cstddef>

namespace engine::column_memory {

inline constexpr std::size_t kMostKept = std::size_t{256} << 20;

void* take(std::size_t bytes);
// `bytes`: as it was taken.
void give_back(void* block, std::size_t bytes) noexcept;
// Gives the kept blocks to the allocator: when the last batch has gone by.
void release() noexcept;

}  // namespace engine::column_memory
