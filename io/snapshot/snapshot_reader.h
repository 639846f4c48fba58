// Opens a snapshot and reads its columns; every page is verified before a value of it is used.
//
// Opening reads in phases, each trusting only what the one before has proved: header (own SHA-256, counts),
// real length, data key (authenticates the header), directory (SHA-256, seals, bounds). Columns are then
// read by element range, their pages in parallel: pread, sum, seal, copy. Nothing is mapped, no
// pointer or count of the file is used unchecked, and memory is reserved against the size of the real
// file only, so that a hostile file costs no more than an honest one of its length.
//
// errors: engine::Error. kUsage: the file is missing. kDamaged: anything changed, moved, cut or added, an
// epoch below `min_epoch`, another kind, a section that is missing or of another type. kKey: no key, or not
// the key of the file. kResource: reading fails. After an error the destination holds no value of the page
// that failed, and is not to be used. threads: one at a time; uses all threads of engine/parallel.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "io/snapshot/secret_key.h"
#include "io/snapshot/snapshot_header.h"
#include "io/snapshot/snapshot_section.h"

namespace io {

struct SnapshotAccess {
  // Gives the key-encryption key; asked only where the file is encrypted. Empty: encrypted files are refused.
  std::function<SecretKey()> key;
  std::uint64_t min_epoch = 0;  // an older epoch is refused
  std::string kind;             // refused where the file is of another kind; empty = any
  bool refuse_plain = false;    // a plain file shows damage, not forgery
};

class PageFile;

class SnapshotReader {
 public:
  SnapshotReader(const std::string& path, const SnapshotAccess& access);
  SnapshotReader(std::unique_ptr<PageFile> file, const SnapshotAccess& access);
  ~SnapshotReader();

  const SnapshotHeader& header() const;
  const std::vector<SnapshotSection>& sections() const;  // in the order of writing
  bool has(const std::string& name) const;
  const SnapshotSection& section(const std::string& name) const;
  // SHA-256 of the plain columns as the directory tells it (plain_digest.h), in hex.
  std::string plain_sha256() const;

  // Elements [first, first + out.size()) of a column of numbers.
  template <ColumnValue Value>
  void read_column(const std::string& name, std::uint64_t first, std::span<Value> out) const {
    read(typed(name, element_type_of<Value>(), 0), first, std::as_writable_bytes(out));
  }
  template <ColumnValue Value>
  std::vector<Value> read_column(const std::string& name) const {
    const SnapshotSection& found = typed(name, element_type_of<Value>(), 0);
    std::vector<Value> values(found.count);
    read(found, 0, std::as_writable_bytes(std::span<Value>(values)));
    return values;
  }

  // Records [first, …) of a section of bytes; out.size() is a multiple of `width`, which the section must have.
  void read_records(const std::string& name, std::uint32_t width, std::uint64_t first, std::span<std::byte> out) const;
  std::vector<std::byte> read_records(const std::string& name, std::uint32_t width) const;

  // A document; larger than `limit` bytes is refused.
  std::string read_json(const std::string& name, std::size_t limit = std::size_t{16} << 20) const;

 private:
  const SnapshotSection& typed(const std::string& name, ElementType type, std::uint32_t width) const;
  void read(const SnapshotSection& section, std::uint64_t first, std::span<std::byte> out) const;

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace io
