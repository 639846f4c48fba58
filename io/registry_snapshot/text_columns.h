// Writes and reads a column of texts as two sections: lengths (u16 or u32) and letters end to end.
//
//   NAME/length    one number a text
//   NAME/letters   bytes; text i follows text i − 1
//
// The texts pass through piece by piece, so neither side holds them twice. errors: engine::Error (kDamaged)
// where lengths and letters do not agree; kInvariant where a text is too long for its length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "io/registry_snapshot/column_source.h"
#include "io/snapshot/snapshot_writer.h"

namespace io {

using TextAt = std::function<std::string_view(std::size_t row)>;  // valid until the next call
using TakeText = std::function<void(std::size_t row, std::string_view text)>;

// Texts of less than 64 KiB; `text_at` is called once a row, ascending.
void write_texts(SnapshotWriter& writer, const std::string& name, std::size_t rows, const TextAt& text_at);

// Calls `take` once a row, ascending; the text is valid until `take` returns.
void read_texts(const ColumnSource& source, const std::string& name, std::size_t rows, const TakeText& take);

}  // namespace io
