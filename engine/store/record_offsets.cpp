#include "engine/store/record_offsets.h"

#include <algorithm>

namespace engine {

void RecordOffsets::widen() {
  RowColumn<std::uint32_t> all(near_.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = (*this)[i];
  whole_ = {};
  near_ = {};
  wide_ = std::move(all);
}

void RecordOffsets::append(std::span<const std::uint32_t> offsets, std::uint32_t more) {
  while (!offsets.empty() && wide_.empty()) {
    const std::size_t at = near_.size(), here = std::min(offsets.size(), kGroup - at % kGroup);
    if (at % kGroup == 0) whole_.push_back(offsets[0] + more);
    const std::uint32_t whole = whole_.back();
    if (offsets[here - 1] + more - whole > 0xFFFF) {
      if (at % kGroup == 0) whole_.pop_back();
      if (at == 0) break;
      widen();
      break;
    }
    near_.resize(at + here);
    std::uint16_t* const near = near_.data() + at;
    for (std::size_t i = 0; i < here; ++i) near[i] = static_cast<std::uint16_t>(offsets[i] + more - whole);
    offsets = offsets.subspan(here);
  }
  const std::size_t at = wide_.size();
  if (offsets.empty()) return;
  wide_.resize(at + offsets.size());
  for (std::size_t i = 0; i < offsets.size(); ++i) wide_[at + i] = offsets[i] + more;
}

}  // namespace engine
