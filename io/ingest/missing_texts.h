// The texts that a source writes where it has no value, as `\N` of a database.
//
// shape: cells trimmed; each is compared whole. missing: a cell that is one of them reads as an empty cell, in every
// column, before anything else is looked up. cost: a comparison for each text; nothing where there is none.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace io::detail {

class MissingTexts {
 public:
  explicit MissingTexts(std::vector<std::string> texts) : texts_(std::move(texts)) {}

  std::string_view value_of(std::string_view cell) const {
    const bool is_missing = std::find(texts_.begin(), texts_.end(), cell) != texts_.end();
    return is_missing ? std::string_view() : cell;
  }

  // Whether one of them might pass for a name or a number, so that it must be looked for in each cell.
  bool look_like_values() const {
    return std::any_of(texts_.begin(), texts_.end(), [](const std::string& text) {
      const auto first = static_cast<unsigned char>(text.front());
      return (first >= '0' && first <= '9') || static_cast<unsigned char>((first | 0x20) - 'a') < 26;
    });
  }

 private:
  std::vector<std::string> texts_;
};

}  // namespace io::detail
