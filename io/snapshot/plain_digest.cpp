#include "io/snapshot/plain_digest.h"

#include <openssl/evp.h>

#include <memory>
#include <new>

#include "engine/error.h"
#include "io/snapshot/little_endian.h"

namespace io {

Sha256 plain_digest(const std::string& kind, std::uint32_t page_size, std::span<const SnapshotSection> sections,
                    std::span<const std::vector<Sha256>> leaves) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  if (!context) throw std::bad_alloc();
  bool done = EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
  const auto add = [&](const void* bytes, std::size_t size) {
    done = done && EVP_DigestUpdate(context.get(), bytes, size) == 1;
  };
  std::string text = "desil plain columns 1\n";
  append_number(text, page_size);
  append_number(text, static_cast<std::uint32_t>(kind.size()));
  text += kind;
  add(text.data(), text.size());
  for (std::size_t s = 0; s < sections.size(); ++s) {
    const SnapshotSection& section = sections[s];
    text.clear();
    append_number(text, static_cast<std::uint32_t>(section.type));
    append_number(text, section.width);
    append_number(text, section.count);
    append_number(text, static_cast<std::uint32_t>(section.name.size()));
    text += section.name;
    add(text.data(), text.size());
    add(leaves[s].data(), leaves[s].size() * sizeof(Sha256));
  }
  Sha256 digest{};
  unsigned size = 0;
  if (!done || EVP_DigestFinal_ex(context.get(), digest.data(), &size) != 1) {
    throw engine::Error(engine::ExitCode::kInvariant, "SHA-256 failed");
  }
  return digest;
}

}  // namespace io
