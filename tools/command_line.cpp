#include "tools/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <memory>
#include <string_view>

#include "engine/error.h"
#include "io/config/nearest_name.h"
#include "io/config/run_stage.h"
#include "tools/argument_values.h"

namespace tools {
namespace {

using engine::Error;
using engine::ExitCode;

constexpr std::uint64_t kMostThreads = 4096;
constexpr std::uint64_t kMostPersons = 1'000'000'000;  // three nations: a guard against mistyped zeros
constexpr std::array<std::string_view, 3> kSimdWords = {"scalar", "avx2", "avx512"};
constexpr std::array<std::string_view, 5> kProgressWords = {"auto", "bar", "plain", "json", "off"};
constexpr std::array<std::string_view, 2> kLanguageWords = {"en", "id"};
constexpr std::array<std::string_view, 3> kFormatWords = {"csv", "ndjson", "desil"};
constexpr std::array<std::string_view, 3> kCompressWords = {"none", "gz", "zst"};
constexpr std::array<std::string_view, 2> kLayoutWords = {"dense", "spread"};
constexpr const char* kGlobalGroup = "Options of every command";

// Adds an option whose value is read by `take`, which throws the refusal.
CLI::Option* add_value(CLI::App& app, const char* name, const char* type, const std::string& help,
                       std::function<void(const std::string&)> take) {
  return app.add_option_function<std::string>(name, std::move(take), help)->type_name(type);
}

// Adds an option whose value is a path.
CLI::Option* add_path(CLI::App& app, const char* name, const char* type, const std::string& help, std::string& path) {
  return add_value(app, name, type, help, [name, &path](const std::string& value) {
    if (value.empty()) throw Error(ExitCode::kUsage, fmt::format("{}: the path is empty. Cure: give a path.", name));
    path = value;
  });
}

void add_global_options(CLI::App& app, GlobalOptions& global, bool visible) {
  const std::string group = visible ? kGlobalGroup : "";
  std::vector<CLI::Option*> options = {
      add_value(app, "--threads", "N", "threads to use (default: one per core); the answer is the same for any number",
                [&](const std::string& v) {
                  global.threads = static_cast<int>(whole_number("--threads", v, 1, kMostThreads));
                }),
      add_value(app, "--simd", "LEVEL",
                "scalar, avx2 or avx512 (default: the highest of this machine); the answer is the same",
                [&](const std::string& v) {
                  global.simd = static_cast<kernels::SimdLevel>(word_index("--simd", v, kSimdWords));
                }),
      add_value(app, "--memory-limit", "SIZE", "end with exit 5 rather than use more memory, e.g. 8GiB",
                [&](const std::string& v) { global.memory_limit = byte_size("--memory-limit", v); }),
      add_path(app, "--key-file", "FILE", "key of encrypted files", global.key_file),
      app.add_flag("--json", global.json, "one JSON document on stdout; an error is one JSON object on stderr"),
      app.add_flag("--quiet", global.quiet, "nothing on stderr but errors"),
      add_value(app, "--progress", "HOW", "auto, bar, plain, json or off",
                [&](const std::string& v) {
                  global.progress = static_cast<ProgressMode>(word_index("--progress", v, kProgressWords));
                }),
      add_value(app, "--lang", "LANG", "en or id: language of labels (default: en here, id in reports)",
                [&](const std::string& v) {
                  global.language = static_cast<Language>(word_index("--lang", v, kLanguageWords));
                }),
      app.add_flag("--dry-run", global.dry_run, "say what would be done, write nothing")};
  for (CLI::Option* option : options) option->group(group);
}

// For the commands that write snapshots.
void add_plaintext_option(CLI::App& app, GlobalOptions& global) {
  app.add_flag("--plaintext", global.plaintext, "write snapshots (.desil) without encryption");
}

std::vector<std::string> format_list(const std::string& value) {
  std::vector<std::string> formats;
  for (std::size_t begin = 0; begin <= value.size();) {
    const std::size_t comma = std::min(value.find(',', begin), value.size());
    const std::string_view word = std::string_view(value).substr(begin, comma - begin);
    const std::string name(kFormatWords[word_index("--format", word, kFormatWords)]);
    if (std::find(formats.begin(), formats.end(), name) == formats.end()) formats.push_back(name);
    begin = comma + 1;
  }
  return formats;
}

// The parser and the options it fills in. Not movable: CLI11 keeps references to the options.
struct Parser {
  CLI::App app{"Desil ranks families by welfare: from source files to desil with one command.", "desil"};
  GlobalOptions global;
  SynthArguments synth_arguments;
  RunOptions run_options;
  FitOptions fit_options;
  ExplainOptions explain_options;
  VerifyOptions verify_options;
  KeygenOptions keygen_options;
  MatchOptions match_options;
  CLI::App *synth = nullptr, *run = nullptr, *match = nullptr, *fit = nullptr, *explain = nullptr, *verify = nullptr,
           *keygen = nullptr;
  bool version = false;

  Parser() {
    app.footer(
        "Each command has an example: desil COMMAND --help\n"
        "Exit codes: 0 ok, 2 usage or configuration, 3 input refused, 4 damaged, 5 resource,\n"
        "6 key or permission, 7 internal, 8 disclosure, 9 gate. See the README.");
    app.add_flag("--version", version, "version of the program; with --json also build and SIMD level");
    add_global_options(app, global, false);
    add_synth();
    add_run();
    add_match();
    add_fit();
    add_explain();
    add_verify();
    add_keygen();
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  CLI::App* add_command(const char* name, const char* what, const char* example, const char* more = "") {
    CLI::App* const command = app.add_subcommand(name, what);
    command->footer(std::string(more) + "Example:\n  " + example);
    return command;
  }

  void add_synth() {
    synth = add_command("synth", "writes a synthetic nation with known truth, ready to run",
                        "desil synth --persons 100000 --seed 1 --out nation");
    SynthArguments& a = synth_arguments;
    add_value(*synth, "--persons", "N", "persons of the nation", [&](const std::string& v) {
      a.persons = whole_number("--persons", v, 1, kMostPersons);
    })->required();
    add_value(*synth, "--seed", "S", "another seed is another nation (default 1)", [&](const std::string& v) {
      a.seed = whole_number("--seed", v, 0, std::numeric_limits<std::int64_t>::max());
    });
    add_path(*synth, "--out", "DIR", "folder to write", a.out)->required();
    add_value(*synth, "--format", "LIST", "csv, ndjson, desil; several with commas (default csv)",
              [&](const std::string& v) { a.formats = format_list(v); });
    add_value(*synth, "--compress", "HOW", "none, gz or zst (default none)",
              [&](const std::string& v) { a.compress = kCompressWords[word_index("--compress", v, kCompressWords)]; });
    add_path(*synth, "--faults", "FILE", "other rates of faults than the default table", a.faults);
    add_value(*synth, "--fault-scale", "X", "factor of all rates of faults (default 1)",
              [&](const std::string& v) { a.fault_scale = decimal_number("--fault-scale", v, 0, 10); });
    add_value(*synth, "--layout", "HOW",
              "dense: whole districts at their real size; spread: a thin nation (default dense)",
              [&](const std::string& v) { a.layout = kLayoutWords[word_index("--layout", v, kLayoutWords)]; });
    add_value(*synth, "--survey-rows", "N", "rows of the survey (default 345000)",
              [&](const std::string& v) { a.survey_rows = whole_number("--survey-rows", v, 0, 100'000'000); });
    add_plaintext_option(*synth, global);
    add_global_options(*synth, global, true);
  }

  void add_run() {
    run = add_command(
        "run", "ranks the families: ingest, link, assemble, score, rank, programmes, report",
        "desil run nation/run.toml --out out",
        "How families come into one national list is [desil] mode of the run file: national (their scores),\n"
        "lifted (ranks of a regency lifted to its distribution of expenditure), groups (lists of sources\n"
        "combined by weight, then lifted). Rules, keys and an example: engine/desil/MODES.md\n");
    RunOptions& o = run_options;
    add_path(*run, "RUN_FILE", "FILE", "the run file, see the README, \"run.toml\"", o.run_file)->required();
    add_path(*run, "--out", "DIR", "folder for the results; not needed with --dry-run", o.out);
    add_value(*run, "--to", "STAGE",
              "stop after ingest, link, assemble, score, rank, programmes or report (default report)",
              [&](const std::string& v) {
                o.to_stage = static_cast<io::RunStage>(word_index("--to", v, io::kRunStageNames));
              });
    add_value(*run, "--max-rejects", "SHARE",
              "largest share of a file that may be rejected, 0 to 1, instead of [limits] max_rejects; more is exit 3",
              [&](const std::string& v) { o.max_rejects = decimal_number("--max-rejects", v, 0, 1); });
    add_path(*run, "--decisions", "FILE", "apply a filled-in review.csv: column keputusan, sama or beda", o.decisions);
    add_path(
        *run, "--truth", "PATH",
        "persons.csv of a known truth (sumber,baris,orang), or its folder, with faults.csv beside it: judges the links",
        o.truth);
    run->add_flag("--resume", o.resume, "go on where an interrupted run stopped");
    add_path(*run, "--sign-key", "FILE", "Ed25519 private key (PEM, mode 0600): signs the manifest", o.sign_key);
    add_plaintext_option(*run, global);
    add_global_options(*run, global, true);
  }

  void add_match() {
    match = add_command("match", "finds the rows that are one person: in one file, or across two",
                        "desil match persons.csv --model link.toml --out matched",
                        "link.toml names the columns; blocking and weights are found without labels:\n"
                        "  missing = [\"\", \"NA\"]\n"
                        "  [[field]]\n"
                        "  column = \"name\"\n"
                        "  type = \"name\"        # name, date, digits, category, text or number\n"
                        "  [[field]]\n"
                        "  column = \"birth\"\n"
                        "  type = \"date\"\n"
                        "  format = \"%Y-%m-%d\"\n"
                        "Before the first table: one_to_one = true, threshold = 0.5, model = \"model.json\".\n"
                        "Also [block] rules = [[\"name\", \"birth\"]] and [id] column = \"id\".\n\n");
    MatchOptions& o = match_options;
    add_path(*match, "A", "FILE", "file of persons: delimited text, also .gz and .zst", o.left)->required();
    add_path(*match, "B", "FILE", "second file; without it A is searched for duplicates", o.right);
    add_path(*match, "--model", "FILE", "the link model: which columns, of which type", o.link_model)->required();
    add_path(*match, "--out", "DIR", "folder for pairs.csv, clusters.csv, model.json, report.html", o.out)->required();
    add_global_options(*match, global, true);
  }

  void add_fit() {
    fit = add_command("fit", "fits a PMT model to a survey with weights, and reports how well it ranks",
                      "desil fit --survey susenas.csv --spec pmt_spec.toml --out pmt.json");
    FitOptions& o = fit_options;
    add_path(*fit, "--survey", "FILE", "survey microdata: delimited text, .gz and .zst too", o.survey)->required();
    add_path(*fit, "--spec", "FILE", "columns, terms and ways of the fit (io/fit/fit_spec.h)", o.spec)->required();
    add_path(*fit, "--out", "FILE", "model to write; its reports beside it as .fit.html and .fit.json", o.out)->required();
    add_global_options(*fit, global, true);
  }

  void add_explain() {
    explain = add_command("explain", "says why a family has its desil: score, cuts, source rows and links",
                          "desil explain out --kk 3204051203150007");
    ExplainOptions& o = explain_options;
    add_path(*explain, "OUT", "DIR", "folder of a finished run", o.out)->required();
    add_value(*explain, "--kk", "KK", "16 digits of the family card, or - to read them from stdin",
              [&](const std::string& v) { o.kk = sixteen_digits("--kk", v); });
    add_value(*explain, "--nik", "NIK", "16 digits of a member's NIK, or - to read them from stdin",
              [&](const std::string& v) { o.nik = sixteen_digits("--nik", v); });
    add_path(*explain, "--html", "FILE", "write one printable page", o.html);
    add_global_options(*explain, global, true);
  }

  void add_verify() {
    verify = add_command("verify", "checks a run folder against its manifest, or a snapshot, and names what is damaged",
                         "desil verify out");
    VerifyOptions& o = verify_options;
    add_path(*verify, "PATH", "PATH", "folder of a finished run, or a snapshot (.desil)", o.path)->required();
    add_path(*verify, "--public-key", "FILE", "Ed25519 public key (PEM): checks the manifest's signature",
             o.public_key);
    add_value(*verify, "--min-epoch", "N", "a snapshot of an older epoch counts as damaged (default 0)",
              [&](const std::string& v) {
                o.min_epoch = whole_number("--min-epoch", v, 0, std::numeric_limits<std::int64_t>::max());
              });
    add_global_options(*verify, global, true);
  }

  void add_keygen() {
    keygen = add_command("keygen", "makes a key file (256 random bits, mode 0600)", "desil keygen registry.key");
    add_path(*keygen, "FILE", "FILE", "file to make; an existing one is refused", keygen_options.file)->required();
    add_global_options(*keygen, global, true);
  }

  const CLI::App* chosen() const {
    const auto commands = app.get_subcommands();
    return commands.empty() ? &app : commands.front();
  }
};

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

std::string nearest_of(std::string_view seen, const std::vector<std::string>& names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  return io::nearest_name(seen, views);
}

[[noreturn]] void refuse(const std::string& what) { throw Error(ExitCode::kUsage, what); }

// "run: " for messages about a command.
std::string title_of(const Parser& parser) {
  const CLI::App* const command = parser.chosen();
  return command == &parser.app ? "" : command->get_name() + ": ";
}

std::string cure_of(const Parser& parser) {
  const CLI::App* const command = parser.chosen();
  return command == &parser.app ? "Cure: see desil --help." : "Cure: see desil " + command->get_name() + " --help.";
}

// Names an argument that the command does not know, with the nearest one that it does.
[[noreturn]] void refuse_extra(const Parser& parser, const std::string& argument) {
  const CLI::App* const command = parser.chosen();
  if (argument.starts_with("-")) {
    std::vector<std::string> names;
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
    const std::string name = argument.substr(0, argument.find('='));
    refuse(fmt::format("{}unknown option '{}', nearest '{}'. {}", title_of(parser), shown_argument(name),
                       nearest_of(name, names), cure_of(parser)));
  }
  const std::vector<std::string> commands = command_names(parser.app);
  if (command == &parser.app) {
    const std::vector<std::string_view> views(commands.begin(), commands.end());
    refuse(fmt::format("unknown command '{}', nearest '{}'. Commands: {}. {}", shown_argument(argument),
                       nearest_of(argument, commands), io::listed_names(views), cure_of(parser)));
  }
  refuse(fmt::format("{}one argument too many: '{}'. {}", title_of(parser), shown_argument(argument), cure_of(parser)));
}

[[noreturn]] void refuse_parse_error(const Parser& parser, const CLI::ParseError& error) {
  // Looked at first: a mistyped option is the likely reason why another one is missing.
  const std::vector<std::string> extras = parser.app.remaining(true);
  if (!extras.empty()) refuse_extra(parser, extras.front());
  std::string what = error.what();
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    const std::string option = what.substr(0, what.find(':'));
    what = option + (what.find("At Most") != std::string::npos ? " is given more than once" : " has no value");
  }
  refuse(fmt::format("{}{}. {}", title_of(parser), what, cure_of(parser)));
}

Command chosen_command(Parser& parser) {
  if (parser.version) return VersionRequest{parser.global};
  const CLI::App* const command = parser.chosen();
  if (command == parser.synth) {
    parser.synth_arguments.global = parser.global;
    return parser.synth_arguments;
  }
  if (command == parser.run) {
    if (parser.run_options.out.empty() && !parser.global.dry_run) {
      refuse(title_of(parser) + "--out is required. " + cure_of(parser));
    }
    parser.run_options.global = parser.global;
    return parser.run_options;
  }
  if (command == parser.fit) {
    parser.fit_options.global = parser.global;
    return parser.fit_options;
  }
  if (command == parser.explain) {
    ExplainOptions& options = parser.explain_options;
    if (options.kk.empty() == options.nik.empty()) {
      refuse("explain: wanted one of --kk and --nik. Cure: name the family by its KK or by a member's NIK.");
    }
    options.global = parser.global;
    return options;
  }
  if (command == parser.verify) {
    parser.verify_options.global = parser.global;
    return parser.verify_options;
  }
  if (command == parser.match) {
    parser.match_options.global = parser.global;
    return parser.match_options;
  }
  if (command == parser.keygen) {
    parser.keygen_options.global = parser.global;
    return parser.keygen_options;
  }
  const std::vector<std::string> commands = command_names(parser.app);
  const std::vector<std::string_view> views(commands.begin(), commands.end());
  refuse(fmt::format("no command. Commands: {}. {}", io::listed_names(views), cure_of(parser)));
}

}  // namespace

Command parse_command_line(const std::vector<std::string>& arguments) {
  const auto parser = std::make_unique<Parser>();
  try {
    // CLI11 takes the arguments from the back.
    parser->app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    const std::vector<std::string> extras = parser->app.remaining(true);
    const bool unknown_command =
        parser->chosen() == &parser->app && !extras.empty() && !extras.front().starts_with("-");
    if (unknown_command) refuse_extra(*parser, extras.front());
    return HelpText{parser->app.help()};
  } catch (const CLI::ParseError& error) {
    refuse_parse_error(*parser, error);
  }
  return chosen_command(*parser);
}

}  // namespace tools
