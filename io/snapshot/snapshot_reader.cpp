#include "io/snapshot/snapshot_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/snapshot/data_key.h"
#include "io/snapshot/opened_snapshot.h"
#include "io/snapshot/page_buffers.h"
#include "io/snapshot/page_file.h"

namespace io {
namespace {

using engine::Error;
using engine::ExitCode;

// Read together by one thread, and asked for ahead of it, so that the disk has several requests while both
// threads decrypt. Chosen, not tuned: bench/stages/snapshot.cpp would change them.
constexpr std::uint64_t kTaskBytes = std::uint64_t{1} << 20;
constexpr std::uint64_t kAheadBytes = std::uint64_t{8} << 20;

[[noreturn]] void refuse(const std::string& path, const std::string& what, const std::string& cure,
                         ExitCode code = ExitCode::kDamaged) {
  throw Error(code, path + ": " + what + ". Cure: " + cure + ".", {path, 0, "", 0});
}

}  // namespace

struct SnapshotReader::State {
  std::unique_ptr<PageFile> file;
  SnapshotHeader header;
  std::optional<SecretKey> data_key;
  PageSeal seal;
  SnapshotDirectory directory;
  std::map<std::string, std::uint32_t> index;
  mutable PageBuffers buffers;

  State(std::unique_ptr<PageFile> opened, const SnapshotAccess& access)
      : file(std::move(opened)),
        header(checked_header(*file, access)),
        data_key(opened_key(*file, header, access)),
        seal(header, data_key ? &*data_key : nullptr),
        directory(read_directory(*file, header, seal)),
        buffers(header.page_size) {
    for (std::uint32_t i = 0; i < directory.sections.size(); ++i) index[directory.sections[i].name] = i;
    file->check_unchanged();
  }

  static SnapshotHeader checked_header(const PageFile& file, const SnapshotAccess& access) {
    SnapshotHeader header = read_header(file);
    check_length(file, header);
    if (!header.encrypted && access.refuse_plain) {
      refuse(file.path(), "a plain snapshot where an encrypted one is wanted",
             "allow plain snapshots, or write it anew");
    }
    return header;
  }

  static std::optional<SecretKey> opened_key(const PageFile& file, const SnapshotHeader& header,
                                             const SnapshotAccess& access) {
    std::optional<SecretKey> data_key;
    if (header.encrypted) {
      if (!access.key) {
        refuse(file.path(), "encrypted, and no key is given", "--key-file with the key it was written with",
               ExitCode::kKey);
      }
      data_key = unwrap_data_key(header, access.key(), file.path());
    }
    if (header.epoch < access.min_epoch) {
      refuse(file.path(),
             fmt::format("epoch {}, wanted {} or later: an older snapshot", header.epoch, access.min_epoch),
             "give the newest snapshot");
    }
    if (!access.kind.empty() && header.kind != access.kind) {
      refuse(file.path(), "a snapshot of " + header.kind + ", wanted one of " + access.kind, "give the other file");
    }
    return data_key;
  }

  std::uint32_t index_of(const SnapshotSection& section) const {
    return static_cast<std::uint32_t>(&section - directory.sections.data());
  }

  // The file's number of each page [begin, end) of a section.
  static std::vector<std::uint64_t> page_numbers(const SnapshotSection& section, std::uint64_t begin,
                                                 std::uint64_t end) {
    std::vector<std::uint64_t> numbers;
    numbers.reserve(end - begin);
    std::uint64_t at = 0;
    for (const PageRun& run : section.runs) {
      const std::uint64_t from = std::max(begin, at), to = std::min(end, at + run.count);
      for (std::uint64_t page = from; page < to; ++page) numbers.push_back(run.first + (page - at));
      at += run.count;
    }
    return numbers;
  }

  // Asks for the pages [begin, end) of the list, runs of the file together.
  void ask(const std::vector<std::uint64_t>& numbers, std::size_t begin, std::size_t end) const {
    end = std::min(end, numbers.size());
    for (std::size_t i = begin; i < end;) {
      std::size_t stop = i + 1;
      while (stop < end && numbers[stop] == numbers[stop - 1] + 1) ++stop;
      file->read_ahead(header.page_offset(numbers[i]), (stop - i) * header.page_size);
      i = stop;
    }
  }

  // Copies bytes [from, to) of the section, which lie in one page, to `out`.
  void read_page(const SnapshotSection& section, std::uint64_t number, std::uint64_t page_in_section,
                 std::uint64_t from, std::uint64_t to, unsigned char* out) const {
    const std::uint64_t payload = header.payload();
    const PageLabel label = label_of(index_of(section), section.bytes(), page_in_section, payload);
    PageBuffers::Lease sealed(buffers);
    file->read(header.page_offset(number), sealed.data(), header.page_size);
    const std::uint64_t begin = page_in_section * payload;
    PageState state = PageState::kIntact;
    if (from == begin && to == begin + label.used) {
      state = seal.open(number, label, sealed.data(), out);
    } else {
      PageBuffers::Lease opened(buffers);
      state = seal.open(number, label, sealed.data(), opened.data());
      if (state == PageState::kIntact) std::copy_n(opened.data() + (from - begin), to - from, out);
    }
    if (state == PageState::kIntact) return;
    const std::string where = page_words(header, section, page_in_section, number);
    throw Error(ExitCode::kDamaged,
                file->path() + ": " + where +
                    (state == PageState::kDamaged ? ": damaged" : ": does not belong to this place") +
                    ". Cure: get the file again from where it was made; this copy cannot be trusted.",
                {file->path(), 0, section.name, header.page_offset(number)});
  }

  void read(const SnapshotSection& section, std::uint64_t first_byte, std::span<std::byte> out) const {
    if (out.empty()) return;
    const std::uint64_t payload = header.payload(), end_byte = first_byte + out.size();
    const std::uint64_t begin = first_byte / payload, end = (end_byte + payload - 1) / payload;
    const std::vector<std::uint64_t> numbers = page_numbers(section, begin, end);
    auto* const to = reinterpret_cast<unsigned char*>(out.data());
    const std::size_t grain = std::max<std::size_t>(1, kTaskBytes / header.page_size);
    const std::size_t ahead = std::max<std::size_t>(grain, kAheadBytes / header.page_size);
    engine::parallel_for(numbers.size(), grain, [&](std::size_t task_begin, std::size_t task_end) {
      if (task_begin % ahead == 0) ask(numbers, task_begin, task_begin + 2 * ahead);
      for (std::size_t i = task_begin; i < task_end; ++i) {
        const std::uint64_t page = begin + i;
        const std::uint64_t from = std::max(first_byte, page * payload),
                            stop = std::min(end_byte, (page + 1) * payload);
        read_page(section, numbers[i], page, from, stop, to + (from - first_byte));
      }
    });
    file->check_unchanged();
  }
};

SnapshotReader::SnapshotReader(const std::string& path, const SnapshotAccess& access)
    : SnapshotReader(std::make_unique<PageFile>(path), access) {}

SnapshotReader::SnapshotReader(std::unique_ptr<PageFile> file, const SnapshotAccess& access)
    : state_(std::make_unique<State>(std::move(file), access)) {}

SnapshotReader::~SnapshotReader() = default;

const SnapshotHeader& SnapshotReader::header() const { return state_->header; }

const std::vector<SnapshotSection>& SnapshotReader::sections() const { return state_->directory.sections; }

bool SnapshotReader::has(const std::string& name) const { return state_->index.contains(name); }

const SnapshotSection& SnapshotReader::section(const std::string& name) const {
  const auto at = state_->index.find(name);
  if (at == state_->index.end()) {
    refuse(state_->file->path(), "the section " + name + " is missing", "write the snapshot anew with this program");
  }
  return state_->directory.sections[at->second];
}

std::string SnapshotReader::plain_sha256() const { return hex_text(state_->directory.plain_sha256); }

const SnapshotSection& SnapshotReader::typed(const std::string& name, ElementType type, std::uint32_t width) const {
  const SnapshotSection& found = section(name);
  if (found.type != type || (width != 0 && found.width != width)) {
    refuse(state_->file->path(), "the section " + name + " holds values of another type than this program reads",
           "write the snapshot anew with this program");
  }
  return found;
}

void SnapshotReader::read(const SnapshotSection& found, std::uint64_t first, std::span<std::byte> out) const {
  const std::uint64_t elements = out.size() / found.width;
  if (out.size() % found.width != 0 || first > found.count || elements > found.count - first) {
    throw Error(ExitCode::kInvariant, state_->file->path() + ": section " + found.name + ": read past its end");
  }
  state_->read(found, first * found.width, out);
}

void SnapshotReader::read_records(const std::string& name, std::uint32_t width, std::uint64_t first,
                                  std::span<std::byte> out) const {
  read(typed(name, ElementType::kBytes, width), first, out);
}

std::vector<std::byte> SnapshotReader::read_records(const std::string& name, std::uint32_t width) const {
  const SnapshotSection& found = typed(name, ElementType::kBytes, width);
  std::vector<std::byte> bytes(found.bytes());
  read(found, 0, bytes);
  return bytes;
}

std::string SnapshotReader::read_json(const std::string& name, std::size_t limit) const {
  const SnapshotSection& found = typed(name, ElementType::kJson, 0);
  if (found.count > limit) {
    refuse(state_->file->path(), "the section " + name + " is larger than a document may be",
           "write the snapshot anew with this program");
  }
  std::string text(found.count, '\0');
  read(found, 0, std::as_writable_bytes(std::span<char>(text)));
  return text;
}

}  // namespace io
