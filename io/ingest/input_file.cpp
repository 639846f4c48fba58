#include "io/ingest/input_file.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <new>
#include <string_view>
#include <vector>

#include "engine/error.h"
#include "io/ingest/zstd_frames.h"

namespace io {
namespace {

constexpr std::size_t kCompressedBlock = std::size_t{1} << 18;
constexpr std::size_t kCompressedFrames = std::size_t{8} << 20;  // a group of zstd frames
constexpr std::string_view kGzipMagic("\x1f\x8b", 2), kZstdMagic("\x28\xb5\x2f\xfd", 4);
constexpr std::string_view kSkippableMagic("\x2a\x4d\x18", 3);  // behind a byte of 0x50 to 0x5f

[[noreturn]] void refuse(const SourceFile& file, const std::string& why) {
  throw engine::Error(engine::ExitCode::kInput, file.shown + ": " + why, {file.shown, 0, "", 0});
}

[[noreturn]] void fail(const SourceFile& file, const char* what, int error) {
  const bool input = error == ENOENT || error == EACCES || error == EPERM || error == ENOTDIR || error == ELOOP ||
                     error == ENAMETOOLONG || error == EISDIR || error == ENXIO || error == EINVAL;
  throw engine::Error(input ? engine::ExitCode::kInput : engine::ExitCode::kResource,
                      file.shown + ": " + what + ": " + std::strerror(error) +
                          ". Cure: check that the path in the run file is right and the file may be read.",
                      {file.shown, 0, "", 0});
}

}  // namespace

struct InputFile::Hasher {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  Hasher() {
    if (context == nullptr || EVP_DigestInit_ex(context, EVP_sha256(), nullptr) != 1) throw std::bad_alloc();
  }
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  ~Hasher() { EVP_MD_CTX_free(context); }
};

// Turns compressed bytes into text; `fill` brings the next compressed bytes (none at the end).
class InputFile::Inflater {
 public:
  explicit Inflater(InputFile& input, std::size_t room = kCompressedBlock) : input_(input), block_(room) {}
  virtual ~Inflater() = default;
  virtual std::size_t read(char* out, std::size_t room) = 0;

 protected:
  bool fill() {
    if (at_ == held_) {
      at_ = 0;
      held_ = input_.read_file(block_.data(), kCompressedBlock);
    }
    return at_ < held_;
  }
  // Reads until the block is full or the file ends.
  void fill_up() {
    std::memmove(block_.data(), block_.data() + at_, held_ - at_);
    held_ -= at_;
    at_ = 0;
    held_ += input_.read_file(block_.data() + held_, block_.size() - held_);
  }
  [[noreturn]] void damaged(const char* kind) {
    refuse(input_.file_, std::string("damaged or cut off as a ") + kind +
                             " file. Cure: copy or compress the file again and compare its size.");
  }

  InputFile& input_;
  std::vector<char> block_;
  std::size_t at_ = 0, held_ = 0;
};

class InputFile::GzipInflater : public Inflater {
 public:
  explicit GzipInflater(InputFile& input) : Inflater(input) {
    if (inflateInit2(&stream_, 15 + 16) != Z_OK) throw std::bad_alloc();
  }
  ~GzipInflater() override { inflateEnd(&stream_); }

  std::size_t read(char* out, std::size_t room) override {
    std::size_t done = 0;
    while (done < room && fill()) {
      if (ended_) {  // another member follows, or zeros that fill up a block of tape
        if (block_[at_] == '\0') {
          ++at_;
          continue;
        }
        if (inflateReset(&stream_) != Z_OK) damaged("gzip");
        ended_ = false;
      }
      stream_.next_in = reinterpret_cast<Bytef*>(block_.data() + at_);
      stream_.avail_in = static_cast<uInt>(held_ - at_);
      const uInt piece = static_cast<uInt>(std::min<std::size_t>(room - done, 1u << 30));
      stream_.next_out = reinterpret_cast<Bytef*>(out + done);
      stream_.avail_out = piece;
      const int status = inflate(&stream_, Z_NO_FLUSH);
      if (status == Z_MEM_ERROR) throw std::bad_alloc();
      if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) damaged("gzip");
      at_ = held_ - stream_.avail_in;
      done += piece - stream_.avail_out;
      ended_ = status == Z_STREAM_END;
    }
    if (done < room && !ended_) damaged("gzip");
    return done;
  }

 private:
  z_stream stream_{};
  bool ended_ = false;
};

// Frames that tell their size are decompressed together, others as a stream.
class InputFile::ZstdInflater : public Inflater {
 public:
  explicit ZstdInflater(InputFile& input) : Inflater(input, kCompressedFrames), stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) throw std::bad_alloc();
  }
  ~ZstdInflater() override { ZSTD_freeDStream(stream_); }

  std::size_t read(char* out, std::size_t room) override {
    ZSTD_outBuffer output{out, room, 0};
    while (output.pos < room) {
      if (const std::size_t piece = frames_.read(out + output.pos, room - output.pos); piece > 0) {
        output.pos += piece;
        continue;
      }
      if (ended_ && take_frames()) continue;
      // Text may wait inside the decoder when the compressed bytes are all taken in.
      const bool more = fill();
      if (!more && ended_) break;
      ZSTD_inBuffer piece{block_.data(), held_, at_};
      const std::size_t before = output.pos;
      const std::size_t status = ZSTD_decompressStream(stream_, &output, &piece);
      if (ZSTD_isError(status) != 0) damaged("zstd");
      at_ = piece.pos;
      ended_ = status == 0;
      if (!more && output.pos == before && !ended_) damaged("zstd");
    }
    return output.pos;
  }

 private:
  // True where whole frames follow; their text is in `frames_` then.
  bool take_frames() {
    fill_up();
    bool is_damaged = false;
    const std::size_t taken = frames_.take({block_.data(), held_}, is_damaged);
    if (is_damaged) damaged("zstd");
    at_ = taken;
    return taken > 0;
  }

  ZSTD_DStream* stream_;
  ZstdFrames frames_;
  bool ended_ = true;  // between two frames
};

InputFile::InputFile(SourceFile file, bool hash)
    : file_(std::move(file)), hasher_(hash ? std::make_unique<Hasher>() : nullptr) {
  // Without O_NONBLOCK the open of a pipe would wait for a writer.
  descriptor_ = ::open(file_.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (descriptor_ < 0) fail(file_, "cannot be opened", errno);
  struct stat status {};
  const int error = ::fstat(descriptor_, &status) != 0 ? errno : 0;
  try {
    if (error != 0) fail(file_, "cannot be examined", error);
    if (!S_ISREG(status.st_mode)) {
      refuse(file_, "is not a regular file (a folder, pipe or device?). Cure: name a file in the run file.");
    }
    size_ = static_cast<std::uint64_t>(status.st_size);
    changed_seconds_ = status.st_mtim.tv_sec;
    changed_nanoseconds_ = status.st_mtim.tv_nsec;
    (void)::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
    find_compression();
  } catch (...) {
    ::close(descriptor_);
    throw;
  }
}

InputFile::~InputFile() { ::close(descriptor_); }

void InputFile::find_compression() {
  head_.resize(4);
  head_.resize(read_file(head_.data(), head_.size()));
  const std::string_view head = head_;
  // A file of several frames may begin with a skippable one.
  const bool skippable = head.size() == 4 && head.ends_with(kSkippableMagic) && (head[0] & 0xF0) == 0x50;
  const bool gzip = head.starts_with(kGzipMagic), zstd = skippable || head.starts_with(kZstdMagic);
  if (file_.path.ends_with(".gz") && !gzip) {
    refuse(file_, "is named .gz but is no gzip file. Cure: compress it again or take .gz off its name.");
  }
  if (file_.path.ends_with(".zst") && !zstd) {
    refuse(file_, "is named .zst but is no zstd file. Cure: compress it again or take .zst off its name.");
  }
  if (gzip) inflater_ = std::make_unique<GzipInflater>(*this);
  if (zstd) inflater_ = std::make_unique<ZstdInflater>(*this);
}

std::size_t InputFile::read_file(char* out, std::size_t room) {
  std::size_t done = 0;
  if (!head_.empty() && bytes_ > 0) {
    done = std::min(room, head_.size());
    std::memcpy(out, head_.data(), done);
    head_.erase(0, done);
  }
  const std::size_t from_head = done;
  while (done < room) {
    const ssize_t got = ::read(descriptor_, out + done, room - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(file_, "cannot be read", errno);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  hash({out + from_head, done - from_head});
  bytes_ += done - from_head;
  return done;
}

void InputFile::hash(std::string_view bytes) {
  if (hasher_ && EVP_DigestUpdate(hasher_->context, bytes.data(), bytes.size()) != 1) {
    throw engine::Error(engine::ExitCode::kInvariant, "SHA-256 update failed");
  }
}

std::size_t InputFile::read_at(std::uint64_t offset, char* out, std::size_t room) const {
  std::size_t done = 0;
  while (done < room) {
    const ssize_t got = ::pread(descriptor_, out + done, room - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(file_, "cannot be read", errno);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

void InputFile::take_in(std::string_view bytes) {
  hash(bytes);
  bytes_ += bytes.size();
}

std::size_t InputFile::read(char* out, std::size_t room) {
  const std::size_t got = inflater_ ? inflater_->read(out, room) : read_file(out, room);
  text_bytes_ += got;
  return got;
}

std::string InputFile::finish() {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) fail(file_, "cannot be examined", errno);
  if (static_cast<std::uint64_t>(status.st_size) != size_ || bytes_ != size_ ||
      status.st_mtim.tv_sec != changed_seconds_ || status.st_mtim.tv_nsec != changed_nanoseconds_) {
    refuse(file_, "changed while it was read. Cure: run again when nothing writes to it.");
  }
  if (!hasher_) return {};
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (EVP_DigestFinal_ex(hasher_->context, digest.data(), &length) != 1) {
    throw engine::Error(engine::ExitCode::kInvariant, "SHA-256 finish failed");
  }
  std::string hex;
  for (unsigned i = 0; i < length; ++i) {
    constexpr char kDigits[] = "0123456789abcdef";
    hex += kDigits[digest[i] >> 4];
    hex += kDigits[digest[i] & 15];
  }
  return hex;
}

}  // namespace io
