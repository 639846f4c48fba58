// Reads the bytes of a fuzzer as a list of edits, so that each input is a small change of something valid.
//
// An edit is an opcode and its operands; operands past the end read as zero, so every input is a program.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace fuzz {

class EditProgram {
 public:
  EditProgram(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}

  bool done() const { return at_ >= size_; }
  std::uint64_t number(int bytes) {
    std::uint64_t value = 0;
    for (int i = 0; i < bytes; ++i) value |= std::uint64_t{at_ < size_ ? data_[at_++] : std::uint8_t{0}} << (8 * i);
    return value;
  }

  // Applies the next edit to `bytes`; `unit` is the size of the pieces that move as one (a page).
  void edit(std::string& bytes, std::size_t origin, std::size_t unit) {
    const auto place = [&] { return bytes.empty() ? 0 : number(4) % bytes.size(); };
    const auto piece = [&] {
      const std::size_t pieces = bytes.size() > origin ? (bytes.size() - origin) / unit : 0;
      return pieces == 0 ? std::string::npos : origin + (number(1) % pieces) * unit;
    };
    switch (number(1) % 8) {
      case 0:
        if (const std::size_t at = place(); at < bytes.size()) bytes[at] = static_cast<char>(number(1));
        break;
      case 1:
        if (const std::size_t at = place(); at < bytes.size()) {
          bytes[at] = static_cast<char>(static_cast<std::uint8_t>(bytes[at]) ^ (1U << (number(1) % 8)));
        }
        break;
      case 2: {  // a number of 8 bytes
        const std::size_t at = place();
        const std::uint64_t value = number(8);
        for (std::size_t i = 0; i < 8 && at + i < bytes.size(); ++i) {
          bytes[at + i] = static_cast<char>(value >> (8 * i));
        }
        break;
      }
      case 3: bytes.resize(place()); break;
      case 4: bytes.append(number(2) % 1024, static_cast<char>(number(1))); break;
      case 5: {  // two pieces change places
        const std::size_t a = piece(), b = piece();
        if (a == std::string::npos || b == std::string::npos) break;
        std::swap_ranges(bytes.begin() + static_cast<std::ptrdiff_t>(a),
                         bytes.begin() + static_cast<std::ptrdiff_t>(a + unit),
                         bytes.begin() + static_cast<std::ptrdiff_t>(b));
        break;
      }
      case 6: {  // one piece is written over another
        const std::size_t from = piece(), to = piece();
        if (from != std::string::npos && to != std::string::npos) bytes.replace(to, unit, bytes.substr(from, unit));
        break;
      }
      default: {  // a piece goes
        const std::size_t at = piece();
        if (at != std::string::npos) bytes.erase(at, unit);
        break;
      }
    }
  }

 private:
  const std::uint8_t* data_;
  std::size_t size_, at_ = 0;
};

}  // namespace fuzz
