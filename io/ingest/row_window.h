// The marks of a window of text: whole lines, and how far a walk over them has come.
//
// shape: kernels::kTextPadding bytes behind the text are readable. memory: 12 bytes a byte of the window, taken when it
// is first opened.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "kernels/mark_rows.h"

namespace io {

// What a window looks for (kernels/mark_rows.h).
struct MarkBytes {
  char delimiter, odd;
  bool wants_utf8;  // bytes of 128 and more are odd in a window that is not UTF-8; else they always are
};

class RowWindow {
 public:
  // `room`: most bytes of a window.
  RowWindow(std::string_view text, MarkBytes bytes, std::size_t room) : text_(text), bytes_(bytes), room_(room) {}

  // Marks the lines from `begin` on, whole ones before `limit`.
  void open(std::size_t begin, std::size_t limit);
  // Passes over the marks before `at`.
  void pass(std::size_t at);

  std::size_t end() const { return end_; }
  bool is_utf8() const { return utf8_; }
  std::size_t lines_left() const { return marks_.line_count - line_; }
  std::size_t ends_left() const { return marks_.end_count - mark_; }
  std::size_t odd_left() const { return marks_.odd_count - odd_; }
  // What comes next; ends()[-1] and lines()[-1] are the byte before, and behind the last odd byte stands 2^32 − 1.
  const std::uint32_t* ends() const { return marks_.ends + mark_; }
  const std::uint32_t* lines() const { return marks_.lines + line_; }
  const std::uint32_t* odd() const { return marks_.odd + odd_; }
  bool has_cr() const { return marks_.has_cr; }
  // Whether the line that ends here ends with CR LF.
  bool has_cr(std::size_t line) const { return line > 0 && text_[line - 1] == '\r'; }

  // Lines from the next one on without an odd byte whose `marks`-th mark is their end, `most` at the most, all with CR
  // (then `cut` is 1) or all without.
  std::size_t count_rows(std::size_t marks, std::size_t most, std::uint32_t& cut) const;

  void skip(std::size_t ends, std::size_t lines, std::size_t odd) {
    mark_ += ends;
    line_ += lines;
    odd_ += odd;
  }

 private:
  void mark(std::size_t begin, std::size_t end, bool high_is_odd);

  std::string_view text_;
  MarkBytes bytes_;
  std::size_t room_;
  std::unique_ptr<std::uint32_t[]> lists_;
  kernels::RowMarks marks_;
  std::size_t end_ = 0, mark_ = 0, line_ = 0, odd_ = 0;
  bool utf8_ = false;
};

}  // namespace io
