// The snapshots that a run writes: opened in its output set, sealed with one key, told to the manifest.
//
// errors: engine::Error: kKey, kResource; kUsage where two sources would write the same file.
// threads: one at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/export/manifest.h"
#include "io/export/output_set.h"
#include "io/ingest/source_spec.h"
#include "io/snapshot/snapshot_keys.h"

namespace io {

class SnapshotOutputs {
 public:
  // Seeks the key (and makes the default key file where there is none) at once, before any work.
  SnapshotOutputs(OutputSet& outputs, const SnapshotKeys& keys);

  // The writer lives as long as the output set.
  SnapshotWriter& open(const std::string& name, const std::string& kind, std::uint32_t page_size = kDefaultPage);
  // OUT/<source>_<table>.desil; `files` are those it is made of.
  SnapshotWriter& open_source(const std::string& source, const std::string& table,
                              const std::vector<SourceFile>& files);

  // After OutputSet::finish and before its `publish`: what the manifest says of each, by name.
  std::vector<ManifestSnapshot> finished() const;

 private:
  struct Opened {
    std::string name, source;
    SnapshotWriter* file = nullptr;
  };
  OutputSet& outputs_;
  std::optional<SecretKey> key_;
  std::vector<Opened> opened_;
};

}  // namespace io
