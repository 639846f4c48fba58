// The SHA-256 of the plain columns of a snapshot: one number for their contents.
//
// Each page's values are hashed on their own (in parallel), and the digest is taken over kind, page size and,
// section by section in the order of the directory, name, type, width, count and those hashes (FORMAT.md).
// It is the same for any number of threads, for encrypted and plain files, for any file id, key, epoch and
// interleaving of appends; another page size gives another digest.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "io/snapshot/snapshot_header.h"
#include "io/snapshot/snapshot_section.h"

namespace io {

// `leaves[s]` are the hashes of the pages of section s, in order.
Sha256 plain_digest(const std::string& kind, std::uint32_t page_size, std::span<const SnapshotSection> sections,
                    std::span<const std::vector<Sha256>> leaves);

}  // namespace io
