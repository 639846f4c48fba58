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

bool plain_name(const std::string& name) {
  return !name.empty() && name.find('/') == std::string::npos && name != "." && name != "..";
}

// Lines of the journal: "rename TEMPORARY NAME" and "remove NAME". Doing them twice does no harm.
void apply_journal(const std::string& folder, const std::string& journal) {
  std::istringstream lines(journal);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string action, first, second;
    words >> action >> first >> second;
    const std::string from = folder + "/" + first;
    if (action == "rename" && plain_name(first) && plain_name(second)) {
      const std::string to = folder + "/" + second;
      if (std::rename(from.c_str(), to.c_str()) != 0 && errno != ENOENT) fail(to, "cannot rename the finished file");
    } else if (action == "remove" && plain_name(first)) {
      if (::unlink(from.c_str()) != 0 && errno != ENOENT) fail(from, "cannot remove the file of the earlier run");
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
    file->finish();
    written.push_back({name, file->bytes(), file->sha256()});
  }
  return written;
}

void OutputSet::publish() {
  finish();
  std::string journal;
  const std::set<std::string> earlier = earlier_outputs(folder_);
  for (const std::string& name : earlier) {
    if (is_output_name(name) && !files_.contains(name)) journal += "remove " + name + "\n";
  }
  for (const auto& [name, file] : files_) {
    journal += "rename " + std::filesystem::path(file->temporary()).filename().string() + " " + name + "\n";
  }
  write_output_file(folder_ + "/" + kJournalName, journal);
  for (const auto& [name, file] : files_) file->release();  // the journal owns them now
  files_.clear();
  apply_journal(folder_, journal);
}

std::uint64_t OutputSet::bytes() const {
  std::uint64_t sum = 0;
  for (const auto& [name, file] : files_) sum += file->bytes();
  return sum;
}

void finish_interrupted_publish(const std::string& folder) {
  const std::string path = folder + "/" + kJournalName;
  std::error_code error;
  if (std::filesystem::exists(path, error)) apply_journal(folder, read_small_file(path, kJournalLimit, "journal"));
}

}  // namespace io
