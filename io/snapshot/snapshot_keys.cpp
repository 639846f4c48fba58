#include "io/snapshot/snapshot_keys.h"

#include "engine/error.h"

namespace io {

std::optional<SecretKey> key_to_write_with(const SnapshotKeys& keys) {
  if (keys.plaintext) return std::nullopt;
  if (!keys.writing) {
    throw engine::Error(engine::ExitCode::kInvariant,
                        "a snapshot is to be written, and neither a key nor the plain form was asked for");
  }
  return keys.writing();
}

SnapshotOptions snapshot_options(const std::string& kind, const std::optional<SecretKey>& key) {
  SnapshotOptions options;
  options.kind = kind;
  options.key = key ? &*key : nullptr;
  options.plain = !key;
  return options;
}

SnapshotAccess snapshot_access(const std::string& kind, const SnapshotKeys& keys) {
  SnapshotAccess access;
  access.key = keys.opening;
  access.kind = kind;
  return access;
}

}  // namespace io
