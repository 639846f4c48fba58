// The keys a command opens and writes its snapshots with; sought only when a snapshot asks for one.
//
// Whoever starts the work fills it in (tools/command_keys.h); io hands it down to SnapshotReader and
// SnapshotWriter. An empty one opens plain snapshots and writes none: encryption is never left out by
// forgetting something.
#pragma once

#include <functional>
#include <optional>

#include "io/snapshot/secret_key.h"
#include "io/snapshot/snapshot_reader.h"
#include "io/snapshot/snapshot_writer.h"

namespace io {

struct SnapshotKeys {
  std::function<SecretKey()> opening;  // empty: encrypted snapshots are refused (kKey)
  std::function<SecretKey()> writing;  // not asked where `plaintext`
  bool plaintext = false;              // --plaintext: snapshots are written without encryption
};

// The key for snapshots that are about to be written; nothing where they shall be plain. It must outlive their
// writers. errors: engine::Error: kKey, kInvariant where `keys` says neither.
std::optional<SecretKey> key_to_write_with(const SnapshotKeys& keys);

// Options of a writer with that key.
SnapshotOptions snapshot_options(const std::string& kind, const std::optional<SecretKey>& key);

// Access of a reader of one kind of snapshot; an empty kind means any.
SnapshotAccess snapshot_access(const std::string& kind, const SnapshotKeys& keys);

}  // namespace io
