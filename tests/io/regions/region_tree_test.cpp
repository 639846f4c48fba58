#include "io/regions/region_tree.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "io/regions/region_data.h"

namespace {

std::size_t lines_of(std::string_view table) {
  std::size_t lines = 0;
  for (const char c : table) lines += c == '\n';
  return lines - 1;  // without the header
}

}  // namespace

TEST_CASE("regions: the tables have 38 provinces, 514 regencies, 7285 districts and 83762 villages", "[regions]") {
  const engine::RegionTree& tree = io::region_tree();
  REQUIRE(tree.provinces().size() == 38);
  REQUIRE(tree.regencies().size() == 514);
  REQUIRE(tree.districts().size() == 7285);
  REQUIRE(tree.village_count() == 83762);
  REQUIRE(lines_of(io::retired_codes_csv()) == 620);
  REQUIRE(lines_of(io::bps_bridge_2020_csv()) == 7371);
  REQUIRE(lines_of(io::population_sex_csv()) == 552);
}

TEST_CASE("regions: populations sum to the printed nation at both levels", "[regions]") {
  const engine::RegionTree& tree = io::region_tree();
  std::uint64_t provinces = 0, regencies = 0;
  for (const engine::Region& r : tree.provinces()) provinces += r.population;
  for (const engine::Region& r : tree.regencies()) regencies += r.population;
  REQUIRE(provinces == 284'973'643);
  REQUIRE(regencies == 284'973'643);
}

TEST_CASE("regions: every village resolves to itself and lies in the range of its regency", "[regions]") {
  const engine::RegionTree& tree = io::region_tree();
  std::uint64_t wrong = 0;
  for (engine::VillageIndex v = 0; v < tree.village_count(); ++v) {
    const auto found = tree.resolve(tree.village_code(v));
    const engine::Region& regency = tree.regencies()[tree.regency_of(v)];
    wrong += found.village != v || found.withdrawn || regency.code != tree.village_code(v) / 1'000'000 ||
             !tree.known_area(static_cast<std::uint32_t>(tree.village_code(v) / 10'000));
  }
  REQUIRE(wrong == 0);
}

TEST_CASE("regions: each withdrawn code has one successor, which is a current code", "[regions]") {
  const engine::RegionTree& tree = io::region_tree();
  std::set<std::string> current, successors;
  for (const auto& [code, name] : tree.districts()) current.insert(std::to_string(code));
  for (const engine::Region& r : tree.regencies()) current.insert(std::to_string(r.code));
  std::string_view table = io::successor_codes_csv();
  std::size_t rows = 0;
  for (std::size_t at = table.find('\n') + 1; at < table.size(); at = table.find('\n', at) + 1) {
    const std::string line(table.substr(at, table.find('\n', at) - at));
    const std::size_t first = line.find(','), second = line.find(',', first + 1), third = line.find(',', second + 1);
    const std::string retired = line.substr(first + 1, second - first - 1);
    const std::string successor = line.substr(second + 1, third - second - 1);
    INFO(line);
    REQUIRE(current.contains(successor));
    REQUIRE_FALSE(current.contains(retired));
    REQUIRE(retired.size() == successor.size());
    REQUIRE(successors.insert(successor).second);
    if (retired.size() == 6) REQUIRE(tree.known_area(static_cast<std::uint32_t>(std::stoul(retired))));
    ++rows;
  }
  REQUIRE(rows == 620);
}

TEST_CASE("regions: a village of withdrawn Merauke is found under Papua Selatan", "[regions]") {
  const engine::RegionTree& tree = io::region_tree();
  const auto samkai = tree.resolve(9101011002);
  REQUIRE(samkai.withdrawn);
  REQUIRE(tree.village_code(samkai.village) == 9301011002);
  REQUIRE(tree.provinces()[tree.province_of(samkai.village)].name == "Papua Selatan");
  REQUIRE(tree.resolve(9101019999).village == engine::kUnknownVillage);
  REQUIRE(tree.resolve(1101012999).village == engine::kUnknownVillage);
  REQUIRE(tree.resolve(9999999999).village == engine::kUnknownVillage);
  REQUIRE(tree.resolve(0).village == engine::kUnknownVillage);
}

TEST_CASE("regions: an area code is known when it exists now or was withdrawn", "[regions]") {
  const engine::RegionTree& tree = io::region_tree();
  REQUIRE(tree.known_area(317101));
  REQUIRE(tree.known_area(910101));
  REQUIRE_FALSE(tree.known_area(317199));
  REQUIRE_FALSE(tree.known_area(0));
  REQUIRE_FALSE(tree.known_area(999'999));
  REQUIRE_FALSE(tree.known_area(4'000'000'000u));
}

TEST_CASE("regions: the bridge leads a BPS district of 2020 to the current Kemendagri code", "[regions]") {
  REQUIRE(io::district_of_bps_2020(1101010) == 110907);
  REQUIRE(io::district_of_bps_2020(9401040) == 930101);  // Merauke, withdrawn since the bridge was read
  REQUIRE_FALSE(io::district_of_bps_2020(9999999));
}
