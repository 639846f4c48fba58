// 256 secret bits in memory of their own: locked, left out of core files, wiped at the end.
//
// Locking is best effort: where the limit of locked memory forbids it, the key is still left out of core
// files and wiped. Not copyable. errors: std::bad_alloc; engine::Error (kResource) without random bytes.
// threads: reading from any number.
#pragma once

#include <cstddef>
#include <span>

namespace io {

class SecretKey {
 public:
  static constexpr std::size_t kBytes = 32;

  SecretKey();  // zeros, to be filled
  SecretKey(SecretKey&& other) noexcept;
  SecretKey& operator=(SecretKey&& other) noexcept;
  SecretKey(const SecretKey&) = delete;
  SecretKey& operator=(const SecretKey&) = delete;
  ~SecretKey();

  static SecretKey random();

  std::span<unsigned char, kBytes> bytes() { return std::span<unsigned char, kBytes>(bytes_, kBytes); }
  std::span<const unsigned char, kBytes> bytes() const {
    return std::span<const unsigned char, kBytes>(bytes_, kBytes);
  }

 private:
  void release() noexcept;
  unsigned char* bytes_ = nullptr;
};

}  // namespace io
