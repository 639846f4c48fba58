// Judges the people of a dense nation: ids, families, names, density, coverage.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "engine/store/date.h"
#include "io/regions/region_data.h"
#include "tests/tools/synth/small_nation.h"

namespace {

using small_nation::Cells;
using small_nation::Nation;

std::set<std::string> first_cells(std::string_view text, std::size_t column = 0) {
  std::set<std::string> out;
  std::istringstream in{std::string(text)};
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) out.insert(small_nation::split(line, ',')[column]);
  return out;
}

const std::set<std::string>& known_areas() {
  static const std::set<std::string> kAreas = [] {
    std::set<std::string> areas = first_cells(io::districts_csv());
    areas.merge(first_cells(io::retired_codes_csv()));
    return areas;
  }();
  return kAreas;
}

// Area, date and serial of a NIK (or KK: without the 40 for women) are possible.
bool possible_id(const std::string& id, bool woman) {
  if (id.size() != 16 || id.find_first_not_of("0123456789") != std::string::npos ||
      known_areas().count(id.substr(0, 6)) == 0)
    return false;
  const int day = std::stoi(id.substr(6, 2)) - (woman ? 40 : 0), month = std::stoi(id.substr(8, 2)),
            year = std::stoi(id.substr(10, 2));
  const bool date = engine::day_from_civil(1900 + year, month, day) || engine::day_from_civil(2000 + year, month, day);
  return date && id.substr(12) != "0000";
}

}  // namespace

TEST_CASE("synth registry: every NIK is possible, unique and fits the sex", "[synth]") {
  const Nation& nation = small_nation::dense();
  std::unordered_set<std::string> seen;
  std::size_t impossible = 0, repeated = 0, bad_kk = 0, other_date = 0, other_area = 0, withdrawn = 0;
  const std::set<std::string> current = first_cells(io::districts_csv());
  for (const Cells& row : nation.registry) {
    impossible += possible_id(row[0], row[3] == "2") ? 0 : 1;
    repeated += seen.insert(row[0]).second ? 0 : 1;
    bad_kk += possible_id(row[1], false) ? 0 : 1;
    other_date += row[0].substr(8, 4) == row[4].substr(5, 2) + row[4].substr(2, 2) ? 0 : 1;
    other_area += row[0].substr(0, 6) == row[5].substr(0, 6) ? 0 : 1;
    withdrawn += current.count(row[0].substr(0, 6)) == 0 ? 1 : 0;
  }
  REQUIRE(impossible == 0);
  REQUIRE(repeated == 0);
  REQUIRE(bad_kk == 0);
  // Corrected dates and people registered elsewhere are there, as features and not as faults.
  const auto rows = static_cast<double>(nation.registry.size());
  REQUIRE(static_cast<double>(other_date) / rows > 0.003);
  REQUIRE(static_cast<double>(other_date) / rows < 0.03);
  REQUIRE(static_cast<double>(other_area) / rows > 0.05);
  REQUIRE(static_cast<double>(other_area) / rows < 0.30);
  REQUIRE(withdrawn > 0);
}

TEST_CASE("synth registry: families have a head, one village and about three members", "[synth]") {
  const Nation& nation = small_nation::dense();
  struct Family {
    std::size_t members = 0, heads = 0;
  };
  std::map<std::string, Family> families;
  std::size_t men = 0;
  for (const Cells& row : nation.registry) {
    Family& family = families[row[1]];
    ++family.members;
    family.heads += row[6] == "1" ? 1 : 0;
    men += row[3] == "1" ? 1 : 0;
  }
  std::size_t headless = 0, largest = 0;
  for (const auto& [kk, family] : families) {
    headless += family.heads == 1 ? 0 : 1;
    largest = std::max(largest, family.members);
  }
  REQUIRE(headless == 0);
  REQUIRE(largest >= 9);
  const double mean = static_cast<double>(nation.registry.size()) / static_cast<double>(families.size());
  INFO("mean family size " << mean);
  REQUIRE(std::abs(mean - 3.02) < 0.08);
  const double share = static_cast<double>(men) / static_cast<double>(nation.registry.size());
  INFO("share of men " << share);
  REQUIRE(std::abs(share - 0.5048) < 0.01);
}

TEST_CASE("synth registry: four persons in a thousand have two NIKs, two thirds of them in another district",
          "[synth]") {
  const Nation& nation = small_nation::dense();
  const auto& orang = nation.persons.at("dukcapil");
  std::unordered_map<std::uint64_t, std::size_t> first;
  const std::set<std::string> current = first_cells(io::districts_csv());
  double twice = 0, elsewhere = 0, changed = 0;
  for (std::size_t i = 0; i < nation.registry.size(); ++i) {
    const auto [at, added] = first.emplace(orang[i], i);
    if (added) continue;
    const Cells& one = nation.registry[at->second];
    const Cells& two = nation.registry[i];
    ++twice;
    // A withdrawn code of the same district is no other district.
    const bool moved = one[5].substr(0, 6) != two[5].substr(0, 6) && current.count(one[5].substr(0, 6)) > 0;
    elsewhere += moved ? 1 : 0;
    changed += moved && (one[2] != two[2] || one[4] != two[4]) ? 1 : 0;
    REQUIRE(one[0] != two[0]);
  }
  REQUIRE(first.size() == 100'000);
  REQUIRE(std::abs(twice / 100'000 - 0.004) < 0.001);
  REQUIRE(std::abs(elsewhere / twice - 2.0 / 3) < 0.12);
  REQUIRE(changed == elsewhere);
}

TEST_CASE("synth registry: an id of a whole district has ten to twenty real neighbours one digit away", "[synth]") {
  const Nation& nation = small_nation::dense();
  std::unordered_set<std::string> ids;
  std::map<std::string, std::vector<const std::string*>> by_district;
  for (const Cells& row : nation.registry) {
    ids.insert(row[0]);
    by_district[row[5].substr(0, 6)].push_back(&row[0]);
  }
  double asked = 0, neighbours = 0;
  for (const auto& [district, members] : by_district) {
    if (members.size() < 10'000) continue;
    for (std::size_t i = 0; i < members.size(); i += 37) {
      if (members[i]->substr(0, 6) != district) continue;
      ++asked;
      std::string id = *members[i];
      for (char& digit : id) {
        const char real = digit;
        for (digit = '0'; digit <= '9'; ++digit) neighbours += digit != real && ids.count(id) > 0 ? 1 : 0;
        digit = real;
      }
    }
  }
  REQUIRE(asked > 500);
  INFO("mean neighbours " << neighbours / asked);
  REQUIRE(neighbours / asked > 10);
  REQUIRE(neighbours / asked < 20);
}

TEST_CASE("synth registry: whole districts hold nine tenths, every regency exists, blocks have their national size",
          "[synth]") {
  const Nation& nation = small_nation::dense();
  std::map<std::string, double> district_size, regency_size;
  std::map<std::string, std::map<std::string, double>> blocks;  // district → birth date and sex → persons
  for (const Cells& row : nation.registry) {
    const std::string district = row[5].substr(0, 6);
    ++district_size[district];
    ++regency_size[row[5].substr(0, 4)];
    ++blocks[district][row[4] + row[3]];
  }
  std::map<std::string, double> population;
  {
    std::istringstream in{std::string(io::regencies_csv())};
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      const Cells cells = small_nation::split(line, ',');
      population[cells[0]] = std::stod(cells.back());
    }
  }
  std::map<std::string, double> districts_of;
  for (const std::string& code : first_cells(io::districts_csv())) ++districts_of[code.substr(0, 4)];
  double dense_persons = 0, ratio = 0, whole = 0;
  for (const auto& [district, size] : district_size) {
    const auto known = population.find(district.substr(0, 4));
    const double real = known == population.end() ? 0 : known->second / districts_of[district.substr(0, 4)];
    if (real == 0 || size < 0.9 * real) continue;  // a withdrawn code has no population
    ++whole;
    dense_persons += size;
    REQUIRE(size < 1.1 * real);
    // Members of one birth date and sex against the expectation over 80 even years: the pyramid and the
    // heaped dates make it larger, never smaller.
    double pairs = 0;
    for (const auto& [key, n] : blocks[district]) pairs += n * (n - 1);
    ratio += pairs / size / (size / (2 * 365.25 * 80)) * size;
  }
  REQUIRE(whole >= 2);
  REQUIRE(std::abs(dense_persons / static_cast<double>(nation.registry.size()) - 0.9) < 0.02);
  INFO("block size against even dates " << ratio / dense_persons);
  REQUIRE(ratio / dense_persons > 1.2);
  REQUIRE(ratio / dense_persons < 4);
  // Withdrawn codes stand beside the current ones of Papua.
  std::size_t current = 0;
  for (const auto& [code, persons] : population) current += regency_size.count(code);
  REQUIRE(current >= 505);
}

TEST_CASE("synth registry: birth dates are heaped and frequent names repeat as published", "[synth]") {
  const small_nation::Folder folder("thin_nation");
  tools::SynthOptions options = small_nation::options_for(150'000, 5, folder.path());
  options.dense = false;  // all regencies by population: the nation's mix of customs
  tools::synthesize(options);
  std::unordered_map<std::string, double> names;
  double all = 0, december = 0, july = 0, words = 0;
  for (const Cells& row : small_nation::read_rows(folder.path() + "/dukcapil.csv")) {
    ++all;
    ++names[row[2]];
    december += row[4].substr(5) == "12-31" ? 1 : 0;
    july += row[4].substr(5) == "07-01" ? 1 : 0;
    words += row[2].find(' ') == std::string::npos ? 1 : 0;
  }
  REQUIRE(december / all > 0.015);
  REQUIRE(july / all > 0.015);
  REQUIRE(words / all > 0.08);
  REQUIRE(words / all < 0.30);
  std::string most;
  for (const auto& [name, count] : names) {
    if (most.empty() || count > names[most]) most = name;
  }
  REQUIRE(most == "NURHAYATI");
  const double nation = 284'973'643;
  for (const auto& [name, published] :
       {std::pair{"NURHAYATI", 254'922.0}, std::pair{"SUTRISNO", 144'497.0}, std::pair{"SLAMET", 115'354.0}}) {
    const double expected = published / nation * all;
    INFO(name << ": seen " << names[name] << ", expected " << expected);
    REQUIRE(std::abs(names[name] - expected) < 4 * std::sqrt(expected) + 0.1 * expected);
  }
}

TEST_CASE("synth sources: Regsosek knows 95 percent of the persons, DTKS 40, mostly poorer ones, P3KE 75", "[synth]") {
  const Nation& nation = small_nation::dense();
  std::map<std::string, double> ln_of;
  for (const Cells& row : small_nation::read_rows(nation.path + "/truth/families.csv"))
    ln_of[row[0]] = std::stod(row[1]);
  std::vector<double> ln(100'001, 0);
  double mean = 0;
  const auto& registered = nation.persons.at("dukcapil");
  for (std::size_t i = 0; i < registered.size(); ++i) {
    if (ln[registered[i]] == 0) mean += ln[registered[i]] = ln_of.at(nation.registry[i][1]);
  }
  mean /= 100'000;
  const double wanted[] = {0.95, 0.40, 0.75};
  for (std::size_t s = 0; s < 3; ++s) {
    std::vector<bool> known(100'001, false);
    double covered = 0, level = 0;
    for (const std::uint64_t orang : nation.persons.at(small_nation::sources()[s].first)) {
      if (orang > 100'000 || known[orang]) continue;
      known[orang] = true;
      ++covered;
      level += ln[orang];
    }
    INFO(small_nation::sources()[s].first << ": " << covered / 100'000 << ", ln expenditure against all "
                                          << level / covered - mean);
    REQUIRE(std::abs(covered / 100'000 - wanted[s]) < 0.015);
    if (s == 1) REQUIRE(level / covered < mean - 0.2);
  }
}
