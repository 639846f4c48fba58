// Reads the bytes of one input file: plain, gzip or zstd, with the SHA-256 of the file in the same pass
// where it is wanted.
//
// Compression is known by its first bytes; a name that ends in .gz or .zst must keep its word. Several
// gzip members or zstd frames in a row read as one text; frames that tell their size are decompressed in parallel.
//
// errors: engine::Error kInput for a file that is missing, not readable, not a regular file, damaged or
// cut as a compressed stream, or that changed size or time while it was read; kResource where the system
// fails (EIO, EMFILE, ENOMEM). threads: one at a time. cost: no copy for plain text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "io/ingest/source_spec.h"

namespace io {

class InputFile {
 public:
  explicit InputFile(SourceFile file, bool hash = true);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  // Fills `out` with the next bytes of the text; fewer than `room` only at the end of the text.
  std::size_t read(char* out, std::size_t room);

  // Plain files only: fills `out` with the bytes from `offset` on, from any thread; fewer than `room` only at the end.
  // `take_in` is then told the same bytes in their order.
  std::size_t read_at(std::uint64_t offset, char* out, std::size_t room) const;
  void take_in(std::string_view bytes);

  // Checks that the file is what it was at the start; call after the last read. Gives the SHA-256 in hex,
  // or nothing where it is not wanted.
  std::string finish();

  const SourceFile& file() const { return file_; }
  std::uint64_t bytes() const { return bytes_; }  // read from the file so far
  // Bytes of the whole text, where they are known beforehand: not in a compressed file.
  std::optional<std::uint64_t> text_size() const { return inflater_ == nullptr ? std::optional(size_) : std::nullopt; }
  std::uint64_t text_bytes() const { return text_bytes_; }  // given out so far

 private:
  struct Hasher;
  class Inflater;
  class GzipInflater;
  class ZstdInflater;

  std::size_t read_file(char* out, std::size_t room);
  void hash(std::string_view bytes);
  void find_compression();

  SourceFile file_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0, bytes_ = 0, text_bytes_ = 0;
  std::int64_t changed_seconds_ = 0, changed_nanoseconds_ = 0;
  std::unique_ptr<Hasher> hasher_;  // none: no SHA-256
  std::unique_ptr<Inflater> inflater_;
  std::string head_;  // first bytes, read to find the compression and not yet given out
};

}  // namespace io
