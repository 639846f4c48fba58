#include "io/export/manifest.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/error.h"
#include "io/export/manifest_check.h"
#include "io/export/manifest_signature.h"
#include "io/output_file.h"
#include "tests/io/export/written_manifest.h"
#include "tests/tools/program.h"

namespace {

using Catch::Contains;
using tests::read_text;
using tests::TemporaryFolder;
using tests::write_text;

// Makes a fresh Ed25519 key pair: FOLDER/sign.pem (mode 0600) and FOLDER/sign.pub.pem.
void make_keys(const TemporaryFolder& folder) {
  EVP_PKEY* const key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  REQUIRE(key != nullptr);
  std::FILE* const secret = std::fopen(folder.path("sign.pem").c_str(), "w");
  std::FILE* const open = std::fopen(folder.path("sign.pub.pem").c_str(), "w");
  REQUIRE(PEM_write_PrivateKey(secret, key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
  REQUIRE(PEM_write_PUBKEY(open, key) == 1);
  std::fclose(secret);
  std::fclose(open);
  EVP_PKEY_free(key);
  ::chmod(folder.path("sign.pem").c_str(), 0600);
}

io::Manifest sample() {
  io::Manifest manifest;
  manifest.version = "0.1.0";
  manifest.stage = "report";
  manifest.config = "{\"run\":{\"seed\":1,\"release\":\"2026Q3\"}}";
  manifest.inputs = {{"dukcapil", "dukcapil.csv", 10, io::sha256_of("x"), false, 3, 2, 1}};
  manifest.rules = {{"model", io::sha256_of("m")}};
  manifest.host = "a";
  manifest.started = manifest.finished = "2026-07-10T08:00:00Z";
  manifest.compiler = "g++";
  manifest.simd = "avx2";
  manifest.threads = 2;
  manifest.run_file = "/data/run.toml";
  return manifest;
}

// A run folder with three outputs and its manifest.
void make_run(const TemporaryFolder& folder, const std::string& sign_key = "") {
  io::Manifest manifest = sample();
  for (const char* name : {"links.csv", "families.csv"}) {
    write_text(folder.path(name), std::string("content of ") + name);
    manifest.outputs.push_back({name, read_text(folder.path(name)).size(), io::sha256_of_file(folder.path(name))});
  }
  write_text(folder.path("summary.json"), "{}");
  manifest.files = {{"summary.json", 2, io::sha256_of("{}")}};
  tests::write_manifest(folder.path(), manifest, sign_key);
}

std::string refusal(const std::string& folder) {
  try {
    io::read_manifest(folder);
  } catch (const engine::Error& error) {
    REQUIRE(error.code() == engine::ExitCode::kDamaged);
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("manifest: the text is canonical JSON with sorted keys, no spaces and one LF", "[manifest]") {
  const std::string text = io::manifest_text(sample());
  REQUIRE(text.back() == '\n');
  REQUIRE(std::count(text.begin(), text.end(), '\n') == 1);
  REQUIRE(nlohmann::json::parse(text).dump() + "\n" == text);
  REQUIRE(text.starts_with("{\"core\":{\"config\":{\"run\":{\"release\":\"2026Q3\",\"seed\":1}},\"config_sha256\":\""));
}

TEST_CASE("manifest: the core is the same for another machine, time, thread count and order of outputs", "[manifest]") {
  io::Manifest here = sample(), there = sample();
  here.outputs = {{"a", 1, "1"}, {"b", 2, "2"}};
  there.outputs = {{"b", 2, "2"}, {"a", 1, "1"}};
  there.host = "b";
  there.started = "2027-01-01T00:00:00Z";
  there.threads = 64;
  there.simd = "scalar";
  there.run_file = "/elsewhere/run.toml";
  const auto core = [](const io::Manifest& m) { return nlohmann::json::parse(io::manifest_text(m)).at("core").dump(); };
  REQUIRE(core(here) == core(there));
  there.inputs[0].rejected = 2;
  REQUIRE(core(here) != core(there));
}

TEST_CASE("manifest: what is written is read back", "[manifest]") {
  const TemporaryFolder folder;
  make_run(folder);
  const io::Manifest read = io::read_manifest(folder.path());
  REQUIRE(read.run_file == "/data/run.toml");
  REQUIRE(read.inputs.size() == 1);
  REQUIRE(read.inputs[0].accepted == 2);
  REQUIRE(read.outputs.size() == 2);
  REQUIRE(read.outputs[0].name == "families.csv");
  REQUIRE(read.files[0].name == "summary.json");
  REQUIRE(read.rules.at("model") == io::sha256_of("m"));
  REQUIRE(io::manifest_text(read) == read_text(folder.path("manifest.json")));
}

TEST_CASE("manifest: an intact folder passes and says that it is unsigned", "[manifest]") {
  const TemporaryFolder folder;
  make_run(folder);
  const io::ManifestCheck check = io::check_manifest(folder.path(), "");
  REQUIRE(check.intact());
  REQUIRE(check.files.size() == 3);
  REQUIRE(check.signature == io::SignatureState::kUnsigned);
  REQUIRE(check.leftovers.empty());
  REQUIRE(check.unlisted.empty());
}

TEST_CASE("manifest: changed, cut, missing and replaced outputs are each named", "[manifest]") {
  const TemporaryFolder folder;
  make_run(folder);
  write_text(folder.path("families.csv"), "content of familiez.csv");  // same length
  std::filesystem::rename(folder.path("links.csv"), folder.path("moved.csv"));
  std::filesystem::create_symlink("moved.csv", folder.path("links.csv"));  // the right bytes behind a link
  std::filesystem::remove(folder.path("summary.json"));
  const io::ManifestCheck check = io::check_manifest(folder.path(), "");
  REQUIRE_FALSE(check.intact());
  REQUIRE(check.files[0].state == io::FileState::kChanged);
  REQUIRE(check.files[1].state == io::FileState::kNotRegular);
  REQUIRE(check.files[2].state == io::FileState::kMissing);
}

TEST_CASE("manifest: leftovers of a killed run and foreign files are named and are no damage", "[manifest]") {
  const TemporaryFolder folder;
  make_run(folder);
  write_text(folder.path(".families.csv.tmp-999999999"), "half");
  write_text(folder.path("notes.txt"), "mine");
  io::ManifestCheck check = io::check_manifest(folder.path(), "");
  REQUIRE(check.intact());
  REQUIRE(check.leftovers == std::vector<std::string>{".families.csv.tmp-999999999"});
  REQUIRE(check.unlisted == std::vector<std::string>{"notes.txt"});

  const std::string alive = ".links.csv.tmp-" + std::to_string(::getpid());
  write_text(folder.path(alive), "still written");
  io::remove_stale_temporary_files(folder.path());
  REQUIRE(io::temporary_files(folder.path()) == std::vector<std::string>{alive});
  REQUIRE(std::filesystem::exists(folder.path("notes.txt")));
}

TEST_CASE("manifest: any changed byte of the manifest is found", "[manifest]") {
  const TemporaryFolder folder;
  make_run(folder);
  const std::string text = read_text(folder.path("manifest.json"));
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string damaged = text;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    write_text(folder.path("manifest.json"), damaged);
    REQUIRE(refusal(folder.path()) != "accepted");
  }
  for (const std::size_t length : {std::size_t{0}, std::size_t{1}, text.size() / 2, text.size() - 1}) {
    write_text(folder.path("manifest.json"), text.substr(0, length));
    REQUIRE(refusal(folder.path()) != "accepted");
  }
}

TEST_CASE("manifest: a missing one, no JSON and a path out of the folder are refused", "[manifest]") {
  const TemporaryFolder folder;
  REQUIRE_THAT(refusal(folder.path()), Contains("there is no manifest, so the run did not finish"));
  write_text(folder.path("manifest.json"), "families");
  REQUIRE_THAT(refusal(folder.path()), Contains("it is not JSON"));
  write_text(folder.path("manifest.json"), std::string(100'000, '['));
  REQUIRE_THAT(refusal(folder.path()), Contains("it is not JSON"));
  write_text(folder.path("manifest.json"), "{\"core\":{}}\n");
  REQUIRE_THAT(refusal(folder.path()), Contains("a part of it is missing"));
  write_text(folder.path("manifest.json"), "{\"core\": {}}\n");
  REQUIRE_THAT(refusal(folder.path()), Contains("not in canonical form"));
  for (const char* name : {"../passwd", "/etc/passwd", "a/../../b", "", "."}) {
    io::Manifest hostile = sample();
    hostile.outputs = {{name, 1, "x"}};
    REQUIRE_THROWS_WITH(io::manifest_text(hostile), Contains("leaves the run folder"));
  }
  // The same name in a file whose sums hold.
  io::Manifest plain = sample();
  plain.outputs = {{"aa/bb", 1, "x"}};
  auto document = nlohmann::json::parse(io::manifest_text(plain));
  document["core"]["outputs"][0]["name"] = "../bb";
  document["volatile"]["core_sha256"] = io::sha256_of(document["core"].dump());
  document["volatile"].erase("sha256");
  document["volatile"]["sha256"] = io::sha256_of(document.dump());
  write_text(folder.path("manifest.json"), document.dump() + "\n");
  REQUIRE_THAT(refusal(folder.path()), Contains("it names a file outside the run folder"));
}

TEST_CASE("manifest: a signature holds for its manifest and key only", "[manifest]") {
  const TemporaryFolder folder;
  const TemporaryFolder keys;
  const std::string key = keys.path("sign.pem"), public_key = keys.path("sign.pub.pem");
  make_keys(keys);
  make_run(folder, key);
  REQUIRE(read_text(folder.path("manifest.json.sig")).size() == 64);
  REQUIRE(io::check_manifest(folder.path(), "").signature == io::SignatureState::kNotChecked);
  REQUIRE(io::check_manifest(folder.path(), public_key).signature == io::SignatureState::kHolds);

  io::Manifest other = io::read_manifest(folder.path());
  other.host = "forged";
  write_text(folder.path("manifest.json"), io::manifest_text(other));
  const io::ManifestCheck forged = io::check_manifest(folder.path(), public_key);
  REQUIRE(forged.signature == io::SignatureState::kFalse);
  REQUIRE_FALSE(forged.intact());
}

TEST_CASE("manifest: a signing key that others can read, or that is none, is refused with exit 6", "[manifest]") {
  const TemporaryFolder keys;
  const std::string key = keys.path("sign.pem");
  const auto code_and_text = [&] {
    try {
      io::check_sign_key(key);
    } catch (const engine::Error& error) {
      REQUIRE(error.code() == engine::ExitCode::kKey);
      return std::string(error.what());
    }
    return std::string("accepted");
  };
  REQUIRE_THAT(code_and_text(), Contains("the signing key is missing"));
  make_keys(keys);
  ::chmod(key.c_str(), 0640);
  REQUIRE_THAT(code_and_text(), Contains("the signing key can be read by group or others. Cure: chmod 600"));
  ::chmod(key.c_str(), 0600);
  REQUIRE(code_and_text() == "accepted");
  write_text(key, read_text(keys.path("sign.pub.pem")));
  REQUIRE_THAT(code_and_text(), Contains("not an Ed25519 private key in PEM form"));
  write_text(key, "");
  REQUIRE_THAT(code_and_text(), Contains("not an Ed25519 private key in PEM form"));
}
