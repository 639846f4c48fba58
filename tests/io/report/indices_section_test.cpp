// Draws the indices of invented regions.
#include <catch2/catch.hpp>

#include "io/report/sections.h"
#include "tests/io/report/page_check.h"

namespace {

engine::RegionSummary region(const char* name, std::uint64_t families, std::uint64_t poor) {
  engine::RegionSummary summary;
  summary.name = name;
  engine::WelfareIndices indices;
  indices.families = families;
  indices.persons = 3 * families;
  indices.poor_families = poor;
  indices.mean = 1234567;
  indices.fgt = {0.0741, 0.0162, 0.0057};
  indices.gini = 0.2871;
  for (std::size_t i = 0; i < indices.lorenz.size(); ++i) indices.lorenz[i] = 0.05 * static_cast<double>(i + 1);
  summary.predicted = indices;
  return summary;
}

std::string row_of(const std::string& html, const std::string& name) {
  const auto begin = html.find("<tr><th scope=\"row\">" + name);
  return begin == std::string::npos ? "" : html.substr(begin, html.find("</tr>", begin) - begin);
}

}  // namespace

TEST_CASE("report: indices of predictions come with their caveat", "[report][indices]") {
  engine::RunSummary summary;
  summary.nation = region("Indonesia", 90000, 5000);
  summary.provinces = {region("Aceh", 4000, 300)};
  const std::string html = io::report::indices_section(summary, io::Language::kIndonesian);
  CHECK(page_check::read(html).fault.empty());
  CHECK(html.find("Sebaran perkiraan lebih sempit daripada kenyataan") != std::string::npos);
  CHECK(html.find("609.160") != std::string::npos);
  CHECK(row_of(html, "Aceh").find(">7,4<") != std::string::npos);
  CHECK(row_of(html, "Aceh").find(">0,287<") != std::string::npos);
  CHECK(row_of(html, "Aceh").find(">1.235.000<") != std::string::npos);
}

TEST_CASE("report: indices of few families are withheld", "[report][indices]") {
  engine::RunSummary summary;
  summary.nation = region("Indonesia", 90000, 5000);
  summary.provinces = {region("Aceh", 999, 300), region("Bali", 4000, 9)};
  const std::string html = io::report::indices_section(summary, io::Language::kIndonesian);
  CHECK(row_of(html, "Aceh").find("0,287") == std::string::npos);
  CHECK(row_of(html, "Aceh").find("7,4") == std::string::npos);
  CHECK(row_of(html, "Bali").find("0,287") != std::string::npos);
  CHECK(row_of(html, "Bali").find("7,4") == std::string::npos);
  summary.nation = region("Indonesia", 999, 300);
  CHECK(io::report::indices_section(summary, io::Language::kIndonesian).empty());
  summary.nation.predicted.reset();
  CHECK(io::report::indices_section(summary, io::Language::kIndonesian).empty());
}
