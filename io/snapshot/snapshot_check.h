// Checks a whole snapshot and names what is damaged: header, length, directory, every page.
//
// With the key every page is opened and the digest of the plain columns is computed anew. Without a key
// header, length, directory and page sums are checked: this finds damage but no forgery, and the answer says so.
// Unlike loading, a check goes on after the first damage.
//
// errors: engine::Error: kUsage where the file is missing, kKey where a given key does not open an
// undamaged file, kResource where reading fails. Damage is no error but an answer.
// threads: one at a time; uses all threads of engine/parallel.h. memory: a page per thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "io/snapshot/secret_key.h"

namespace io {

struct SnapshotDamage {
  enum class Part : std::uint8_t { kHeader, kLength, kEpoch, kDirectory, kPage, kContents };
  Part part = Part::kPage;
  bool forged = false;     // the sum holds, but the page belongs elsewhere or was made without the key
  std::string section;     // of a page; empty where the directory cannot be read
  std::uint64_t page = 0;  // number in the file
  std::uint64_t page_in_section = 0, section_pages = 0;
  std::uint64_t first_byte = 0, last_byte = 0;  // in the file
};

struct SnapshotCheck {
  bool encrypted = false, authenticated = false;
  std::string kind, file_id, plain_sha256;  // empty where they are not known
  std::uint64_t epoch = 0, bytes = 0, pages = 0, sections = 0;
  // What is wrong in the order of the file; at most kMostDamages are kept, `damages` counts all.
  std::vector<SnapshotDamage> damage;
  std::uint64_t damages = 0;

  bool intact() const { return damages == 0; }
};

inline constexpr std::size_t kMostDamages = 1000;

struct SnapshotCheckOptions {
  // The key-encryption key, or nothing: asked only where the file is encrypted.
  std::function<std::optional<SecretKey>()> key;
  std::uint64_t min_epoch = 0;
  std::function<void(std::uint64_t)> on_bytes;  // hears of progress; called by any thread
};

SnapshotCheck check_snapshot(const std::string& path, const SnapshotCheckOptions& options);

class PageFile;
SnapshotCheck check_snapshot(const PageFile& file, const SnapshotCheckOptions& options);

}  // namespace io
