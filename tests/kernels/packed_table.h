// Packed names of some texts, with the columns they are read from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernels/name_signature.h"

class PackedTable {
 public:
  // The texts are read later too, and stay where they are.
  explicit PackedTable(const std::vector<std::string>& texts) : texts_(texts.begin(), texts.end()) {
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
