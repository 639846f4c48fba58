#include "io/run/run_resume.h"

#include <filesystem>

#include "engine/error.h"
#include "io/export/manifest.h"
#include "io/export/manifest_check.h"
#include "io/export/output_set.h"
#include "io/output_file.h"

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

}  // namespace

bool inputs_unchanged(const RunConfig& config, const Manifest& manifest, std::string& changed) {
  const std::vector<InputPath> paths = input_paths(config);
  if (paths.size() != manifest.inputs.size()) {
    changed = config.shown_path;
    return false;
  }
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (manifest.inputs[i].path != portable_path(paths[i]) ||
        sha256_of_file(paths[i].path) != manifest.inputs[i].sha256) {
      changed = paths[i].shown;
      return false;
    }
  }
  for (const auto& [name, path] : {std::pair{"model", config.model}, std::pair{"programmes", config.programmes}}) {
    if (same_rule(manifest, name, path)) continue;
    changed = path ? path->shown : config.shown_path;
    return false;
  }
  return true;
}

bool run_is_complete(const RunConfig& config, const std::string& out, RunStage to, bool plaintext) {
  if (!std::filesystem::exists(out + "/" + kManifestName)) return false;
  try {
    finish_interrupted_publish(out);
    const Manifest manifest = read_manifest(out);
    const std::optional<RunStage> reached = run_stage_from_name(manifest.stage);
    const bool asked = manifest.version == DESIL_VERSION && reached && *reached >= to &&
                       manifest.config == canonical_config(config) &&
                       (!manifest.snapshot || manifest.snapshot->plaintext == plaintext);
    std::string changed;  // hashes come last: they read every file
    return asked && check_manifest(out, "").intact() && inputs_unchanged(config, manifest, changed);
  } catch (const engine::Error& error) {
    if (error.code() == engine::ExitCode::kDamaged) return false;
    throw;
  }
}

}  // namespace io
