// Forms and reads manifest.json: what a run was made of and what it made.
//
// Form: one line of canonical JSON (keys sorted, no spaces) and LF:
//   {"core":{"config","config_sha256","format","inputs","outputs","rules","snapshots","stage","version"},
//    "volatile":{"build_id","compiler","core_sha256","files","finished","host","run_file","sha256",
//                "simd","started","threads"}}, and "decisions_file" where a run had one
// The core part is the same bytes on every machine for the same inputs. `core_sha256` is its SHA-256,
// so two runs can be compared by one number; `sha256` is that of the whole document without this
// field. Files that hold times (summary.json) stand in `files` of the volatile part.
//
// errors: engine::Error. threads: one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace io {

inline constexpr const char* kManifestName = "manifest.json";
inline constexpr const char* kSignatureName = "manifest.json.sig";

struct ManifestInput {
  std::string source;  // name of the source or flag list
  std::string path;    // portable_path of run_config.h
  std::uint64_t bytes = 0;
  std::string sha256;     // of the file; of a snapshot, of its plain columns (written as "plain_sha256")
  bool snapshot = false;  // .desil
  std::uint64_t rows_read = 0, accepted = 0, rejected = 0;
};

struct ManifestFile {
  std::string name;  // below the run folder, e.g. "families.csv"
  std::uint64_t bytes = 0;
  std::string sha256;
};

// A snapshot that the run wrote. Its bytes differ from run to run, for its key is random: they stand in `files`.
struct ManifestSnapshot {
  std::string name;
  bool encrypted = true;     // false: --plaintext
  std::string plain_sha256;  // of its plain columns (io/snapshot/plain_digest.h): equal on every machine
};

struct Manifest {
  // The core. `inputs` keep the order of the run file; `outputs` are sorted by name when written.
  std::string version;  // of the program
  std::string stage;    // last stage done
  std::string config;   // canonical_config of run_config.h
  std::vector<ManifestInput> inputs;
  std::map<std::string, std::string> rules;  // model, link_model, decisions, programmes, regions → SHA-256
  std::vector<ManifestFile> outputs;         // written as plain: true
  std::vector<ManifestSnapshot> snapshots;   // by name; left out of the text where there are none

  // The volatile part.
  std::string host, started, finished;  // times in ISO 8601, UTC
  std::string build_id, compiler, simd;
  int threads = 0;
  std::string run_file;             // absolute path; `desil explain` reads the sources again
  std::string decisions_file;       // absolute path; empty where there were none
  std::vector<ManifestFile> files;  // outputs whose bytes differ from run to run

  std::string core_sha256;  // set by read_manifest
};

// The canonical text. errors: kInvariant where `config` is not JSON or a file name leaves the folder.
std::string manifest_text(const Manifest& manifest);

// Reads FOLDER/manifest.json. errors: kUsage where the folder does not exist; kDamaged where it has
// no manifest, or one whose form or sums do not hold.
Manifest read_manifest(const std::string& folder);

// The present time as the manifest writes it: 2026-07-10T08:00:00Z.
std::string utc_now();
std::string host_name();

}  // namespace io
