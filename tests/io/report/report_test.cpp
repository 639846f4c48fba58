#include "io/report/report.h"

#include <openssl/evp.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <locale>
#include <set>

#include "io/export/summary_json.h"
#include "tests/io/report/page_check.h"
#include "tests/io/report/sample_summary.h"

namespace {

using io::Language;

const engine::RunSummary& million() {
  static const engine::RunSummary summary = sample::summary();
  return summary;
}

const std::string& million_page() {
  static const std::string page = io::render_report(million(), Language::kIndonesian);
  return page;
}

std::string swapped(std::string text) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    const bool between =
        std::isdigit(static_cast<unsigned char>(text[i - 1])) && std::isdigit(static_cast<unsigned char>(text[i + 1]));
    if (between && text[i] == '.') {
      text[i] = ',';
    } else if (between && text[i] == ',') {
      text[i] = '.';
    }
  }
  return text;
}

std::string base64_of_sha256(const std::string& text) {
  unsigned char digest[32], encoded[64];
  unsigned length = 0;
  REQUIRE(EVP_Digest(text.data(), text.size(), digest, &length, EVP_sha256(), nullptr) == 1);
  return {reinterpret_cast<char*>(encoded), static_cast<std::size_t>(EVP_EncodeBlock(encoded, digest, 32))};
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

}  // namespace

TEST_CASE("report: the page of a million persons is well formed and far below 2 MiB", "[report]") {
  CHECK(page_check::read(million_page()).fault == "");
  CHECK(page_check::read(io::render_report(million(), Language::kEnglish)).fault == "");
  CHECK(million_page().size() < 1'000'000);
}

TEST_CASE("report: every text that differs by language stands in the page in both", "[report]") {
  const auto page = page_check::read(million_page());
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < page.tags.size(); ++i) {
    const auto language = page.tags[i].attributes.find("lang");
    if (page.tags[i].closing || page.tags[i].name != "span" || language == page.tags[i].attributes.end()) continue;
    if (language->second != "id") continue;
    const auto english = std::find_if(page.tags.begin() + static_cast<std::ptrdiff_t>(i) + 1, page.tags.end(),
                                      [](const page_check::Tag& tag) { return tag.attributes.contains("lang"); });
    REQUIRE(english != page.tags.end());
    REQUIRE(english->attributes.at("lang") == "en");
    ++pairs;
  }
  CHECK(pairs > 150);
  CHECK(count_of(million_page(), "<span lang=\"id\">") == count_of(million_page(), "<span lang=\"en\">"));
  CHECK(!has(million_page(), "<span lang=\"en\"></span>"));
  CHECK(!has(million_page(), "{0}"));
}

TEST_CASE("report: number cells of both languages differ by point and comma alone", "[report]") {
  const auto indonesian = page_check::read(million_page()).number_texts;
  const auto english = page_check::read(io::render_report(million(), Language::kEnglish)).number_texts;
  REQUIRE(indonesian.size() == english.size());
  REQUIRE(indonesian.size() > 7000);
  for (std::size_t i = 0; i < english.size(); ++i) REQUIRE(swapped(indonesian[i]) == english[i]);
}

TEST_CASE("report: the policy allows its own script and style and nothing else", "[report]") {
  const auto page = page_check::read(million_page());
  const auto policy = std::find_if(page.tags.begin(), page.tags.end(),
                                   [](const page_check::Tag& tag) { return tag.attributes.contains("http-equiv"); });
  REQUIRE(policy != page.tags.end());
  CHECK(policy->attributes.at("content") == "default-src 'none'; style-src 'sha256-" + base64_of_sha256(page.style) +
                                                "'; script-src 'sha256-" + base64_of_sha256(page.script) +
                                                "'; base-uri 'none'; form-action 'none'");
  for (const char* word :
       {"eval(", "Function(", "innerHTML", "localStorage", "cookie", "fetch(", "XMLHttp", "import("}) {
    CHECK(!has(page.script, word));
  }
}

TEST_CASE("report: the page names no address outside itself", "[report]") {
  std::string page = million_page();
  page.replace(page.find("http-equiv"), 10, "");
  CHECK(!has(page, "http"));
  CHECK(!has(page, "url("));
  for (const auto& tag : page_check::read(million_page()).tags) {
    CHECK(!tag.attributes.contains("src"));
    CHECK(!tag.attributes.contains("style"));
    if (tag.attributes.contains("href")) CHECK(tag.attributes.at("href").front() == '#');
    for (const auto& [name, value] : tag.attributes) CHECK(name.substr(0, 2) != "on");
  }
}

TEST_CASE("report: hostile names are text, not markup", "[report]") {
  engine::RunSummary summary = sample::summary(20'000);
  const std::string hostile = "\"><script>alert(1)</script><img src=x onerror='a'>&\xff\n=1+1";
  summary.release = hostile;
  summary.model_provenance = hostile;
  summary.note = summary.class_set = summary.mode = hostile;
  summary.programmes[0].excluding_flags = {hostile};
  summary.version = hostile;
  summary.class_labels.assign(10, hostile);
  summary.provinces[0].name = summary.regencies[0].name = hostile;
  summary.sources[1].name = hostile;
  summary.sources[1].rejects[hostile] = 5;
  summary.sources[1].quality[hostile] = 5;
  summary.sources[1].families_unmatched[hostile] = 5;
  summary.flags[0].name = summary.flags[0].key = hostile;
  summary.programmes[0].code = summary.programmes[0].name = hostile;
  summary.models_used[hostile] = 4;
  const std::string html = io::render_report(summary, Language::kEnglish);
  const auto page = page_check::read(html);
  CHECK(page.fault == "");
  CHECK(count_of(html, "<script") == 1);
  CHECK(!has(html, "<img"));
  CHECK(!has(html, "\xff"));
  CHECK(count_of(html, "&quot;&gt;&lt;script&gt;") > 10);
}

TEST_CASE("report: what a machine or its load changes is not in the page", "[report]") {
  engine::RunSummary other = million();
  other.threads = 64;
  other.simd = "scalar";
  other.stages.clear();
  for (auto& source : other.sources) {
    engine::FileSummary half = source.files.front();
    half.path = "second.csv";
    half.rows_read = 10, half.accepted = 10, half.rejected = 0;
    source.files.front().rows_read -= 10;
    source.files.front().accepted -= 10;
    source.files.insert(source.files.begin(), half);
  }
  CHECK((io::render_report(other, Language::kIndonesian) == million_page()));
}

TEST_CASE("report: the locale of the process changes no byte", "[report]") {
  struct Odd : std::numpunct<char> {
    char do_decimal_point() const override { return ';'; }
    char do_thousands_sep() const override { return '_'; }
    std::string do_grouping() const override { return "\2"; }
  };
  const std::string page = million_page(), json = io::summary_json(million());
  const std::locale before = std::locale::global(std::locale(std::locale::classic(), new Odd));
  const std::string page_there = io::render_report(million(), Language::kIndonesian);
  const std::string json_there = io::summary_json(million());
  std::locale::global(before);
  CHECK((page_there == page));
  CHECK((json_there == json));
}

TEST_CASE("report: the first screen answers with the numbers of the run", "[report]") {
  const std::string& page = million_page();
  CHECK(has(page,
            "<b>314.121</b> dari 330.873 keluarga dalam <a class=\"word\" href=\"#kata-registri\">registri</a> "
            "(<b>94,9%</b>)"));
  CHECK(has(page,
            "<b>314,121</b> of the 330,873 families in the <a class=\"word\" href=\"#kata-registri\">registry</a> "
            "(<b>94.9%</b>)"));
  CHECK(has(page, "321.456 dari 399.992 baris orang"));
  CHECK(has(page, "31.207 ragu, 11.987 konflik, 35.342 tidak padan"));
  CHECK(has(page, "Kabupaten Lamongan (30,9% keluarga tanpa desil"));
  CHECK(has(page, "<b>Jawa Barat</b> memiliki keluarga terbanyak dalam desil 1–4"));
}

TEST_CASE("report: no regional cell below ten families is written", "[report]") {
  const engine::RunSummary summary = sample::summary(20'000);
  const std::string html = io::render_report(summary, Language::kIndonesian);
  const auto begin = html.find("<table id=\"t-kabupaten-kota\"");
  REQUIRE(begin != std::string::npos);
  const auto body = html.find("<tbody>", begin);
  const auto cells = page_check::read(html.substr(body, html.find("</table>", body) - body));
  CHECK(cells.fault == "");
  std::size_t small = 0;
  REQUIRE(cells.number_texts.size() == 514 * 13);
  for (std::size_t i = 0; i < cells.number_texts.size(); ++i) {
    const std::string& cell = cells.number_texts[i];
    if (i % 13 == 1) continue;  // the share
    if (cell == "&lt;10") {
      ++small;
    } else if (cell != "x") {
      REQUIRE(std::stoi(cell) >= 10);
    }
  }
  CHECK(small > 3000);
}

TEST_CASE("report: titles say whether desils are tenths of families or of persons", "[report]") {
  CHECK(count_of(million_page(), "tiap desil = sepersepuluh keluarga") >= 8);
  CHECK(!has(million_page(), "tiap desil = sepersepuluh penduduk"));
  engine::RunSummary summary = sample::summary(20'000);
  summary.weight = "persons";
  const std::string page = io::render_report(summary, Language::kIndonesian);
  CHECK(count_of(page, "tiap desil = sepersepuluh penduduk") >= 8);
  CHECK(!has(page, "tiap desil = sepersepuluh keluarga"));
}

TEST_CASE("report: a run without ranked families, or without anything, is still a page", "[report]") {
  engine::RunSummary nobody = sample::summary(2'000);
  for (auto* regions : {&nobody.provinces, &nobody.regencies}) {
    for (auto& region : *regions) region = {region.code, region.name, 0, 0, {}, {}, {}, std::nullopt, 0, 0};
  }
  nobody.nation = {0, "Indonesia", 5, 0, {0, 5}, {5}, {9}, std::nullopt, 0, 0};
  nobody.histogram = {};
  const std::string page = io::render_report(nobody, Language::kIndonesian);
  CHECK(page_check::read(page).fault == "");
  CHECK(has(page, "Belum ada keluarga yang berperingkat"));
  CHECK(has(page, "<b>0</b> dari 5 keluarga"));
  CHECK(page_check::read(io::render_report(engine::RunSummary(), Language::kEnglish)).fault == "");
}

TEST_CASE("report: a province without families and a nation of one family are drawn", "[report]") {
  engine::RunSummary summary = sample::summary(20'000);
  summary.provinces[3] = {summary.provinces[3].code, "Riau", 0, 0, {}, {}, {}, std::nullopt, 0, 0};
  const std::string page = io::render_report(summary, Language::kIndonesian);
  CHECK(page_check::read(page).fault == "");
  CHECK(has(page, "Provinsi tanpa keluarga berperingkat: Riau."));
  engine::RunSummary one;
  one.nation = {0, "Indonesia", 1, 1, {1}, {0, 1}, {0, 4}, std::nullopt, 14.0, 0};
  one.nation.cuts.emplace();
  for (auto& cut : *one.nation.cuts) cut = {14 << 24, 1, 1, 1};
  one.histogram = {14.0, 0.05, {1}};
  CHECK(page_check::read(io::render_report(one, Language::kIndonesian)).fault == "");
}

TEST_CASE("report: absurd scores and histograms keep the page within its bound", "[report]") {
  engine::RunSummary summary = sample::summary(2'000);
  summary.nation.cuts->front().score = INT32_MIN;
  summary.nation.cuts->back().score = INT32_MAX;
  summary.histogram = {-128, 0.0005, std::vector<std::uint64_t>(500'000, 40)};
  const std::string page = io::render_report(summary, Language::kEnglish);
  CHECK(page_check::read(page).fault == "");
  CHECK(page.size() < 1'000'000);
  CHECK(has(page, "1,000.00\u00A0trillion"));
}

TEST_CASE("report: the note of the run file stands above all figures, and again in the overview", "[report]") {
  engine::RunSummary summary = sample::summary(2'000);
  CHECK(!has(io::render_report(summary, Language::kIndonesian), "class=\"banner\""));
  summary.note = "Bangsa ini buatan";
  const std::string page = io::render_report(summary, Language::kIndonesian);
  const auto banner = page.find("<p class=\"banner\" role=\"note\">Bangsa ini buatan</p>");
  REQUIRE(banner != std::string::npos);
  CHECK(banner < page.find("<main"));
  CHECK(count_of(page, "Bangsa ini buatan") == 2 + 1);  // the sentence is in both languages
  CHECK(page.find(summary.model_provenance) < page.find("id=\"batas\""));
}

TEST_CASE("report: programmes say which flags exclude and that their decisions add up", "[report]") {
  engine::RunSummary summary = sample::summary(2'000);
  for (auto& programme : summary.programmes) {
    programme.desil_max = 4;
    programme.excluding_flags = {"asn", "pln"};
  }
  const std::string page = io::render_report(summary, Language::kEnglish);
  CHECK(has(page, "asn (civil servant), pln (power connection without subsidy)"));
  CHECK(has(page, "BPNT, PKH have the same desil limit and flags"));
  summary.programmes[1].desil_max = 5;
  CHECK(!has(io::render_report(summary, Language::kEnglish), "have the same desil limit"));
}

TEST_CASE("report: every word of the glossary that is linked is explained there", "[report]") {
  std::set<std::string> linked;
  const auto page = page_check::read(million_page());
  for (const auto& tag : page.tags) {
    const auto target = tag.attributes.find("href");
    if (target != tag.attributes.end() && target->second.starts_with("#kata-")) linked.insert(target->second);
  }
  CHECK(page.fault == "");
  CHECK(linked.size() >= 18);
}
