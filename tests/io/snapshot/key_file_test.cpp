#include "io/snapshot/key_file.h"

#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "engine/error.h"
#include "io/snapshot/data_key.h"
#include "tests/io/snapshot/snapshot_bytes.h"

using tests::TemporaryFolder;

namespace {

// Sets a variable of the environment and puts the old value back.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    if (const char* const old = std::getenv(name)) old_ = old;
    if (value.empty()) {
      ::unsetenv(name);
    } else {
      ::setenv(name, value.c_str(), 1);
    }
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() {
    if (old_) {
      ::setenv(name_, old_->c_str(), 1);
    } else {
      ::unsetenv(name_);
    }
  }

 private:
  const char* name_;
  std::optional<std::string> old_;
};

void write_key(const std::string& path, const std::string& text, mode_t mode = 0600) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << text;
  ::chmod(path.c_str(), mode);
}

std::string key_text(char digit) { return std::string(64, digit) + "\n"; }

// The sentence of the refusal, which has to be of exit code 6.
template <class Action>
std::string refusal(Action&& action) {
  try {
    action();
  } catch (const engine::Error& error) {
    REQUIRE(error.code() == engine::ExitCode::kKey);
    return error.what();
  }
  return "";
}

bool holds(const io::SecretKey& key, unsigned char value) {
  return std::all_of(key.bytes().begin(), key.bytes().end(), [&](unsigned char byte) { return byte == value; });
}

}  // namespace

TEST_CASE("key file: 64 digits and a line end are read, anything else is refused with exit 6", "[snapshot]") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.key";
  write_key(path, key_text('b'));
  REQUIRE(holds(io::read_key_file(path), 0xBB));
  for (const std::string& text : {std::string(), key_text('b') + "\n", std::string(64, 'b'), std::string(65, 'b'),
                                  key_text('g'), std::string(1000, 'b')}) {
    write_key(path, text);
    const std::string message = refusal([&] { io::read_key_file(path); });
    REQUIRE_THAT(message, Catch::Contains("not a key: wanted 64 hexadecimal digits and a line end. Cure: "));
    REQUIRE(message.find("bbbb") == std::string::npos);
  }
  for (const mode_t mode : {0640u, 0604u, 0620u, 0602u, 0610u}) {
    write_key(path, key_text('b'), mode);
    REQUIRE_THAT(refusal([&] { io::read_key_file(path); }), Catch::Contains("Cure: chmod 600 " + path));
  }
  REQUIRE_THAT(refusal([&] { io::read_key_file(folder / "none"); }), Catch::Contains("cannot be opened"));
  REQUIRE_THAT(refusal([&] { io::read_key_file(folder.path()); }), Catch::Contains("no regular file"));
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  REQUIRE_THAT(refusal([&] { io::read_key_file(folder / "pipe"); }), Catch::Contains("no regular file"));
}

TEST_CASE("key file: the file given is first, then the credential, then the default key file", "[snapshot]") {
  const TemporaryFolder folder;
  write_key(folder / "given", key_text('1'));
  write_key(folder / "credentials/desil-key", key_text('2'), 0440);
  write_key(folder / "config/desil/key", key_text('3'));
  write_key(folder / "home/.config/desil/key", key_text('4'));
  const Variable home("HOME", folder / "home");
  {
    const Variable credentials("CREDENTIALS_DIRECTORY", folder / "credentials");
    const Variable config("XDG_CONFIG_HOME", folder / "config");
    REQUIRE(holds(*io::find_key(folder / "given"), 0x11));
    REQUIRE(holds(*io::find_key(""), 0x22));
    ::chmod((folder / "credentials/desil-key").c_str(), 0444);
    REQUIRE_THAT(refusal([&] { io::find_key(""); }), Catch::Contains("open to others"));
  }
  const Variable credentials("CREDENTIALS_DIRECTORY", "");
  {
    const Variable config("XDG_CONFIG_HOME", folder / "config");
    REQUIRE(holds(*io::find_key(""), 0x33));
  }
  const Variable config("XDG_CONFIG_HOME", "");
  REQUIRE(holds(*io::find_key(""), 0x44));
  const Variable nowhere("HOME", "");
  REQUIRE_FALSE(io::find_key("").has_value());
  REQUIRE_THAT(refusal([&] { io::key_for_opening(""); }), Catch::Contains("no key: an encrypted snapshot needs one"));
  REQUIRE_THAT(refusal([&] { io::key_for_writing("", {}); }), Catch::Contains("Cure: desil keygen FILE"));
}

TEST_CASE("key file: the first write makes the default key file, mode 0600, and says so once", "[snapshot]") {
  const TemporaryFolder folder;
  const Variable credentials("CREDENTIALS_DIRECTORY", "");
  const Variable config("XDG_CONFIG_HOME", folder / "config");
  std::vector<std::string> said;
  const auto tell = [&](const std::string& path) { said.push_back(path); };
  const io::SecretKey first = io::key_for_writing("", tell);
  const io::SecretKey second = io::key_for_writing("", tell);
  REQUIRE(said == std::vector<std::string>{folder / "config/desil/key"});
  REQUIRE(std::equal(first.bytes().begin(), first.bytes().end(), second.bytes().begin()));
  struct stat status {};
  REQUIRE(::stat((folder / "config/desil/key").c_str(), &status) == 0);
  REQUIRE((status.st_mode & 0777) == 0600);
  REQUIRE(std::distance(std::filesystem::directory_iterator(folder / "config/desil"), {}) == 1);
  REQUIRE(holds(first, first.bytes()[0]) == false);
  REQUIRE_THAT(refusal([&] { io::make_key_file(folder / "config/desil/key"); }), Catch::Contains("never overwritten"));
}

TEST_CASE("key id: tells keys apart and holds no byte of the key", "[snapshot]") {
  const auto one = io::key_id_of(tests::test_key(1)), two = io::key_id_of(tests::test_key(2));
  REQUIRE(one != two);
  REQUIRE(one == io::key_id_of(tests::test_key(1)));
  REQUIRE(std::count(one.begin(), one.end(), 1) < 4);
}
