#include "io/snapshot/key_file.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "engine/error.h"
#include "io/output_file.h"

namespace io {
namespace {

using engine::Error;
using engine::ExitCode;

constexpr std::size_t kTextBytes = 2 * SecretKey::kBytes + 1;

[[noreturn]] void refuse(const std::string& path, const std::string& what, const std::string& cure,
                         ExitCode code = ExitCode::kKey) {
  throw Error(code, path + ": " + what + ". Cure: " + cure + ".", {path, 0, "", 0});
}

// The text of a key file, wiped wherever the scope is left; one byte more shows a file that is too long.
struct KeyText {
  std::array<char, kTextBytes + 1> bytes{};
  KeyText() = default;
  KeyText(const KeyText&) = delete;
  KeyText& operator=(const KeyText&) = delete;
  ~KeyText() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
};

struct Descriptor {
  int value;
  ~Descriptor() {
    if (value >= 0) ::close(value);
  }
};

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

enum class Guard { kFile, kCredential };

void check_guard(const std::string& path, int descriptor, Guard guard) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) refuse(path, "the key file cannot be examined", "check the disk");
  if (!S_ISREG(status.st_mode)) refuse(path, "the key is no regular file", "give the path of the file itself");
  const mode_t forbidden = guard == Guard::kFile ? S_IRWXG | S_IRWXO : S_IRWXO;
  if ((status.st_mode & forbidden) != 0) {
    refuse(path, guard == Guard::kFile ? "the key file is open to group or others" : "the credential is open to others",
           "chmod 600 " + path);
  }
  if (guard == Guard::kFile && status.st_uid != ::geteuid() && status.st_uid != 0) {
    refuse(path, "the key file belongs to another user", "run as its owner, or make your own with desil keygen");
  }
}

SecretKey parse_key(const std::string& path, const KeyText& text, std::size_t size) {
  SecretKey key;
  bool good = size == kTextBytes && text.bytes[kTextBytes - 1] == '\n';
  for (std::size_t i = 0; good && i < SecretKey::kBytes; ++i) {
    const int high = digit_value(text.bytes[2 * i]), low = digit_value(text.bytes[2 * i + 1]);
    good = high >= 0 && low >= 0;
    if (good) key.bytes()[i] = static_cast<unsigned char>(high * 16 + low);
  }
  if (!good) {
    refuse(path, "not a key: wanted 64 hexadecimal digits and a line end",
           "give the file that desil keygen made, byte for byte");
  }
  return key;
}

SecretKey read_guarded(const std::string& path, Guard guard) {
  // O_NONBLOCK: opening a pipe returns at once, and the check for a regular file refuses it.
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
  if (file.value < 0) {
    refuse(path, std::string("the key file cannot be opened: ") + std::strerror(errno),
           errno == ENOENT ? "check the path, or make one with desil keygen" : "check the path and its permission");
  }
  check_guard(path, file.value, guard);
  KeyText text;
  std::size_t size = 0;
  while (size < text.bytes.size()) {
    const ssize_t got = ::read(file.value, text.bytes.data() + size, text.bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) refuse(path, std::string("the key file cannot be read: ") + std::strerror(errno), "check the disk");
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  return parse_key(path, text, size);
}

bool exists(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0) return true;
  if (errno == ENOENT || errno == ENOTDIR) return false;
  refuse(path, std::string("the key file cannot be examined: ") + std::strerror(errno),
         "check the permission of its folder");
}

std::string absolute_folder(const char* variable) {
  const char* const value = std::getenv(variable);
  return value != nullptr && value[0] == '/' ? value : "";
}

std::string credential_file() {
  const std::string folder = absolute_folder("CREDENTIALS_DIRECTORY");
  return folder.empty() ? "" : folder + "/" + kKeyCredentialName;
}

}  // namespace

SecretKey read_key_file(const std::string& path) { return read_guarded(path, Guard::kFile); }

void make_key_file(const std::string& path) {
  const SecretKey key = SecretKey::random();
  KeyText text;
  constexpr char kDigits[] = "0123456789abcdef";
  for (std::size_t i = 0; i < SecretKey::kBytes; ++i) {
    text.bytes[2 * i] = kDigits[key.bytes()[i] >> 4];
    text.bytes[2 * i + 1] = kDigits[key.bytes()[i] & 15];
  }
  text.bytes[kTextBytes - 1] = '\n';
  TemporaryFile file(path);
  file.write({text.bytes.data(), kTextBytes});
  file.sync_and_close();
  // A link, not a rename: it fails where another process has made a key in the meantime.
  if (::link(file.name().c_str(), path.c_str()) != 0) {
    const int error = errno;
    if (error == EEXIST) {
      refuse(path, "exists already; a key is never overwritten, since what it locked could not be opened again",
             "choose another name, or move the old key away");
    }
    refuse(path, std::string("cannot take its name: ") + std::strerror(error), "check the permission of the folder",
           ExitCode::kResource);
  }
  const std::string folder = std::filesystem::path(path).parent_path().string();
  sync_folder(folder.empty() ? "." : folder);
}

std::string default_key_file() {
  const std::string configuration = absolute_folder("XDG_CONFIG_HOME");
  if (!configuration.empty()) return configuration + "/desil/key";
  const std::string home = absolute_folder("HOME");
  return home.empty() ? "" : home + "/.config/desil/key";
}

std::optional<SecretKey> find_key(const std::string& given) {
  if (!given.empty()) return read_key_file(given);
  const std::string credential = credential_file();
  if (!credential.empty() && exists(credential)) return read_guarded(credential, Guard::kCredential);
  const std::string standard = default_key_file();
  if (!standard.empty() && exists(standard)) return read_key_file(standard);
  return std::nullopt;
}

SecretKey key_for_opening(const std::string& given) {
  std::optional<SecretKey> key = find_key(given);
  if (key) return std::move(*key);
  const std::string standard = default_key_file();
  throw Error(ExitCode::kKey,
              "no key: an encrypted snapshot needs one" +
                  (standard.empty() ? std::string() : ", and there is no " + standard) +
                  ". Cure: --key-file FILE with the key it was written with.",
              {standard, 0, "", 0});
}

SecretKey key_for_writing(const std::string& given, const std::function<void(const std::string&)>& on_made) {
  std::optional<SecretKey> key = find_key(given);
  if (key) return std::move(*key);
  const std::string standard = default_key_file();
  if (standard.empty()) {
    throw Error(ExitCode::kKey,
                "no key, and no folder for one: neither XDG_CONFIG_HOME nor HOME is an absolute path. "
                "Cure: desil keygen FILE, then --key-file FILE.");
  }
  make_folder(std::filesystem::path(standard).parent_path().string());
  try {
    make_key_file(standard);
    if (on_made) on_made(standard);
  } catch (const Error& error) {
    if (error.code() != ExitCode::kKey) throw;  // another process was first: its key is as good
  }
  return read_key_file(standard);
}

}  // namespace io
