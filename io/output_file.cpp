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

OutputFile::OutputFile(std::string path) : file_(std::move(path)), hasher_(std::make_unique<Hasher>()) {
  buffer_.reserve(kBufferBytes);
}

OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile& OutputFile::operator=(OutputFile&&) noexcept = default;
OutputFile::~OutputFile() = default;

void OutputFile::write(std::string_view bytes) {
  buffer_.append(bytes);
  if (buffer_.size() >= kBufferBytes) flush();
}

void OutputFile::flush() {
  hasher_->add(buffer_);
  file_.write(buffer_);
  bytes_ += buffer_.size();
  buffer_.clear();
}

void OutputFile::finish() {
  flush();
  sha256_ = hasher_->finish();
  file_.sync_and_close();
}

void OutputFile::commit() {
  finish();
  file_.rename_to_final();
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
