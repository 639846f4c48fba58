#include "io/ingest/region_findings.h"

#include <catch2/catch.hpp>
#include <random>

#include "io/regions/region_tree.h"

TEST_CASE("region findings: a batch counts as its rows one by one, in order and shuffled, with odd villages",
          "[ingest]") {
  const engine::RegionTree& regions = io::region_tree();
  const auto first_of = [&](std::size_t regency) { return regions.regencies()[regency].first_village; };
  const auto any_of = [&](std::size_t regency, std::uint64_t random) {
    const engine::Region& region = regions.regencies()[regency];
    return region.first_village + static_cast<engine::VillageIndex>(random % (region.last_village - first_of(regency)));
  };
  std::mt19937_64 random(7);
  for (int round = 0; round < 300; ++round) {
    engine::PersonBatch batch;
    io::RegionFindings wanted;
    std::size_t regency = random() % regions.regencies().size();
    const std::size_t rows = random() % 700;
    const unsigned stay = round % 3 == 0 ? 1 : 200, odd = round % 2 == 0 ? 5 : 1'000'000;
    for (std::size_t i = 0; i < rows; ++i) {
      if (random() % stay == 0) regency = random() % regions.regencies().size();
      const bool edge = random() % 4 == 0;
      engine::VillageIndex village = edge ? first_of(regency) : any_of(regency, random());
      if (regency % 50 == 0) village = engine::kUnknownVillage;
      const bool is_odd = random() % odd == 0;
      const std::uint64_t code = regions.regencies()[random() % 3].code * 1'000'000ull + 9'999;
      const engine::Findings findings = random() % 3 == 0 ? random() % 256 : 0;
      batch.nik.push_back(0);
      batch.village.push_back(village);
      batch.findings.add(i, findings);
      if (is_odd) batch.odd_villages.push_back({static_cast<std::uint32_t>(i), code});
      wanted.add_row(io::place_of(regions, io::RegionCodes::kKemendagri, village, is_odd ? code : 0), findings);
    }
    io::RegionFindings seen;
    io::count_rows(regions, io::RegionCodes::kKemendagri, batch, seen);
    CAPTURE(round, rows);
    REQUIRE(seen.places() == wanted.places());
    for (std::size_t place = 0; place < wanted.places(); ++place) {
      REQUIRE(seen.rows(place) == wanted.rows(place));
      for (unsigned q = 0; q < 8; ++q) {
        const auto quality = static_cast<io::Quality>(q);
        REQUIRE(seen.rows(place, quality) == wanted.rows(place, quality));
      }
    }
  }
}
