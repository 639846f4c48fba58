// Remembers where each accepted row stood in its file, in one byte a row: only rejects of the last moment ask.
//
// A row is stored as the distance in bytes from the row before it: one byte below 192, two below 16,320; else,
// and where rows lie between that were not accepted, its whole place. Every 1,024th row is stored whole.
//
// order: append in the order of the source. threads: one writer; `at` from any. cost of `at`: 1,024 steps at most.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace engine {

struct RowPlace {
  std::uint64_t row = 0;   // baris
  std::uint64_t byte = 0;  // offset of the record in its file
};

class RowPlaces {
 public:
  void append(RowPlace place);
  RowPlace at(std::size_t i) const;
  std::size_t size() const { return size_; }
  std::size_t memory_bytes() const { return steps_.size() + marks_.size() * sizeof(Mark); }

 private:
  struct Mark {
    RowPlace place;
    std::size_t step;  // where the steps behind it begin
  };
  static constexpr std::size_t kMarkEvery = 1024;
  static constexpr std::uint64_t kShort = 192, kLong = kShort + 63 * 256;
  static constexpr unsigned char kWhole = 0xFF;

  void add_number(std::uint64_t value);

  std::vector<unsigned char> steps_;
  std::vector<Mark> marks_;
  RowPlace last_;
  std::size_t size_ = 0;
};

}  // namespace engine
