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

std::string read_small_file(const std::string& path, std::size_t limit, const std::string& what, ExitCode refused) {
  const auto refuse = [&](ExitCode code, const std::string& why) {
    throw Error(code, path + ": the " + what + " " + why, {path, 0, "", 0});
  };
  // O_NONBLOCK: opening a pipe returns at once, and the check for a regular file refuses it.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (file.value() < 0) {
    const int error = errno;
    if (error == ENOENT) refuse(refused, "is missing: there is no such file. Cure: check the path.");
    if (error == ENXIO)
      refuse(refused, "is no regular file (a socket or device?). Cure: give the path of the file itself.");
    const bool wrong_path = error == ENOTDIR || error == ENAMETOOLONG || error == ELOOP;
    refuse(wrong_path ? refused : ExitCode::kResource,
           std::string("cannot be opened: ") + std::strerror(error) + ". Cure: check the path and its permission.");
  }
  struct stat status {};
  if (::fstat(file.value(), &status) != 0) {
    refuse(ExitCode::kResource,
           std::string("cannot be examined: ") + std::strerror(errno) + ". Cure: check the disk, then run again.");
  }
  if (S_ISDIR(status.st_mode)) refuse(refused, "is a directory. Cure: give the path of the file in it.");
  if (!S_ISREG(status.st_mode))
    refuse(refused, "is no regular file (a pipe or device?). Cure: give the path of the file itself.");
  const auto refuse_size = [&] {
    refuse(refused, "is larger than " + std::to_string(limit) + " bytes. Cure: check the path.");
  };
  if (static_cast<std::size_t>(status.st_size) > limit) refuse_size();
  std::string text;
  char block[16384];
  for (;;) {
    const ssize_t got = ::read(file.value(), block, sizeof block);
    if (got == 0) return text;
    if (got < 0) {
      if (errno == EINTR) continue;
      refuse(ExitCode::kResource,
             std::string("cannot be read: ") + std::strerror(errno) + ". Cure: check the disk, then run again.");
    }
    text.append(block, static_cast<std::size_t>(got));
    if (text.size() > limit) refuse_size();
  }
}

}  // namespace io
