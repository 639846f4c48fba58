#include "io/export/manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/error.h"
#include "io/config/small_file.h"
#include "io/export/manifest_signature.h"
#include "io/output_file.h"

namespace io {
namespace {

using engine::Error;
using engine::ExitCode;
using nlohmann::json;  // sorts its keys

constexpr int kFormat = 1;
constexpr std::size_t kManifestLimit = std::size_t{64} << 20;

std::string canonical(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

// True for a relative path that stays below the run folder.
bool stays_below(const std::string& name) {
  const std::filesystem::path path = name;
  if (name.empty() || path.is_absolute() || name.find('\0') != std::string::npos) return false;
  return std::none_of(path.begin(), path.end(),
                      [](const auto& part) { return part == ".." || part == "." || part.empty(); });
}

json file_list(std::vector<ManifestFile> files, bool plain) {
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  json list = json::array();
  for (const ManifestFile& file : files) {
    if (!stays_below(file.name))
      throw Error(ExitCode::kInvariant, "an output of the manifest leaves the run folder: " + file.name);
    json entry = {{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}};
    if (plain) entry["plain"] = true;
    list.push_back(std::move(entry));
  }
  return list;
}

json snapshot_list(std::vector<ManifestSnapshot> snapshots) {
  std::sort(snapshots.begin(), snapshots.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  json list = json::array();
  for (const ManifestSnapshot& snapshot : snapshots) {
    list.push_back(
        {{"name", snapshot.name}, {"encrypted", snapshot.encrypted}, {"plain_sha256", snapshot.plain_sha256}});
  }
  return list;
}

json core_of(const Manifest& manifest) {
  json config = json::parse(manifest.config, nullptr, false);
  if (config.is_discarded()) throw Error(ExitCode::kInvariant, "the configuration of the manifest is not JSON");
  json inputs = json::array();
  for (const ManifestInput& input : manifest.inputs) {
    inputs.push_back({{"source", input.source},
                      {"path", input.path},
                      {"bytes", input.bytes},
                      {input.snapshot ? "plain_sha256" : "sha256", input.sha256},
                      {"rows_read", input.rows_read},
                      {"accepted", input.accepted},
                      {"rejected", input.rejected}});
  }
  const std::string hash = sha256_of(canonical(config));
  json core = {{"format", kFormat},       {"version", manifest.version},
               {"stage", manifest.stage}, {"config", std::move(config)},
               {"config_sha256", hash},   {"inputs", std::move(inputs)},
               {"rules", manifest.rules}, {"outputs", file_list(manifest.outputs, true)}};
  if (!manifest.snapshots.empty()) core["snapshots"] = snapshot_list(manifest.snapshots);
  return core;
}

json document_of(const Manifest& manifest) {
  json core = core_of(manifest);
  json rest = {{"host", manifest.host},
               {"started", manifest.started},
               {"finished", manifest.finished},
               {"build_id", manifest.build_id},
               {"compiler", manifest.compiler},
               {"simd", manifest.simd},
               {"threads", manifest.threads},
               {"run_file", manifest.run_file},
               {"files", file_list(manifest.files, false)},
               {"core_sha256", sha256_of(canonical(core))}};
  if (!manifest.decisions_file.empty()) rest["decisions_file"] = manifest.decisions_file;
  json document = {{"core", std::move(core)}, {"volatile", std::move(rest)}};
  document["volatile"]["sha256"] = sha256_of(canonical(document));
  return document;
}

[[noreturn]] void refuse(const std::string& path, const std::string& what) {
  throw Error(ExitCode::kDamaged,
              path + ": " + what + " Cure: repeat the run, or fetch the folder again from where it was made.",
              {path, 0, "", 0});
}

// Throws json::exception where a member is missing or of another type.
std::vector<ManifestFile> read_files(const json& list, const std::string& path) {
  std::vector<ManifestFile> files;
  for (const json& entry : list) {
    files.push_back({entry.at("name").get<std::string>(), entry.at("bytes").get<std::uint64_t>(),
                     entry.at("sha256").get<std::string>()});
    if (!stays_below(files.back().name)) refuse(path, "it names a file outside the run folder.");
  }
  return files;
}

Manifest manifest_of(const json& document, const std::string& path) {
  const json& core = document.at("core");
  const json& rest = document.at("volatile");
  Manifest manifest;
  manifest.version = core.at("version").get<std::string>();
  manifest.stage = core.at("stage").get<std::string>();
  manifest.config = canonical(core.at("config"));
  for (const json& input : core.at("inputs")) {
    const bool snapshot = input.contains("plain_sha256");
    manifest.inputs.push_back({input.at("source").get<std::string>(), input.at("path").get<std::string>(),
                               input.at("bytes").get<std::uint64_t>(),
                               input.at(snapshot ? "plain_sha256" : "sha256").get<std::string>(), snapshot,
                               input.at("rows_read").get<std::uint64_t>(), input.at("accepted").get<std::uint64_t>(),
                               input.at("rejected").get<std::uint64_t>()});
  }
  manifest.rules = core.at("rules").get<std::map<std::string, std::string>>();
  manifest.outputs = read_files(core.at("outputs"), path);
  if (core.contains("snapshots")) {
    for (const json& entry : core.at("snapshots")) {
      manifest.snapshots.push_back({entry.at("name").get<std::string>(), entry.at("encrypted").get<bool>(),
                                    entry.at("plain_sha256").get<std::string>()});
    }
  }
  manifest.host = rest.at("host").get<std::string>();
  manifest.started = rest.at("started").get<std::string>();
  manifest.finished = rest.at("finished").get<std::string>();
  manifest.build_id = rest.at("build_id").get<std::string>();
  manifest.compiler = rest.at("compiler").get<std::string>();
  manifest.simd = rest.at("simd").get<std::string>();
  manifest.threads = rest.at("threads").get<int>();
  manifest.run_file = rest.at("run_file").get<std::string>();
  if (rest.contains("decisions_file")) manifest.decisions_file = rest.at("decisions_file").get<std::string>();
  manifest.files = read_files(rest.at("files"), path);
  manifest.core_sha256 = sha256_of(canonical(core));
  return manifest;
}

// Checks the sums that the document holds of itself. Throws json::exception as read_files.
void check_sums(const json& document, const std::string& path) {
  const json& core = document.at("core");
  if (core.at("format").get<int>() != kFormat) refuse(path, "its format is not one this version knows.");
  json without = document;
  without.at("volatile").erase("sha256");
  if (document.at("volatile").at("sha256") != sha256_of(canonical(without)) ||
      document.at("volatile").at("core_sha256") != sha256_of(canonical(core)) ||
      core.at("config_sha256") != sha256_of(canonical(core.at("config")))) {
    refuse(path, "it was changed after the run: its sums do not hold.");
  }
}

}  // namespace

std::string manifest_text(const Manifest& manifest) { return canonical(document_of(manifest)) + "\n"; }

Manifest read_manifest(const std::string& folder) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    throw Error(ExitCode::kUsage, folder + ": not a folder, wanted the output folder of a run. Cure: check the path.",
                {folder, 0, "", 0});
  }
  const std::string path = folder + "/" + kManifestName;
  if (!std::filesystem::exists(path, error)) {
    refuse(path, "there is no manifest, so the run did not finish or this is no run folder.");
  }
  const std::string text = read_small_file(path, kManifestLimit, "manifest");
  const json document = json::parse(text, nullptr, false);
  if (document.is_discarded()) refuse(path, "it is not JSON.");
  if (canonical(document) + "\n" != text) refuse(path, "it is not in canonical form, so it was changed after the run.");
  try {
    check_sums(document, path);
    return manifest_of(document, path);
  } catch (const json::exception&) {
    refuse(path, "a part of it is missing or of the wrong type.");
  }
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                     parts.tm_hour, parts.tm_min, parts.tm_sec);
}

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

}  // namespace io
