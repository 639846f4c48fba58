// What `desil verify` found in one snapshot, in words and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "io/snapshot/snapshot_check.h"
#include "tools/progress.h"
#include "tools/verify_command.h"

namespace tools {

struct SnapshotFinding {
  std::string name;  // as it is shown: the path, or the name below the run folder
  io::SnapshotCheck check;
};

// Checks the file with the key of --key-file, else the credential or the default key file, if there is one.
// errors: as io::check_snapshot.
SnapshotFinding examine_snapshot(const std::string& path, const std::string& name, const VerifyOptions& options,
                                 Progress& progress);

// 0 intact, 4 damaged, 6 no damage seen but not authenticated for want of a key.
int exit_code_of(const SnapshotFinding& finding);

// One line per damage, then one on the whole file.
std::string snapshot_text(const SnapshotFinding& finding, bool indonesian);

nlohmann::json snapshot_json(const SnapshotFinding& finding);
nlohmann::json snapshots_json(const std::vector<SnapshotFinding>& findings);

}  // namespace tools
