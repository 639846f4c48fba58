#include <catch2/catch.hpp>

#include "io/report/report.h"
#include "tests/io/report/page_check.h"
#include "tests/io/report/sample_summary.h"

using io::Language;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

engine::RunSummary judged() {
  engine::RunSummary summary = sample::summary(20'000);
  summary.truth.emplace();
  summary.truth->persons = "truth/<persons>.csv";
  summary.truth->duplicates.all = {4'000, 3'300, 3'200, 3'000, 2'970};
  summary.truth->duplicates.further = {3'500, 3'200, 3'150, 2'900, 2'880};
  summary.truth->duplicates.by_agreement[7] = {1'300, 1'400, 1'290, 1'295, 1'280};
  summary.truth->duplicates.by_agreement[0] = {9, 0, 0, 0, 0};
  engine::LinkTruth& truth = summary.sources[1].truth.emplace();
  truth.all = {400'000, 390'000, 380'000, 379'900, 2'000};
  truth.by_fault["nik_kosong"] = {8'000, 7'800, 7'600, 7'590, 100};
  truth.by_fault[""] = {350'000, 349'000, 348'900, 348'900, 50};
  truth.by_fault_count = {
      {350'000, 349'000, 348'900, 348'900, 50}, {30'000, 29'000, 28'000, 27'950, 600}, {}, {}, {}, {20, 10, 9, 5, 1}};
  std::uint64_t links = 390'000;
  for (const std::uint64_t from : {5'000u, 9'000u, 9'900u, 9'999u}) {
    truth.thresholds.push_back({from, links, links - links / 500});
    links -= 9'000;
  }
  truth.bands = {{5'000, 9'000, 1'000, 700, 6'900'000}, {9'000, 10'001, 50'000, 49'900, 499'000'000}};
  truth.exact = {10'000, 10'001, 330'000, 330'000, 3'300'000'000};
  return summary;
}

}  // namespace

TEST_CASE("truth section: it is there where the truth is, well formed, in both languages", "[report][truth]") {
  const engine::RunSummary summary = judged();
  const std::string html = io::render_report(summary, Language::kEnglish);
  const auto english = page_check::read(html),
             indonesian = page_check::read(io::render_report(summary, Language::kIndonesian));
  CHECK(english.fault == "");
  CHECK(indonesian.fault == "");
  CHECK(english.number_texts.size() == indonesian.number_texts.size());
  CHECK(has(html, "href=\"#kebenaran\""));
  CHECK(has(html, "truth/&lt;persons&gt;.csv"));
  CHECK_FALSE(has(io::render_report(sample::summary(20'000), Language::kEnglish), "kebenaran"));
}

TEST_CASE("truth section: shares near all are not rounded up to all", "[report][truth]") {
  const std::string html = io::render_report(judged(), Language::kEnglish);
  // 379,900 of 380,000 links are right, of 390,000 rows with a person.
  CHECK(has(html, "<td class=\"n\">379,900</td><td class=\"n\">99.97</td><td class=\"n\">97.41</td>"));
  CHECK(has(html, "<span lang=\"id\">5 atau lebih</span><span lang=\"en\">5 or more</span>"));
  // F1 of all pairs: 2 · 2,970 / (3,000 + 4,000).
  CHECK(
      has(html,
          "<td class=\"n\">2,970</td><td class=\"n\">99.00</td><td class=\"n\">74.25</td><td class=\"n\">84.86</td>"));
  // Faults by missed rows, most first.
  const auto faults = html.find("id=\"t-kebenaran-cacat\"");
  REQUIRE(faults != std::string::npos);
  CHECK(html.find("nik_<wbr>kosong", faults) < html.find("tanpa cacat", faults));
}
