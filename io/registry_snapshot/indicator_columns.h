// Stores the indicators of the families (engine/store/family_indicators.h); LAYOUT.md lists the sections.
//
// Codes are stored as the tiles they are, a record a tile. Every value is checked against the range of its column.
// errors: engine::Error (kDamaged). threads: parallel inside.
#pragma once

#include "engine/store/family_indicators.h"
#include "io/registry_snapshot/column_source.h"
#include "io/snapshot/snapshot_writer.h"

namespace io {

// What of the indicators is there: the aggregates of members come last.
enum class IndicatorColumns : std::uint8_t { kFromSources, kAll };

void write_indicator_columns(SnapshotWriter& writer, const engine::FamilyIndicators& indicators,
                             IndicatorColumns columns);
engine::FamilyIndicators read_indicator_columns(const ColumnSource& source, std::size_t families,
                                                IndicatorColumns columns);

// One section of tiles of 128 rows.
void write_tiles(SnapshotWriter& writer, const std::string& section, const engine::NibbleTiles& tiles);
// Rows behind the last must be missing (15), as the scoring kernel reads whole tiles.
engine::NibbleTiles read_tiles(const ColumnSource& source, const std::string& section, std::size_t rows,
                               std::size_t columns);

}  // namespace io
