#include "engine/linkage/model/pattern_counts.h"

#include <algorithm>

namespace engine {
namespace {

constexpr Pattern kFree = ~Pattern{0};
constexpr std::size_t kFirstSlots = 1024;

}  // namespace

PatternCounts::PatternCounts() : slots_(kFirstSlots, PatternCount{kFree, 0}) {}

PatternCount& PatternCounts::slot_of(Pattern pattern) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = static_cast<std::size_t>(pattern * 0x9E37'79B9'7F4A'7C15ull >> 32) & mask;
  while (slots_[at].pattern != pattern && slots_[at].pattern != kFree) at = (at + 1) & mask;
  return slots_[at];
}

void PatternCounts::add(Pattern pattern, std::uint64_t pairs) {
  PatternCount* slot = &slot_of(pattern);
  if (slot->pattern == kFree) {
    if (2 * (used_ + 1) > slots_.size()) {
      grow();
      slot = &slot_of(pattern);
    }
    slot->pattern = pattern;
    ++used_;
  }
  slot->pairs += pairs;
}

void PatternCounts::grow() {
  std::vector<PatternCount> old(2 * slots_.size(), PatternCount{kFree, 0});
  old.swap(slots_);
  for (const PatternCount& count : old) {
    if (count.pattern != kFree) slot_of(count.pattern) = count;
  }
}

void PatternCounts::merge(const PatternCounts& other) {
  for (const PatternCount& count : other.slots_) {
    if (count.pattern != kFree) add(count.pattern, count.pairs);
  }
}

std::uint64_t PatternCounts::pairs() const {
  std::uint64_t sum = 0;
  for (const PatternCount& count : slots_) sum += count.pairs;
  return sum;
}

std::vector<PatternCount> PatternCounts::sorted() const {
  std::vector<PatternCount> counts;
  counts.reserve(used_);
  for (const PatternCount& count : slots_) {
    if (count.pattern != kFree) counts.push_back(count);
  }
  std::sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.pattern < b.pattern; });
  return counts;
}

}  // namespace engine
