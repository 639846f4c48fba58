#include "io/report/quality_totals.h"

#include <catch2/catch.hpp>

#include "io/report/report.h"
#include "tests/io/report/page_check.h"
#include "tests/io/report/sample_summary.h"

namespace {

using io::report::find_odd_quality;
using io::report::finding_totals;

engine::RegionQuality region(std::uint32_t code, std::uint64_t rows, std::uint64_t found,
                             const std::string& finding = "nik_kosong") {
  engine::RegionQuality one;
  one.code = code;
  one.persons.rows = rows;
  if (found > 0) one.persons.findings[finding] = found;
  return one;
}

// A source of 40 regencies with 1,000 rows and 20 to 24 findings each, and the given ones.
engine::RunSummary nation(const std::vector<engine::RegionQuality>& more, const std::string& finding = "nik_kosong") {
  engine::RunSummary summary;
  engine::SourceSummary source;
  source.name = "regsosek";
  for (std::uint32_t i = 0; i < 40; ++i) source.regions.push_back(region(1101 + i, 1'000, 20 + i % 5, finding));
  source.regions.insert(source.regions.end(), more.begin(), more.end());
  for (const auto& one : source.regions) {
    for (const auto& [word, rows] : one.persons.findings) source.quality[word] += rows;
  }
  summary.sources = {source};
  return summary;
}

}  // namespace

TEST_CASE("quality totals: rows of persons and families apart, the commonest first", "[report]") {
  engine::SourceSummary source;
  engine::RegionQuality one = region(1101, 100, 5);
  one.families.rows = 40;
  one.families.findings = {{"kk_serial_0000", 9}};
  one.persons.findings["kk_serial_0000"] = 2;
  source.regions = {one, region(0, 10, 3)};
  source.quality = {{"nik_kosong", 8}, {"kk_serial_0000", 11}, {"anggota_tanpa_keluarga", 4}};
  const auto totals = finding_totals(source);
  REQUIRE(totals.size() == 4);
  CHECK((totals[0].finding == "kk_serial_0000" && totals[0].families && totals[0].rows == 9 && totals[0].of == 40));
  CHECK((totals[1].finding == "nik_kosong" && !totals[1].families && totals[1].rows == 8 && totals[1].of == 110));
  CHECK((totals[2].finding == "anggota_tanpa_keluarga" && totals[2].rows == 4 && totals[2].of == 110));
  CHECK((totals[3].finding == "kk_serial_0000" && !totals[3].families && totals[3].rows == 2));
}

TEST_CASE("odd quality: a regency far above the usual share is found, with its share", "[report]") {
  const auto odd = find_odd_quality(nation({region(9101, 1'000, 200)}));
  REQUIRE(odd.size() == 1);
  CHECK(odd[0].region == 9101);
  CHECK(odd[0].rows == 200);
  CHECK(odd[0].of == 1'000);
  CHECK(odd[0].usual == Approx((40 * 22 + 200) / 41'000.0));
  CHECK(odd[0].spreads > 10);
}

TEST_CASE("odd quality: small numbers, small regencies, small excess, notes and unknown places are left out",
          "[report]") {
  CHECK(find_odd_quality(nation({})).empty());
  CHECK(find_odd_quality(nation({region(9101, 40, 9)})).empty());           // fewer than ten rows
  CHECK(find_odd_quality(nation({region(9101, 29, 29)})).empty());          // fewer than thirty behind the share
  CHECK(find_odd_quality(nation({region(9101, 100'000, 3'000)})).empty());  // not twice the usual share
  CHECK(find_odd_quality(nation({region(0, 1'000, 500)})).empty());
  CHECK(find_odd_quality(nation({region(9101, 1'000, 500, "kode_desa_lama")}, "kode_desa_lama")).empty());
}

TEST_CASE("report: the part on data quality shows shares, regencies that stand out and cures", "[report]") {
  engine::RunSummary summary = sample::summary(20'000);
  engine::SourceSummary& source = summary.sources[1];
  source.regions = nation({region(9101, 1'000, 200)}).sources[0].regions;
  source.quality = {{"nik_kosong", 1'080}, {"nik_ganda_di_sumber", 60}};
  source.repeated_numbers = {{"nik_ganda_di_sumber", 25}};
  source.registry_check = engine::RegistryCheck{40'000, 2'000, 150};
  source.rejects = {{"bukan_angka", 12}};
  const std::string text = io::render_report(summary, io::Language::kIndonesian);
  const auto page = page_check::read(text);
  CHECK(page.fault == "");
  const auto has = [&](const char* wanted) { return text.find(wanted) != std::string::npos; };
  CHECK(has("id=\"mutu\""));
  CHECK(has("id=\"t-mutu-2\""));
  CHECK(has("<td class=\"n\">1.080</td><td class=\"n\">41.000</td><td class=\"n\">2,6</td>"));
  CHECK(has("id=\"t-mutu-menonjol\""));
  CHECK(has("<td class=\"n\">200</td><td class=\"n\">20,0</td><td class=\"n\">2,6</td>"));
  CHECK(
      has("<td class=\"n\">40.000</td><td class=\"n\">38.000</td><td class=\"n\">2.000</td><td class=\"n\">5,0</td>"));
  CHECK(has("bukan 36,5 atau 36 m²"));
  CHECK(text == io::render_report(summary, io::Language::kIndonesian));
}
