// Writes one snapshot (.desil) as its columns stream in; io/snapshot/FORMAT.md tells the bytes.
//
// Sections are declared with `add_section` and filled by `append` in any interleaving: a source is
// written row group by row group. Full pages are hashed, sealed and written by all threads in batches.
// The header comes last, then fsync; until then the file stands under a temporary name, and
// io/export/output_set.h can publish it together with others (StagedFile).
//
// A nonce is never used twice: the data key is made here, at random, and never comes from outside; page
// numbers count up and each is sealed once; a failed write ends the file.
//
// memory: one page per section, and a batch of 32 pages twice. order: the same calls give the same pages for
// any number of threads. threads: one at a time; not inside a parallel loop of engine/parallel.h but
// from a serial stage of it. errors: engine::Error: kResource where writing fails, kInvariant where
// the caller breaks this contract. A writer that has thrown can only be destroyed.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "io/snapshot/secret_key.h"
#include "io/snapshot/snapshot_header.h"
#include "io/snapshot/snapshot_section.h"
#include "io/staged_file.h"

namespace io {

struct SnapshotOptions {
  std::string kind;                // of the contents: "registry", "persons", …
  const SecretKey* key = nullptr;  // key-encryption key; read in the constructor and at `finish`
  bool plain = false;              // without encryption: wanted exactly where `key` is null
  std::uint64_t epoch = 0;
  std::uint64_t retention_day = 0;  // days since 1970-01-01; 0 = none set
  std::uint32_t page_size = kDefaultPage;
  std::optional<FileId> file_id;  // for the worked example; refused where the file is encrypted
};

class SnapshotWriter final : public StagedFile {
 public:
  using SectionId = std::uint32_t;

  SnapshotWriter(std::string path, const SnapshotOptions& options);
  ~SnapshotWriter() override;

  // Declares a section; `width` is for kBytes alone. Sections keep this order.
  SectionId add_section(const std::string& name, ElementType type, std::uint32_t width = 0);
  template <ColumnValue Value>
  SectionId add_column(const std::string& name) {
    return add_section(name, element_type_of<Value>());
  }

  // Appends bytes; whole elements are wanted at `finish`, not in each piece.
  void append(SectionId section, std::span<const std::byte> bytes);
  template <ColumnValue Value>
  void append(SectionId section, std::span<const Value> values) {
    append(section, std::as_bytes(values));
  }

  // A whole section at once.
  template <ColumnValue Value>
  void write_column(const std::string& name, std::span<const Value> values) {
    append(add_column<Value>(name), values);
  }
  void write_json(const std::string& name, std::string_view text);

  void finish() override;
  // `finish`, rename, fsync of the folder: for a file that is published alone.
  void commit();

  const std::string& temporary() const override;
  void release() override;
  std::uint64_t bytes() const override;
  // Reads the finished file once more; to be called before `release`.
  const std::string& sha256() override;

  // SHA-256 of the plain columns (plain_digest.h), in hex; valid after `finish`.
  std::string plain_sha256() const;
  // Random number of this file, in hex.
  std::string file_id() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace io
