// Bodies of program.h, and tests of the program from outside: exit codes, streams, help.
#include "tests/tools/program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

extern char** environ;

namespace tests {

ProgramResult run_program(const std::vector<std::string>& arguments, const std::string& input,
                          const std::vector<std::string>& environment) {
  const TemporaryFolder folder;
  write_text(folder.path("in"), input);
  std::vector<std::string> words = {DESIL_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv, env;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::vector<std::string> variables = environment;
  for (std::string& variable : variables) env.push_back(variable.data());
  env.push_back(nullptr);

  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, folder.path("in").c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, folder.path("out").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&files, 2, folder.path("err").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, DESIL_BINARY, &files, nullptr, argv.data(), environment.empty() ? environ : env.data());
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) throw std::runtime_error("the program cannot be started: " DESIL_BINARY);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  ProgramResult result;
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  result.out = read_text(folder.path("out"));
  result.err = read_text(folder.path("err"));
  return result;
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "desil-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code error;
  std::filesystem::remove_all(folder_, error);
}

void write_text(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace tests

namespace {

using Catch::Contains;
using tests::run_program;
using tests::TemporaryFolder;

const std::vector<std::string> kCommands = {"synth", "run", "explain", "verify", "keygen"};

}  // namespace

TEST_CASE("program: version goes to stdout, and is one JSON document with --json", "[tools]") {
  const auto plain = run_program({"--version"});
  REQUIRE(plain.exit_code == 0);
  REQUIRE(plain.out.starts_with("desil "));
  REQUIRE(plain.err.empty());
  const auto json = nlohmann::json::parse(run_program({"--version", "--json"}).out);
  REQUIRE(json.at("name") == "desil");
  REQUIRE(plain.out == "desil " + json.at("version").get<std::string>() + "\n");
}

TEST_CASE("program: help of every command shows an example that the parser accepts", "[tools]") {
  const auto help = run_program({"--help"});
  REQUIRE(help.exit_code == 0);
  for (const std::string& command : kCommands) {
    REQUIRE_THAT(help.out, Contains("\n  " + command + " "));
    const auto own = run_program({command, "--help"});
    INFO(own.out);
    REQUIRE(own.exit_code == 0);
    REQUIRE_THAT(own.out, Contains("Example:\n  desil " + command + " "));
    REQUIRE_THAT(own.out, Contains("Usage: desil " + command));
    REQUIRE_THAT(own.out, Contains("--memory-limit"));
  }
  for (const char* absent : {"match", "fit", "whatif"}) REQUIRE(run_program({absent, "--help"}).exit_code == 2);
}

TEST_CASE("program: a usage error is exit 2 with one line on stderr and nothing on stdout", "[tools]") {
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{}, "desil: no command. Commands: 'synth', 'run', 'explain', 'verify' or 'keygen'. Cure: see desil --help.\n"},
      {{"rnu"}, "desil: unknown command 'rnu', nearest 'run'. Commands: 'synth', 'run', 'explain', 'verify' or 'keygen'. Cure: see desil --help.\n"},
      {{"run"}, "desil: run: RUN_FILE is required. Cure: see desil run --help.\n"},
      {{"run", "a.toml"}, "desil: run: --out is required. Cure: see desil run --help.\n"},
      {{"run", "a.toml", "--treads", "2"}, "desil: run: unknown option '--treads', nearest '--threads'. Cure: see desil run --help.\n"},
      {{"run", "a.toml", "--out"}, "desil: run: --out has no value. Cure: see desil run --help.\n"},
      {{"run", "a.toml", "--out", ""}, "desil: --out: the path is empty. Cure: give a path.\n"},
      {{"run", "a.toml", "b.toml", "--out", "o"}, "desil: run: one argument too many: 'b.toml'. Cure: see desil run --help.\n"},
      {{"run", "a.toml", "--out", "o", "--to", "lnik"},
       "desil: --to: seen 'lnik', wanted 'ingest', 'link', 'assemble', 'score', 'rank', 'programmes' or 'report', nearest 'link'. Cure: correct the value.\n"},
      {{"run", "a.toml", "--out", "o", "--threads", "0"}, "desil: --threads: seen '0', wanted a whole number from 1 to 4096. Cure: correct the value.\n"},
      {{"run", "a.toml", "--out", "o", "--threads", "1", "--threads", "2"}, "desil: run: --threads is given more than once. Cure: see desil run --help.\n"},
      {{"run", "a.toml", "--out", "o", "--simd", "sse"}, "desil: --simd: seen 'sse', wanted 'scalar', 'avx2' or 'avx512', nearest 'avx2'. Cure: correct the value.\n"},
      {{"explain", "out"}, "desil: explain: wanted one of --kk and --nik. Cure: name the family by its KK or by a member's NIK.\n"},
  };
  for (const auto& [arguments, message] : cases) {
    const auto result = run_program(arguments);
    REQUIRE(result.err == message);
    REQUIRE(result.exit_code == 2);
    REQUIRE(result.out.empty());
  }
}

TEST_CASE("program: with --json a usage error is one JSON object wherever --json stands", "[tools]") {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"--json", "run"}, std::vector<std::string>{"run", "--json"}, std::vector<std::string>{"rnu", "--json"}}) {
    const auto result = run_program(arguments);
    REQUIRE(result.exit_code == 2);
    const auto object = nlohmann::json::parse(result.err);
    REQUIRE(object.at("code") == 2);
    for (const char* key : {"file", "row", "column", "byte", "message"}) REQUIRE(object.contains(key));
  }
}

TEST_CASE("program: a configuration error names file, line and column in its JSON object", "[tools]") {
  const TemporaryFolder folder;
  tests::write_text(folder.path("run.toml"), "[run]\nrelase = \"2026Q3\"\n");
  const auto result = run_program({"run", folder.path("run.toml"), "--out", folder.path("out"), "--json"});
  REQUIRE(result.exit_code == 2);
  const auto object = nlohmann::json::parse(result.err);
  REQUIRE(object.at("row") == 2);
  REQUIRE(object.at("column") == "1");
  REQUIRE(object.at("file") == folder.path("run.toml"));
  REQUIRE_THAT(object.at("message").get<std::string>(), Contains("unknown key 'relase' in [run], nearest known key 'release'"));
  REQUIRE_FALSE(std::filesystem::exists(folder.path("out")));
}

TEST_CASE("program: a NIK or KK among the arguments never comes back in a message", "[tools]") {
  const std::string kk = "3204051203150007";
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"explain", "out", kk}, {"explain", "out", "--kk", kk + "1"}, {"explain", "out", "--kkk=" + kk}, {kk}, {"run", "--threads", kk},
           {"explain", "/nowhere", "--kk", kk}, {"explain", "/nowhere", "--nik", kk}, {"synth", "--persons", kk, "--out", "x"}}) {
    const auto result = run_program(arguments);
    INFO(result.err);
    REQUIRE(result.exit_code == 2);
    REQUIRE(result.err.find("051203150007") == std::string::npos);
    REQUIRE(result.out.empty());
  }
}

TEST_CASE("program: a SIMD level that the machine lacks is refused", "[tools]") {
  const auto version = nlohmann::json::parse(run_program({"--version", "--json"}).out);
  if (version.at("simd") == "avx512") {
    SUCCEED("this machine has every level");
    return;
  }
  const auto result = run_program({"verify", "/tmp", "--simd", "avx512"});
  REQUIRE(result.exit_code == 2);
  REQUIRE_THAT(result.err, Contains("--simd avx512: this machine has"));
}

TEST_CASE("program: a full standard output is exit 5", "[tools]") {
  const std::string command = std::string(DESIL_BINARY) + " --help >/dev/full 2>/dev/null";
  const int status = std::system(command.c_str());
  REQUIRE(WIFEXITED(status));
  REQUIRE(WEXITSTATUS(status) == 5);
}

TEST_CASE("keygen: makes a private key once and never overwrites it", "[tools]") {
  const TemporaryFolder folder;
  const std::string key = folder.path("a.key");
  const auto made = run_program({"keygen", key});
  REQUIRE(made.exit_code == 0);
  REQUIRE_THAT(made.out, Contains("a key of 256 bits, readable by you alone"));
  const std::string text = tests::read_text(key);
  REQUIRE(text.size() == 65);
  REQUIRE(text.find_first_not_of("0123456789abcdef") == 64);
  struct stat status {};
  REQUIRE(::stat(key.c_str(), &status) == 0);
  REQUIRE((status.st_mode & 0777) == 0600);

  const auto again = run_program({"keygen", key});
  REQUIRE(again.exit_code == 6);
  REQUIRE_THAT(again.err, Contains("exists already; a key is never overwritten"));
  REQUIRE(tests::read_text(key) == text);

  REQUIRE(run_program({"keygen", folder.path("b.key"), "--json"}).exit_code == 0);
  REQUIRE(tests::read_text(folder.path("b.key")) != text);
  REQUIRE(run_program({"keygen", folder.path("c.key"), "--dry-run"}).exit_code == 0);
  REQUIRE_FALSE(std::filesystem::exists(folder.path("c.key")));
  REQUIRE(run_program({"keygen", folder.path("no/such/c.key")}).exit_code == 5);
}
