#include "io/snapshot/snapshot_header.h"

#include <openssl/evp.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/error.h"
#include "io/snapshot/little_endian.h"

namespace io {
namespace {

using engine::Error;
using engine::ExitCode;

// As PNG does: a byte past ASCII and both line ends, so that a transfer in text mode is seen.
constexpr std::array<unsigned char, 8> kMagic = {0x89, 'D', 'E', 'S', 'I', 'L', '\r', '\n'};
constexpr std::uint32_t kEncryptedFlag = 1;

// Offsets of the fields; FORMAT.md has the same table.
constexpr std::size_t kVersionAt = 8, kFlagsAt = 12, kFileIdAt = 16, kKindAt = 32, kEpochAt = 64, kPageSizeAt = 72,
                      kSectionsAt = 76, kPagesAt = 80, kLengthAt = 88, kDirectoryPageAt = 96, kDirectoryBytesAt = 104,
                      kRetentionAt = 112, kZeroAt = 120, kDirectorySumAt = 128, kKeyIdAt = 160, kSaltAt = 176,
                      kWrappedAt = 208, kTagAt = 240, kPaddingAt = 256, kSumAt = kHeaderBytes - sizeof(Sha256);

[[noreturn]] void refuse(const std::string& path, const std::string& what, std::size_t byte) {
  throw Error(ExitCode::kDamaged,
              path + ": header (bytes 0 to 4095): " + what +
                  ". Cure: get the file again from where it was made; this copy cannot be trusted.",
              {path, 0, "", byte});
}

template <class Array>
void store_array(HeaderBytes& bytes, std::size_t at, const Array& values) {
  std::copy(values.begin(), values.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
}

template <class Array>
void load_array(const HeaderBytes& bytes, std::size_t at, Array& values) {
  std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), values.size(), values.begin());
}

bool all_zero(const HeaderBytes& bytes, std::size_t begin, std::size_t end) {
  return std::all_of(bytes.begin() + static_cast<std::ptrdiff_t>(begin),
                     bytes.begin() + static_cast<std::ptrdiff_t>(end), [](unsigned char b) { return b == 0; });
}

std::string kind_of(const HeaderBytes& bytes, const std::string& path) {
  const char* const begin = reinterpret_cast<const char*>(bytes.data()) + kKindAt;
  std::string kind(begin, ::strnlen(begin, kKindLimit));
  if (!plain_identifier(kind, kKindLimit) || !all_zero(bytes, kKindAt + kind.size(), kKindAt + kKindLimit)) {
    refuse(path, "the kind is not understood", kKindAt);
  }
  return kind;
}

// Counts that agree with each other and overflow nowhere.
void check_sizes(const SnapshotHeader& header, std::uint64_t length, const std::string& path) {
  if (!std::has_single_bit(header.page_size) || header.page_size < kSmallestPage || header.page_size > kLargestPage) {
    refuse(path, "the page size is out of range", kPageSizeAt);
  }
  std::uint64_t pages_bytes = 0, expected = 0;
  if (__builtin_mul_overflow(header.pages, header.page_size, &pages_bytes) ||
      __builtin_add_overflow(pages_bytes, kHeaderBytes, &expected) || expected != length) {
    refuse(path, "the length does not belong to the number of pages", kLengthAt);
  }
  if (header.directory_first_page >= header.pages) refuse(path, "there is no directory", kDirectoryPageAt);
  const std::uint64_t payload = header.payload();
  const std::uint64_t wanted = header.directory_bytes / payload + (header.directory_bytes % payload != 0 ? 1 : 0);
  if (header.directory_bytes == 0 || wanted != header.directory_pages()) {
    refuse(path, "the size of the directory does not belong to its pages", kDirectoryBytesAt);
  }
}

}  // namespace

bool plain_identifier(const std::string& name, std::size_t limit) {
  return !name.empty() && name.size() <= limit && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' || c == '/';
  });
}

Sha256 sha256_bytes(const void* bytes, std::size_t size) {
  Sha256 digest{};
  unsigned length = 0;
  if (EVP_Digest(bytes, size, digest.data(), &length, EVP_sha256(), nullptr) != 1 || length != digest.size()) {
    throw Error(ExitCode::kInvariant, "SHA-256 failed");
  }
  return digest;
}

std::string hex_text(std::span<const unsigned char> bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

HeaderBytes encode_header(const SnapshotHeader& header) {
  HeaderBytes bytes{};
  store_array(bytes, 0, kMagic);
  store_number(&bytes[kVersionAt], kSnapshotVersion);
  store_number(&bytes[kFlagsAt], header.encrypted ? kEncryptedFlag : 0);
  store_array(bytes, kFileIdAt, header.file_id);
  std::memcpy(&bytes[kKindAt], header.kind.data(), std::min(header.kind.size(), kKindLimit));
  store_number(&bytes[kEpochAt], header.epoch);
  store_number(&bytes[kPageSizeAt], header.page_size);
  store_number(&bytes[kSectionsAt], header.sections);
  store_number(&bytes[kPagesAt], header.pages);
  store_number(&bytes[kLengthAt], header.file_bytes());
  store_number(&bytes[kDirectoryPageAt], header.directory_first_page);
  store_number(&bytes[kDirectoryBytesAt], header.directory_bytes);
  store_number(&bytes[kRetentionAt], header.retention_day);
  store_array(bytes, kDirectorySumAt, header.directory_sha256);
  store_array(bytes, kKeyIdAt, header.key_id);
  store_array(bytes, kSaltAt, header.wrap_salt);
  store_array(bytes, kWrappedAt, header.wrapped_key);
  store_array(bytes, kTagAt, header.wrap_tag);
  store_array(bytes, kSumAt, sha256_bytes(bytes.data(), kSumAt));
  return bytes;
}

std::span<const unsigned char> wrapped_part(const HeaderBytes& bytes) { return {bytes.data(), kWrappedAt}; }

SnapshotHeader decode_header(const HeaderBytes& bytes, const std::string& path) {
  if (!std::equal(kMagic.begin(), kMagic.end(), bytes.begin())) {
    refuse(path, "this is no snapshot, or its first bytes are damaged", 0);
  }
  Sha256 sum{};
  load_array(bytes, kSumAt, sum);
  if (sha256_bytes(bytes.data(), kSumAt) != sum) refuse(path, "damaged: its SHA-256 does not hold", 0);
  if (load_number<std::uint32_t>(&bytes[kVersionAt]) != kSnapshotVersion) {
    refuse(path, "the version of the format is not known to this program", kVersionAt);
  }
  const auto flags = load_number<std::uint32_t>(&bytes[kFlagsAt]);
  if ((flags & ~kEncryptedFlag) != 0) refuse(path, "a flag is not known to this program", kFlagsAt);
  SnapshotHeader header;
  header.encrypted = flags == kEncryptedFlag;
  load_array(bytes, kFileIdAt, header.file_id);
  header.kind = kind_of(bytes, path);
  header.epoch = load_number<std::uint64_t>(&bytes[kEpochAt]);
  header.page_size = load_number<std::uint32_t>(&bytes[kPageSizeAt]);
  header.sections = load_number<std::uint32_t>(&bytes[kSectionsAt]);
  header.pages = load_number<std::uint64_t>(&bytes[kPagesAt]);
  header.directory_first_page = load_number<std::uint64_t>(&bytes[kDirectoryPageAt]);
  header.directory_bytes = load_number<std::uint64_t>(&bytes[kDirectoryBytesAt]);
  header.retention_day = load_number<std::uint64_t>(&bytes[kRetentionAt]);
  load_array(bytes, kDirectorySumAt, header.directory_sha256);
  load_array(bytes, kKeyIdAt, header.key_id);
  load_array(bytes, kSaltAt, header.wrap_salt);
  load_array(bytes, kWrappedAt, header.wrapped_key);
  load_array(bytes, kTagAt, header.wrap_tag);
  check_sizes(header, load_number<std::uint64_t>(&bytes[kLengthAt]), path);
  if (!all_zero(bytes, kZeroAt, kDirectorySumAt) || !all_zero(bytes, kPaddingAt, kSumAt) ||
      (!header.encrypted && !all_zero(bytes, kKeyIdAt, kPaddingAt))) {
    refuse(path, "bytes that are kept zero are not", kPaddingAt);
  }
  return header;
}

}  // namespace io
