// Writes one output file so that its final name shows the old complete file or the new complete file.
//
// Bytes go to a temporary name in the same folder (mode 0600), are hashed as they pass, and
// `commit` does fsync, rename and fsync of the folder. `finish` stops before the rename, so that several
// files can be complete on disk before the first takes its name (io/export/output_set.h). Every write,
// fsync and close is checked; a failure throws engine::Error (kResource) that names the final file. A
// file that is not published is removed by the destructor, and the final name stays untouched.
//
// threads: one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "io/staged_file.h"
#include "io/temporary_file.h"

namespace io {

class OutputFile final : public StagedFile {
 public:
  explicit OutputFile(std::string path);
  OutputFile(OutputFile&&) noexcept;
  OutputFile& operator=(OutputFile&&) noexcept;
  ~OutputFile() override;

  void write(std::string_view bytes);
  void commit();

  void finish() override;
  const std::string& temporary() const override { return file_.name(); }
  void release() override { file_.release(); }

  const std::string& path() const { return file_.path(); }
  std::uint64_t bytes() const override { return bytes_; }
  const std::string& sha256() override { return sha256_; }

 private:
  void flush();

  struct Hasher;
  TemporaryFile file_;
  std::string buffer_, sha256_;
  std::unique_ptr<Hasher> hasher_;
  std::uint64_t bytes_ = 0;
};

// Writes a whole small file with the same guarantees; returns its SHA-256.
std::string write_output_file(const std::string& path, std::string_view bytes);

// SHA-256 of a file, in hex. Throws engine::Error where it cannot be read.
std::string sha256_of_file(const std::string& path);
std::string sha256_of(std::string_view bytes);

// Makes the folder (and its parents) where it does not exist, mode 0700.
void make_folder(const std::string& path);

// Quotes a CSV cell where RFC 4180 needs it.
void append_csv_cell(std::string& line, std::string_view cell, char delimiter = ',');

}  // namespace io
