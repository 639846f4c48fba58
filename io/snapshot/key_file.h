// Finds, reads and makes the key-encryption key of snapshots.
//
// A key file is 64 hexadecimal digits and LF (`desil keygen`). The key is sought in this order: the file
// named on the command line; the systemd credential `desil-key` ($CREDENTIALS_DIRECTORY); the default key
// file, $XDG_CONFIG_HOME/desil/key or ~/.config/desil/key. Never in an argument, in the environment or in
// a configuration file. A key file must be a regular file of the user (or of root) that neither group nor
// others may read or write; a credential is guarded by systemd, so only others are looked at.
//
// errors: engine::Error (kKey) with the cure. threads: one at a time.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "io/snapshot/secret_key.h"

namespace io {

inline constexpr const char* kKeyCredentialName = "desil-key";

// Reads one key file.
SecretKey read_key_file(const std::string& path);

// Makes a key file with a new random key, mode 0600, synced; never replaces a file.
// errors: kKey where something stands at the name; kResource where it cannot be written.
void make_key_file(const std::string& path);

// The default key file, or empty where neither XDG_CONFIG_HOME nor HOME is an absolute path.
std::string default_key_file();

// The key for opening; `given` is the path of --key-file or empty. Nothing where no key is given and
// neither credential nor default key file exists.
std::optional<SecretKey> find_key(const std::string& given);

// As find_key; refuses (kKey) where there is none and says what was looked for.
SecretKey key_for_opening(const std::string& given);

// The key for writing: as find_key; where there is none, makes the default key file and calls
// `on_made(path)`, which is to tell the user.
SecretKey key_for_writing(const std::string& given, const std::function<void(const std::string&)>& on_made);

}  // namespace io
