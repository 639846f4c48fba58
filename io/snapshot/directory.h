// The directory of a snapshot: its sections, where their pages stand, and the digest of its plain columns.
//
// `decode_directory` trusts nothing: every count is checked against the directory's own bytes and the
// header's pages before memory is reserved for it; names are plain and unique; each data page of the file
// belongs to exactly one section. So its memory is bounded by the size of the real file.
//
// errors: engine::Error (kDamaged) that names the file. cost: O(sections · log sections + runs + pages).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/snapshot/snapshot_header.h"
#include "io/snapshot/snapshot_section.h"

namespace io {

struct SnapshotDirectory {
  std::vector<SnapshotSection> sections;
  Sha256 plain_sha256{};  // plain_digest.h
};

std::string encode_directory(const SnapshotDirectory& directory);
SnapshotDirectory decode_directory(std::string_view bytes, const SnapshotHeader& header, const std::string& path);

}  // namespace io
