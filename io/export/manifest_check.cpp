#include "io/export/manifest_check.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <optional>
#include <set>

#include "engine/error.h"
#include "io/config/small_file.h"
#include "io/export/manifest_signature.h"
#include "io/export/output_set.h"
#include "io/output_file.h"

namespace io {
namespace {

constexpr std::size_t kSignatureLimit = 4096;

// The process id in ".NAME.tmp-PID", or nothing for another name.
std::optional<int> writer_of(const std::string& name) {
  constexpr std::string_view kMark = ".tmp-";
  const std::size_t mark = name.rfind(kMark);
  if (name.empty() || name[0] != '.' || mark == std::string::npos || mark == 0) return std::nullopt;
  int id = 0;
  const char* const begin = name.data() + mark + kMark.size();
  const char* const end = name.data() + name.size();
  const auto [stop, error] = std::from_chars(begin, end, id);
  if (error != std::errc() || stop != end || id <= 0) return std::nullopt;
  return id;
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

FileState state_of(const std::string& path, const ManifestFile& file) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return FileState::kMissing;
  if (!S_ISREG(status.st_mode)) return FileState::kNotRegular;
  if (static_cast<std::uint64_t>(status.st_size) != file.bytes) return FileState::kChanged;
  return sha256_of_file(path) == file.sha256 ? FileState::kIntact : FileState::kChanged;
}

SignatureState signature_state(const std::string& folder, const std::string& public_key) {
  const std::string path = folder + "/" + kSignatureName;
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return SignatureState::kUnsigned;
  if (public_key.empty()) return SignatureState::kNotChecked;
  const std::string text = read_small_file(folder + "/" + kManifestName, std::size_t{64} << 20, "manifest");
  const std::string signature = read_small_file(path, kSignatureLimit, "signature");
  return signature_holds(text, signature, public_key) ? SignatureState::kHolds : SignatureState::kFalse;
}

}  // namespace

bool ManifestCheck::intact() const {
  const bool every_file =
      std::all_of(files.begin(), files.end(), [](const FileCheck& file) { return file.state == FileState::kIntact; });
  return every_file && signature != SignatureState::kFalse;
}

ManifestCheck check_manifest(const std::string& folder, const std::string& public_key,
                             const std::function<void(std::uint64_t)>& on_bytes) {
  ManifestCheck check;
  check.manifest = read_manifest(folder);
  check.signature = signature_state(folder, public_key);
  std::set<std::string> listed = {kManifestName, kSignatureName};
  for (const auto* files : {&check.manifest.outputs, &check.manifest.files}) {
    for (const ManifestFile& file : *files) {
      check.files.push_back({file.name, state_of(folder + "/" + file.name, file), file.bytes});
      listed.insert(std::filesystem::path(file.name).begin()->string());
      if (on_bytes) on_bytes(file.bytes);
    }
  }
  for (const std::string& name : names_in(folder)) {
    if (writer_of(name) || name == kResumeFolderName) {
      check.leftovers.push_back(name);
    } else if (!listed.contains(name)) {
      check.unlisted.push_back(name);
    }
  }
  return check;
}

std::vector<std::string> temporary_files(const std::string& folder) {
  std::vector<std::string> names = names_in(folder);
  std::erase_if(names, [](const std::string& name) { return !writer_of(name); });
  return names;
}

void remove_stale_temporary_files(const std::string& folder) {
  for (const std::string& name : temporary_files(folder)) {
    const bool lives = ::kill(*writer_of(name), 0) == 0 || errno == EPERM;
    if (!lives) ::unlink((folder + "/" + name).c_str());
  }
}

}  // namespace io
