// Stores the tables of the registry (engine/store/registry.h); LAYOUT.md lists the sections.
//
// A village is stored by its 10-digit code, so that a program with another region table notices. The family of
// a person is stored by `family/first_person`; the indexes are built anew.
//
// memory: writing streams the columns as they lie in memory; reading holds the tables alone.
// errors: engine::Error: kDamaged with section and row. threads: parallel inside.
#pragma once

#include "engine/store/region_tree.h"
#include "engine/store/registry.h"
#include "io/registry_snapshot/column_source.h"
#include "io/snapshot/snapshot_writer.h"

namespace io {

void write_registry_columns(SnapshotWriter& writer, const engine::Registry& registry,
                            const engine::RegionTree& regions);

// The page size that suits a registry: small for few persons, so that a section does not cost a page of 256 KiB; a
// function of their number alone, since the SHA-256 of the plain columns depends on it.
std::uint32_t page_size_of_registry(const engine::Registry& registry);

// Reads and checks the tables, and builds their indexes. `flag_lists` is how many bits of `flags` have a meaning.
engine::Registry read_registry_columns(const ColumnSource& source, const engine::RegionTree& regions,
                                       std::size_t flag_lists);

}  // namespace io
