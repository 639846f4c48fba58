// Reads families cell by cell into records: what every text format shares. Used as person_reader.h is.
#pragma once

#include <optional>
#include <string_view>

#include "engine/store/region_tree.h"
#include "engine/store/source_rows.h"
#include "io/ingest/cell_values.h"
#include "io/ingest/row_loop.h"
#include "io/ingest/source_spec.h"

namespace io::detail {

class FamilyReader {
 public:
  FamilyReader(const SourceSpec& spec, const engine::RegionTree& regions)
      : regions_(regions), villages_(regions, spec.region_codes) {}

  void begin(std::uint64_t baris);
  std::optional<Fault> read(const UsedColumn& column, std::string_view text, RowQuality& quality);
  void accept(RowQuality& quality, engine::FamilyBatch& batch);

 private:
  const engine::RegionTree& regions_;
  VillageReader villages_;
  engine::FamilyRecord family_;
};

}  // namespace io::detail
