// Names packed for comparison with many others (kernels/name_signature.h), column by column.
//
// shape: a row for each text, in their order. missing: an empty text has length 0. threads: reading from any.
// memory: 61 bytes a name, 16 of them the view of its text, which is read later too and stays where it is.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/name_signature.h"

namespace engine {

class PackedTable {
 public:
  explicit PackedTable(std::span<const std::string> texts) : texts_(texts.begin(), texts.end()) {
    for (const std::string_view text : texts_) {
      const kernels::PackedName name = kernels::pack_name(text);
      signatures_.push_back(name.signature);
      heads_.push_back(name.head);
      lengths_.push_back(name.length);
      letters_.push_back(name.letters);
    }
  }
  kernels::PackedNames names() const { return {signatures_, heads_, lengths_, letters_, texts_}; }

 private:
  std::vector<std::string_view> texts_;
  std::vector<std::uint64_t> signatures_;
  std::vector<std::uint32_t> heads_;
  std::vector<std::uint8_t> lengths_;
  std::vector<kernels::PackedLetters> letters_;
};

}  // namespace engine
