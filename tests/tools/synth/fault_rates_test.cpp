// Judges the planted faults of a nation by its truth files against the table of the interface.
#include <catch2/catch.hpp>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "tests/tools/synth/small_nation.h"

namespace {

using small_nation::Nation;

struct Rate {
  const char* name;
  double percent[3];  // Regsosek, DTKS, P3KE
};
// The table of the interface, written out again.
constexpr Rate kTable[] = {
    {"nik_kosong", {1, 2, 2}},
    {"nik_salah_digit", {2, 4, 3}},
    {"nik_tertukar_digit", {0.5, 1, 1}},
    {"nik_terpotong", {0.2, 1, 0.5}},
    {"nik_anggota_lain", {0.5, 1.5, 1}},
    {"nik_orang_lain", {0.1, 0.4, 0.2}},
    {"nama_satu_huruf", {4, 6, 6}},
    {"nama_dua_huruf", {1, 1.5, 1.5}},
    {"nama_ejaan", {4, 6, 6}},
    {"nama_kata", {3, 4, 4}},
    {"nama_panggilan", {0.5, 2, 1}},
    {"nama_gelar", {3, 2, 3}},
    {"lahir_baku", {3, 5, 4}},
    {"lahir_tertukar", {0.3, 0.5, 0.5}},
    {"lahir_tahun", {1, 2, 2}},
    {"jenis_kelamin_salah", {0.3, 0.5, 0.5}},
    {"kk_lama", {5, 10, 8}},
    {"pindah", {2, 5, 4}},
    {"meninggal", {0.5, 1.5, 1}},
    {"baris_ganda", {0.2, 1, 0.5}},
    {"tanpa_dukcapil", {2, 6, 4}},
    {"baris_rusak", {0.02, 0.1, 0.05}},
};

std::size_t shared(const std::set<std::size_t>& a, const std::set<std::size_t>& b) {
  std::size_t count = 0;
  for (const std::size_t row : a) count += b.count(row);
  return count;
}

}  // namespace

TEST_CASE("synth faults: every fault has its rate of the interface table in every source", "[synth]") {
  const Nation& nation = small_nation::dense();
  for (std::size_t s = 0; s < 3; ++s) {
    const std::string& source = small_nation::sources()[s].first;
    const auto rows = static_cast<double>(nation.persons.at(source).size());
    for (const Rate& rate : kTable) {
      const double wanted = rate.percent[s] / 100;
      const double seen = static_cast<double>(nation.faults.at(source).at(rate.name).size()) / rows;
      // Faults of families come about three rows at a time and in bunches: six times the binomial variance.
      const double tolerance = 4 * std::sqrt(6 * wanted * (1 - wanted) / rows) + 0.03 * wanted;
      INFO(source << " " << rate.name << ": seen " << seen << ", wanted " << wanted << " ± " << tolerance);
      REQUIRE(std::abs(seen - wanted) < tolerance);
    }
  }
}

TEST_CASE("synth faults: a row with one fault has about three times the chance of each other one", "[synth]") {
  const Nation& nation = small_nation::dense();
  const char* pairs[][2] = {{"nama_gelar", "nama_ejaan"},
                            {"kk_lama", "nama_gelar"},
                            {"nama_satu_huruf", "kk_lama"},
                            {"pindah", "nama_satu_huruf"}};
  for (const auto& [first, second] : pairs) {
    double ratio = 0;
    for (const char* source : {"regsosek", "dtks", "p3ke"}) {
      const auto& a = nation.faults.at(source).at(first);
      const auto& b = nation.faults.at(source).at(second);
      const auto rows = static_cast<double>(nation.persons.at(source).size());
      const auto both = static_cast<double>(shared(a, b));
      ratio += both / static_cast<double>(a.size()) /
               ((static_cast<double>(b.size()) - both) / (rows - static_cast<double>(a.size()))) / 3;
    }
    INFO(first << " and " << second << ": ratio " << ratio);
    REQUIRE(ratio > 2.2);
    REQUIRE(ratio < 4.2);
  }
}

TEST_CASE("synth faults: a faulty row doubles the chance of the other rows of its family", "[synth]") {
  const Nation& nation = small_nation::dense();
  std::vector<std::string> kk_of(100'001);
  for (std::size_t i = 0; i < nation.registry.size(); ++i) {
    std::string& kk = kk_of[nation.persons.at("dukcapil")[i]];
    if (kk.empty()) kk = nation.registry[i][1];
  }
  double ratio = 0;
  for (const char* source : {"regsosek", "p3ke"}) {
    const auto& orang = nation.persons.at(source);
    const auto& faulty = nation.faults.at(source).at("nama_gelar");
    std::unordered_map<std::string, std::pair<int, int>> families;  // KK → rows, faulty rows
    for (std::size_t i = 0; i < orang.size(); ++i) {
      if (orang[i] >= kk_of.size()) continue;
      auto& [rows, bad] = families[kk_of[orang[i]]];
      ++rows;
      bad += faulty.count(i) > 0 ? 1 : 0;
    }
    double pairs = 0, pairs_bad = 0, first_bad = 0;  // ordered pairs of rows of one family
    for (const auto& [kk, family] : families) {
      pairs += family.first * (family.first - 1);
      first_bad += family.second * (family.first - 1);
      pairs_bad += family.second * (family.second - 1);
    }
    ratio += pairs_bad / first_bad / (first_bad / pairs) / 2;
  }
  INFO("ratio " << ratio);
  REQUIRE(ratio > 1.6);
  REQUIRE(ratio < 2.5);
}

TEST_CASE("synth faults: in about four families of a hundred most identities are guessed", "[synth]") {
  const Nation& nation = small_nation::dense();
  const auto& faults = nation.faults.at("p3ke");
  std::unordered_set<std::size_t> guessed;
  for (const char* name :
       {"nik_kosong", "nik_salah_digit", "nik_tertukar_digit", "nik_terpotong", "nik_anggota_lain"}) {
    guessed.insert(faults.at(name).begin(), faults.at(name).end());
  }
  const auto rows = small_nation::read_rows(nation.path + "/p3ke_persons.csv", ';');
  std::map<std::string, std::pair<int, int>> families;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].size() < 6) continue;
    auto& [members, bad] = families[rows[i][1]];
    ++members;
    bad += guessed.count(i) > 0 ? 1 : 0;
  }
  double large = 0, mostly = 0;
  for (const auto& [kk, family] : families) {
    if (family.first < 4) continue;
    ++large;
    mostly += family.second * 2 > family.first ? 1 : 0;
  }
  INFO("share " << mostly / large);
  REQUIRE(mostly / large > 0.025);
  REQUIRE(mostly / large < 0.055);
}

TEST_CASE("synth faults: scale 0 plants nothing and scale 2 doubles the rates", "[synth]") {
  const small_nation::Folder clean("clean_nation"), worse("worse_nation");
  tools::SynthOptions options = small_nation::options_for(12'000, 3, clean.path());
  options.fault_scale = 0;
  tools::synthesize(options);
  REQUIRE(small_nation::load(clean.path()).faults.empty());
  options.out = worse.path();
  options.fault_scale = 2;
  tools::synthesize(options);
  const Nation nation = small_nation::load(worse.path());
  const auto rows = static_cast<double>(nation.persons.at("p3ke").size());
  for (const auto& [name, wanted] :
       {std::pair{"nama_satu_huruf", 0.12}, std::pair{"kk_lama", 0.16}, std::pair{"meninggal", 0.02}}) {
    const double seen = static_cast<double>(nation.faults.at("p3ke").at(name).size()) / rows;
    INFO(name << ": seen " << seen);
    REQUIRE(seen > wanted * 0.85);
    REQUIRE(seen < wanted * 1.15);
  }
}

TEST_CASE("synth faults: a row without a planted fault equals the registry but for its own columns", "[synth]") {
  const Nation& nation = small_nation::dense();
  std::vector<std::vector<const small_nation::Cells*>> rows_of(100'001);
  for (std::size_t i = 0; i < nation.registry.size(); ++i)
    rows_of[nation.persons.at("dukcapil")[i]].push_back(&nation.registry[i]);
  for (const auto& [source, delimiter] : small_nation::sources()) {
    std::vector<bool> faulty(nation.persons.at(source).size(), false);
    for (const auto& [name, rows] : nation.faults.at(source)) {
      if (name == "meninggal" || name == "baris_ganda") continue;
      for (const std::size_t row : rows) faulty[row] = true;
    }
    const auto rows = small_nation::read_rows(nation.path + "/" + source + "_persons.csv", delimiter);
    REQUIRE(rows.size() == faulty.size());
    std::size_t checked = 0, differ = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (faulty[i]) continue;
      const auto& registered = rows_of[nation.persons.at(source)[i]];
      const small_nation::Cells& first = *registered[0];
      bool nik = false;
      for (const auto* row : registered) nik = nik || (*row)[0] == rows[i][0];
      ++checked;
      differ +=
          nik && rows[i][1] == first[1] && rows[i][2] == first[2] && rows[i][3] == first[3] && rows[i][4] == first[4]
              ? 0
              : 1;
    }
    REQUIRE(checked > rows.size() / 2);
    REQUIRE(differ == 0);
  }
}

TEST_CASE("synth faults: a broken line never has the cells of its header and never swallows the next", "[synth]") {
  const Nation& nation = small_nation::dense();
  for (const auto& [source, delimiter] : small_nation::sources()) {
    const std::string text = small_nation::read_file(nation.path + "/" + source + "_persons.csv");
    const std::size_t columns = small_nation::split(text.substr(0, text.find('\n')), delimiter).size();
    const auto rows = small_nation::read_rows(nation.path + "/" + source + "_persons.csv", delimiter);
    const auto& broken = nation.faults.at(source).at("baris_rusak");
    for (std::size_t i = 0; i < rows.size(); ++i) REQUIRE((rows[i].size() == columns) == (broken.count(i) == 0));
  }
}
