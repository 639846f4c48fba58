// Stores small codes, four bits each, in tiles of 128 rows that the scoring kernel reads as they are.
//
// shape: `columns` columns of `rows` rows; rows are padded to whole tiles with kMissingCode. A tile of
//   one column is 64 bytes = 16 little-endian 32-bit words; row r of the tile (0..127) is nibble r / 16
//   of word r % 16. So one shift and one 16-way look-up serve 16 rows. All columns of a tile lie
//   together: byte offset of (tile, column) = (tile * columns + column) * 64.
// range: 0..15; 15 (kMissingCode) is missing.
// threads: concurrent `set` is safe only for rows of different tiles; `get` always.
// cost: half a byte a value.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/store/catalogue.h"

namespace engine {

inline constexpr std::size_t kTileRows = 128;
inline constexpr std::size_t kTileBytes = 64;

class NibbleTiles {
 public:
  NibbleTiles() = default;
  NibbleTiles(std::size_t rows, std::size_t columns)
      : rows_(rows), columns_(columns), bytes_(tile_count(rows) * columns * kTileBytes, 0xFF) {}

  static std::size_t tile_count(std::size_t rows) { return (rows + kTileRows - 1) / kTileRows; }

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  std::size_t tiles() const { return tile_count(rows_); }
  std::size_t memory_bytes() const { return bytes_.size(); }

  std::uint8_t get(std::size_t row, std::size_t column) const {
    const std::size_t in_tile = row % kTileRows;
    const std::uint8_t byte = bytes_[byte_of(row, column)];
    return (in_tile / 16) % 2 == 0 ? byte & 0xFu : byte >> 4;
  }

  void set(std::size_t row, std::size_t column, std::uint8_t code) {
    const std::size_t in_tile = row % kTileRows;
    std::uint8_t& byte = bytes_[byte_of(row, column)];
    const bool low = (in_tile / 16) % 2 == 0;
    byte = static_cast<std::uint8_t>(low ? (byte & 0xF0u) | (code & 0xFu) : (byte & 0x0Fu) | ((code & 0xFu) << 4));
  }

  // All tiles as they lie: tiles() * columns() * 64 bytes.
  std::span<const std::uint8_t> bytes() const { return bytes_; }
  std::span<std::uint8_t> bytes() { return bytes_; }

  // The 64 bytes of one column in one tile.
  const std::uint8_t* tile(std::size_t tile, std::size_t column) const {
    return bytes_.data() + (tile * columns_ + column) * kTileBytes;
  }
  std::uint8_t* tile(std::size_t tile, std::size_t column) {
    return bytes_.data() + (tile * columns_ + column) * kTileBytes;
  }

 private:
  std::size_t byte_of(std::size_t row, std::size_t column) const {
    const std::size_t in_tile = row % kTileRows;
    return ((row / kTileRows) * columns_ + column) * kTileBytes + (in_tile % 16) * 4 + in_tile / 32;
  }

  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<std::uint8_t> bytes_;
};

}  // namespace engine
