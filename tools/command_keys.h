// Finds the key of snapshots for a command, and says once where one was made.
//
// The order: --key-file, the systemd credential, the default key file (io/snapshot/key_file.h). The first
// command that writes without any makes the default key file, mode 0600, and says so on standard error; with
// --quiet, --json or --progress json it does not, and `noted` puts it into the JSON document.
// `--plaintext` stands in GlobalOptions and is offered by the commands that write snapshots.
//
// errors: engine::Error (kKey). threads: one at a time.
#pragma once

#include <string>

#include "io/snapshot/snapshot_keys.h"
#include "tools/global_options.h"

namespace tools {

class CommandKeys {
 public:
  explicit CommandKeys(const GlobalOptions& options) : options_(options) {}
  CommandKeys(const CommandKeys&) = delete;
  CommandKeys& operator=(const CommandKeys&) = delete;

  // For io; valid while this object lives.
  io::SnapshotKeys keys();

  bool key_file_made() const { return made_; }
  // The JSON object of the command's result, with "key_file_made": true in front where that is so.
  std::string noted(std::string json_object) const;

 private:
  void tell(const std::string& path);

  const GlobalOptions options_;
  bool made_ = false;
};

}  // namespace tools
