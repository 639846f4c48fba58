// Tells snapshots from text among the files of a source, and opens them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "io/ingest/ingest.h"
#include "io/ingest/source_spec.h"
#include "io/snapshot/snapshot_reader.h"

namespace io::source_snapshot {

// Gives the key-encryption key; asked only where a snapshot is encrypted.
using OpeningKey = std::function<SecretKey()>;

// True where the file begins as a snapshot does, or is there and named .desil; never throws: a file that cannot be
// opened is left to the reader of text, which says why.
bool is_snapshot(const std::string& path);

// Whether the files of one table are snapshots. errors: engine::Error (kUsage) where some are and some are not.
bool are_snapshots(const std::string& source, const std::vector<SourceFile>& files);

// Opens a source snapshot of `kind`; messages show the path as the run file writes it.
// errors: as SnapshotReader, but kInput where it cannot be opened; another kind is kDamaged with what the file holds.
std::unique_ptr<SnapshotReader> open_snapshot(const SourceFile& file, const std::string& kind, const OpeningKey& key);

// Rows of a source snapshot by its directory, for plans. errors: as open_snapshot.
std::uint64_t row_count(const SourceFile& file, const std::string& kind, const OpeningKey& key);

// SHA-256 of the plain columns of a snapshot of any kind, in hex, as its directory tells it.
std::string plain_sha256(const SourceFile& file, const OpeningKey& key);

}  // namespace io::source_snapshot
