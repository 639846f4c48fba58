#include "io/snapshot/secret_key.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <sys/mman.h>

#include <new>
#include <utility>

#include "engine/error.h"

namespace io {
namespace {

constexpr std::size_t kMapped = 4096;  // one page: locking works in pages

}  // namespace

SecretKey::SecretKey() {
  void* const mapped = ::mmap(nullptr, kMapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) throw std::bad_alloc();
  static_cast<void>(::mlock(mapped, kMapped));
  static_cast<void>(::madvise(mapped, kMapped, MADV_DONTDUMP));
  bytes_ = static_cast<unsigned char*>(mapped);
}

SecretKey::SecretKey(SecretKey&& other) noexcept : bytes_(std::exchange(other.bytes_, nullptr)) {}

SecretKey& SecretKey::operator=(SecretKey&& other) noexcept {
  if (this != &other) {
    release();
    bytes_ = std::exchange(other.bytes_, nullptr);
  }
  return *this;
}

SecretKey::~SecretKey() { release(); }

void SecretKey::release() noexcept {
  if (bytes_ == nullptr) return;
  OPENSSL_cleanse(bytes_, kBytes);
  ::munmap(bytes_, kMapped);
  bytes_ = nullptr;
}

SecretKey SecretKey::random() {
  SecretKey key;
  if (RAND_priv_bytes(key.bytes_, static_cast<int>(kBytes)) != 1) {
    throw engine::Error(engine::ExitCode::kResource, "the system gives no random bytes. Cure: run again.");
  }
  return key;
}

}  // namespace io
