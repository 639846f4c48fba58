#include "io/export/manifest_signature.h"

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>

#include "engine/error.h"
#include "io/config/small_file.h"

namespace io {
namespace {

using engine::Error;
using engine::ExitCode;

constexpr std::size_t kKeyLimit = 16384;
constexpr std::size_t kSignatureBytes = 64;

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Digest = std::unique_ptr<EVP_MD_CTX, FreeDigest>;

[[noreturn]] void refuse(const std::string& path, const std::string& what, const std::string& cure) {
  throw Error(ExitCode::kKey, path + ": " + what + ". Cure: " + cure + ".", {path, 0, "", 0});
}

// The bytes of a key file; every failure to read one is a matter of keys.
std::string key_text(const std::string& path, const std::string& what) {
  try {
    return read_small_file(path, kKeyLimit, what);
  } catch (const Error& error) {
    throw Error(ExitCode::kKey, error.what(), error.place());
  }
}

// Answers no question for a password: an encrypted key is refused.
int no_password(char*, int, int, void*) { return -1; }

Key read_key(std::string& text, bool is_private) {
  const std::unique_ptr<BIO, FreeBio> bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  if (!bio) throw std::bad_alloc();
  Key key(is_private ? PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr)
                     : PEM_read_bio_PUBKEY(bio.get(), nullptr, no_password, nullptr));
  ERR_clear_error();
  if (key && EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_ED25519) key.reset();
  return key;
}

Key private_key(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) {
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
      refuse(path, "the signing key can be read by group or others", "chmod 600 " + path);
    }
    if (status.st_uid != ::geteuid() && status.st_uid != 0) {
      refuse(path, "the signing key belongs to another user", "run as its owner");
    }
  }
  std::string text = key_text(path, "signing key");
  Key key = read_key(text, true);
  OPENSSL_cleanse(text.data(), text.size());
  if (!key) {
    refuse(path, "not an Ed25519 private key in PEM form without a password",
           "openssl genpkey -algorithm ed25519 -out FILE");
  }
  return key;
}

}  // namespace

void check_sign_key(const std::string& key_file) { private_key(key_file); }

std::string sign_manifest(std::string_view text, const std::string& key_file) {
  const Key key = private_key(key_file);
  const Digest context(EVP_MD_CTX_new());
  if (!context) throw std::bad_alloc();
  std::string signature(kSignatureBytes, '\0');
  std::size_t size = signature.size();
  const bool done = EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
                    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                                   reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
  if (!done || size != kSignatureBytes) throw Error(ExitCode::kInvariant, "signing the manifest failed");
  return signature;
}

bool signature_holds(std::string_view text, std::string_view signature, const std::string& public_key_file) {
  std::string pem = key_text(public_key_file, "public key");
  const Key key = read_key(pem, false);
  if (!key) {
    refuse(public_key_file, "not an Ed25519 public key in PEM form", "openssl pkey -in PRIVATE -pubout -out FILE");
  }
  const Digest context(EVP_MD_CTX_new());
  if (!context) throw std::bad_alloc();
  const bool holds =
      EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
      EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()), signature.size(),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
  ERR_clear_error();
  return holds;
}

}  // namespace io
