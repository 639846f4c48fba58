#include "io/snapshot/directory.h"

#include <algorithm>
#include <set>

#include "engine/error.h"
#include "io/snapshot/little_endian.h"

namespace io {
namespace {

using engine::Error;
using engine::ExitCode;

// Reads the directory's bytes from front to back and refuses to go past the end.
class DirectoryBytes {
 public:
  DirectoryBytes(std::string_view bytes, const std::string& path) : bytes_(bytes), path_(path) {}

  template <class Number>
  Number number() {
    return load_number<Number>(reinterpret_cast<const unsigned char*>(take(sizeof(Number)).data()));
  }
  std::string_view take(std::size_t size) {
    if (size > bytes_.size()) refuse("it ends too early");
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }
  std::size_t left() const { return bytes_.size(); }
  [[noreturn]] void refuse(const std::string& what) const {
    throw Error(ExitCode::kDamaged,
                path_ + ": directory: " + what +
                    ". Cure: get the file again from where it was made; this copy cannot be trusted.",
                {path_, 0, "", 0});
  }

 private:
  std::string_view bytes_;
  const std::string& path_;
};

ElementType element_type(std::uint8_t code, const DirectoryBytes& bytes) {
  if (code < static_cast<std::uint8_t>(ElementType::kU8) || code > static_cast<std::uint8_t>(ElementType::kJson)) {
    bytes.refuse("an element type is not known to this program");
  }
  return static_cast<ElementType>(code);
}

void check_width(const SnapshotSection& section, const DirectoryBytes& bytes) {
  const std::uint32_t fixed = width_of(section.type);
  const bool good = fixed != 0 ? section.width == fixed : section.width >= 1 && section.width <= kLargestWidth;
  if (!good) bytes.refuse("the width of a section does not belong to its type");
}

// Reads the runs of one section and marks their pages; each data page may be marked once.
void read_runs(DirectoryBytes& bytes, std::uint32_t runs, const SnapshotHeader& header, SnapshotSection& section,
               std::vector<bool>& taken) {
  std::uint64_t size = 0;
  if (__builtin_mul_overflow(section.count, std::uint64_t{section.width}, &size)) {
    bytes.refuse("the count of a section is out of range");
  }
  const std::uint64_t wanted = size / header.payload() + (size % header.payload() != 0 ? 1 : 0);
  if (runs > bytes.left() / (2 * sizeof(std::uint64_t))) bytes.refuse("it ends too early");
  section.runs.reserve(runs);
  std::uint64_t pages = 0;
  for (std::uint32_t i = 0; i < runs; ++i) {
    const auto first = bytes.number<std::uint64_t>();
    const auto count = bytes.number<std::uint64_t>();
    const std::uint64_t data_pages = header.directory_first_page;
    if (count == 0 || first >= data_pages || count > data_pages - first) {
      bytes.refuse("a section names pages outside of the file");
    }
    if (!section.runs.empty() && section.runs.back().first + section.runs.back().count == first) {
      bytes.refuse("two runs of pages that follow each other are not one");
    }
    for (std::uint64_t page = first; page < first + count; ++page) {
      if (taken[page]) bytes.refuse("a page belongs to two sections");
      taken[page] = true;
    }
    pages += count;
    section.runs.push_back({first, count});
  }
  if (pages != wanted) bytes.refuse("the pages of a section do not belong to its count");
}

}  // namespace

std::string encode_directory(const SnapshotDirectory& directory) {
  std::string out(reinterpret_cast<const char*>(directory.plain_sha256.data()), directory.plain_sha256.size());
  for (const SnapshotSection& section : directory.sections) {
    append_number(out, static_cast<std::uint8_t>(section.type));
    append_number(out, static_cast<std::uint8_t>(section.name.size()));
    append_number(out, std::uint16_t{0});
    append_number(out, section.width);
    append_number(out, section.count);
    append_number(out, static_cast<std::uint32_t>(section.runs.size()));
    out += section.name;
    for (const PageRun& run : section.runs) {
      append_number(out, run.first);
      append_number(out, run.count);
    }
  }
  return out;
}

SnapshotDirectory decode_directory(std::string_view text, const SnapshotHeader& header, const std::string& path) {
  DirectoryBytes bytes(text, path);
  SnapshotDirectory directory;
  const std::string_view digest = bytes.take(directory.plain_sha256.size());
  std::copy(digest.begin(), digest.end(), directory.plain_sha256.begin());
  std::vector<bool> taken(header.directory_first_page);
  std::set<std::string> names;
  for (std::uint32_t i = 0; i < header.sections; ++i) {
    SnapshotSection section;
    section.type = element_type(bytes.number<std::uint8_t>(), bytes);
    const auto name_bytes = bytes.number<std::uint8_t>();
    if (bytes.number<std::uint16_t>() != 0) bytes.refuse("bytes that are kept zero are not");
    section.width = bytes.number<std::uint32_t>();
    section.count = bytes.number<std::uint64_t>();
    const auto runs = bytes.number<std::uint32_t>();
    section.name = bytes.take(name_bytes);
    if (!plain_identifier(section.name, kSectionNameLimit)) bytes.refuse("the name of a section is not understood");
    if (!names.insert(section.name).second) bytes.refuse("two sections have one name");
    check_width(section, bytes);
    read_runs(bytes, runs, header, section, taken);
    directory.sections.push_back(std::move(section));
  }
  if (bytes.left() != 0) bytes.refuse("bytes follow its last section");
  if (std::find(taken.begin(), taken.end(), false) != taken.end()) bytes.refuse("a page belongs to no section");
  return directory;
}

}  // namespace io
