// The phases of opening a snapshot, shared by reader and check: header, length, key, directory.
#pragma once

#include <optional>
#include <string>

#include "io/snapshot/directory.h"
#include "io/snapshot/page_file.h"
#include "io/snapshot/page_seal.h"
#include "io/snapshot/snapshot_header.h"

namespace io {

// errors: engine::Error (kDamaged): too short, form or SHA-256 of the header.
SnapshotHeader read_header(const PageFile& file);

// errors: engine::Error (kDamaged) where the file was cut or extended.
void check_length(const PageFile& file, const SnapshotHeader& header);

// Reads, verifies and decodes the directory. errors: engine::Error (kDamaged).
SnapshotDirectory read_directory(const PageFile& file, const SnapshotHeader& header, const PageSeal& seal);

// Bytes of values in page `page_in_section` of a section of `bytes` bytes.
PageLabel label_of(std::uint32_t section, std::uint64_t bytes, std::uint64_t page_in_section, std::uint64_t payload);

// "page 17 (section person/nik, page 3 of 12, bytes 4460544 to 4722687)"
std::string page_words(const SnapshotHeader& header, const SnapshotSection& section, std::uint64_t page_in_section,
                       std::uint64_t page);

}  // namespace io
