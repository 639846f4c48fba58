// Reads the cells of NDJSON rows: quickly where a row is plain, through simdjson where anything else is in it.
//
// A plain row is one object in one line, each key read here once and without escapes, each value a text without
// escapes, a small whole number where the column takes one, or null. Keys are expected in the order of the last row
// and compared in place; another order, a key more or less is looked up. Every byte of a plain row is looked at, and
// what is not plain is left to JsonLine, so both ways give the same cells (tests/io/ingest/same_json_rows_test.cpp).
//
// A key must be known and stand once; numbers, true, false, objects and lists stand only where they may. Spaces at the
// ends of a text do not count; null and a key that is not there are an empty cell.
//
// order: cells as in the row, then those that are missing and are judged. A row has the first fault that holds: of its
// line (row_findings.h), of its keys, of the kinds of its values, of its cells, each in the order of the row.
// threads: one for each chunk. cost: no allocation for a plain row.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/ingest/json_keys.h"
#include "io/ingest/json_line.h"
#include "io/ingest/row_loop.h"

namespace io::detail {

struct JsonCell {
  const UsedColumn* column = nullptr;
  std::string_view text;
};

class JsonCells {
 public:
  JsonCells(std::string_view chunk, const JsonKeys& keys);

  // Reads the row that begins at `begin` if it is plain: returns the offset behind its line feed, else 0. A row of
  // which a cell turns out to be at fault must be read again by read_strict, for the inside of a text of the usual
  // length is left to the reader of its column. Rows near the end of the chunk are not tried, for vectors are read
  // beyond what is looked at.
  std::size_t read_plain(std::size_t begin);

  // Reads any line (without its line feed).
  std::optional<Fault> read_strict(std::string_view line);

  // Of the last row that was read without fault.
  std::span<const JsonCell> cells() const { return cells_; }

  // The catalogue's names that stood in rows whose keys are good, and are not read here.
  std::vector<std::string> unused();

 private:
  struct Slot;

  // What followed a key in the last row that had it: the next key, with all bytes from value to value.
  struct Link {
    static constexpr std::size_t kRoom = 64;
    Slot* slot = nullptr;
    std::size_t length = 0;
    std::uint32_t masks[kRoom / 16] = {};  // bits of the bytes in use, by vector
    char bytes[kRoom] = {};
  };
  // A key of the plan and where this chunk has seen it.
  struct Slot {
    const JsonKey* key = nullptr;
    std::uint32_t last_row = 0;
    std::uint8_t width = 0;  // usual bytes of its text; 0 = any
    bool noted = false;      // unused, and told
    Link next;
  };

  static bool follows(const char* at, const Link& link);
  const char* find_key(const char* at, bool first, Link& link);
  const char* read_value(const char* at, const Slot& slot);
  const char* read_text(const char* at, const Slot& slot);
  const char* pass_scalar(const char* at) const;
  void add_missing();
  void note_fresh();
  bool line_is_utf8(const char* begin, const char* end);
  std::optional<Fault> judge_line(std::string_view line);
  std::optional<Fault> judge_keys();
  std::optional<Fault> judge_value(const JsonMember& member, const JsonKey& key);

  std::string_view chunk_;
  const char* limit_ = nullptr;  // the steps of a plain row begin up to here
  const JsonKeys& keys_;
  // Lines are looked at one by one until there are many of them, then the chunk is at once.
  static constexpr std::uint32_t kManyLines = 32;
  bool all_utf8_ = false;
  std::uint32_t lines_ = 0;
  std::uint32_t row_ = 0;
  Link first_;
  std::vector<Slot> slots_;   // by JsonKey::index
  std::vector<Slot*> fresh_;  // unused keys of the last plain row that are not noted yet
  std::vector<JsonCell> cells_;
  std::size_t judged_seen_ = 0;
  std::unique_ptr<JsonLine> line_;  // made when the first line wants it
  std::string told_key_, told_;     // the last unknown key
};

}  // namespace io::detail
