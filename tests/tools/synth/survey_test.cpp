// Judges the survey and pmt.json with its own reader of the model.
#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "tests/tools/synth/small_nation.h"

namespace {

using nlohmann::json;
using Row = std::map<std::string, std::string>;

std::vector<Row> read_survey(const std::string& path) {
  std::ifstream in(path + "/susenas.csv");
  std::string line;
  std::getline(in, line);
  const small_nation::Cells header = small_nation::split(line, ',');
  std::vector<Row> rows;
  while (std::getline(in, line)) {
    const small_nation::Cells cells = small_nation::split(line, ',');
    REQUIRE(cells.size() == header.size());
    Row row;
    for (std::size_t c = 0; c < cells.size(); ++c) row[header[c]] = cells[c];
    rows.push_back(std::move(row));
  }
  return rows;
}

// The level of each feature; -1 is missing.
std::map<std::string, int> levels_of(const json& features, const Row& row) {
  std::map<std::string, int> levels, width;
  for (const json& f : features) {
    const std::string name = f["name"], kind = f["kind"];
    int level = -1;
    if (kind == "interaction") {
      const std::string left = f["features"][0], right = f["features"][1];
      if (levels[left] >= 0 && levels[right] >= 0) level = levels[left] * width[right] + levels[right];
    } else if (const std::string& cell = row.at(f["variable"]); !cell.empty()) {
      const int value = std::stoi(cell);
      if (kind == "category") {
        width[name] = static_cast<int>(f["groups"].size());
        for (std::size_t g = 0; g < f["groups"].size(); ++g) {
          for (const json& code : f["groups"][g]) level = code == value ? static_cast<int>(g) : level;
        }
      } else if (kind == "count") {
        level = std::min(value, f["cap"].get<int>());
      } else {
        const int per = f.contains("per") ? std::stoi(row.at(f["per"])) : 1;
        level = 0;
        for (const json& edge : f["edges"]) level += value >= edge.get<int>() * per ? 1 : 0;
      }
    }
    levels[name] = level;
  }
  return levels;
}

double score_of(const json& features, const json& model, const Row& row) {
  std::int64_t sum = model["intercept"];
  for (const auto& [name, level] : levels_of(features, row)) {
    if (level >= 0) {
      sum += model["coefficients"][name].at(static_cast<std::size_t>(level)).get<std::int64_t>();
    } else if (model["missing"].contains(name)) {
      sum += model["missing"][name].get<std::int64_t>();
    }
  }
  return static_cast<double>(sum) / 16'777'216.0;
}

}  // namespace

TEST_CASE("synth survey: the planted score explains about half of ln expenditure", "[synth]") {
  const std::string& path = small_nation::dense().path;
  const json pmt = json::parse(small_nation::read_file(path + "/pmt.json"));
  std::map<std::string, const json*> models;
  for (const json& model : pmt["models"]) models[model["region"]] = &model;
  // Twelve regencies and one province have no model, so that every fallback happens.
  REQUIRE(models.size() == 1 + 37 + 502);
  REQUIRE(models.count("ID") == 1);
  std::map<std::string, int> by_regency;
  double w = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
  std::vector<std::pair<double, double>> persons;  // expenditure, persons it stands for
  std::size_t fallback = 0;
  for (const Row& row : read_survey(path)) {
    const std::string code = row.at("kode_kabupaten");
    ++by_regency[code];
    const json* model = models.count(code)                ? models[code]
                        : models.count(code.substr(0, 2)) ? models[code.substr(0, 2)]
                                                          : models["ID"];
    fallback += models.count(code) == 0 ? 1 : 0;
    const double weight = std::stod(row.at("bobot")), s = score_of(pmt["features"], *model, row);
    const double ln = std::log(std::stod(row.at("pengeluaran_per_kapita")));
    w += weight, x += weight * s, y += weight * ln;
    xx += weight * s * s, xy += weight * s * ln, yy += weight * ln * ln;
    persons.emplace_back(ln, weight * std::stod(row.at("anggota")));
  }
  REQUIRE(by_regency.size() == 514);
  REQUIRE(fallback > 0);
  const double sx = xx / w - x / w * x / w, sy = yy / w - y / w * y / w, sxy = xy / w - x / w * y / w;
  INFO("R² " << sxy * sxy / sx / sy << ", slope " << sxy / sx << ", σ " << std::sqrt(sy));
  REQUIRE(std::abs(sxy * sxy / sx / sy - 0.50) < 0.05);
  REQUIRE(std::abs(sxy / sx - 1) < 0.06);
  REQUIRE(std::abs(std::sqrt(sy) - 0.69) < 0.04);
  std::sort(persons.begin(), persons.end());
  double all = 0, below = 0, median = 0;
  for (const auto& [ln, count] : persons) all += count;
  for (const auto& [ln, count] : persons) {
    if ((below += count) < all / 2) median = ln;
  }
  INFO("median person " << std::exp(median));
  REQUIRE(std::exp(median) > 1.45e6);
  REQUIRE(std::exp(median) < 1.71e6);
}

TEST_CASE("synth survey: by default every regency has at least 200 rows and all have 345,000", "[synth]") {
  const small_nation::Folder folder("survey_nation");
  tools::SynthOptions options = small_nation::options_for(30, 1, folder.path());
  options.survey_rows = tools::SynthOptions().survey_rows;
  tools::synthesize(options);
  std::map<std::string, int> rows;
  std::ifstream in(folder.path() + "/susenas.csv");
  std::string line;
  std::getline(in, line);
  std::size_t all = 0;
  for (; std::getline(in, line); ++all) ++rows[line.substr(0, 4)];
  REQUIRE(all == 345'000);
  REQUIRE(rows.size() == 514);
  for (const auto& [code, count] : rows) REQUIRE(count >= 200);
}
