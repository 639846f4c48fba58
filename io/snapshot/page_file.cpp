#include "io/snapshot/page_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "engine/error.h"

namespace io {
namespace {

using engine::Error;
using engine::ExitCode;

[[noreturn]] void refuse(ExitCode code, const std::string& path, const std::string& what, const std::string& cure) {
  throw Error(code, path + ": " + what + ". Cure: " + cure + ".", {path, 0, "", 0});
}

}  // namespace

PageFile::PageFile(std::string path) : path_(std::move(path)) {
  // O_NONBLOCK: opening a pipe returns at once, and the check for a regular file refuses it.
  descriptor_ = ::open(path_.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (descriptor_ < 0) {
    const int error = errno;
    if (error == ELOOP)
      refuse(ExitCode::kDamaged, path_, "a symbolic link, wanted the snapshot itself", "give its path");
    const bool absent = error == ENOENT || error == ENOTDIR || error == ENXIO || error == ENAMETOOLONG;
    const bool forbidden = error == EACCES || error == EPERM;
    refuse(absent      ? ExitCode::kUsage
           : forbidden ? ExitCode::kKey
                       : ExitCode::kResource,
           path_, std::string("the snapshot cannot be opened: ") + std::strerror(error),
           "check the path and its permission");
  }
  examine();
}

PageFile::PageFile(int descriptor, std::string name) : path_(std::move(name)), descriptor_(descriptor) { examine(); }

PageFile::~PageFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void PageFile::examine() {
  struct stat status {};
  const bool known = ::fstat(descriptor_, &status) == 0;
  if (known && S_ISREG(status.st_mode)) {
    size_ = static_cast<std::uint64_t>(status.st_size);
    seconds_ = status.st_mtim.tv_sec;
    nanoseconds_ = status.st_mtim.tv_nsec;
    return;
  }
  const int error = errno;
  ::close(std::exchange(descriptor_, -1));
  if (known)
    refuse(ExitCode::kDamaged, path_, "no regular file, wanted a snapshot", "give the path of the file itself");
  refuse(ExitCode::kResource, path_, std::string("cannot be examined: ") + std::strerror(error), "check the disk");
}

void PageFile::read(std::uint64_t offset, void* out, std::size_t size) const {
  char* to = static_cast<char*>(out);
  while (size > 0) {
    const ssize_t got = ::pread(descriptor_, to, size, static_cast<off_t>(offset));
    if (got < 0) {
      if (errno == EINTR) continue;
      refuse(ExitCode::kResource, path_, std::string("cannot be read: ") + std::strerror(errno), "check the disk");
    }
    if (got == 0) {
      refuse(ExitCode::kDamaged, path_, "it ends before its length; something cut it while it was read",
             "let nothing write to it, then run again");
    }
    to += got;
    offset += static_cast<std::uint64_t>(got);
    size -= static_cast<std::size_t>(got);
  }
}

void PageFile::read_ahead(std::uint64_t offset, std::uint64_t size) const {
  static_cast<void>(
      ::posix_fadvise(descriptor_, static_cast<off_t>(offset), static_cast<off_t>(size), POSIX_FADV_WILLNEED));
}

void PageFile::check_unchanged() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) {
    refuse(ExitCode::kResource, path_, std::string("cannot be examined: ") + std::strerror(errno), "check the disk");
  }
  if (static_cast<std::uint64_t>(status.st_size) != size_ || status.st_mtim.tv_sec != seconds_ ||
      status.st_mtim.tv_nsec != nanoseconds_) {
    refuse(ExitCode::kDamaged, path_, "it changed while it was read", "let nothing write to it, then run again");
  }
}

}  // namespace io
