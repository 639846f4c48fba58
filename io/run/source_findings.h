// Adds to a source's findings what its rows do not know alone: repeated NIKs, heads of KKs, what the registry says.
//
// A NIK that stands in several sources is normal and no finding. Whether a NIK is inactive is not known: no
// list of inactive NIKs is part of a run.
// threads: `of_batch` from any; the others from one.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/linkage/repeated_numbers.h"
#include "io/ingest/ingest.h"
#include "io/run/run_state.h"

namespace io {

// What a batch adds.
struct BatchFindings {
  struct Row {
    engine::Nik nik;
    engine::NomorKk kk;
    std::uint16_t place;
    std::uint8_t relation;
  };
  std::vector<Row> rows;
  RegionFindings registry;  // kNikUnknown, kNikDead
  engine::RegistryCheck check;
};

class SourceFindings {
 public:
  SourceFindings(const engine::RegionTree& regions, RegionCodes codes) : regions_(regions), codes_(codes) {}

  // `bearers`: by row, the registry person of its NIK or kNoRow; empty where the source is only checked.
  BatchFindings of_batch(const engine::PersonBatch& batch, std::span<const engine::PersonRow> bearers,
                         const engine::PersonTable& registry) const;
  void add(const BatchFindings& batch);
  // Settles everything into the totals of the persons; call when all batches are in.
  void finish(SourceResult& result);

 private:
  const engine::RegionTree& regions_;
  RegionCodes codes_;
  engine::RepeatedNumbers repeated_;
  RegionFindings registry_;
  engine::RegistryCheck check_;
};

// The heads of the registry's own KKs. A NIK stands in one row there (`nik_ganda` rejects the others).
void find_registry_heads(const RunState& run, SourceResult& result);

}  // namespace io
