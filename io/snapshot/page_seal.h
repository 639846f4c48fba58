// Seals and opens the pages of one snapshot: AES-256-GCM or label, and a 128-bit sum that binds the position.
//
// A page in the file: payload, 16 bytes of seal, 16 bytes of sum (FORMAT.md). Encrypted: the payload is
// AES-256-GCM ciphertext, the nonce is the page's number in the file, the associated data is the binding
// (file id, epoch, number, section, bytes used, number in the section, last mark), the seal is the tag.
// Plain: the seal is the label itself (section, bytes used, number in the section, last mark). The sum is
// XXH3-128 over the sum of everything before it, file id, epoch and number: it finds damage without
// a key. Bytes past `used` are zero and are checked to be.
//
// threads: any number at once. cost: no allocation but OpenSSL's context.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "io/snapshot/secret_key.h"
#include "io/snapshot/snapshot_header.h"

namespace io {

inline constexpr std::uint32_t kDirectorySection = 0xFFFFFFFF;

// Where a page belongs.
struct PageLabel {
  std::uint32_t section = 0;  // index in the directory, or kDirectorySection
  std::uint32_t used = 0;     // bytes of payload that hold values, 1 to payload
  std::uint64_t page_in_section = 0;
  bool last = false;  // of its section
};

enum class PageState : std::uint8_t {
  kIntact,
  kDamaged,  // the sum does not hold: bytes have changed, or the page stood elsewhere
  kForged,   // the sum holds, the seal does not: the page belongs elsewhere, or was made without the key
};

class PageSeal {
 public:
  // `data_key` may be null: then pages are plain when `header.encrypted` is false, and only sums can be checked
  // when it is true.
  PageSeal(const SnapshotHeader& header, const SecretKey* data_key);

  // Writes page `page` of the file to `out` (page_size bytes); `values` are label.used bytes.
  void seal(std::uint64_t page, const PageLabel& label, const unsigned char* values, unsigned char* out) const;

  // True where the sum of the page holds.
  bool sum_holds(std::uint64_t page, const unsigned char* bytes) const;

  // Checks sum and seal and writes label.used bytes to `values`; where the answer is not kIntact, those
  // bytes are zero.
  PageState open(std::uint64_t page, const PageLabel& label, const unsigned char* bytes, unsigned char* values) const;

 private:
  void sum(std::uint64_t page, const unsigned char* bytes, unsigned char* out) const;
  bool decrypt(std::uint64_t page, const PageLabel& label, const unsigned char* bytes, unsigned char* values) const;
  bool read_plain(const PageLabel& label, const unsigned char* bytes, unsigned char* values) const;

  bool encrypted_;
  FileId file_id_;
  std::uint64_t epoch_;
  std::size_t payload_;
  const SecretKey* data_key_;
};

}  // namespace io
