// Snapshots as bytes in memory: written through a folder, opened from a file without a name.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>

#include "io/snapshot/page_file.h"
#include "io/snapshot/secret_key.h"
#include "io/snapshot/snapshot_reader.h"
#include "io/snapshot/snapshot_writer.h"
#include "tests/temporary_folder.h"

namespace tests {

// A key of equal bytes.
inline io::SecretKey test_key(unsigned char value = 7) {
  io::SecretKey key;
  for (unsigned char& byte : key.bytes()) byte = value;
  return key;
}

inline io::SnapshotAccess test_access(unsigned char value = 7) {
  io::SnapshotAccess access;
  access.key = [value] { return test_key(value); };
  return access;
}

inline std::string bytes_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// What `fill(writer)` writes, as bytes.
template <class Fill>
std::string snapshot_bytes(const io::SnapshotOptions& options, Fill&& fill) {
  const TemporaryFolder folder;
  io::SnapshotWriter writer(folder / "s.desil", options);
  fill(writer);
  writer.commit();
  return bytes_of_file(folder / "s.desil");
}

inline std::unique_ptr<io::PageFile> file_in_memory(const std::string& bytes) {
  const int descriptor = ::memfd_create("snapshot", MFD_CLOEXEC);
  if (descriptor < 0 || ::write(descriptor, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
    throw std::runtime_error("cannot keep a file in memory");
  }
  return std::make_unique<io::PageFile>(descriptor, "memory.desil");
}

inline io::SnapshotReader open_bytes(const std::string& bytes, const io::SnapshotAccess& access = test_access()) {
  return io::SnapshotReader(file_in_memory(bytes), access);
}

// Every value of every section, name by name: what loading the whole file gives.
inline std::string all_contents(const io::SnapshotReader& reader) {
  std::string text;
  for (const io::SnapshotSection& section : reader.sections()) {
    text += section.name + ":";
    const auto add = [&](const auto& values) {
      text.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(values[0]));
    };
    switch (section.type) {
      case io::ElementType::kU8: add(reader.read_column<std::uint8_t>(section.name)); break;
      case io::ElementType::kU16: add(reader.read_column<std::uint16_t>(section.name)); break;
      case io::ElementType::kU32: add(reader.read_column<std::uint32_t>(section.name)); break;
      case io::ElementType::kU64: add(reader.read_column<std::uint64_t>(section.name)); break;
      case io::ElementType::kBytes: add(reader.read_records(section.name, section.width)); break;
      case io::ElementType::kJson: add(reader.read_json(section.name)); break;
    }
    text += '\n';
  }
  return text;
}

}  // namespace tests
