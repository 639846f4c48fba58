// Stores the names of the registry persons: the only file here that knows how the table keeps them.
//
//   person/name/length, person/name/letters   the name as written, in row order
//
// The letters, not the codes, are stored, so the bytes depend on the names alone; the dictionary is made anew.
#pragma once

#include "engine/store/registry.h"
#include "io/registry_snapshot/column_source.h"
#include "io/snapshot/snapshot_writer.h"

namespace io {

void write_person_names(SnapshotWriter& writer, const engine::PersonTable& persons);

// Fills the names of `persons`, whose `nik` has its rows already.
void read_person_names(const ColumnSource& source, engine::PersonTable& persons);

}  // namespace io
