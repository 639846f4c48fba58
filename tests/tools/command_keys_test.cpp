#include "tools/command_keys.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "engine/error.h"
#include "tests/temporary_folder.h"

namespace {

// A user without a key: the configuration folder is a temporary one and there is no credential.
class UserWithoutKey {
 public:
  UserWithoutKey() {
    keep("XDG_CONFIG_HOME", configuration_);
    keep("CREDENTIALS_DIRECTORY", credentials_);
    ::setenv("XDG_CONFIG_HOME", folder.path().c_str(), 1);
    ::unsetenv("CREDENTIALS_DIRECTORY");
  }
  UserWithoutKey(const UserWithoutKey&) = delete;
  UserWithoutKey& operator=(const UserWithoutKey&) = delete;
  ~UserWithoutKey() {
    restore("XDG_CONFIG_HOME", configuration_);
    restore("CREDENTIALS_DIRECTORY", credentials_);
  }

  std::string key_file() const { return folder / "desil/key"; }
  tests::TemporaryFolder folder;

 private:
  static void keep(const char* name, std::optional<std::string>& value) {
    if (const char* const found = std::getenv(name)) value = found;
  }
  static void restore(const char* name, const std::optional<std::string>& value) {
    value ? ::setenv(name, value->c_str(), 1) : ::unsetenv(name);
  }
  std::optional<std::string> configuration_, credentials_;
};

tools::GlobalOptions silent_options() {
  tools::GlobalOptions options;
  options.quiet = true;
  return options;
}

}  // namespace

TEST_CASE("command keys: the first writing makes the default key file and the document says so", "[tools][key]") {
  const UserWithoutKey user;
  tools::CommandKeys first(silent_options());
  REQUIRE(first.noted("{\n}") == "{\n}");
  const auto key = io::key_to_write_with(first.keys());
  REQUIRE(key.has_value());
  REQUIRE(first.key_file_made());
  REQUIRE(first.noted("{\n  \"a\": 1\n}") == "{\"key_file_made\":true,\n  \"a\": 1\n}");
  REQUIRE(std::filesystem::status(user.key_file()).permissions() ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));

  tools::CommandKeys second(silent_options());
  const auto same = second.keys().writing();
  REQUIRE_FALSE(second.key_file_made());
  REQUIRE(std::equal(same.bytes().begin(), same.bytes().end(), key->bytes().begin()));
}

TEST_CASE("command keys: opening makes no key and plaintext asks for none", "[tools][key]") {
  const UserWithoutKey user;
  tools::GlobalOptions options = silent_options();
  tools::CommandKeys reader(options);
  try {
    reader.keys().opening();
    FAIL("a key was found");
  } catch (const engine::Error& error) {
    REQUIRE(error.code() == engine::ExitCode::kKey);
  }
  options.plaintext = true;
  tools::CommandKeys plain(options);
  REQUIRE_FALSE(io::key_to_write_with(plain.keys()).has_value());
  REQUIRE_FALSE(std::filesystem::exists(user.key_file()));
}

TEST_CASE("command keys: keys that say nothing never lead to a plain snapshot", "[tools][key]") {
  REQUIRE_THROWS_AS(io::key_to_write_with(io::SnapshotKeys{}), engine::Error);
}
