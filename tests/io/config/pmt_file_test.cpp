#include "io/config/pmt_file.h"

#include <fmt/core.h>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/error.h"
#include "tests/temporary_folder.h"

namespace {

// A small model: every kind of feature, three regions.
const std::string kModel = R"({
  "format": "desil-pmt/1", "unit": "ln rupiah per person per month, times 2^24", "provenance": "buatan",
  "features": [
    {"name": "lantai", "variable": "jenis_lantai_terluas", "kind": "category",
     "groups": [[1, 2, 10], [3, 4], [5, 6], [7], [8], [9]]},
    {"name": "mobil", "variable": "aset_bergerak_mobil", "kind": "category", "label": "punya mobil"},
    {"name": "anggota", "variable": "anggota", "kind": "count", "cap": 3},
    {"name": "luas", "variable": "luas_lantai", "per": "anggota", "kind": "band", "edges": [8, 12]},
    {"name": "mobil_x_luas", "kind": "interaction", "features": ["mobil", "luas"]}],
  "models": [
    {"region": "32", "intercept": 234881024, "coefficients": {"mobil": [0, 7, -7]}, "missing": {"luas": -9}},
    {"region": "ID", "intercept": 240518168, "residual_sd": 0.49, "coefficients": {
      "lantai": [0, -1, -2, -3, -4, -5], "mobil": [0, 134217728, 0], "anggota": [0, 1, 2, 3],
      "luas": [0, 1, 2], "mobil_x_luas": [0, 0, 0, 1, 1, 1, 2, 2, 2]}},
    {"region": "3201", "intercept": 234881024, "coefficients": {}}]})";

std::string replaced(const std::string& from, const std::string& to) {
  const auto at = kModel.find(from);
  REQUIRE(at != std::string::npos);
  std::string text = kModel;
  return text.replace(at, from.size(), to);
}

class PmtFile {
 public:
  explicit PmtFile(const std::string& text) : path_(folder_ / "pmt.json") {
    std::ofstream(path_, std::ios::binary) << text;
  }
  const std::string& path() const { return path_; }

 private:
  tests::TemporaryFolder folder_;
  std::string path_;
};

struct Refusal {
  std::string column, message;
};

Refusal refusal_of(const std::string& text) {
  const PmtFile file(text);
  try {
    io::read_pmt_model(file.path());
  } catch (const engine::Error& error) {
    REQUIRE(error.code() == engine::ExitCode::kDamaged);
    REQUIRE(error.place().file == file.path());
    std::string message = error.what();
    REQUIRE(message.rfind(file.path() + ": ", 0) == 0);
    return {error.place().column, message.substr(file.path().size() + 2)};
  }
  FAIL("the model was accepted: " << text);
  return {};
}

}  // namespace

TEST_CASE("read_pmt_model: reads features, models in region order and missing coefficients", "[pmt_file]") {
  const PmtFile file(kModel);
  const engine::PmtModel model = io::read_pmt_model(file.path());
  REQUIRE(model.provenance == "buatan");
  REQUIRE(model.features.size() == 5);
  REQUIRE(model.features[0].levels == 6);
  REQUIRE(model.features[0].label == "lantai terluas");
  REQUIRE(model.features[1].levels == 3);
  REQUIRE(model.features[1].label == "punya mobil");
  REQUIRE(model.features[2].levels == 4);
  REQUIRE(model.features[3].levels == 3);
  REQUIRE(model.features[3].label == "luas lantai (m²) per jumlah anggota keluarga");
  REQUIRE(model.features[4].levels == 9);
  REQUIRE(model.models.size() == 3);
  REQUIRE(model.models[0].region == 0);
  REQUIRE(model.models[0].residual_sd == 0.49);
  REQUIRE(model.models[0].coefficient(1, 1) == 134217728);
  REQUIRE(model.models[0].coefficient(4, 8) == 2);
  REQUIRE(model.models[1].region == 32);
  REQUIRE(model.models[1].intercept == 234881024);
  REQUIRE(model.models[1].coefficient(1, 2) == -7);
  REQUIRE(model.models[1].coefficient(3, engine::kMissingLevel) == -9);
  REQUIRE(model.models[1].coefficient(1, engine::kMissingLevel) == 0);
  REQUIRE(model.models[2].region == 3201);
  REQUIRE_FALSE(model.models[2].residual_sd.has_value());
}

TEST_CASE("read_pmt_model: a fault is refused with its JSON path", "[pmt_file]") {
  struct Case {
    std::string from, to, column;
  };
  const Case cases[] = {
      {"\"lantai\": [0, -1,", "\"lantai\": [0, 1.5,", "models[1].coefficients.lantai[1]"},
      {"\"lantai\": [0, -1,", "\"lantai\": [0, NaN,", "models[1].coefficients.lantai[1]"},
      {"\"lantai\": [0, -1,", "\"lantai\": [0, 1e309,", "models[1].coefficients.lantai[1]"},
      {"\"lantai\": [0, -1,", "\"lantai\": [0, \"-1\",", "models[1].coefficients.lantai[1]"},
      {"\"lantai\": [0, -1,", "\"lantai\": [0, null,", "models[1].coefficients.lantai[1]"},
      {"\"lantai\": [0, -1,", "\"lantai\": [0, 01,", "models[1].coefficients.lantai[1]"},
      {"\"lantai\": [0, -1,", "\"lantai\": [0, 99999999999999999999,", "models[1].coefficients.lantai[1]"},
      {"134217728", "134217729", "models[1].coefficients.mobil[1]"},
      {"134217728", "-134217729", "models[1].coefficients.mobil[1]"},
      {"\"luas\": -9", "\"luas\": -9.0", "models[0].missing.luas"},
      {"\"luas\": -9", "\"luaas\": -9", "models[0].missing.luaas"},
      {"240518168", "1", "models[1].intercept"},
      {"240518168", "419430401", "models[1].intercept"},
      {"\"luas\": [0, 1, 2]", "\"luas\": [0, 1]", "models[1].coefficients.luas"},
      {"\"luas\": [0, 1, 2]", "\"luass\": [0, 1, 2]", "models[1].coefficients.luass"},
      {"\"luas\": [0, 1, 2]", "\"luas\": 3", "models[1].coefficients.luas"},
      {"\"region\": \"3201\"", "\"region\": \"ID\"", "models[2].region"},
      {"\"region\": \"3201\"", "\"region\": \"32.01\"", "models[2].region"},
      {"\"region\": \"3201\"", "\"region\": \"0201\"", "models[2].region"},
      {"\"region\": \"3201\"", "\"region\": 3201", "models[2].region"},
      {"0.49", "-0.49", "models[1].residual_sd"},
      {"0.49", "1e999", "models[1].residual_sd"},
      {"jenis_lantai_terluas", "jenis_lantai", "features[0].variable"},
      {"[8], [9]]", "[8], [9, 8]]", "features[0].groups[5][1]"},
      {"[8], [9]]", "[8]]", "features[0].groups"},
      {"[8], [9]]", "[8], [9, 11]]", "features[0].groups[5][1]"},
      {"[8], [9]]", "[8], [9], []]", "features[0].groups[6]"},
      {"\"cap\": 3", "\"cap\": 15", "features[2].cap"},
      {"\"cap\": 3", "\"capp\": 3", "features[2].capp"},
      {"[8, 12]", "[12, 8]", "features[3].edges[1]"},
      {"[8, 12]", "[]", "features[3].edges"},
      {"[8, 12]", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]", "features[3].edges"},
      {"\"per\": \"anggota\"", "\"per\": \"jenis_lantai_terluas\"", "features[3].per"},
      {"[\"mobil\", \"luas\"]", "[\"mobil\", \"luaas\"]", "features[4].features[1]"},
      {"[\"mobil\", \"luas\"]", "[\"lantai\", \"luas\"]", "features[4]"},
      {"[\"mobil\", \"luas\"]", "[\"lantai\"]", "features[4].features"},
      {"\"kind\": \"count\"", "\"kind\": \"counts\"", "features[2].kind"},
      {"\"name\": \"mobil\"", "\"name\": \"lantai\"", "features[1].name"},
      {"\"kind\": \"band\"", "\"kind\": \"band\", \"kind\": \"band\"", "features[3].kind"},
      {"\"variable\": \"anggota\"", "\"variable\": \"kepala_lapangan_usaha\"", "features[2].variable"},
      {"\"variable\": \"luas_lantai\"", "\"variable\": \"kepala_kelamin\"", "features[3].variable"},
      {"\"variable\": \"aset_bergerak_mobil\"", "\"variable\": \"anggota\"", "features[1].variable"},
      {"desil-pmt/1", "desil-pmt/2", "format"},
      {"times 2^24", "times 2^16", "unit"},
      {"\"provenance\"", "\"provenence\"", "provenence"},
      {"\"provenance\": \"buatan\",", "", "provenance"},
  };
  for (const Case& fault : cases) {
    INFO(fault.from << " -> " << fault.to);
    const Refusal refusal = refusal_of(replaced(fault.from, fault.to));
    CHECK(refusal.column == fault.column);
    CHECK(refusal.message.find(", wanted ") != std::string::npos);
    CHECK(refusal.message.find(" Cure: ") != std::string::npos);
  }
}

TEST_CASE("read_pmt_model: messages say what was seen, what was wanted and the cure", "[pmt_file]") {
  REQUIRE(refusal_of(replaced("\"lantai\": [0, -1,", "\"lantai\": [0, 1.5,")).message ==
          "models[1].coefficients.lantai[1]: seen 1.5, wanted a coefficient of at most 8 ln units, a whole number "
          "from -134217728 to 134217728. Cure: multiply ln rupiah by 16777216 and round.");
  REQUIRE(refusal_of(replaced("jenis_lantai_terluas", "jenis_lanta_terluas")).message ==
          "features[0].variable: seen the text \"jenis_lanta_terluas\", wanted a column of the families table or an "
          "aggregate of members. Cure: did you mean 'jenis_lantai_terluas'?");
  REQUIRE(refusal_of(replaced("[8], [9]]", "[8]]")).message ==
          "features[0].groups: seen no group with code 9, wanted every valid code in exactly one group. "
          "Cure: add 9 to the group it belongs to.");
  REQUIRE(refusal_of(replaced("\"cap\": 3", "\"capp\": 3")).message ==
          "features[2].capp: seen the unknown key 'capp', wanted 'name', 'label', 'kind', 'variable' or 'cap'. "
          "Cure: did you mean 'cap'?");
}

TEST_CASE("read_pmt_model: a count may take codes where the cap leaves each its own level", "[pmt_file]") {
  const PmtFile file(replaced("\"variable\": \"anggota\"", "\"variable\": \"kepala_kelamin\""));
  REQUIRE(io::read_pmt_model(file.path()).features[2].levels == 4);
}

TEST_CASE("read_pmt_model: totals that no family can have are refused", "[pmt_file]") {
  std::string features, zeros, coefficients;
  for (int i = 0; i < 8; ++i) {
    const char* comma = i > 0 ? "," : "";
    features += fmt::format(R"({}{{"name":"f{}","variable":"anggota","kind":"count","cap":1}})", comma, i);
    coefficients += fmt::format(R"({}"f{}":[0,134217728])", comma, i);
  }
  const std::string text =
      "{\"format\":\"desil-pmt/1\",\"unit\":\"ln rupiah per person per month, times 2^24\",\"provenance\":\"x\","
      "\"features\":[" +
      features + "],\"models\":[{\"region\":\"ID\",\"intercept\":234881024,\"coefficients\":{" + coefficients + "}}]}";
  const Refusal refusal = refusal_of(text);
  REQUIRE(refusal.column == "models[0].coefficients");
  REQUIRE(refusal.message.find("seen totals from 14 to 78 ln units") != std::string::npos);
}

TEST_CASE("read_pmt_model: a broken, empty or missing file is refused and never an empty model", "[pmt_file]") {
  for (const std::string& text :
       {std::string(), std::string("   "), std::string("[]"), std::string("{}"), std::string("3"), kModel + "x",
        kModel + kModel, kModel.substr(0, kModel.size() - 1), kModel.substr(0, kModel.size() / 2),
        std::string("{\"format\":\"\xff\"}"), replaced("[8], [9]]", "[8], [9]}"),
        replaced("\"models\": [", "\"models\": [] , \"x\": [")}) {
    INFO(text.substr(0, 60) << " … " << text.size());
    REQUIRE_FALSE(refusal_of(text).message.empty());
  }
  const auto models = kModel.find("\"models\"");
  REQUIRE(refusal_of(kModel.substr(0, models) + "\"models\": []}").column == "models");
  try {
    io::read_pmt_model("/nonexistent/pmt.json");
    FAIL("a missing file was read");
  } catch (const engine::Error& error) {
    REQUIRE(error.code() == engine::ExitCode::kDamaged);
    REQUIRE(error.place().file == "/nonexistent/pmt.json");
    REQUIRE(std::string(error.what()) ==
            "/nonexistent/pmt.json: the model file is missing: there is no such file. Cure: check the path.");
  }
}

TEST_CASE("read_pmt_model: a byte order mark before the document is passed over", "[pmt_file]") {
  const PmtFile file("\xEF\xBB\xBF" + kModel);
  REQUIRE(io::read_pmt_model(file.path()).models.size() == 3);
  REQUIRE_FALSE(refusal_of("\xEF\xBB\xBF").message.empty());
}

TEST_CASE("read_pmt_model: text behind the document is named as such with its byte", "[pmt_file]") {
  for (const std::string& junk :
       {std::string("x"), kModel, std::string("}"), std::string("\"}"), std::string(1, '\0')}) {
    INFO(junk.substr(0, 20));
    const std::string byte = std::to_string(kModel.size() + 2);
    REQUIRE(refusal_of(kModel + "\n " + junk).message ==
            "the document: seen more text after the end of the object (byte " + byte +
                "), wanted one object. "
                "Cure: remove what follows its last }, or the } too many that ends it early.");
  }
  REQUIRE_THAT(refusal_of(replaced("\"buatan\"", "\"a } \\\" ] }\"") + "x").message,
               Catch::Contains("more text after the end"));
  REQUIRE_THAT(refusal_of(kModel.substr(0, kModel.size() - 1)).message, !Catch::Contains("more text"));
}

TEST_CASE("read_pmt_model: names that are near none are answered with all names", "[pmt_file]") {
  REQUIRE_THAT(refusal_of(replaced("\"kind\": \"count\"", "\"kind\": \"sum\"")).message,
               Catch::Contains("Cure: use 'category', 'count', 'band', 'share' or 'interaction'."));
  REQUIRE_THAT(refusal_of(replaced("[\"mobil\", \"luas\"]", "[\"mobil\", \"atap\"]")).message,
               Catch::Contains("Cure: use 'lantai', 'mobil', 'anggota' or 'luas'."));
}

TEST_CASE("read_pmt_model: deep nesting and crowded objects are refused without exhausting the reader", "[pmt_file]") {
  REQUIRE_FALSE(refusal_of("{\"features\": " + std::string(100'000, '[')).message.empty());
  const std::string deep = "{\"features\": " + std::string(200, '[') + std::string(200, ']') + "}";
  REQUIRE(refusal_of(deep).message.find("32 levels") != std::string::npos);
  std::string crowded = "{";
  for (int i = 0; i < 5000; ++i) crowded += fmt::format("\"k{}\": 1,", i);
  REQUIRE(refusal_of(crowded + "\"z\": 1}").message.find("4,096 keys") != std::string::npos);
}

TEST_CASE("read_pmt_model: every truncation of a model is refused", "[pmt_file]") {
  for (std::size_t size = 0; size < kModel.size(); size += 7) REQUIRE_NOTHROW(refusal_of(kModel.substr(0, size)));
}
