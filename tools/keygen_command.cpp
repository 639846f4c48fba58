#include "tools/keygen_command.h"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <nlohmann/json.hpp>

#include "engine/error.h"
#include "io/output_file.h"
#include "tools/result_output.h"

namespace tools {
namespace {

constexpr std::size_t kKeyBytes = 32;

// Wipes the key wherever the scope is left.
struct KeyText {
  std::array<unsigned char, kKeyBytes> random{};
  std::array<char, 2 * kKeyBytes + 1> hex{};
  KeyText() = default;
  KeyText(const KeyText&) = delete;
  KeyText& operator=(const KeyText&) = delete;
  ~KeyText() {
    OPENSSL_cleanse(random.data(), random.size());
    OPENSSL_cleanse(hex.data(), hex.size());
  }
};

void fill(KeyText& key) {
  constexpr char kDigits[] = "0123456789abcdef";
  if (RAND_priv_bytes(key.random.data(), static_cast<int>(key.random.size())) != 1) {
    throw engine::Error(engine::ExitCode::kResource, "the system gives no random bytes. Cure: run again.");
  }
  for (std::size_t i = 0; i < kKeyBytes; ++i) {
    key.hex[2 * i] = kDigits[key.random[i] >> 4];
    key.hex[2 * i + 1] = kDigits[key.random[i] & 15];
  }
  key.hex.back() = '\n';
}

}  // namespace

int keygen_command(const KeygenOptions& options) {
  struct stat status {};
  if (::lstat(options.file.c_str(), &status) == 0) {
    throw engine::Error(
        engine::ExitCode::kKey,
        fmt::format("{}: exists already; a key is never overwritten, since what it locked could not be opened again. "
                    "Cure: choose another name, or move the old key away.",
                    options.file),
        {options.file, 0, "", 0});
  }
  if (!options.global.dry_run) {
    KeyText key;
    fill(key);
    io::write_output_file(options.file, {key.hex.data(), key.hex.size()});
  }
  const bool indonesian = options.global.command_language() == Language::kIndonesian;
  if (options.global.json) {
    nlohmann::json result = {{"file", options.file}, {"bits", 8 * kKeyBytes}, {"written", !options.global.dry_run}};
    print_result(result.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  } else if (options.global.dry_run) {
    print_result(options.file +
                 (indonesian ? ": kunci 256 bit akan dibuat di sini\n" : ": a key of 256 bits would be made here\n"));
  } else {
    print_result(options.file + (indonesian ? ": kunci 256 bit, hanya dapat dibaca oleh Anda\n"
                                            : ": a key of 256 bits, readable by you alone\n"));
  }
  return 0;
}

}  // namespace tools
