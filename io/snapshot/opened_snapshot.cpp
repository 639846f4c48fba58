#include "io/snapshot/opened_snapshot.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/error.h"

namespace io {
namespace {

using engine::Error;
using engine::ExitCode;

[[noreturn]] void damaged(const std::string& path, const std::string& what, std::uint64_t byte) {
  throw Error(ExitCode::kDamaged,
              path + ": " + what + ". Cure: get the file again from where it was made; this copy cannot be trusted.",
              {path, 0, "", byte});
}

}  // namespace

SnapshotHeader read_header(const PageFile& file) {
  HeaderBytes bytes{};
  if (file.size() < bytes.size()) {
    damaged(file.path(), fmt::format("{} bytes: too short for a snapshot", file.size()), 0);
  }
  file.read(0, bytes.data(), bytes.size());
  return decode_header(bytes, file.path());
}

void check_length(const PageFile& file, const SnapshotHeader& header) {
  if (file.size() == header.file_bytes()) return;
  damaged(file.path(),
          fmt::format("seen {} bytes, wanted {}: the file was {}", file.size(), header.file_bytes(),
                      file.size() < header.file_bytes() ? "cut" : "extended"),
          std::min(file.size(), header.file_bytes()));
}

PageLabel label_of(std::uint32_t section, std::uint64_t bytes, std::uint64_t page_in_section, std::uint64_t payload) {
  const std::uint64_t begin = page_in_section * payload;
  PageLabel label;
  label.section = section;
  label.used = static_cast<std::uint32_t>(std::min(payload, bytes - begin));
  label.page_in_section = page_in_section;
  label.last = bytes - begin <= payload;
  return label;
}

SnapshotDirectory read_directory(const PageFile& file, const SnapshotHeader& header, const PageSeal& seal) {
  // As large as the pages it stands in, which the file has: its length was checked.
  std::vector<unsigned char> pages(header.directory_pages() * header.page_size);
  file.read(header.page_offset(header.directory_first_page), pages.data(), pages.size());
  const auto refuse = [&](const char* what) {
    damaged(file.path(),
            fmt::format("directory (bytes {} to {}): {}", header.page_offset(header.directory_first_page),
                        header.file_bytes() - 1, what),
            header.page_offset(header.directory_first_page));
  };
  if (sha256_bytes(pages.data(), pages.size()) != header.directory_sha256) refuse("damaged");
  std::string text(header.directory_bytes, '\0');
  for (std::uint64_t i = 0; i < header.directory_pages(); ++i) {
    const PageLabel label = label_of(kDirectorySection, header.directory_bytes, i, header.payload());
    auto* const to = reinterpret_cast<unsigned char*>(text.data()) + i * header.payload();
    const std::uint64_t page = header.directory_first_page + i;
    if (seal.open(page, label, pages.data() + i * header.page_size, to) != PageState::kIntact) {
      refuse("a page does not belong to this file");
    }
  }
  return decode_directory(text, header, file.path());
}

std::string page_words(const SnapshotHeader& header, const SnapshotSection& section, std::uint64_t page_in_section,
                       std::uint64_t page) {
  std::uint64_t pages = 0;
  for (const PageRun& run : section.runs) pages += run.count;
  return fmt::format("page {} (section {}, page {} of {}, bytes {} to {})", page, section.name, page_in_section + 1,
                     pages, header.page_offset(page), header.page_offset(page + 1) - 1);
}

}  // namespace io
