#include "io/temporary_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "engine/error.h"

namespace io {
namespace {

[[noreturn]] void fail(const std::string& path, const std::string& what, int error) {
  throw engine::Error(
      engine::ExitCode::kResource,
      path + ": " + what + ": " + std::strerror(error) +
          ". Cure: check free space and permission of the folder, then run again; the earlier file is unchanged.",
      {path, 0, "", 0});
}

std::string folder_of(const std::string& path) {
  const std::string parent = std::filesystem::path(path).parent_path().string();
  return parent.empty() ? "." : parent;
}

}  // namespace

void sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) fail(folder, "cannot open the folder to make a rename durable", errno);
  const int error = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (error != 0) fail(folder, "cannot sync the folder", error);
}

TemporaryFile::TemporaryFile(std::string path) : path_(std::move(path)) {
  const std::filesystem::path final_path(path_);
  name_ = folder_of(path_) + "/." + final_path.filename().string() + ".tmp-" + std::to_string(::getpid());
  descriptor_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor_ < 0 && errno == EEXIST) {  // left by a killed process that had the same id
    ::unlink(name_.c_str());
    descriptor_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  }
  if (descriptor_ < 0) fail(path_, "cannot create a temporary file beside it", errno);
}

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : path_(std::move(other.path_)),
      name_(std::exchange(other.name_, std::string())),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

TemporaryFile& TemporaryFile::operator=(TemporaryFile&& other) noexcept {
  if (this != &other) {
    discard();
    path_ = std::move(other.path_);
    name_ = std::exchange(other.name_, std::string());
    descriptor_ = std::exchange(other.descriptor_, -1);
  }
  return *this;
}

TemporaryFile::~TemporaryFile() { discard(); }

void TemporaryFile::discard() noexcept {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
  if (!name_.empty()) ::unlink(name_.c_str());
  name_.clear();
}

void TemporaryFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      fail(path_, "cannot write", errno);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void TemporaryFile::write_at(std::uint64_t offset, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0) {
      if (errno == EINTR) continue;
      fail(path_, "cannot write", errno);
    }
    offset += static_cast<std::uint64_t>(written);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void TemporaryFile::start_writeback(std::uint64_t offset, std::uint64_t size) {
  // Only a hint: an error of the disk is reported by the fsync that follows.
  static_cast<void>(
      ::sync_file_range(descriptor_, static_cast<off64_t>(offset), static_cast<off64_t>(size), SYNC_FILE_RANGE_WRITE));
}

void TemporaryFile::sync_and_close() {
  if (::fsync(descriptor_) != 0) fail(path_, "cannot sync", errno);
  const int descriptor = std::exchange(descriptor_, -1);
  if (::close(descriptor) != 0) fail(path_, "cannot close", errno);
}

void TemporaryFile::rename_to_final() {
  if (::rename(name_.c_str(), path_.c_str()) != 0) fail(path_, "cannot rename the finished file", errno);
  name_.clear();
  sync_folder(folder_of(path_));
}

}  // namespace io
