#include "io/run/run_resume.h"

#include <filesystem>

#include "engine/error.h"
#include "io/export/manifest.h"
#include "io/export/manifest_check.h"
#include "io/export/output_set.h"
#include "io/output_file.h"
#include "io/source_snapshot/snapshot_input.h"

namespace io {
namespace {

std::vector<InputPath> input_paths(const RunConfig& config) {
  std::vector<InputPath> paths;
  for (const SourceConfig& source : config.sources) {
    paths.insert(paths.end(), source.persons.begin(), source.persons.end());
    paths.insert(paths.end(), source.families.begin(), source.families.end());
  }
  for (const FlagConfig& flag : config.flags) paths.push_back(flag.file);
  return paths;
}

bool same_rule(const Manifest& manifest, const std::string& name, const std::optional<InputPath>& path) {
  const auto rule = manifest.rules.find(name);
  if (rule == manifest.rules.end()) return true;  // the run did not get that far
  return path && sha256_of_file(path->path) == rule->second;
}

// A truth that is asked for must be the one the run was held against; one that is not asked for does no harm.
bool same_truth(const RunConfig& config, const Manifest& manifest) {
  if (!config.truth) return true;
  const auto same = [&](const char* name, const std::optional<InputPath>& path) {
    const auto rule = manifest.rules.find(name);
    return path ? rule != manifest.rules.end() && sha256_of_file(path->path) == rule->second
                : rule == manifest.rules.end();
  };
  return same("truth_persons", config.truth->persons) && same("truth_faults", config.truth->faults);
}

bool same_input(const InputPath& path, const ManifestInput& input, const SnapshotKeys& keys) {
  if (source_snapshot::is_snapshot(path.path) != input.snapshot) return false;
  if (!input.snapshot) return sha256_of_file(path.path) == input.sha256;
  return source_snapshot::plain_sha256({path.path, path.shown}, keys.opening) == input.sha256;
}

}  // namespace

bool inputs_unchanged(const RunConfig& config, const Manifest& manifest, const SnapshotKeys& keys,
                      std::string& changed) {
  const std::vector<InputPath> paths = input_paths(config);
  if (paths.size() != manifest.inputs.size()) {
    changed = config.shown_path;
    return false;
  }
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (manifest.inputs[i].path != portable_path(paths[i]) || !same_input(paths[i], manifest.inputs[i], keys)) {
      changed = paths[i].shown;
      return false;
    }
  }
  for (const auto& [name, path] :
       {std::pair{"model", config.model}, std::pair{"distribution", config.distribution()},
        std::pair{"programmes", config.programmes}, std::pair{"link_model", config.link_model},
        std::pair{"decisions", config.decisions}}) {
    if (same_rule(manifest, name, path)) continue;
    changed = path ? path->shown : config.shown_path;
    return false;
  }
  return true;
}

bool run_is_complete(const RunConfig& config, const std::string& out, RunStage to, const SnapshotKeys& keys) {
  if (!std::filesystem::exists(out + "/" + kManifestName)) return false;
  try {
    finish_interrupted_publish(out);
    const Manifest manifest = read_manifest(out);
    const std::optional<RunStage> reached = run_stage_from_name(manifest.stage);
    const bool asked = manifest.version == DESIL_VERSION && reached && *reached >= to &&
                       manifest.config == canonical_config(config) &&
                       std::all_of(manifest.snapshots.begin(), manifest.snapshots.end(),
                                   [&](const ManifestSnapshot& one) { return one.encrypted != keys.plaintext; });
    std::string changed;  // hashes come last: they read every file
    return asked && check_manifest(out, "").intact() && inputs_unchanged(config, manifest, keys, changed) &&
           same_truth(config, manifest);
  } catch (const engine::Error& error) {
    if (error.code() == engine::ExitCode::kDamaged) return false;
    throw;
  }
}

}  // namespace io
