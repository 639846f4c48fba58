// Writes the tables of a nation as source snapshots (--format desil).
//
// The text of a unit is read in memory by the reader that reads the files (io/ingest/text_in_memory.h), in the
// parallel stage: so a snapshot holds what a run would accept from the CSV, broken lines left out and `baris`
// kept, and nothing but the unit's own text is in memory. threads: `read` from any, the others from one.
// errors: engine::Error: kKey, kResource.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/source_rows.h"
#include "io/ingest/text_in_memory.h"
#include "io/snapshot/snapshot_keys.h"
#include "io/source_snapshot/family_snapshot_writer.h"
#include "io/source_snapshot/person_snapshot_writer.h"

namespace tools::synth {

// Rows of one table of one unit; one of the two is empty. `baris` counts from 1 in the unit.
struct TableRows {
  std::vector<engine::PersonBatch> persons;
  std::vector<engine::FamilyBatch> families;
};

// One table of the nation: its reader and its writer.
class TableSnapshot {
 public:
  struct Description {
    std::string path, source, date;
    bool registry = false, families = false;
    std::string header;  // of the delimited text
    std::uint32_t page_size = io::kDefaultPage;
  };
  TableSnapshot(const Description& description, const std::optional<io::SecretKey>& key);

  TableRows read(std::string text) const;
  // The rows of the next unit; their `baris` are moved behind those before.
  void write(TableRows rows);
  void finish();
  void commit() { file_->commit(); }

 private:
  io::SourceSpec spec_;
  std::unique_ptr<io::SnapshotWriter> file_;
  std::optional<io::PersonTextReader> person_reader_;
  std::optional<io::FamilyTextReader> family_reader_;
  std::optional<io::source_snapshot::PersonSnapshotWriter> persons_;
  std::optional<io::source_snapshot::FamilySnapshotWriter> families_;
  std::uint64_t records_ = 0;
};

}  // namespace tools::synth
