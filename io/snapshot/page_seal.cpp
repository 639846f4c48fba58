#include "io/snapshot/page_seal.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <xxh_x86dispatch.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>

#include "engine/error.h"
#include "io/snapshot/little_endian.h"

namespace io {
namespace {

using engine::Error;
using engine::ExitCode;

constexpr std::size_t kSealBytes = 16;
constexpr std::uint64_t kLastMark = std::uint64_t{1} << 63;
constexpr std::size_t kPaddingPiece = 4096;

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

using Nonce = std::array<unsigned char, 12>;
using Binding = std::array<unsigned char, 48>;
using Label = std::array<unsigned char, kSealBytes>;

// Fetched once: looking an algorithm up takes locks in OpenSSL 3.0.
const EVP_CIPHER* aes_256_gcm() {
  static const EVP_CIPHER* const cipher = [] {
    const EVP_CIPHER* const fetched = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return fetched != nullptr ? fetched : EVP_aes_256_gcm();
  }();
  return cipher;
}

Label label_bytes(const PageLabel& label) {
  Label bytes{};
  store_number(&bytes[0], label.section);
  store_number(&bytes[4], label.used);
  store_number(&bytes[8], label.page_in_section | (label.last ? kLastMark : 0));
  return bytes;
}

Binding binding_bytes(const FileId& file_id, std::uint64_t epoch, std::uint64_t page, const PageLabel& label) {
  Binding bytes{};
  std::copy(file_id.begin(), file_id.end(), bytes.begin());
  store_number(&bytes[16], epoch);
  store_number(&bytes[24], page);
  const Label last = label_bytes(label);
  std::copy(last.begin(), last.end(), bytes.begin() + 32);
  return bytes;
}

// The page's number in the file: no number is sealed twice under one data key (snapshot_writer.h).
Nonce nonce_of(std::uint64_t page) {
  Nonce nonce{};
  store_number(&nonce[4], page);
  return nonce;
}

void require(bool done) {
  if (!done) throw Error(ExitCode::kInvariant, "sealing a page failed");
}

bool all_zero(const unsigned char* bytes, std::size_t size) {
  return std::all_of(bytes, bytes + size, [](unsigned char b) { return b == 0; });
}

}  // namespace

PageSeal::PageSeal(const SnapshotHeader& header, const SecretKey* data_key)
    : encrypted_(header.encrypted),
      file_id_(header.file_id),
      epoch_(header.epoch),
      payload_(header.payload()),
      data_key_(data_key) {}

void PageSeal::seal(std::uint64_t page, const PageLabel& label, const unsigned char* values, unsigned char* out) const {
  if (!encrypted_) {
    std::copy_n(values, label.used, out);
    std::fill(out + label.used, out + payload_, static_cast<unsigned char>(0));
    const Label bytes = label_bytes(label);
    std::copy(bytes.begin(), bytes.end(), out + payload_);
  } else {
    const Nonce nonce = nonce_of(page);
    const Binding binding = binding_bytes(file_id_, epoch_, page, label);
    const Cipher context(EVP_CIPHER_CTX_new());
    if (!context) throw std::bad_alloc();
    EVP_CIPHER_CTX* const c = context.get();
    int size = 0;
    require(data_key_ != nullptr);
    require(EVP_EncryptInit_ex(c, aes_256_gcm(), nullptr, data_key_->bytes().data(), nonce.data()) == 1);
    require(EVP_EncryptUpdate(c, nullptr, &size, binding.data(), static_cast<int>(binding.size())) == 1);
    require(EVP_EncryptUpdate(c, out, &size, values, static_cast<int>(label.used)) == 1);
    const std::array<unsigned char, kPaddingPiece> zeros{};
    for (std::size_t at = label.used; at < payload_; at += kPaddingPiece) {
      const std::size_t piece = std::min(kPaddingPiece, payload_ - at);
      require(EVP_EncryptUpdate(c, out + at, &size, zeros.data(), static_cast<int>(piece)) == 1);
    }
    require(EVP_EncryptFinal_ex(c, out + payload_, &size) == 1);
    require(EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_GET_TAG, kSealBytes, out + payload_) == 1);
  }
  sum(page, out, out + payload_ + kSealBytes);
}

void PageSeal::sum(std::uint64_t page, const unsigned char* bytes, unsigned char* out) const {
  XXH128_canonical_t content, bound;
  XXH128_canonicalFromHash(&content, XXH3_128bits_dispatch(bytes, payload_ + kSealBytes));
  std::array<unsigned char, 48> position{};
  std::copy(file_id_.begin(), file_id_.end(), position.begin());
  store_number(&position[16], epoch_);
  store_number(&position[24], page);
  std::memcpy(&position[32], content.digest, sizeof content.digest);
  XXH128_canonicalFromHash(&bound, XXH3_128bits(position.data(), position.size()));
  std::memcpy(out, bound.digest, sizeof bound.digest);
}

bool PageSeal::sum_holds(std::uint64_t page, const unsigned char* bytes) const {
  std::array<unsigned char, kPageTrailer - kSealBytes> expected{};
  sum(page, bytes, expected.data());
  return std::equal(expected.begin(), expected.end(), bytes + payload_ + kSealBytes);
}

PageState PageSeal::open(std::uint64_t page, const PageLabel& label, const unsigned char* bytes,
                         unsigned char* values) const {
  PageState state = PageState::kDamaged;
  if (sum_holds(page, bytes)) {
    const bool opened = encrypted_ ? decrypt(page, label, bytes, values) : read_plain(label, bytes, values);
    state = opened ? PageState::kIntact : PageState::kForged;
  }
  if (state != PageState::kIntact) std::fill_n(values, label.used, static_cast<unsigned char>(0));
  return state;
}

bool PageSeal::read_plain(const PageLabel& label, const unsigned char* bytes, unsigned char* values) const {
  const Label expected = label_bytes(label);
  if (!std::equal(expected.begin(), expected.end(), bytes + payload_)) return false;
  if (!all_zero(bytes + label.used, payload_ - label.used)) return false;
  std::copy_n(bytes, label.used, values);
  return true;
}

bool PageSeal::decrypt(std::uint64_t page, const PageLabel& label, const unsigned char* bytes,
                       unsigned char* values) const {
  require(data_key_ != nullptr);
  const Nonce nonce = nonce_of(page);
  const Binding binding = binding_bytes(file_id_, epoch_, page, label);
  const Cipher context(EVP_CIPHER_CTX_new());
  if (!context) throw std::bad_alloc();
  EVP_CIPHER_CTX* const c = context.get();
  int size = 0;
  std::array<unsigned char, kSealBytes> tag{};
  std::copy_n(bytes + payload_, tag.size(), tag.begin());
  bool opened = EVP_DecryptInit_ex(c, aes_256_gcm(), nullptr, data_key_->bytes().data(), nonce.data()) == 1 &&
                EVP_DecryptUpdate(c, nullptr, &size, binding.data(), static_cast<int>(binding.size())) == 1 &&
                EVP_DecryptUpdate(c, values, &size, bytes, static_cast<int>(label.used)) == 1;
  bool padded = true;
  std::array<unsigned char, kPaddingPiece> rest{};
  for (std::size_t at = label.used; opened && at < payload_; at += kPaddingPiece) {
    const std::size_t piece = std::min(kPaddingPiece, payload_ - at);
    opened = EVP_DecryptUpdate(c, rest.data(), &size, bytes + at, static_cast<int>(piece)) == 1;
    padded = padded && all_zero(rest.data(), piece);
  }
  opened = opened && EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag.size()), tag.data()) == 1 &&
           EVP_DecryptFinal_ex(c, rest.data(), &size) == 1;
  ERR_clear_error();
  return opened && padded;
}

}  // namespace io
