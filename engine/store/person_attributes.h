// Packs what scoring needs of a person from a source row into 21 bits, under the rank of the evidence.
//
// A registry person may be linked by rows of several sources, and by several rows of one. The packed
// word is ordered so that the largest word wins: first the precedence of the source, then the name
// similarity of the link, then the content, so the answer never depends on the order of rows.
//
// range: 0 = no padan row. Fields hold 0 for "not given".
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/store/source_rows.h"

namespace engine {

class PersonAttributes {
 public:
  PersonAttributes() = default;
  explicit PersonAttributes(std::uint32_t word) : word_(word) {}

  // `rank`: 0 = best source, up to 14. `similarity`: 0-100.
  static PersonAttributes pack(const PersonRecord& record, unsigned rank, unsigned similarity) {
    const auto code = [&](PersonCode column) { return std::uint32_t{record.codes[static_cast<std::size_t>(column)]}; };
    std::uint32_t worst = 0;  // 1 cannot at all ... 4 no difficulty; the smallest given one
    for (auto c = static_cast<std::size_t>(PersonCode::kDisabilitySight); c < kPersonCodeCount; ++c) {
      const std::uint32_t item = record.codes[c];
      if (item != 0 && (worst == 0 || item < worst)) worst = item;
    }
    std::uint32_t word = (15u - std::min(rank, 14u)) << 28;
    word |= std::min(similarity, 100u) << 21;
    word |= code(PersonCode::kAttendance) << 19 | code(PersonCode::kSchooling) << 14;
    word |= code(PersonCode::kWorking) << 12 | code(PersonCode::kSector) << 7;
    word |= code(PersonCode::kJobStatus) << 3 | worst;
    return PersonAttributes(word);
  }
  // The content of a packed word under another rank and similarity.
  static constexpr std::uint32_t kContent = (1u << 21) - 1;
  static PersonAttributes ranked(std::uint32_t word, unsigned rank, unsigned similarity) {
    return PersonAttributes((15u - std::min(rank, 14u)) << 28 | std::min(similarity, 100u) << 21 | (word & kContent));
  }

  std::uint32_t word() const { return word_; }
  bool given() const { return word_ != 0; }
  std::uint8_t attendance() const { return field(19, 2); }
  std::uint8_t schooling() const { return field(14, 5); }
  std::uint8_t working() const { return field(12, 2); }
  std::uint8_t sector() const { return field(7, 5); }
  std::uint8_t job_status() const { return field(3, 4); }
  std::uint8_t worst_disability() const { return field(0, 3); }

 private:
  std::uint8_t field(int shift, int bits) const {
    return static_cast<std::uint8_t>((word_ >> shift) & ((1u << bits) - 1));
  }
  std::uint32_t word_ = 0;
};

}  // namespace engine
