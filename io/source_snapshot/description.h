// The document in a source snapshot: what it was made of. Form: LAYOUT.md.
//
// errors: engine::Error (kDamaged) that names the snapshot, for a document of another form.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "io/ingest/ingest.h"
#include "io/ingest/source_spec.h"
#include "io/source_snapshot/snapshot_input.h"

namespace io::source_snapshot {

struct Description {
  std::string source;  // its name in the run file that made the snapshot
  std::string date;    // its reference date, ISO; empty = none
  RegionCodes region_codes = RegionCodes::kKemendagri;
  std::uint64_t rows = 0;             // in the snapshot
  std::uint64_t records = 0;          // of the original files, rejected ones included: the largest `baris` there may be
  std::vector<FileTotals> files;      // the original ones; text_bytes is not kept
  std::vector<std::string> findings;  // name of each bit of the finding sets
};

// Of a table whose files were read with these totals; `rows` stays 0 for the writer to fill in.
Description describe(const SourceSpec& spec, const SourceTotals& totals);

// YYYY-MM-DD; empty for none.
std::string iso_text(engine::Day day);

std::string description_json(const Description& description);
Description read_description(const std::string& text, const std::string& path);

// A setting of the source that is for text and changes nothing in a snapshot, where its values are settled; else empty.
std::string setting_of_text(const SourceSpec& spec);
// Refuses (kInput) a snapshot of another source, or one whose findings hold for another date (ISO; empty = none).
void check_source(const Description& description, const std::string& source, const std::string& date,
                  const std::string& shown);

// The system of the village codes of a source's persons: of the specification for text, else of the first snapshot.
RegionCodes village_code_system(const SourceSpec& spec, const OpeningKey& key);

}  // namespace io::source_snapshot
