#include "io/export/output_set.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <sstream>
#include <utility>

#include "engine/error.h"
#include "io/config/small_file.h"
#include "io/export/manifest.h"

namespace io {
namespace {

constexpr char kJournalName[] = ".publish-journal";
constexpr std::size_t kJournalLimit = std::size_t{1} << 16;

[[noreturn]] void fail(const std::string& path, const char* what) {
  throw engine::Error(
      engine::ExitCode::kResource,
      path + ": " + what + ": " + std::strerror(errno) +
          ". Cure: check the permission of the folder and run again; the journal beside it finishes the rest.",
      {path, 0, "", 0});
}

// A finished file that stays where it is until the journal moves it; a failed run leaves it to the next one.
class KeptFile final : public StagedFile {
 public:
  KeptFile(std::string path, std::uint64_t bytes, std::string sha256)
      : path_(std::move(path)), bytes_(bytes), sha256_(std::move(sha256)) {}
  void finish() override {}
  const std::string& temporary() const override { return path_; }
  void release() override {}
  std::uint64_t bytes() const override { return bytes_; }
  const std::string& sha256() override { return sha256_; }

 private:
  std::string path_;
  std::uint64_t bytes_;
  std::string sha256_;
};

bool holds(const std::string& path, const OutputSet::Written& file) {
  std::error_code error;
  const auto status = std::filesystem::symlink_status(path, error);
  return std::filesystem::is_regular_file(status) && std::filesystem::file_size(path, error) == file.bytes && !error &&
         sha256_of_file(path) == file.sha256;
}

bool plain_name(const std::string& name) {
  return !name.empty() && name.find('/') == std::string::npos && name != "." && name != "..";
}

// The name of a finished file: in the folder or in its .resume.
bool finished_name(const std::string& name) {
  const std::string resume = std::string(kResumeFolderName) + "/";
  return plain_name(name.starts_with(resume) ? name.substr(resume.size()) : name);
}

std::string finished_name_of(const std::string& folder, const std::string& path) {
  const std::filesystem::path whole = path;
  const std::string name = whole.filename().string();
  return whole.parent_path() == std::filesystem::path(folder) / kResumeFolderName
             ? std::string(kResumeFolderName) + "/" + name
             : name;
}

// Lines of the journal: "rename FINISHED NAME", "remove NAME" and "clear .resume". Doing them twice does no harm.
void apply_journal(const std::string& folder, const std::string& journal) {
  std::istringstream lines(journal);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string action, first, second;
    words >> action >> first >> second;
    const std::string from = folder + "/" + first;
    if (action == "rename" && finished_name(first) && plain_name(second)) {
      const std::string to = folder + "/" + second;
      if (std::rename(from.c_str(), to.c_str()) != 0 && errno != ENOENT) fail(to, "cannot rename the finished file");
    } else if (action == "remove" && plain_name(first)) {
      if (::unlink(from.c_str()) != 0 && errno != ENOENT) fail(from, "cannot remove the file of the earlier run");
    } else if (action == "clear" && first == kResumeFolderName) {
      remove_resume_folder(folder);
    } else {
      throw engine::Error(
          engine::ExitCode::kDamaged,
          folder + "/" + kJournalName + ": a line is not understood. Cure: remove this file and run again.",
          {folder + "/" + kJournalName, 0, "", 0});
    }
  }
  sync_folder(folder);
  const std::string path = folder + "/" + kJournalName;
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) fail(path, "cannot remove the journal");
  sync_folder(folder);
}

// What an earlier run has left under its name: the files of its manifest, and what belongs to it unlisted.
std::set<std::string> earlier_outputs(const std::string& folder) {
  std::set<std::string> names = {"manifest.json.sig", "rejects.failed.csv"};
  try {
    const Manifest manifest = read_manifest(folder);
    for (const auto* files : {&manifest.outputs, &manifest.files}) {
      for (const ManifestFile& file : *files) names.insert(file.name);
    }
  } catch (const engine::Error&) {  // no manifest, or none that can be trusted: nothing is known to be ours
  }
  return names;
}

}  // namespace

OutputSet::OutputSet(std::string folder) : folder_(std::move(folder)) { make_folder(folder_); }

void OutputSet::reserve(const std::string& name) const {
  if (files_.contains(name)) throw engine::Error(engine::ExitCode::kInvariant, name + ": opened twice in one run");
}

std::vector<OutputSet::Written> OutputSet::finish() {
  std::vector<Written> written;
  for (auto& [name, file] : files_) {
    if (!finished_.insert(name).second) continue;
    complete({name});
    written.push_back({name, file->bytes(), file->sha256()});
  }
  return written;
}

void OutputSet::complete(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const auto at = files_.find(name);
    if (at == files_.end() || !completed_.insert(name).second) continue;
    at->second->finish();
  }
}

std::vector<OutputSet::Written> OutputSet::settle(const std::vector<std::string>& names) {
  std::vector<Written> settled;
  for (const std::string& name : names) {
    const auto at = files_.find(name);
    if (at == files_.end()) continue;
    StagedFile& file = *at->second;
    const std::string path = folder_ + "/" + kResumeFolderName + "/" + name;
    if (std::rename(file.temporary().c_str(), path.c_str()) != 0) fail(path, "cannot rename the finished file");
    settled.push_back({name, file.bytes(), file.sha256()});
    file.release();
    at->second = std::make_unique<KeptFile>(path, settled.back().bytes, settled.back().sha256);
  }
  return settled;
}

bool OutputSet::adopt(const Written& file) {
  reserve(file.name);
  for (const std::string& folder : {folder_ + "/" + kResumeFolderName, folder_}) {
    const std::string path = folder + "/" + file.name;
    if (!plain_name(file.name) || !holds(path, file)) continue;
    files_[file.name] = std::make_unique<KeptFile>(path, file.bytes, file.sha256);
    return true;
  }
  return false;
}

void OutputSet::publish(bool keep_resume) {
  finish();
  std::string journal;
  const std::set<std::string> earlier = earlier_outputs(folder_);
  for (const std::string& name : earlier) {
    if (is_output_name(name) && !files_.contains(name)) journal += "remove " + name + "\n";
  }
  for (const auto& [name, file] : files_) {
    journal += "rename " + finished_name_of(folder_, file->temporary()) + " " + name + "\n";
  }
  std::error_code error;
  if (!keep_resume && std::filesystem::exists(folder_ + "/" + kResumeFolderName, error)) {
    journal += std::string("clear ") + kResumeFolderName + "\n";
  }
  try {
    write_output_file(folder_ + "/" + kJournalName, journal);
  } catch (const engine::Error&) {
    // Where only the sync behind its rename failed, the journal stands, and whoever reads it needs the files.
    if (std::filesystem::exists(folder_ + "/" + kJournalName, error)) {
      for (const auto& [name, file] : files_) file->release();
    }
    throw;
  }
  for (const auto& [name, file] : files_) file->release();  // the journal owns them now
  files_.clear();
  apply_journal(folder_, journal);
}

std::uint64_t OutputSet::bytes() const {
  std::uint64_t sum = 0;
  for (const auto& [name, file] : files_) sum += file->bytes();
  return sum;
}

void remove_resume_folder(const std::string& folder) {
  const std::string path = folder + "/" + kResumeFolderName;
  std::error_code error;
  const auto status = std::filesystem::symlink_status(path, error);
  if (!std::filesystem::is_directory(status)) return;  // nothing, or not ours
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    const std::string file = entry.path().string();
    if (::unlink(file.c_str()) != 0 && errno != ENOENT) fail(file, "cannot remove what an earlier run left to resume");
  }
  if (::rmdir(path.c_str()) != 0 && errno != ENOENT) fail(path, "cannot remove the folder");
}

bool finish_interrupted_publish(const std::string& folder) {
  const std::string path = folder + "/" + kJournalName;
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return false;
  apply_journal(folder, read_small_file(path, kJournalLimit, "journal"));
  return true;
}

}  // namespace io
