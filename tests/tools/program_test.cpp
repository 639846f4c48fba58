// Bodies of program.h, and tests of the program from outside: exit codes, streams, help.
#include "tests/tools/program.h"
#include "tests/io/export/written_manifest.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "io/export/manifest.h"
#include "io/export/manifest_check.h"
#include "io/output_file.h"
#include "io/snapshot/key_file.h"
#include "io/snapshot/snapshot_writer.h"
#include "tools/command_line.h"

extern char** environ;

namespace tests {

namespace {

// The environment of this process, but a key made by a run goes to a folder of its own.
std::vector<std::string> environment_of_tests() {
  static const TemporaryFolder configuration;
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (!std::string_view(*variable).starts_with("XDG_CONFIG_HOME=")) variables.emplace_back(*variable);
  }
  variables.push_back("XDG_CONFIG_HOME=" + configuration.path());
  return variables;
}

}  // namespace

ProgramResult run_program(const std::vector<std::string>& arguments, const std::string& input,
                          const std::vector<std::string>& environment) {
  const TemporaryFolder folder;
  write_text(folder.path("in"), input);
  std::vector<std::string> words = {DESIL_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv, env;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::vector<std::string> variables = environment.empty() ? environment_of_tests() : environment;
  for (std::string& variable : variables) env.push_back(variable.data());
  env.push_back(nullptr);

  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, folder.path("in").c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, folder.path("out").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&files, 2, folder.path("err").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, DESIL_BINARY, &files, nullptr, argv.data(), env.data());
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

const std::vector<std::string> kCommands = {"synth", "run", "match", "fit", "explain", "verify", "keygen"};

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
    const std::string mark = "Example:\n  desil ";
    const std::size_t example = own.out.find(mark);
    REQUIRE(example != std::string::npos);
    std::istringstream line(own.out.substr(example + mark.size()));
    const std::vector<std::string> words{std::istream_iterator<std::string>(line), {}};
    REQUIRE(words.front() == command);
    REQUIRE_NOTHROW(tools::parse_command_line(words));
    REQUIRE_THAT(own.out, Contains("Usage: desil " + command));
    REQUIRE_THAT(own.out, Contains("--memory-limit"));
  }
  REQUIRE(run_program({"whatif", "--help"}).exit_code == 2);
}

TEST_CASE("program: a usage error is exit 2 with one line on stderr and nothing on stdout", "[tools]") {
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{},
       "desil: no command. Commands: 'synth', 'run', 'match', 'fit', 'explain', 'verify' or 'keygen'. Cure: see desil "
       "--help.\n"},
      {{"rnu"},
       "desil: unknown command 'rnu', nearest 'run'. Commands: 'synth', 'run', 'match', 'fit', 'explain', 'verify' or "
       "'keygen'. Cure: "
       "see desil --help.\n"},
      {{"run"}, "desil: run: RUN_FILE is required. Cure: see desil run --help.\n"},
      {{"run", "a.toml"}, "desil: run: --out is required. Cure: see desil run --help.\n"},
      {{"run", "a.toml", "--treads", "2"},
       "desil: run: unknown option '--treads', nearest '--threads'. Cure: see desil run --help.\n"},
      {{"run", "a.toml", "--out"}, "desil: run: --out has no value. Cure: see desil run --help.\n"},
      {{"run", "a.toml", "--out", ""}, "desil: --out: the path is empty. Cure: give a path.\n"},
      {{"run", "a.toml", "b.toml", "--out", "o"},
       "desil: run: one argument too many: 'b.toml'. Cure: see desil run --help.\n"},
      {{"run", "a.toml", "--out", "o", "--to", "lnik"},
       "desil: --to: seen 'lnik', wanted 'ingest', 'link', 'assemble', 'score', 'rank', 'programmes' or 'report', "
       "nearest 'link'. Cure: correct the value.\n"},
      {{"run", "a.toml", "--out", "o", "--threads", "0"},
       "desil: --threads: seen '0', wanted a whole number from 1 to 4096. Cure: correct the value.\n"},
      {{"run", "a.toml", "--out", "o", "--threads", "1", "--threads", "2"},
       "desil: run: --threads is given more than once. Cure: see desil run --help.\n"},
      {{"run", "a.toml", "--out", "o", "--simd", "sse"},
       "desil: --simd: seen 'sse', wanted 'scalar', 'avx2' or 'avx512', nearest 'avx2'. Cure: correct the value.\n"},
      {{"explain", "out"},
       "desil: explain: wanted one of --kk and --nik. Cure: name the family by its KK or by a member's NIK.\n"},
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
       {std::vector<std::string>{"--json", "run"}, std::vector<std::string>{"run", "--json"},
        std::vector<std::string>{"rnu", "--json"}}) {
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
  REQUIRE_THAT(object.at("message").get<std::string>(),
               Contains("unknown key 'relase' in [run], nearest known key 'release'"));
  REQUIRE_FALSE(std::filesystem::exists(folder.path("out")));
}

TEST_CASE("program: a NIK or KK among the arguments never comes back in a message", "[tools]") {
  const std::string kk = "3204051203150007";
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"explain", "out", kk},
                                             {"explain", "out", "--kk", kk + "1"},
                                             {"explain", "out", "--kkk=" + kk},
                                             {kk},
                                             {"run", "--threads", kk},
                                             {"explain", "/nowhere", "--kk", kk},
                                             {"explain", "/nowhere", "--nik", kk},
                                             {"synth", "--persons", kk, "--out", "x"}}) {
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

TEST_CASE("program: a memory limit that the work does not fit in is exit 5, not a signal", "[tools]") {
#ifdef DESIL_SANITIZE
  SUCCEED("the sanitizers need more address space than any limit");
#else
  const TemporaryFolder folder;
  std::string text = "x = [{}";  // 700 kB of TOML that take 44 MiB to hold
  for (int i = 0; i < 345'000; ++i) text += ",{}";
  tests::write_text(folder.path("run.toml"), text + "]\n");
  const auto result = run_program(
      {"run", folder.path("run.toml"), "--out", folder.path("out"), "--memory-limit", "32MiB", "--threads", "8"});
  REQUIRE(result.signal == 0);
  REQUIRE(result.exit_code == 5);
  REQUIRE_THAT(result.err, Contains("desil: memory ended. Cure: a higher --memory-limit"));
#endif
}

TEST_CASE("verify: an intact folder is exit 0, damage is exit 4 and named, in both languages and in JSON", "[tools]") {
  const TemporaryFolder folder;
  io::Manifest manifest;
  manifest.config = "{}";
  for (const char* name : {"families.csv", "links.csv"}) {
    const std::string hash = io::write_output_file(folder.path(name), name);
    manifest.outputs.push_back({name, std::string(name).size(), hash});
  }
  tests::write_manifest(folder.path(), manifest, "");
  const auto intact = run_program({"verify", folder.path()});
  REQUIRE(intact.exit_code == 0);
  REQUIRE(intact.out ==
          folder.path() + ": 2 of 2 files intact; the manifest is unsigned: it shows damage, not forgery\n");

  tests::write_text(folder.path("links.csv"), "links.cvs");
  std::filesystem::remove(folder.path("families.csv"));
  const auto damaged = run_program({"verify", folder.path()});
  REQUIRE(damaged.exit_code == 4);
  REQUIRE(damaged.out == "families.csv: missing\nlinks.csv: damaged: its bytes are not those the run wrote\n" +
                             folder.path() +
                             ": 0 of 2 files intact; the manifest is unsigned: it shows damage, not forgery\n");
  const auto indonesian = run_program({"verify", folder.path(), "--lang", "id"});
  REQUIRE_THAT(indonesian.out, Contains("families.csv: hilang\n") && Contains("0 dari 2 berkas utuh"));
  const auto json = nlohmann::json::parse(run_program({"verify", folder.path(), "--json"}).out);
  REQUIRE(json.at("result") == "damaged");
  REQUIRE(json.at("signature") == "unsigned");
  REQUIRE(json.at("files")[0].at("state") == "missing");
  REQUIRE(json.at("files")[1].at("state") == "changed");
}

TEST_CASE("verify: what is no run folder is refused by name", "[tools]") {
  const TemporaryFolder folder;
  REQUIRE(run_program({"verify", folder.path("none")}).exit_code == 2);
  const auto empty = run_program({"verify", folder.path()});
  REQUIRE(empty.exit_code == 4);
  REQUIRE_THAT(empty.err, Contains("there is no manifest, so the run did not finish"));
  tests::write_text(folder.path("registry.desil"), "x");
  const auto snapshot = run_program({"verify", folder.path("registry.desil")});
  REQUIRE(snapshot.exit_code == 4);
  REQUIRE_THAT(snapshot.out, Contains("registry.desil: header, bytes 0 to 4095: damaged"));
  tests::write_text(folder.path("notes.txt"), "x");
  const auto notes = run_program({"verify", folder.path("notes.txt")});
  REQUIRE(notes.exit_code == 2);
  REQUIRE_THAT(notes.err, Contains("a file, wanted the output folder of a run or a snapshot"));
  REQUIRE(run_program({"verify", folder.path("none.desil")}).exit_code == 2);
}

TEST_CASE("run: a signing key that others can read is refused before the work begins", "[tools]") {
  const TemporaryFolder folder;
  tests::write_text(folder.path("sign.pem"), "x");
  ::chmod(folder.path("sign.pem").c_str(), 0644);
  const auto result = run_program(
      {"run", folder.path("none.toml"), "--out", folder.path("out"), "--sign-key", folder.path("sign.pem")});
  REQUIRE(result.exit_code == 6);
  REQUIRE_THAT(result.err, Contains("the signing key can be read by group or others. Cure: chmod 600"));
}

TEST_CASE("program: locale, time zone and NO_COLOR change nothing of what it says", "[tools]") {
  const TemporaryFolder folder;
  io::Manifest manifest;
  manifest.config = "{}";
  tests::write_manifest(folder.path(), manifest, "");
  const auto plain = run_program({"verify", folder.path()}, "", {"PATH=/usr/bin"});
  const auto other =
      run_program({"verify", folder.path()}, "", {"LC_ALL=id_ID.UTF-8", "TZ=Asia/Jayapura", "NO_COLOR=1"});
  REQUIRE(plain.exit_code == 0);
  REQUIRE(plain.out == other.out);
  REQUIRE(plain.out.find('\x1b') == std::string::npos);
}

TEST_CASE("scripts: an unknown option or size is exit 2 before anything is installed or built", "[tools]") {
  const auto exit_code = [](const std::string& line) {
    const int status = std::system((std::string(DESIL_SOURCE_DIR) + "/" + line + " >/dev/null 2>&1").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  };
  REQUIRE(exit_code("tools/demo.sh --person 5") == 2);
  REQUIRE(exit_code("tools/demo.sh --persons 5k") == 2);
  REQUIRE(exit_code("tools/demo.sh --persons") == 2);
  REQUIRE(exit_code("tools/test.sh --sanitize memory") == 2);
  REQUIRE(exit_code("tools/test.sh fast") == 2);
}

TEST_CASE("run: under any memory limit a run ends with exit 0 or 5 and leaves no half file", "[tools]") {
#ifdef DESIL_SANITIZE
  SUCCEED("the sanitizers need more address space than any limit");
#else
  const TemporaryFolder folder;
  REQUIRE(run_program({"synth", "--persons", "500", "--survey-rows", "0", "--out", folder.path("nation"), "--quiet"})
              .exit_code == 0);
  int finished = 0, refused = 0;
  for (const char* limit : {"8MiB", "64MiB", "96MiB", "128MiB", "192MiB", "1GiB"}) {
    for (const char* threads : {"1", "8"}) {
      const auto result = run_program({"run", folder.path("nation/run.toml"), "--out", folder.path("out"),
                                       "--memory-limit", limit, "--threads", threads, "--quiet"});
      INFO(limit << ", threads " << threads << ": " << result.err);
      REQUIRE(result.signal == 0);
      REQUIRE((result.exit_code == 0 || result.exit_code == 5));
      ++(result.exit_code == 0 ? finished : refused);
      if (std::filesystem::exists(folder.path("out"))) REQUIRE(io::temporary_files(folder.path("out")).empty());
    }
  }
  REQUIRE(finished > 0);
  REQUIRE(refused > 0);
#endif
}

TEST_CASE("synth: says what it wrote, plans without writing, and refuses a format that it cannot write", "[tools]") {
  const TemporaryFolder folder;
  const std::string out = folder.path("nation");
  const auto plan = run_program({"synth", "--persons", "1000000", "--out", out, "--dry-run"});
  REQUIRE(plan.out == out + ": 1000000 persons would be written, about 601 MB uncompressed\n");
  REQUIRE_FALSE(std::filesystem::exists(out));
  const auto refused =
      run_program({"synth", "--persons", "100", "--out", out, "--format", "csv,desil", "--compress", "gz"});
  REQUIRE(refused.exit_code == 2);
  REQUIRE_THAT(refused.err, Contains("--compress: not with --format desil"));
  const auto json = nlohmann::json::parse(
      run_program({"synth", "--persons", "100", "--survey-rows", "0", "--out", out, "--json", "--quiet"}).out);
  REQUIRE(json.at("run_file") == out + "/run.toml");
  REQUIRE(json.at("persons") == 100);
}

TEST_CASE("verify: a snapshot is exit 0, 4 or 6, with the damage named, in both languages and in JSON", "[tools]") {
  const TemporaryFolder folder;
  const std::string key = folder.path("a.key"), other = folder.path("b.key"), path = folder.path("registry.desil");
  REQUIRE(run_program({"keygen", key}).exit_code == 0);
  REQUIRE(run_program({"keygen", other}).exit_code == 0);
  const auto verify = [&](std::vector<std::string> more) {
    std::vector<std::string> arguments = {"verify", path};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments, "", {"XDG_CONFIG_HOME=" + folder.path("config")});
  };
  {
    const io::SecretKey secret = io::read_key_file(key);
    io::SnapshotOptions options;
    options.kind = "registry";
    options.key = &secret;
    options.epoch = 3;
    options.page_size = 256;
    io::SnapshotWriter writer(path, options);
    const std::vector<std::uint8_t> values(600, 1);
    writer.write_column<std::uint8_t>("person/sex", values);
    writer.commit();
  }
  const std::string sizes = "; registry, epoch 3, 1 sections, 4 pages, 5120 bytes\n";
  const auto intact = verify({"--key-file", key});
  REQUIRE(intact.exit_code == 0);
  REQUIRE(intact.out == path + ": intact; every page opened with its key" + sizes);
  REQUIRE(verify({"--key-file", key, "--min-epoch", "3"}).exit_code == 0);
  const auto older = verify({"--key-file", key, "--min-epoch", "4"});
  REQUIRE(older.exit_code == 4);
  REQUIRE_THAT(older.out, Contains("epoch, bytes 0 to 4095: older than --min-epoch"));

  const auto keyless = verify({});
  REQUIRE(keyless.exit_code == 6);
  REQUIRE_THAT(keyless.out, Contains("no damage seen, but the contents were NOT authenticated: there is no key"));
  const auto wrong = verify({"--key-file", other});
  REQUIRE(wrong.exit_code == 6);
  REQUIRE_THAT(wrong.err, Contains("the key does not open it: the file wants key "));
  ::chmod(key.c_str(), 0640);
  const auto open = verify({"--key-file", key});
  REQUIRE(open.exit_code == 6);
  REQUIRE_THAT(open.err, Contains("the key file is open to group or others. Cure: chmod 600"));
  ::chmod(key.c_str(), 0600);

  // The default key file.
  std::filesystem::create_directories(folder.path("config/desil"));
  std::filesystem::copy_file(key, folder.path("config/desil/key"));
  ::chmod(folder.path("config/desil/key").c_str(), 0600);
  REQUIRE(verify({}).exit_code == 0);

  std::string bytes = tests::read_text(path);
  bytes[4096 + 256 + 5] ^= 1;
  tests::write_text(path, bytes);
  const auto damaged = verify({});
  REQUIRE(damaged.exit_code == 4);
  REQUIRE(damaged.out == path + ": page 1 (section person/sex, page 2 of 3), bytes 4352 to 4607: damaged\n" + path +
                             ": damaged in 1 places; do not use it. Cure: get it again from where it was made" + sizes);
  REQUIRE_THAT(verify({"--lang", "id"}).out,
               Contains("halaman 1 (bagian person/sex, halaman 2 dari 3), bita 4352 sampai 4607: rusak"));
  const auto json = nlohmann::json::parse(verify({"--json"}).out);
  REQUIRE(json.at("result") == "damaged");
  REQUIRE(json.at("damage")[0].at("section") == "person/sex");
  REQUIRE(json.at("damage")[0].at("first_byte") == 4352);
  // The page is named without a key too.
  std::filesystem::remove(folder.path("config/desil/key"));
  REQUIRE_THAT(verify({}).out, Contains("page 1, bytes 4352 to 4607: damaged"));
}

TEST_CASE("verify: a run folder names the damaged page of its snapshot, and needs the key for it", "[tools]") {
  const TemporaryFolder folder;
  const std::string key = folder.path("a.key"), out = folder.path("out");
  REQUIRE(run_program({"keygen", key}).exit_code == 0);
  std::filesystem::create_directory(out);
  io::Manifest manifest;
  manifest.config = "{}";
  {
    const io::SecretKey secret = io::read_key_file(key);
    io::SnapshotOptions options;
    options.kind = "registry";
    options.key = &secret;
    options.page_size = 256;
    io::SnapshotWriter writer(out + "/registry.desil", options);
    const std::vector<std::uint8_t> values(600, 1);
    writer.write_column<std::uint8_t>("person/sex", values);
    writer.commit();
    manifest.files.push_back({"registry.desil", writer.bytes(), writer.sha256()});
  }
  tests::write_manifest(out, manifest, "");
  const std::vector<std::string> nowhere = {"XDG_CONFIG_HOME=" + folder.path("config")};
  const auto intact = run_program({"verify", out, "--key-file", key}, "", nowhere);
  REQUIRE(intact.exit_code == 0);
  REQUIRE_THAT(intact.out,
               Contains("registry.desil: intact; every page opened with its key") && Contains("1 of 1 files intact"));
  const auto keyless = run_program({"verify", out, "--json"}, "", nowhere);
  REQUIRE(keyless.exit_code == 6);
  REQUIRE(nlohmann::json::parse(keyless.out).at("result") == "not_authenticated");

  std::string bytes = tests::read_text(out + "/registry.desil");
  bytes[4096 + 700] ^= 1;
  tests::write_text(out + "/registry.desil", bytes);
  const auto damaged = run_program({"verify", out, "--key-file", key}, "", nowhere);
  REQUIRE(damaged.exit_code == 4);
  REQUIRE_THAT(damaged.out, Contains("registry.desil: damaged: its bytes are not those the run wrote") &&
                                Contains("registry.desil: page 2 (section person/sex, page 3 of 3), bytes 4608 to "
                                         "4863: damaged"));
}

TEST_CASE("run: --truth says how right the links are, --dry-run what linking costs; both also as JSON", "[tools]") {
  const TemporaryFolder folder;
  const std::string nation = folder.path("nation"), toml = nation + "/run.toml", out = folder.path("out");
  REQUIRE(run_program({"synth", "--persons", "2000", "--survey-rows", "0", "--out", nation, "--quiet"}).exit_code == 0);
  const auto plan = run_program({"run", "--dry-run", toml, "--to", "link"});
  CAPTURE(plan.err);
  REQUIRE(plan.exit_code == 0);
  REQUIRE_THAT(plan.out, Contains("linking, from a sample of each source (estimates; seconds on this machine):") &&
                             Contains("regency_date_word") && Contains("largest block"));
  REQUIRE(
      nlohmann::json::parse(run_program({"run", "--dry-run", toml, "--json"}).out).at("link").at("sources").size() ==
      3);
  const auto run =
      run_program({"run", toml, "--out", out, "--to", "link", "--truth", nation + "/truth", "--plaintext", "--quiet"});
  CAPTURE(run.err);
  REQUIRE(run.exit_code == 0);
  REQUIRE_THAT(run.out, Contains("precision") && Contains("duplicate pairs of the registry: "));
  const auto refused = run_program({"run", toml, "--out", out, "--to", "ingest", "--truth", nation + "/truth"});
  REQUIRE(refused.exit_code == 2);
  REQUIRE_THAT(refused.err,
               Contains("--truth: there are no links before the stage link. Cure: --to link or a later stage."));
}
