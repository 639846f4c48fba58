// A source row that could not be used, with the reason: one line of rejects.csv.
//
// Row conservation: for every file, rows read = accepted + rejected, and every rejected row has
// exactly one Reject (its first fault in column order), alone or together with its neighbours: rows of one byte each,
// that is empty lines, may share one.
//
// memory: 80 bytes a reject and nothing else, for a bad file has millions of them.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/ids.h"
#include "engine/store/shared_text.h"

namespace engine {

// A value as it may be shown: personal values and whole lines masked. Longer ones are cut.
class ShownValue {
 public:
  ShownValue() = default;
  ShownValue(std::string_view text) : size_(static_cast<std::uint8_t>(std::min(text.size(), kLongest))) {
    std::copy_n(text.begin(), size_, text_.begin());
  }
  ShownValue(const std::string& text) : ShownValue(std::string_view(text)) {}
  ShownValue(const char* text) : ShownValue(std::string_view(text)) {}

  static ShownValue masked(std::string_view seen) {
    ShownValue shown;
    shown.size_ = static_cast<std::uint8_t>(write_masked(seen, shown.text_.data()));
    return shown;
  }

  std::string_view view() const { return {text_.data(), size_}; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::size_t find(std::string_view part) const { return view().find(part); }
  operator std::string() const { return std::string(view()); }
  friend std::string operator+(std::string a, const ShownValue& b) { return a += b.view(); }
  friend bool operator==(const ShownValue& a, const ShownValue& b) { return a.view() == b.view(); }

 private:
  static constexpr std::size_t kLongest = kLongestMasked;
  std::array<char, kLongest> text_{};
  std::uint8_t size_ = 0;
};

struct Reject {
  SharedText source;       // `sumber`: name of the source or flag list
  SharedText file;         // path as the run file writes it
  std::uint64_t row = 0;   // `baris`: record over all files of the source, from 1
  std::uint64_t byte = 0;  // offset of the record in its (decompressed) file
  SharedText column;       // empty where the whole line is at fault
  SharedText reason;       // a stable word: jumlah_kolom, bukan_16_digit, kode_tidak_dikenal, ...
  ShownValue value;
  // Rows that this one stands for: `row` and those behind it, each a byte long. From 1.
  std::uint32_t rows = 1;

  // The i-th of them alone.
  Reject alone(std::uint32_t i) const {
    Reject one = *this;
    one.row += i;
    one.byte += i;
    one.rows = 1;
    return one;
  }
};

// How many rows a list of rejects stands for.
inline std::uint64_t rejected_rows(const std::vector<Reject>& rejects) {
  std::uint64_t rows = 0;
  for (const Reject& reject : rejects) rows += reject.rows;
  return rows;
}

}  // namespace engine
