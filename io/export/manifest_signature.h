// Signs a manifest with Ed25519 (RFC 8032) and checks the signature.
//
// Keys are PEM files as OpenSSL writes them:
//   openssl genpkey -algorithm ed25519 -out sign.pem && chmod 600 sign.pem
//   openssl pkey -in sign.pem -pubout -out sign.pub.pem
// The signature is the 64 raw bytes, so that OpenSSL can check it without this program:
//   openssl pkeyutl -verify -rawin -pubin -inkey sign.pub.pem -in manifest.json -sigfile manifest.json.sig
#pragma once

#include <string>
#include <string_view>

namespace io {

// Refuses a private key file that is missing, readable by group or others, owned by another user, or
// no Ed25519 private key. errors: engine::Error (kKey). To be called before a long run.
void check_sign_key(const std::string& key_file);

// Returns the 64 bytes of the signature. errors: as check_sign_key.
std::string sign_manifest(std::string_view text, const std::string& key_file);

// True where the signature is that of `text`. errors: engine::Error (kKey) where the public key file
// cannot be read or is no Ed25519 public key.
bool signature_holds(std::string_view text, std::string_view signature, const std::string& public_key_file);

}  // namespace io
