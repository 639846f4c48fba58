#include "io/config/run_config.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/error.h"

namespace {

using Catch::Contains;

const std::string kRegistry =
    "[[source]]\nname = \"dukcapil\"\nrole = \"registry\"\npersons = \"dukcapil.csv\"\ndate = 2026-07-10\n";
const std::string kModel = "[model]\nfile = \"pmt.json\"\n";

io::RunConfig parse(const std::string& text, io::RunStage to = io::RunStage::kReport) {
  return io::parse_run_config(text, "run.toml", "/data/nation", to);
}

engine::Error refusal(const std::string& text, io::RunStage to = io::RunStage::kReport) {
  try {
    parse(text, to);
  } catch (const engine::Error& error) {
    return error;
  }
  FAIL("accepted: " << text);
  throw;
}

}  // namespace

TEST_CASE("run.toml: every key of the contract is read", "[config]") {
  const io::RunConfig config = parse(R"(
[run]
release = "2026Q3"
seed = 7
[[source]]
name = "dukcapil"
role = "registry"
persons = ["a.csv", "b.csv"]
date = 2026-07-10
[[source]]
name = "regsosek"
role = "source"
persons = "regsosek_persons.csv"
families = "/mnt/regsosek_families.csv"
date = "2022-11-15"
precedence = 1
encoding = "latin-1"
region_codes = "bps2020"
date_format = "%d/%m/%Y"
missing = ["\\N", "", "-"]
one_row_per_person = true
ignore = ["kolom"]
[source.columns]
nama = "nama_lengkap"
[source.codes.status_kawin]
"12" = 1
"5" = 4
"98" = ""
[[flag]]
name = "meninggal"
file = "flags/meninggal.csv"
key = "nik"
[[flag]]
name = "pln"
file = "flags/pln.csv"
key = "kk"
[model]
file = "pmt.json"
[link]
model = "link_model.json"
[assemble]
mode = "field"
[desil]
weight = "persons"
mode = "national"
classes = "pbi"
[programmes]
file = "programmes.toml"
[output]
families = true
links = false
duplicates = false
uncertainty = false
[limits]
max_rejects = 0.25
)");
  REQUIRE(config.release == "2026Q3");
  REQUIRE(config.seed == 7);
  REQUIRE(config.sources.size() == 2);
  REQUIRE(config.registry().name == "dukcapil");
  REQUIRE(config.sources[0].persons.size() == 2);
  REQUIRE(config.sources[0].persons[1].shown == "b.csv");
  REQUIRE(config.sources[0].persons[1].path == "/data/nation/b.csv");
  const io::SourceConfig& regsosek = config.sources[1];
  REQUIRE(regsosek.families[0].path == "/mnt/regsosek_families.csv");
  REQUIRE(regsosek.date == "2022-11-15");
  REQUIRE(regsosek.day == *engine::day_from_iso("2022-11-15"));
  REQUIRE(regsosek.precedence == 1);
  REQUIRE(regsosek.encoding == io::Encoding::kLatin1);
  REQUIRE(regsosek.region_codes == io::RegionCodes::kBps2020);
  REQUIRE(regsosek.date_format == "%d/%m/%Y");
  REQUIRE(regsosek.missing == std::vector<std::string>{"\\N", "-"});
  REQUIRE(regsosek.one_row_per_person);
  REQUIRE(regsosek.ignore == std::vector<std::string>{"kolom"});
  REQUIRE(regsosek.columns.at("nama") == "nama_lengkap");
  REQUIRE(regsosek.codes.at("status_kawin").at("12") == 1);
  REQUIRE(regsosek.codes.at("status_kawin").at("5") == 4);
  REQUIRE_FALSE(regsosek.codes.at("status_kawin").at("98").has_value());
  REQUIRE(config.flags.size() == 2);
  REQUIRE(config.flags[0].key == io::FlagKey::kNik);
  REQUIRE(config.flags[1].key == io::FlagKey::kKk);
  REQUIRE(config.flags[1].file.path == "/data/nation/flags/pln.csv");
  REQUIRE(config.model->path == "/data/nation/pmt.json");
  REQUIRE(config.link_model->shown == "link_model.json");
  REQUIRE(config.assemble == io::AssembleMode::kField);
  REQUIRE(config.weight == io::DesilWeight::kPersons);
  REQUIRE(config.class_labels[4] == "Rentan");
  REQUIRE(config.programmes->shown == "programmes.toml");
  REQUIRE(config.output.families);
  REQUIRE_FALSE(config.output.links);
  REQUIRE_FALSE(config.output.duplicates);
  REQUIRE(config.max_rejects == 0.25);
}

TEST_CASE("run.toml: sources alone are enough for ingest, a model is needed from the score on", "[config]") {
  const io::RunConfig config = parse(kRegistry, io::RunStage::kIngest);
  REQUIRE(config.seed == 1);
  REQUIRE(config.release.empty());
  REQUIRE(config.weight == io::DesilWeight::kFamilies);
  REQUIRE(config.assemble == io::AssembleMode::kRecord);
  REQUIRE(config.max_rejects == 0.05);
  REQUIRE(config.class_labels[0] == "Sangat Miskin");
  REQUIRE(config.class_labels[3] == "Hampir Miskin");
  REQUIRE(config.class_labels[9] == "Tidak Miskin");
  REQUIRE_NOTHROW(parse(kRegistry, io::RunStage::kAssemble));
  REQUIRE_THAT(refusal(kRegistry, io::RunStage::kScore).what(),
               Contains("no [model], wanted its file for the stage 'score'. Cure: add [model]"));
}

TEST_CASE("run.toml: an unknown key is refused with line, column and the nearest name", "[config]") {
  const engine::Error error = refusal(kRegistry + "persens = \"x.csv\"\n");
  REQUIRE(error.code() == engine::ExitCode::kUsage);
  REQUIRE(error.place().file == "run.toml");
  REQUIRE(error.place().row == 6);
  REQUIRE(error.place().column == "1");
  REQUIRE_THAT(error.what(),
               Contains("run.toml: line 6, column 1: unknown key 'persens' in [[source]], nearest known key 'persons'. "
                        "Known keys: 'name', 'role', 'persons'"));
}

TEST_CASE("run.toml: faults are refused with what was seen, wanted and the cure", "[config]") {
  struct Case {
    std::string text, message;
    std::uint64_t line;
  };
  const std::string r = kRegistry, m = kModel;
  const std::vector<Case> cases = {
      {"[[sorce]]\n" + r + m, "unknown key 'sorce' in the run file, nearest known key 'source'", 1},
      {r + m + "[desill]\nweight = \"persons\"\n", "unknown key 'desill' in the run file, nearest known key 'desil'",
       8},
      {r + m + "[desil]\nwieght = \"persons\"\n", "unknown key 'wieght' in [desil], nearest known key 'weight'", 9},
      {r + m + "[desil]\nweight = \"person\"\n",
       "'weight' in [desil]: seen 'person', wanted 'families' or 'persons', nearest 'persons'. Cure: correct the "
       "value.",
       9},
      {r + m + "[desil]\nweight = 1\n", "'weight' in [desil]: seen an integer, wanted a text in quotes", 9},
      {r + m + "[desil]\nmode = \"v1\"\n", "'mode' in [desil]: seen 'v1', wanted 'national', 'lifted' or 'groups'", 9},
      {r + m + "[desil]\nclasses = [\"a\"]\n", "'classes' in [desil]: seen 1 labels, wanted 10, one for each desil", 9},
      {r + m + "[desil]\nclasses = \"sed\"\n", "nearest 'seed'", 9},
      {r + m + "[run]\nseed = -1\n", "'seed' in [run]: seen -1, wanted an integer from 0 to", 9},
      {r + m + "[run]\nseed = 1.5\n", "'seed' in [run]: seen a number, wanted an integer", 9},
      {r + m + "[limits]\nmax_rejects = nan\n", "'max_rejects' in [limits]: seen nan, wanted a number from 0 to 1", 9},
      {r + m + "[limits]\nmax_rejects = inf\n", "seen inf, wanted a number from 0 to 1", 9},
      {r + m + "[limits]\nmax_rejects = 5\n", "seen 5, wanted a number from 0 to 1", 9},
      {r + m + "[output]\nlinks = \"yes\"\n", "'links' in [output]: seen a text, wanted true or false, without quotes",
       9},
      {r + m + "[output]\nuncertainty_desil = 10\n", "seen 10, wanted an integer from 1 to 9", 9},
      {r + m + "[output]\nuncertainty_firm = 0.4\n", "seen 0.4, wanted a number from 0.5 to 1", 9},
      {r + m + "[model\n", "not valid TOML", 8},
      {r + m + "[model]\nfile = \"b.json\"\n", "not valid TOML", 8},
      {"[model]\n" + r, "[model] has no 'file'. Cure: add a line file = ... to it.", 1},
      {r + "[model]\nfile = \"\"\n", "'file' in [model]: is empty", 7},
      {r + "model = 3\n", "unknown key 'model' in [[source]]", 6},
      {"model = 3\n" + r, "'model' is an integer, wanted a table. Cure: write [model] once", 1},
      {"source = 3\n", "'source' is an integer, wanted a list of tables. Cure: write [[source]] before each one.", 1},
      {"[source]\nname = \"a\"\n", "'source' is a table, wanted a list of tables", 1},
      {r + r, "two sources have role = \"registry\": 'dukcapil' and 'dukcapil', wanted exactly one", 8},
      {r + "[[source]]\nname = \"dukcapil\"\nrole = \"source\"\npersons = \"b.csv\"\ndate = 2026-01-01\n",
       "'name' in [[source]]: 'dukcapil' is the name of an earlier source too", 7},
      {r + m + "[[source]]\nname = \"b\"\nrole = \"registry\"\npersons = \"b.csv\"\ndate = 2026-01-01\n",
       "two sources have role = \"registry\": 'dukcapil' and 'b', wanted exactly one. Cure: give the others role = "
       "\"source\".",
       10},
      {r + m + "[[source]]\nname = \"b\"\nrole = \"registry\"\npersons = \"b.csv\"\nfamilies = \"f.csv\"\n",
       "two sources have role = \"registry\": 'dukcapil' and 'b'", 10},
      {r + "ignore = [\"catatan\", \"nik\"]\n",
       "'ignore' in [[source]]: names 'nik', but a required column cannot be ignored. Required: 'nik', ", 6},
      {r + "ignore = [\"nomor\"]\n[source.columns]\nnik = \"nomor\"\n",
       "names 'nomor', but a required column cannot be ignored", 6},
      {r + "[[source]]\nname = \"b\"\nrole = \"source\"\nfamilies = \"b.csv\"\ndate = 2026-01-01\nignore = "
           "\"kode_desa\"\n",
       "names 'kode_desa', but a required column cannot be ignored. Required: 'nomor_kartu_keluarga' or 'kode_desa'",
       11},
      {r + m + "[desil]\ncolour = \"red\"\n",
       "unknown key 'colour' in [desil]. Known keys: 'weight', 'mode', 'classes', 'lift' or 'group'. Cure:", 9},
      {r + m + "[desil]\nweight = \"money\"\n",
       "seen 'money', wanted 'families' or 'persons'. Cure: correct the value.", 9},
      {"[[source]]\nname = \"b\"\nrole = \"source\"\npersons = \"b.csv\"\ndate = 2026-01-01\n",
       "no [[source]] has role = \"registry\", wanted exactly one", 1},
      {"[[source]]\nname = \"b\"\nrole = \"register\"\n",
       "seen 'register', wanted 'registry' or 'source', nearest 'registry'", 3},
      {"[[source]]\nname = \"b\"\nrole = \"registry\"\ndate = 2026-01-01\n", "[[source]] has no 'persons'", 1},
      {"[[source]]\nname = \"b\"\nrole = \"source\"\ndate = 2026-01-01\n", "[[source]] has no 'persons'", 1},
      {"[[source]]\nname = \"b\"\nrole = \"registry\"\npersons = \"b.csv\"\n", "[[source]] has no 'date'", 1},
      {"[[source]]\nname = \"=b\"\n", "starts with '=', which a spreadsheet takes for a formula", 2},
      {r + "families = \"f.csv\"\n", "the registry is a persons file", 6},
      {"[[source]]\nname = \"b\"\nrole = \"source\"\npersons = []\n", "'persons' in [[source]]: is an empty list", 4},
      {"[[source]]\nname = \"b\"\nrole = \"source\"\npersons = [1]\n",
       "seen an integer, wanted a text or a list of texts", 4},
      {"[[source]]\nname = \"b\"\nrole = \"source\"\npersons = [\"a.csv\", \"./a.csv\"]\n", "names './a.csv' twice", 4},
      {"[[source]]\nname = \"b\"\nrole = \"source\"\npersons = \"b.csv\"\ndate = \"10/07/2026\"\n",
       "'date' in [[source]]: seen '10/07/2026', wanted a date from 1900-01-01", 5},
      {"[[source]]\nname = \"b\"\nrole = \"source\"\npersons = \"b.csv\"\ndate = 20260710\n",
       "seen an integer, wanted a date such as 2026-07-10", 5},
      {r + "date_format = \"%d.%m.%y\"\n", "wanted %Y, %m and %d once each", 6},
      {r + "date_format = [\"%d/%m/%Y\", \"%m/%d/%Y\"]\n", "which fit the same texts", 6},
      {r + "date_format = [\"%d/%m/%Y\", \"%x\"]\n", "seen '%x', wanted %Y, %m and %d once each", 6},
      {r + "missing = [\"NA\", \" -\"]\n", "without blanks around them", 6},
      {r + "missing = \"tidak ada keterangan sama sekali\"\n", "wanted texts of at most 24 ASCII characters", 6},
      {r + "encoding = \"latin1\"\n", "seen 'latin1', wanted 'utf-8' or 'latin-1', nearest 'latin-1'", 6},
      {r + "[source.columns]\nnam = \"nama_lengkap\"\n",
       "unknown key 'nam' in [source.columns], nearest known key 'nama'", 7},
      {r + "[source.columns]\nnama = 3\n", "'columns.nama' in [[source]]: seen an integer, wanted a text in quotes", 7},
      {r + "[source.codes.status_kawn]\n\"1\" = 1\n",
       "unknown key 'status_kawn' in [source.codes], nearest known key 'status_kawin'", 6},
      {r + "[source.codes.status_kawin]\n\"12\" = 44\n",
       "'12' in [source.codes.status_kawin]: seen 44, wanted an integer from 1 to 5", 7},
      {r + "[source.codes.status_kawin]\n\"12\" = \"1\"\n", "seen a text, wanted an integer from 1 to 5", 7},
      {r + m + "[[flag]]\nname = \"dukcapil\"\nfile = \"a\"\nkey = \"nik\"\n",
       "'dukcapil' is the name of an earlier source or flag too", 9},
      {r + m + "[[flag]]\nname = \"a\"\nfile = \"a\"\nkey = \"name\"\n", "seen 'name', wanted 'nik' or 'kk'", 11},
      {r + m + "[[flag]]\nname = \"a\"\nkey = \"nik\"\n", "[[flag]] has no 'file'", 8},
  };
  for (const Case& one : cases) {
    INFO(one.text);
    const engine::Error error = refusal(one.text);
    REQUIRE_THAT(error.what(), Contains(one.message));
    REQUIRE(error.place().row == one.line);
    REQUIRE(error.code() == engine::ExitCode::kUsage);
  }
}

TEST_CASE("run.toml: without any source the file is refused", "[config]") {
  REQUIRE_THAT(refusal("").what(), Contains("no [[source]], wanted one with role = \"registry\" at least"));
}

TEST_CASE("run.toml: more than 32 flag lists are refused", "[config]") {
  std::string text = kRegistry + kModel;
  for (int i = 0; i < 33; ++i) text += "[[flag]]\nname = \"f" + std::to_string(i) + "\"\nfile = \"f\"\nkey = \"nik\"\n";
  REQUIRE_THAT(refusal(text).what(), Contains("more than 32 flag lists"));
}

TEST_CASE("run.toml: own class labels are taken as written", "[config]") {
  const io::RunConfig config =
      parse(kRegistry + kModel + "[desil]\nclasses = [\"A\",\"B\",\"C\",\"D\",\"E\",\"E\",\"E\",\"E\",\"E\",\"F\"]\n");
  REQUIRE(config.class_set == "own");
  REQUIRE(config.class_labels[9] == "F");
}

TEST_CASE("run.toml: a missing file is refused by name", "[config]") {
  REQUIRE_THROWS_WITH(
      io::read_run_config("/nowhere/run.toml"),
      Contains("/nowhere/run.toml: the run file is missing: there is no such file. Cure: check the path"));
}

TEST_CASE("run.toml: a column is ignored where it is not required, under the name it bears in the file", "[config]") {
  const std::string source = "[[source]]\nname = \"b\"\nrole = \"source\"\ndate = 2026-01-01\n";
  REQUIRE_NOTHROW(parse(kRegistry + "ignore = [\"nik\"]\n[source.columns]\nnik = \"nomor\"\n", io::RunStage::kIngest));
  REQUIRE_NOTHROW(
      parse(kRegistry + source + "families = \"f.csv\"\nignore = [\"nik\", \"nama\"]\n", io::RunStage::kIngest));
}

TEST_CASE("canonical config: the text does not depend on spacing, order of keys or folder", "[config]") {
  const std::string one =
      io::canonical_config(parse(kRegistry + "[model]\nfile = \"pmt.json\"\n[run]\nseed = 1\nrelease = \"q\"\n"));
  const std::string two = io::canonical_config(
      io::parse_run_config("[run]\nrelease   = \"q\"\n# "
                           "words\n[model]\nfile=\"pmt.json\"\n[[source]]\nrole=\"registry\"\nname=\"dukcapil\"\ndate="
                           "\"2026-07-10\"\npersons=[\"dukcapil.csv\"]\n",
                           "elsewhere.toml", "/other", io::RunStage::kReport));
  REQUIRE(one == two);
  REQUIRE(one.find("/data") == std::string::npos);
  REQUIRE(one.starts_with("{\"assemble\":{\"mode\":\"record\"},\"desil\":{"));
}

TEST_CASE("canonical config: an absolute path appears by its file name and any value changes the text", "[config]") {
  const io::RunConfig config =
      parse("[[source]]\nname = \"d\"\nrole = \"registry\"\npersons = \"/mnt/x/d.csv\"\ndate = 2026-07-10\n" + kModel);
  REQUIRE_THAT(io::canonical_config(config), Contains("\"persons\":[\"d.csv\"]"));
  io::RunConfig other = config;
  other.seed = 2;
  REQUIRE(io::canonical_config(other) != io::canonical_config(config));
  other = config;
  other.sources[0].codes["status_kawin"]["98"] = std::nullopt;
  REQUIRE_THAT(io::canonical_config(other), Contains("\"codes\":{\"status_kawin\":{\"98\":\"\"}}"));
  other = config;
  other.max_rejects = 0.06;
  REQUIRE(io::canonical_config(other) != io::canonical_config(config));
}
