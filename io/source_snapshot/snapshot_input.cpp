#include "io/source_snapshot/snapshot_input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "engine/error.h"
#include "io/snapshot/page_file.h"
#include "io/source_snapshot/layout.h"

namespace io::source_snapshot {
namespace {

constexpr std::string_view kMagic =
    "\x89"
    "DESIL\r\n";

// A link is followed, as with text; a pipe returns at once and is refused as no regular file.
int open_to_read(const std::string& path) { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); }

}  // namespace

bool is_snapshot(const std::string& path) {
  const int descriptor = open_to_read(path);
  if (descriptor < 0) return false;
  struct stat status {};
  std::array<char, kMagic.size()> head{};
  const bool regular = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  const ssize_t got = regular ? ::pread(descriptor, head.data(), head.size(), 0) : 0;
  ::close(descriptor);
  if (!regular) return false;
  const bool magic = got == static_cast<ssize_t>(head.size()) && std::string_view(head.data(), head.size()) == kMagic;
  return magic || path.ends_with(".desil");
}

bool are_snapshots(const std::string& source, const std::vector<SourceFile>& files) {
  const auto first = std::find_if(files.begin(), files.end(), [](const auto& file) { return is_snapshot(file.path); });
  if (first == files.end()) return false;
  const auto text = std::find_if(files.begin(), files.end(), [](const auto& file) { return !is_snapshot(file.path); });
  if (text == files.end()) return true;
  throw engine::Error(engine::ExitCode::kUsage,
                      text->shown + ": text in one list with the snapshot " + first->shown + " (source '" + source +
                          "'). Cure: write the text as a snapshot first (desil run --to ingest), or name text only.",
                      {text->shown, 0, "", 0});
}

namespace {

std::unique_ptr<SnapshotReader> open_any(const SourceFile& file, const OpeningKey& key) {
  const int descriptor = open_to_read(file.path);
  if (descriptor < 0) {
    const int error = errno;
    throw engine::Error(
        error == EMFILE || error == ENFILE || error == ENOMEM ? engine::ExitCode::kResource : engine::ExitCode::kInput,
        file.shown + ": the snapshot cannot be opened: " + std::strerror(error) +
            ". Cure: check the path and its permission.",
        {file.shown, 0, "", 0});
  }
  SnapshotAccess access;
  access.key = key;
  return std::make_unique<SnapshotReader>(std::make_unique<PageFile>(descriptor, file.shown), access);
}

}  // namespace

std::unique_ptr<SnapshotReader> open_snapshot(const SourceFile& file, const std::string& kind, const OpeningKey& key) {
  auto reader = open_any(file, key);
  if (reader->header().kind != kind) {
    throw engine::Error(engine::ExitCode::kDamaged,
                        file.shown + ": a snapshot of " + reader->header().kind + ", wanted one of " + kind +
                            ". Cure: name the other file of the source in the run file.",
                        {file.shown, 0, "", 0});
  }
  return reader;
}

std::uint64_t row_count(const SourceFile& file, const std::string& kind, const OpeningKey& key) {
  return open_snapshot(file, kind, key)->section(kKk).count;
}

std::string plain_sha256(const SourceFile& file, const OpeningKey& key) { return open_any(file, key)->plain_sha256(); }

}  // namespace io::source_snapshot
