// The output files of one run: the whole set takes the place of the earlier one, or nothing changes.
//
// Every file is written and synced under a temporary name first; a full disk or a failure up to here
// leaves the folder as it was. Then a journal names what is to be renamed and removed, and is synced;
// from that moment the set is committed. A kill between the renames is made good by
// `finish_interrupted_publish`, which every command that reads or writes the folder calls first.
// Outputs that the manifest of an earlier run lists and this one does not write are removed with the
// same journal, so a folder never mixes two runs. Files of other people are left alone.
//
// Files that a complete stage has finished can be settled in FOLDER/.resume before: they outlive a kill there,
// and a resumed run adopts them. The journal takes them from there, and clears the folder in the end.
//
// errors: engine::Error (kResource). threads: one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "io/export/output_names.h"
#include "io/output_file.h"

namespace io {

// Holds what a later `--resume` needs; removed with the last complete run.
inline constexpr const char* kResumeFolderName = ".resume";

class OutputSet {
 public:
  // Makes the folder where it does not exist.
  explicit OutputSet(std::string folder);

  // Opens a file of the set; every name once.
  OutputFile& open(const std::string& name) { return open_as<OutputFile>(name); }

  // Opens a file of another kind (a snapshot): File(path, arguments...) is a StagedFile.
  template <class File, class... Arguments>
  File& open_as(const std::string& name, Arguments&&... arguments) {
    reserve(name);
    auto file = std::make_unique<File>(folder_ + "/" + name, std::forward<Arguments>(arguments)...);
    File& opened = *file;
    files_[name] = std::move(file);
    return opened;
  }

  struct Written {
    std::string name;
    std::uint64_t bytes = 0;
    std::string sha256;
  };
  // Completes every open file under its temporary name; returns those that were still open, by name.
  std::vector<Written> finish();

  // Completes these files under their temporary names, each once; names that were never opened are left out.
  void complete(const std::vector<std::string>& names);
  // Moves completed files to FOLDER/.resume, which must exist; they stay part of the set, also where this fails.
  std::vector<Written> settle(const std::vector<std::string>& names);
  // Takes over a file that an earlier process settled: from FOLDER/.resume, or from the folder itself where that run
  // was published. False where neither has these bytes.
  bool adopt(const Written& file);
  // Forgets an adopted file; nothing on disk changes.
  void forget(const std::string& name) { files_.erase(name); }

  // Publishes every file and removes the known outputs that are not in the set. FOLDER/.resume goes too, unless
  // `keep_resume`.
  void publish(bool keep_resume = false);

  const std::string& folder() const { return folder_; }
  std::uint64_t bytes() const;

 private:
  // Refuses a name that is open already.
  void reserve(const std::string& name) const;

  std::string folder_;
  std::map<std::string, std::unique_ptr<StagedFile>> files_;
  std::set<std::string> completed_;  // synced and closed: never again, since a second fsync may hide the failure
  std::set<std::string> finished_;   // returned by `finish`
};

// Removes FOLDER/.resume with the files in it.
void remove_resume_folder(const std::string& folder);

// Does what the journal of a killed run says; false where there is none.
bool finish_interrupted_publish(const std::string& folder);

}  // namespace io
