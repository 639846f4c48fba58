// Finds the stretches of an NDJSON chunk whose lines may be plain rows of one shape (row_shape.h): neighbouring lines
// with the same number of quotes, without a backslash, a control character or a byte of 128 or more near text that is
// not UTF-8. Whether their bytes are those of the shape is for plain_persons.h to say.
//
// shape: kernels::kTextPadding bytes behind the text are readable. cost: a pass for the marks, then a step per line.
#pragma once

#include <cstdint>
#include <string_view>

#include "io/ingest/record_walk.h"
#include "io/ingest/row_window.h"

namespace io {

class JsonWalk {
 public:
  // Most bytes that a stretch has, and of which marks are kept; it has at most RecordWalk::kMostRows lines.
  static constexpr std::size_t kWindow = std::size_t{1} << 15;

  explicit JsonWalk(std::string_view text) : window_(text, {'"', '\\', true}, kWindow) {}

  // Gives the lines from the one at `at` on, whole ones before `limit`, that have `marks` marks each; their marks live
  // until the next call. `at` is no less than the last time. False where the first line is none of these.
  bool next(std::size_t at, std::size_t limit, std::size_t marks, PlainRows& rows);

 private:
  RowWindow window_;
};

}  // namespace io
