#include "io/output_file.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "engine/error.h"

namespace io {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

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

std::string to_hex(const unsigned char* bytes, unsigned count) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (unsigned i = 0; i < count; ++i) {
    out += kDigits[bytes[i] >> 4];
    out += kDigits[bytes[i] & 15];
  }
  return out;
}

}  // namespace

void sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) fail(folder, "cannot open the folder to make a rename durable", errno);
  const int error = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (error != 0) fail(folder, "cannot sync the folder", error);
}

struct OutputFile::Hasher {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  Hasher() {
    if (context == nullptr || EVP_DigestInit_ex(context, EVP_sha256(), nullptr) != 1) throw std::bad_alloc();
  }
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  ~Hasher() { EVP_MD_CTX_free(context); }

  void add(std::string_view bytes) {
    if (EVP_DigestUpdate(context, bytes.data(), bytes.size()) != 1) {
      throw engine::Error(engine::ExitCode::kInvariant, "SHA-256 update failed");
    }
  }
  std::string finish() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (EVP_DigestFinal_ex(context, digest.data(), &size) != 1) {
      throw engine::Error(engine::ExitCode::kInvariant, "SHA-256 finish failed");
    }
    return to_hex(digest.data(), size);
  }
};

OutputFile::OutputFile(std::string path) : path_(std::move(path)), hasher_(std::make_unique<Hasher>()) {
  const std::filesystem::path final_path(path_);
  temporary_ = folder_of(path_) + "/." + final_path.filename().string() + ".tmp-" + std::to_string(::getpid());
  descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor_ < 0 && errno == EEXIST) {  // left by a killed process that had the same id
    ::unlink(temporary_.c_str());
    descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  }
  if (descriptor_ < 0) fail(path_, "cannot create a temporary file beside it", errno);
  buffer_.reserve(kBufferBytes);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, std::string())),
      buffer_(std::move(other.buffer_)),
      sha256_(std::move(other.sha256_)),
      hasher_(std::move(other.hasher_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      bytes_(other.bytes_) {}

OutputFile& OutputFile::operator=(OutputFile&& other) noexcept {
  if (this != &other) {
    discard();
    path_ = std::move(other.path_);
    temporary_ = std::exchange(other.temporary_, std::string());
    buffer_ = std::move(other.buffer_);
    sha256_ = std::move(other.sha256_);
    hasher_ = std::move(other.hasher_);
    descriptor_ = std::exchange(other.descriptor_, -1);
    bytes_ = other.bytes_;
  }
  return *this;
}

OutputFile::~OutputFile() { discard(); }

void OutputFile::discard() noexcept {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  temporary_.clear();
}

void OutputFile::write(std::string_view bytes) {
  buffer_.append(bytes);
  if (buffer_.size() >= kBufferBytes) flush();
}

void OutputFile::flush() {
  hasher_->add(buffer_);
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      fail(path_, "cannot write", errno);
    }
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  bytes_ += buffer_.size();
  buffer_.clear();
}

void OutputFile::finish() {
  flush();
  sha256_ = hasher_->finish();
  if (::fsync(descriptor_) != 0) fail(path_, "cannot sync", errno);
  const int descriptor = std::exchange(descriptor_, -1);
  if (::close(descriptor) != 0) fail(path_, "cannot close", errno);
}

void OutputFile::commit() {
  finish();
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail(path_, "cannot rename the finished file", errno);
  temporary_.clear();
  sync_folder(folder_of(path_));
}

std::string write_output_file(const std::string& path, std::string_view bytes) {
  OutputFile file(path);
  file.write(bytes);
  file.commit();
  return file.sha256();
}

std::string sha256_of(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
    throw engine::Error(engine::ExitCode::kInvariant, "SHA-256 failed");
  }
  return to_hex(digest.data(), size);
}

std::string sha256_of_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const auto refuse = [&](int error) {
    throw engine::Error(
        engine::ExitCode::kResource,
        path + ": cannot be read: " + std::strerror(error) + ". Cure: check the path and its permission.",
        {path, 0, "", 0});
  };
  if (descriptor < 0) refuse(errno);
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
  std::string buffer(kBufferBytes, '\0');
  int error = 0;
  for (;;) {
    const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) error = errno;
    if (got <= 0) break;
    EVP_DigestUpdate(context, buffer.data(), static_cast<std::size_t>(got));
  }
  ::close(descriptor);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_DigestFinal_ex(context, digest.data(), &size);
  EVP_MD_CTX_free(context);
  if (error != 0) refuse(error);
  return to_hex(digest.data(), size);
}

void make_folder(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return;
  std::filesystem::create_directories(path, error);
  if (error) {
    throw engine::Error(
        engine::ExitCode::kResource,
        path + ": cannot make the folder: " + error.message() + ". Cure: choose a folder you may write to.",
        {path, 0, "", 0});
  }
  ::chmod(path.c_str(), 0700);
}

void append_csv_cell(std::string& line, std::string_view cell, char delimiter) {
  const bool plain =
      cell.find_first_of("\"\r\n") == std::string_view::npos && cell.find(delimiter) == std::string_view::npos;
  if (plain) {
    line.append(cell);
    return;
  }
  line += '"';
  for (const char c : cell) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

}  // namespace io
