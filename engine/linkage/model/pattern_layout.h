// Lays out comparison patterns: the agreement level of every field of a pair in one integer code (mixed radix).
//
// The code is Σ level(f) · stride(f), field 0 with stride 1. So equal codes are equal levels in every field, and a code
// of 64 bits holds, say, ten fields of eight levels with room to spare.
//
// shape: 1 to 32 fields of 1 to 255 levels whose product fits 63 bits. missing: a field may have one level that means
// "a side is missing"; it is a level of its own in the code, and the model says nothing by it (fellegi_sunter.h).
// errors: engine::Error kUsage where the layout does not fit. threads: safe once built.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace engine {

using Pattern = std::uint64_t;
using AgreementLevel = std::uint8_t;

struct PatternField {
  std::uint8_t levels = 2;                  // from most to least agreement by custom
  std::optional<AgreementLevel> missing{};  // the level of a missing side
  friend bool operator==(const PatternField&, const PatternField&) = default;
};

class PatternLayout {
 public:
  PatternLayout() = default;
  explicit PatternLayout(std::vector<PatternField> fields);

  std::size_t size() const { return fields_.size(); }
  const PatternField& operator[](std::size_t field) const { return fields_[field]; }
  std::uint64_t stride(std::size_t field) const { return strides_[field]; }
  std::uint64_t patterns() const { return patterns_; }  // possible codes

  Pattern code(std::span<const AgreementLevel> levels) const {
    Pattern code = 0;
    for (std::size_t f = 0; f < levels.size(); ++f) code += levels[f] * strides_[f];
    return code;
  }
  AgreementLevel level(Pattern pattern, std::size_t field) const {
    return static_cast<AgreementLevel>(pattern / strides_[field] % fields_[field].levels);
  }

 private:
  std::vector<PatternField> fields_;
  std::vector<std::uint64_t> strides_;
  std::uint64_t patterns_ = 1;
};

}  // namespace engine
