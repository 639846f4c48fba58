#include "io/config/small_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engine/error.h"

namespace io {
namespace {

using engine::Error;
using engine::ExitCode;

// Closes a descriptor at the end of its scope.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  int value() const { return value_; }

 private:
  int value_;
};

}  // namespace

std::string read_small_file(const std::string& path, std::size_t limit, const std::string& what) {
  // O_NONBLOCK: opening a FIFO returns at once, and the check for a regular file refuses it.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.value() < 0) {
    const int error = errno;
    const bool wrong_path = error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG || error == ELOOP;
    throw Error(wrong_path ? ExitCode::kUsage : ExitCode::kResource,
                path + ": the " + what + " cannot be opened: " + std::strerror(error) +
                    ". Cure: check the path and its permission.",
                {path, 0, "", 0});
  }
  struct stat status {};
  if (::fstat(file.value(), &status) != 0 || !S_ISREG(status.st_mode)) {
    throw Error(ExitCode::kUsage, path + ": not a regular file, wanted a " + what + ". Cure: give the path of the file itself.",
                {path, 0, "", 0});
  }
  const auto refuse_size = [&] {
    throw Error(ExitCode::kUsage,
                path + ": larger than " + std::to_string(limit) + " bytes, too large for a " + what + ". Cure: check the path.",
                {path, 0, "", 0});
  };
  if (static_cast<std::size_t>(status.st_size) > limit) refuse_size();
  std::string text;
  char block[16384];
  for (;;) {
    const ssize_t got = ::read(file.value(), block, sizeof block);
    if (got == 0) return text;
    if (got < 0) {
      if (errno == EINTR) continue;
      throw Error(ExitCode::kResource, path + ": the " + what + " cannot be read: " + std::strerror(errno) +
                                           ". Cure: check the disk, then run again.",
                  {path, 0, "", 0});
    }
    text.append(block, static_cast<std::size_t>(got));
    if (text.size() > limit) refuse_size();
  }
}

}  // namespace io
