// Writes and loads registry.desil, the result of a run as columns: persons, families, indicators, ranks.
//
// LAYOUT.md lists the sections with their bytes. Loading verifies every page before a value of it is used, then
// checks what the columns say of each other; the tables come back as the run had them.
//
// memory: writing holds one piece of 65,536 rows and the pages on their way, whatever the size of the
//   registry; loading holds the tables. order: the same contents give the same SHA-256 of the plain columns for
//   any number of threads. errors: engine::Error, as SnapshotWriter and SnapshotReader; kDamaged names
//   section and row where the columns do not hold together.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/programmes/programme.h"
#include "engine/run_summary.h"
#include "engine/store/family_indicators.h"
#include "engine/store/region_tree.h"
#include "engine/store/registry.h"
#include "io/registry_snapshot/registry_meta.h"
#include "io/snapshot/snapshot_keys.h"

namespace io {

inline constexpr const char* kRegistrySnapshotName = "registry.desil";
inline constexpr const char* kRegistrySnapshotKind = "registry";

// What is written. All spans have one entry a family.
struct RegistryContents {
  const engine::Registry* registry = nullptr;
  const engine::FamilyIndicators* indicators = nullptr;
  std::span<const std::uint8_t> source_rank;  // of the best source, engine::kNoRank where none has the family
  std::span<const engine::FamilyStatus> status;
  std::span<const engine::PmtScore> score;
  std::span<const engine::PmtScore> ranking = {};  // what is ranked where it is not the score; else empty
  std::span<const engine::Desil> national, province, regency;
  // Status of a family in programme i of the meta data; safe from any thread.
  std::function<engine::ProgrammeStatus(std::size_t programme, engine::FamilyRow family)> programme_status;
  RegistryMeta meta;
};

void write_registry_snapshot(SnapshotWriter& writer, const RegistryContents& contents,
                             const engine::RegionTree& regions);

struct RegistrySnapshot {
  engine::Registry registry;
  engine::FamilyIndicators indicators;
  std::vector<std::uint8_t> source_rank;
  std::vector<engine::FamilyStatus> status;
  std::vector<engine::PmtScore> score;
  std::vector<engine::PmtScore> ranking;  // empty in the mode "national"
  std::vector<engine::Desil> national, province, regency;
  std::vector<std::vector<engine::ProgrammeStatus>> programmes;  // by programme, then by family
  RegistryMeta meta;
  std::string plain_sha256;
};

RegistrySnapshot load_registry_snapshot(const std::string& path, const SnapshotKeys& keys,
                                        const engine::RegionTree& regions);

}  // namespace io
