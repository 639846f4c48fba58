// The data key of one snapshot: random, wrapped by the key-encryption key of the user.
//
// Wrapping: HKDF-SHA256 makes a wrapping key from the key-encryption key and a random 256-bit salt of the
// file, so that each wrapping key is used once; AES-256-GCM with it encrypts the data key and
// authenticates the header up to the wrapped key. The key id is another output of HKDF, without
// salt: it tells which key file belongs to a snapshot and reveals nothing of the key.
//
// errors: engine::Error (kKey) where the key does not open the file. threads: any.
#pragma once

#include <string>

#include "io/snapshot/secret_key.h"
#include "io/snapshot/snapshot_header.h"

namespace io {

std::array<unsigned char, 16> key_id_of(const SecretKey& key);

// Sets key id, salt, wrapped key and tag of the header; every other field must be final.
void wrap_data_key(const SecretKey& data_key, const SecretKey& key, SnapshotHeader& header);

SecretKey unwrap_data_key(const SnapshotHeader& header, const SecretKey& key, const std::string& path);

}  // namespace io
