// Builds snapshots whose sums, seals and hashes all hold, whatever their header and directory say: what an
// attacker with the key could write.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "io/snapshot/data_key.h"
#include "io/snapshot/directory.h"
#include "io/snapshot/opened_snapshot.h"
#include "io/snapshot/page_seal.h"
#include "tests/io/snapshot/snapshot_bytes.h"

namespace tests {

struct ForgedSnapshot {
  io::SnapshotHeader header;
  std::string directory;              // its bytes, to be edited
  std::vector<std::string> payloads;  // of the data pages
  std::vector<io::PageLabel> labels;

  // A valid one: a column over two pages, a column of one value, records and a document.
  static ForgedSnapshot valid(bool encrypted) {
    ForgedSnapshot forged;
    forged.header.encrypted = encrypted;
    forged.header.kind = "test";
    forged.header.page_size = 256;
    forged.header.epoch = 1;
    const std::uint64_t payload = forged.header.payload();
    io::SnapshotDirectory directory;
    const auto add = [&](const char* name, io::ElementType type, std::uint32_t width, std::uint64_t count) {
      io::SnapshotSection section{name, type, width, count, {}};
      const auto index = static_cast<std::uint32_t>(directory.sections.size());
      const std::uint64_t pages = (section.bytes() + payload - 1) / payload;
      if (pages > 0) section.runs.push_back({forged.payloads.size(), pages});
      for (std::uint64_t page = 0; page < pages; ++page) {
        forged.labels.push_back(io::label_of(index, section.bytes(), page, payload));
        forged.payloads.emplace_back(forged.labels.back().used, static_cast<char>('a' + index));
      }
      directory.sections.push_back(section);
    };
    add("numbers", io::ElementType::kU64, 8, 40);
    add("one", io::ElementType::kU16, 2, 1);
    add("records", io::ElementType::kBytes, 37, 5);
    add("meta", io::ElementType::kJson, 1, 20);
    add("empty", io::ElementType::kU32, 4, 0);
    forged.directory = io::encode_directory(directory);
    forged.header.sections = static_cast<std::uint32_t>(directory.sections.size());
    forged.fix_counts();
    return forged;
  }

  // Sets the header's counts from the parts.
  void fix_counts() {
    header.directory_first_page = payloads.size();
    header.directory_bytes = directory.size();
    header.pages =
        payloads.size() + std::max<std::uint64_t>(1, (directory.size() + header.payload() - 1) / header.payload());
  }

  // The file with every sum fixed. The header is taken as it is, also where it contradicts the rest.
  std::string bytes() const {
    const io::SecretKey key = test_key(), data_key = test_key(3);
    io::SnapshotHeader out = header;
    const std::size_t page_size = 256, payload = page_size - io::kPageTrailer;
    io::SnapshotHeader sealing = header;
    sealing.page_size = static_cast<std::uint32_t>(page_size);
    const io::PageSeal seal(sealing, header.encrypted ? &data_key : nullptr);
    std::string pages;
    const auto add = [&](std::uint64_t number, const io::PageLabel& label, const char* values) {
      std::string page(page_size, '\0');
      seal.seal(number, label, reinterpret_cast<const unsigned char*>(values),
                reinterpret_cast<unsigned char*>(page.data()));
      pages += page;
    };
    for (std::size_t i = 0; i < payloads.size(); ++i) add(i, labels[i], payloads[i].data());
    const std::size_t before = pages.size();
    for (std::size_t at = 0; at < directory.size() || at == 0; at += payload) {
      const std::size_t used = std::min(payload, directory.size() - at);
      add(payloads.size() + at / payload,
          {io::kDirectorySection, static_cast<std::uint32_t>(used), at / payload, at + used >= directory.size()},
          directory.data() + at);
    }
    out.directory_sha256 = io::sha256_bytes(pages.data() + before, pages.size() - before);
    if (out.encrypted) io::wrap_data_key(data_key, key, out);
    const io::HeaderBytes head = io::encode_header(out);
    return std::string(reinterpret_cast<const char*>(head.data()), head.size()) + pages;
  }
};

}  // namespace tests
