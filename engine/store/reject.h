// A source row that could not be used, with the reason: one line of rejects.csv.
//
// Row conservation: for every file, rows read = accepted + rejected, and every rejected row has
// exactly one Reject (its first fault in column order).
#pragma once

#include <cstdint>
#include <string>

namespace engine {

struct Reject {
  std::string source;      // `sumber`: name of the source or flag list
  std::string file;        // path as the run file writes it
  std::uint64_t row = 0;   // `baris`: record over all files of the source, from 1
  std::uint64_t byte = 0;  // offset of the record in its (decompressed) file
  std::string column;      // empty where the whole line is at fault
  std::string reason;      // a stable word: jumlah_kolom, bukan_16_digit, kode_tidak_dikenal, ...
  std::string value;       // as it may be shown: personal values and whole lines masked
};

}  // namespace engine
