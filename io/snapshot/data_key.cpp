#include "io/snapshot/data_key.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <memory>
#include <new>
#include <string_view>

#include "engine/error.h"

namespace io {
namespace {

using engine::Error;
using engine::ExitCode;

constexpr std::string_view kWrapUse = "desil snapshot 1: wrap";
constexpr std::string_view kIdUse = "desil snapshot 1: key id";
constexpr std::array<unsigned char, 12> kNonce{};  // each wrapping key is used once

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

// HKDF (RFC 5869) with SHA-256.
void derive(const SecretKey& key, std::span<const unsigned char> salt, std::string_view use,
            std::span<unsigned char> out) {
  const std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr), EVP_KDF_free);
  const std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> context(EVP_KDF_CTX_new(kdf.get()), EVP_KDF_CTX_free);
  if (!context) throw std::bad_alloc();
  char digest[] = "SHA256";
  const auto octets = [](const char* name, const void* bytes, std::size_t size) {
    return OSSL_PARAM_construct_octet_string(name, const_cast<void*>(bytes), size);
  };
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
                                   octets(OSSL_KDF_PARAM_KEY, key.bytes().data(), key.bytes().size()),
                                   octets(OSSL_KDF_PARAM_SALT, salt.data(), salt.size()),
                                   octets(OSSL_KDF_PARAM_INFO, use.data(), use.size()), OSSL_PARAM_construct_end()};
  if (EVP_KDF_derive(context.get(), out.data(), out.size(), parameters) != 1) {
    throw Error(ExitCode::kInvariant, "deriving a key failed");
  }
}

SecretKey wrapping_key(const SecretKey& key, const SnapshotHeader& header) {
  SecretKey wrapping;
  derive(key, header.wrap_salt, kWrapUse, wrapping.bytes());
  return wrapping;
}

}  // namespace

std::array<unsigned char, 16> key_id_of(const SecretKey& key) {
  constexpr std::array<unsigned char, 32> kNoSalt{};
  std::array<unsigned char, 16> id{};
  derive(key, kNoSalt, kIdUse, id);
  return id;
}

void wrap_data_key(const SecretKey& data_key, const SecretKey& key, SnapshotHeader& header) {
  header.key_id = key_id_of(key);
  if (RAND_bytes(header.wrap_salt.data(), static_cast<int>(header.wrap_salt.size())) != 1) {
    throw Error(ExitCode::kResource, "the system gives no random bytes. Cure: run again.");
  }
  const SecretKey wrapping = wrapping_key(key, header);
  const HeaderBytes bytes = encode_header(header);
  const std::span<const unsigned char> bound = wrapped_part(bytes);
  const Cipher context(EVP_CIPHER_CTX_new());
  if (!context) throw std::bad_alloc();
  EVP_CIPHER_CTX* const c = context.get();
  int size = 0;
  const bool done =
      EVP_EncryptInit_ex(c, EVP_aes_256_gcm(), nullptr, wrapping.bytes().data(), kNonce.data()) == 1 &&
      EVP_EncryptUpdate(c, nullptr, &size, bound.data(), static_cast<int>(bound.size())) == 1 &&
      EVP_EncryptUpdate(c, header.wrapped_key.data(), &size, data_key.bytes().data(), SecretKey::kBytes) == 1 &&
      EVP_EncryptFinal_ex(c, nullptr, &size) == 1 &&
      EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_GET_TAG, static_cast<int>(header.wrap_tag.size()), header.wrap_tag.data()) ==
          1;
  if (!done) throw Error(ExitCode::kInvariant, "wrapping the data key failed");
}

SecretKey unwrap_data_key(const SnapshotHeader& header, const SecretKey& key, const std::string& path) {
  const SecretKey wrapping = wrapping_key(key, header);
  const HeaderBytes bytes = encode_header(header);
  const std::span<const unsigned char> bound = wrapped_part(bytes);
  const Cipher context(EVP_CIPHER_CTX_new());
  if (!context) throw std::bad_alloc();
  EVP_CIPHER_CTX* const c = context.get();
  SecretKey data_key;
  auto tag = header.wrap_tag;
  int size = 0;
  const bool opened =
      EVP_DecryptInit_ex(c, EVP_aes_256_gcm(), nullptr, wrapping.bytes().data(), kNonce.data()) == 1 &&
      EVP_DecryptUpdate(c, nullptr, &size, bound.data(), static_cast<int>(bound.size())) == 1 &&
      EVP_DecryptUpdate(c, data_key.bytes().data(), &size, header.wrapped_key.data(), SecretKey::kBytes) == 1 &&
      EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag.size()), tag.data()) == 1 &&
      EVP_DecryptFinal_ex(c, nullptr, &size) == 1;
  ERR_clear_error();
  if (opened) return data_key;
  const std::array<unsigned char, 16> id = key_id_of(key);
  const std::string reason =
      id == header.key_id
          ? "the header was changed after the file was written: the key is the right one, its seal does not hold"
          : "the key does not open it: the file wants key " + hex_text(header.key_id) + ", given " + hex_text(id);
  throw Error(ExitCode::kKey, path + ": " + reason + ". Cure: --key-file with the key the file was written with.",
              {path, 0, "", 0});
}

}  // namespace io
