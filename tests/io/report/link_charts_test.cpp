#include <catch2/catch.hpp>

#include "io/report/link_weight_chart.h"
#include "io/report/pass_chart.h"
#include "io/report/report.h"
#include "tests/io/report/page_check.h"
#include "tests/io/report/sample_summary.h"

using io::Language;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// The sample with links of two sources: weights of five bits, and four ways.
engine::RunSummary linked() {
  engine::RunSummary summary = sample::summary(20'000);
  for (const std::size_t s : {1u, 2u}) {
    engine::LinkSummary& linking = summary.sources[s].linking.emplace();
    linking.closed = 300'000, linking.open = 60'000;
    linking.weights[-3] = {0, 0, 40, 1'200};
    linking.weights[-1] = {0, 3, 0, 900};
    linking.weights[0] = {0, 5, 0, 0};
    linking.weights[11] = {100, 1'000, 0, 0};
    linking.weights[30] = {1'234'567, 0, 0, 0};
    linking.without_candidate = {0, 0, 7, 20};
    linking.passes = {{"nik", 0, 0, 0, 40'000, 9'000},
                      {"kk", 0, 0, 0, 50'000, 800},
                      {"family", 0, 0, 0, 1, 1},
                      {"nik_near", 1'000'000, 3, 12, 99, 10}};
  }
  return summary;
}

}  // namespace

TEST_CASE("link charts: weights become strips by state, two bits a bar, negative ones to the left", "[report]") {
  const std::string page = io::report::link_weight_charts(linked(), Language::kEnglish);
  CHECK(page_check::read(page).fault == "");
  CHECK(has(page, "id=\"f-bobot-1\""));
  CHECK(has(page, "id=\"f-bobot-2\""));
  CHECK_FALSE(has(page, "id=\"f-bobot-3\""));
  CHECK(has(page, "Match weights of regsosek: rows by the strength of their evidence"));
  CHECK(has(page, ">1,234,667</text>"));  // padan rows of all bars
  // -3 lies in the bar from -4 to -2, -1 in that from -2 to 0.
  CHECK(has(page,
            "<th scope=\"row\" class=\"n\">\u22124</th><td class=\"n\">\u22122</td><td class=\"n\">0</td><td "
            "class=\"n\">0</td><td class=\"n\">40</td><td class=\"n\">1,200</td>"));
  CHECK(has(page,
            "<th scope=\"row\" class=\"n\">\u22122</th><td class=\"n\">0</td><td class=\"n\">0</td><td "
            "class=\"n\">&lt;10</td><td class=\"n\">0</td><td class=\"n\">900</td>"));
  CHECK(has(page, "<th scope=\"row\" class=\"n\">10</th><td class=\"n\">12</td><td class=\"n\">100</td>"));
  CHECK(has(page, "Without a candidate: 27 rows"));
  CHECK(io::report::link_weight_charts(sample::summary(20'000), Language::kEnglish).empty());
}

TEST_CASE("link charts: ways are summed over the sources, in lengths by powers of ten", "[report]") {
  const std::string page = io::report::pass_chart(linked(), Language::kIndonesian, "");
  CHECK(page_check::read(page).fault == "");
  CHECK(has(page, "<span class=\"figure n\">80.000</span><span class=\"beside n\">18.000</span>"));
  // Two million pairs, the most of all, on a scale of seven powers of ten: 6.30103 / 7.
  CHECK(has(page, "<rect class=\"p-pairs\" x=\"0\" y=\"2\" width=\"900\" height=\"6\">"));
  // Two links, 0.30103 / 7, rounded down.
  CHECK(has(page, "<rect class=\"p-found\" x=\"0\" y=\"9\" width=\"42\" height=\"6\">"));
  CHECK(io::report::pass_chart(sample::summary(20'000), Language::kIndonesian, "").empty());
}

TEST_CASE("link charts: the whole page with them is well formed in both languages", "[report]") {
  const engine::RunSummary summary = linked();
  const auto indonesian = page_check::read(io::render_report(summary, Language::kIndonesian));
  const auto english = page_check::read(io::render_report(summary, Language::kEnglish));
  CHECK(indonesian.fault == "");
  CHECK(english.fault == "");
  CHECK(indonesian.number_texts.size() == english.number_texts.size());
  CHECK(has(indonesian.text, "Yang ditelusuri dan yang didapat tiap jalan"));
}
