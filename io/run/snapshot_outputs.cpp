#include "io/run/snapshot_outputs.h"

#include <algorithm>
#include <filesystem>

#include "engine/error.h"
#include "io/export/output_names.h"
#include "io/source_snapshot/layout.h"

namespace io {

SnapshotOutputs::SnapshotOutputs(OutputSet& outputs, const SnapshotKeys& keys)
    : outputs_(outputs), key_(key_to_write_with(keys)) {}

SnapshotWriter& SnapshotOutputs::open(const std::string& name, const std::string& kind, std::uint32_t page_size) {
  SnapshotWriter& file = outputs_.open_as<SnapshotWriter>(name, snapshot_options(kind, key_, page_size));
  opened_.push_back({name, "", &file});
  return file;
}

SnapshotWriter& SnapshotOutputs::open_source(const std::string& source, const std::string& table,
                                             const std::vector<SourceFile>& files) {
  const std::string name = source_snapshot_name(source, table);
  for (const Opened& other : opened_) {
    if (other.name != name) continue;
    throw engine::Error(engine::ExitCode::kUsage, "the sources '" + other.source + "' and '" + source +
                                                      "' would both be written as " + name +
                                                      ". Cure: give them names that differ in letters or digits.");
  }
  std::uint64_t bytes = 0;
  for (const SourceFile& input : files) {
    std::error_code missing;  // is told when it is read
    const auto size = std::filesystem::file_size(input.path, missing);
    if (!missing) bytes += size;
  }
  SnapshotWriter& file = open(name, table, source_snapshot::page_size_for(bytes));
  opened_.back().source = source;
  return file;
}

std::vector<ManifestSnapshot> SnapshotOutputs::finished() const {
  std::vector<ManifestSnapshot> list;
  for (const Opened& one : opened_) list.push_back({one.name, key_.has_value(), one.file->plain_sha256()});
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return list;
}

}  // namespace io
