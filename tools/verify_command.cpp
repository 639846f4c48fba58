#include "tools/verify_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/error.h"
#include "io/export/manifest_check.h"
#include "io/export/output_set.h"
#include "tools/progress.h"
#include "tools/result_output.h"
#include "tools/snapshot_finding.h"

namespace tools {
namespace {

using io::FileState;
using io::SignatureState;

const char* state_word(FileState state) {
  constexpr const char* kWords[] = {"intact", "changed", "missing", "not_regular"};
  return kWords[static_cast<int>(state)];
}

const char* signature_word(SignatureState state) {
  constexpr const char* kWords[] = {"unsigned", "not_checked", "holds", "false"};
  return kWords[static_cast<int>(state)];
}

std::string state_sentence(FileState state, bool indonesian) {
  constexpr const char* kEnglish[] = {"intact", "damaged: its bytes are not those the run wrote", "missing",
                                      "damaged: not a regular file"};
  constexpr const char* kIndonesian[] = {"utuh", "rusak: isinya bukan yang ditulis oleh proses", "hilang",
                                         "rusak: bukan berkas biasa"};
  return (indonesian ? kIndonesian : kEnglish)[static_cast<int>(state)];
}

std::string signature_sentence(SignatureState state, bool indonesian) {
  constexpr const char* kEnglish[] = {"the manifest is unsigned: it shows damage, not forgery",
                                      "the manifest is signed; the signature was not checked. Cure: --public-key FILE",
                                      "the signature of the manifest holds",
                                      "the signature does NOT belong to this manifest and key"};
  constexpr const char* kIndonesian[] = {
      "manifes tidak ditandatangani: kerusakan terlihat, pemalsuan tidak",
      "manifes ditandatangani, tetapi tanda tangan tidak diperiksa; berikan --public-key BERKAS",
      "tanda tangan manifes cocok", "tanda tangan TIDAK cocok dengan manifes dan kunci ini"};
  return (indonesian ? kIndonesian : kEnglish)[static_cast<int>(state)];
}

const char* folder_result(const io::ManifestCheck& check, const std::vector<SnapshotFinding>& snapshots) {
  const auto with = [&](engine::ExitCode code) {
    return std::any_of(snapshots.begin(), snapshots.end(),
                       [&](const auto& snapshot) { return exit_code_of(snapshot) == static_cast<int>(code); });
  };
  if (!check.intact() || with(engine::ExitCode::kDamaged)) return "damaged";
  return with(engine::ExitCode::kKey) ? "not_authenticated" : "intact";
}

std::string as_json(const std::string& path, const io::ManifestCheck& check,
                    const std::vector<SnapshotFinding>& snapshots) {
  nlohmann::json files = nlohmann::json::array();
  for (const io::FileCheck& file : check.files) {
    files.push_back({{"name", file.name}, {"state", state_word(file.state)}, {"bytes", file.bytes}});
  }
  const nlohmann::json result = {{"path", path},
                                 {"result", folder_result(check, snapshots)},
                                 {"core_sha256", check.manifest.core_sha256},
                                 {"signature", signature_word(check.signature)},
                                 {"files", files},
                                 {"leftovers", check.leftovers},
                                 {"snapshots", snapshots_json(snapshots)},
                                 {"unlisted", check.unlisted}};
  return result.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string as_text(const std::string& path, const io::ManifestCheck& check,
                    const std::vector<SnapshotFinding>& snapshots, bool indonesian) {
  std::string text;
  for (const io::FileCheck& file : check.files) {
    if (file.state != FileState::kIntact)
      text += fmt::format("{}: {}\n", file.name, state_sentence(file.state, indonesian));
  }
  for (const SnapshotFinding& snapshot : snapshots) text += snapshot_text(snapshot, indonesian);
  for (const std::string& name : check.leftovers) {
    text += fmt::format(
        "{}: {}\n", name,
        indonesian ? "sisa proses yang terhenti, boleh dihapus" : "left by an interrupted run, may be deleted");
  }
  for (const std::string& name : check.unlisted) {
    text += fmt::format("{}: {}\n", name, indonesian ? "tidak ada dalam manifes" : "not in the manifest");
  }
  const auto intact = std::count_if(check.files.begin(), check.files.end(),
                                    [](const auto& file) { return file.state == FileState::kIntact; });
  text += fmt::format("{}: {} {} {} {}; {}\n", path, intact, indonesian ? "dari" : "of", check.files.size(),
                      indonesian ? "berkas utuh" : "files intact", signature_sentence(check.signature, indonesian));
  return text;
}

bool is_snapshot(const std::string& path) { return std::filesystem::path(path).extension() == ".desil"; }

void refuse_file(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return;
  throw engine::Error(engine::ExitCode::kUsage,
                      path +
                          ": a file, wanted the output folder of a run or a snapshot (.desil). Cure: give the "
                          "folder that holds manifest.json.",
                      {path, 0, "", 0});
}

std::uint64_t size_of(const std::string& path) {
  std::error_code error;
  const std::uint64_t bytes = std::filesystem::file_size(path, error);
  return error ? 0 : bytes;
}

int verify_snapshot(const VerifyOptions& options) {
  const bool indonesian = options.global.command_language() == Language::kIndonesian;
  if (options.global.dry_run) {
    const std::uint64_t bytes = size_of(options.path);
    print_result(options.global.json ? fmt::format("{{\"bytes\":{},\"files\":1}}\n", bytes)
                                     : fmt::format("{}: {} bytes would be read\n", options.path, bytes));
    return 0;
  }
  Progress progress(options.global);
  progress.stage("verify", size_of(options.path));
  const SnapshotFinding finding = examine_snapshot(options.path, options.path, options, progress);
  progress.finish();
  print_result(options.global.json
                   ? snapshot_json(finding).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"
                   : snapshot_text(finding, indonesian));
  return exit_code_of(finding);
}

// A snapshot that is whole may still not be the one of this run: its plain columns are told by the manifest.
void compare_with_manifest(SnapshotFinding& finding, const io::ManifestSnapshot& written) {
  io::SnapshotCheck& check = finding.check;
  const bool other = !check.plain_sha256.empty() && check.plain_sha256 != written.plain_sha256;
  if (!check.intact() || (!other && check.encrypted == written.encrypted)) return;
  io::SnapshotDamage damage;
  damage.part = io::SnapshotDamage::Part::kContents;
  damage.last_byte = check.bytes == 0 ? 0 : check.bytes - 1;
  check.damage.push_back(damage);
  ++check.damages;
}

// The snapshots among the files of a manifest; one that is missing is named by the manifest already.
std::vector<SnapshotFinding> examine_snapshots(const io::ManifestCheck& check, const VerifyOptions& options,
                                               Progress& progress) {
  std::vector<SnapshotFinding> findings;
  for (const io::FileCheck& file : check.files) {
    const bool there = file.state == FileState::kIntact || file.state == FileState::kChanged;
    if (there && is_snapshot(file.name)) {
      findings.push_back(examine_snapshot(options.path + "/" + file.name, file.name, options, progress));
      for (const io::ManifestSnapshot& written : check.manifest.snapshots) {
        if (written.name == file.name) compare_with_manifest(findings.back(), written);
      }
    }
  }
  return findings;
}

}  // namespace

int verify_command(const VerifyOptions& options) {
  std::error_code ignored;
  if (is_snapshot(options.path) && !std::filesystem::is_directory(options.path, ignored))
    return verify_snapshot(options);
  refuse_file(options.path);
  if (options.global.dry_run) {
    const io::Manifest manifest = io::read_manifest(options.path);
    std::uint64_t bytes = 0;
    for (const auto* files : {&manifest.outputs, &manifest.files}) {
      for (const io::ManifestFile& file : *files) bytes += file.bytes;
    }
    const std::size_t count = manifest.outputs.size() + manifest.files.size();
    print_result(options.global.json
                     ? fmt::format("{{\"bytes\":{},\"files\":{}}}\n", bytes, count)
                     : fmt::format("{}: {} files, {} bytes would be read\n", options.path, count, bytes));
    return 0;
  }
  if (io::finish_interrupted_publish(options.path) && !options.global.quiet) {
    std::fprintf(stderr, "desil: note: %s: a run was killed while it published its files; that has been finished\n",
                 options.path.c_str());
  }
  Progress progress(options.global);
  progress.stage("verify", 0);
  const io::ManifestCheck check =
      io::check_manifest(options.path, options.public_key, [&](std::uint64_t bytes) { progress.advance(bytes); });
  const std::vector<SnapshotFinding> snapshots = examine_snapshots(check, options, progress);
  progress.finish();
  if (!options.public_key.empty() && check.signature == io::SignatureState::kUnsigned) {
    throw engine::Error(
        engine::ExitCode::kDamaged,
        options.path +
            ": a public key was given, but the manifest has no signature. Cure: get the signed folder again, "
            "or verify without --public-key.",
        {options.path + "/" + io::kSignatureName, 0, "", 0});
  }
  const bool indonesian = options.global.command_language() == Language::kIndonesian;
  print_result(options.global.json ? as_json(options.path, check, snapshots)
                                   : as_text(options.path, check, snapshots, indonesian));
  int code = check.intact() ? 0 : static_cast<int>(engine::ExitCode::kDamaged);
  for (const SnapshotFinding& snapshot : snapshots) {
    const int worse = exit_code_of(snapshot);
    if (worse == static_cast<int>(engine::ExitCode::kDamaged) || code == 0) code = worse;
  }
  return code;
}

}  // namespace tools
