// The first 4096 bytes of a snapshot: what it is, how large, and its wrapped data key (FORMAT.md).
//
// `decode_header` checks form alone: own SHA-256, magic, version, ranges, and that the counts and the length
// agree with each other. Whoever opens the file compares the length with the real one, and unwraps the key,
// which authenticates every byte before it (data_key.h).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace io {

using FileId = std::array<unsigned char, 16>;
using Sha256 = std::array<unsigned char, 32>;

inline constexpr std::size_t kHeaderBytes = 4096;
inline constexpr std::uint32_t kSnapshotVersion = 1;
inline constexpr std::size_t kKindLimit = 32;
// Bytes at the end of each page: 16 of seal (tag or label), 16 of sum.
inline constexpr std::size_t kPageTrailer = 32;
inline constexpr std::uint32_t kSmallestPage = 256;
inline constexpr std::uint32_t kLargestPage = std::uint32_t{4} << 20;
// See FORMAT.md, "Page size": the rates hardly differ from 64 KiB to 1 MiB.
inline constexpr std::uint32_t kDefaultPage = std::uint32_t{256} << 10;

struct SnapshotHeader {
  bool encrypted = true;
  FileId file_id{};
  std::string kind;  // "registry", "persons", …: 1 to 32 of a-z 0-9 _ . -
  std::uint64_t epoch = 0;
  std::uint32_t page_size = kDefaultPage;
  std::uint32_t sections = 0;
  std::uint64_t pages = 0;  // of the file, those of the directory included
  std::uint64_t directory_first_page = 0;
  std::uint64_t directory_bytes = 0;
  std::uint64_t retention_day = 0;  // days since 1970-01-01; 0 = none set
  Sha256 directory_sha256{};        // of the directory's pages as they stand in the file

  // All zero in a plain file.
  std::array<unsigned char, 16> key_id{};
  std::array<unsigned char, 32> wrap_salt{};
  std::array<unsigned char, 32> wrapped_key{};
  std::array<unsigned char, 16> wrap_tag{};

  std::uint64_t payload() const { return page_size - kPageTrailer; }
  std::uint64_t file_bytes() const { return kHeaderBytes + pages * page_size; }
  std::uint64_t directory_pages() const { return pages - directory_first_page; }
  std::uint64_t page_offset(std::uint64_t page) const { return kHeaderBytes + page * page_size; }
};

using HeaderBytes = std::array<unsigned char, kHeaderBytes>;

HeaderBytes encode_header(const SnapshotHeader& header);

// The bytes of an encoded header that the wrapping of the data key authenticates.
std::span<const unsigned char> wrapped_part(const HeaderBytes& bytes);

// errors: engine::Error (kDamaged) that names `path`.
SnapshotHeader decode_header(const HeaderBytes& bytes, const std::string& path);

// True where a section name or kind holds only a-z, 0-9, '_', '.', '-' and '/', and is not too long.
bool plain_identifier(const std::string& name, std::size_t limit);

Sha256 sha256_bytes(const void* bytes, std::size_t size);
std::string hex_text(std::span<const unsigned char> bytes);

}  // namespace io
