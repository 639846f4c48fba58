#include "engine/linkage/nik_neighbours.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <unordered_map>

#include "engine/parallel.h"
#include "kernels/cpu.h"
#include "kernels/name_signature.h"
#include "tests/reference/nik_pairs.h"

using namespace engine;

namespace {

NameSketch sketch_of(std::string_view name) {
  return NameSketch::of(kernels::pack_name(name).signature, word_mark(std::hash<std::string_view>{}(name)));
}

struct People {
  std::vector<std::uint64_t> niks;
  std::vector<NameSketch> sketches;
};

// NIKs close to one another: few areas, dates and serials, and edits of earlier ones at every place.
People close_people(std::uint64_t seed, std::size_t count) {
  static constexpr const char* kNames[] = {"WAGIRIN", "WAGIRAN", "SULASTRI", "BUDIMAN SETIA", "SETIA", "OO"};
  std::mt19937_64 random(seed);
  std::set<std::uint64_t> niks;
  std::vector<std::string> texts;
  while (niks.size() < count) {
    std::string text;
    if (texts.empty() || random() % 3 == 0) {
      char drawn[17];
      std::snprintf(drawn, sizeof drawn, "%02d%02d%02d%02d%02d%02d%04d", int(11 + random() % 3), int(random() % 12),
                    int(random() % 30), int(1 + random() % 72), int(1 + random() % 12), int(random() % 100),
                    int(1 + random() % 30));
      text = drawn;
    } else {
      text = texts[random() % texts.size()];
      const std::size_t place = random() % 16;
      if (random() % 2 == 0 || place == 15)
        text[place] = static_cast<char>('0' + random() % 10);
      else
        std::swap(text[place], text[place + 1]);
    }
    if (niks.insert(std::stoull(text)).second) texts.push_back(text);
  }
  People people;
  for (const std::string& text : texts) {
    people.niks.push_back(std::stoull(text));
    people.sketches.push_back(sketch_of(kNames[random() % std::size(kNames)]));
  }
  return people;
}

std::vector<NikNeighbours> by_all_pairs(const People& people) {
  std::vector<NikNeighbours> wanted;
  for (const reference::NikPair& pair : reference::nik_pairs(people.niks)) {
    if (!sketches_alike(people.sketches[pair.left], people.sketches[pair.right])) continue;
    wanted.push_back({pair.left, pair.right, static_cast<std::uint8_t>(pair.place), pair.swap});
  }
  std::sort(wanted.begin(), wanted.end());
  return wanted;
}

People alike_people(const std::vector<std::uint64_t>& niks) {
  return {niks, std::vector<NameSketch>(niks.size(), sketch_of("WAGIRIN"))};
}

}  // namespace

TEST_CASE("nik neighbours: equal the comparison of all pairs at any thread count and SIMD level",
          "[linkage][threads]") {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const People people = close_people(seed, 1500);
    const auto wanted = by_all_pairs(people);
    REQUIRE(wanted.size() > 150);
    for (const int threads : {1, 2, 3, 8}) {
      set_threads(threads);
      for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
        if (!kernels::use_simd_level(level)) continue;
        REQUIRE(find_nik_neighbours(people.niks, people.sketches).pairs == wanted);
      }
    }
    kernels::use_simd_level(kernels::supported_simd_level());
    set_threads(0);
  }
}

TEST_CASE("nik neighbours: every place is reached by a substitution, every pair of places by a swap", "[linkage]") {
  const std::uint64_t first = 1234'5678'9012'3456ull;
  std::vector<std::uint64_t> niks = {first};
  for (std::size_t place = 0; place < 16; ++place) {
    std::string text = reference::nik_text(first);
    text[place] = text[place] == '9' ? '0' : static_cast<char>(text[place] + 1);
    niks.push_back(std::stoull(text));
    if (place == 15) continue;
    text = reference::nik_text(first);
    std::swap(text[place], text[place + 1]);
    niks.push_back(std::stoull(text));
  }
  const People people = alike_people(niks);
  const auto found = find_nik_neighbours(people.niks, people.sketches);
  std::set<int> substituted, swapped;
  for (const NikNeighbours& pair : found.pairs) {
    if (pair.left == 0) (pair.swap ? swapped : substituted).insert(pair.place);
  }
  REQUIRE(substituted.size() == 16);
  REQUIRE(swapped.size() == 15);
  REQUIRE(found.pairs == by_all_pairs(people));
}

TEST_CASE("nik neighbours: a woman's 40 left out is one substitution", "[linkage]") {
  const People people = alike_people({3273'0155'0599'0001ull, 3273'0115'0599'0001ull});
  REQUIRE(find_nik_neighbours(people.niks, people.sketches).pairs == std::vector<NikNeighbours>{{0, 1, 7, false}});
}

TEST_CASE("nik neighbours: a swap over the border of area and date is found once", "[linkage]") {
  const People people = alike_people({3273'0210'0599'0001ull, 3273'0120'0599'0001ull});
  REQUIRE(find_nik_neighbours(people.niks, people.sketches).pairs == std::vector<NikNeighbours>{{0, 1, 6, true}});
}

TEST_CASE("nik neighbours: pairs of other names are counted and not given", "[linkage]") {
  People people = alike_people({3273'0115'0599'0001ull, 3273'0115'0599'0002ull});
  people.sketches[1] = sketch_of("SULASTRI");
  const auto found = find_nik_neighbours(people.niks, people.sketches);
  REQUIRE(found.pairs.empty());
  REQUIRE(found.counts.substitutions[16] == 1);
}

TEST_CASE("nik neighbours: the caller's test has the last word, and kinds can be left out", "[linkage]") {
  const People people = close_people(7, 600);
  NikNeighbourSearch search;
  search.names_alike = [](const void*, std::uint32_t a, std::uint32_t b) { return (a + b) % 2 == 0; };
  for (const NikNeighbours& pair : find_nik_neighbours(people.niks, people.sketches, search).pairs) {
    REQUIRE((pair.left + pair.right) % 2 == 0);
  }
  search = {};
  search.swaps = false;
  const auto substitutions = find_nik_neighbours(people.niks, people.sketches, search).pairs;
  search.swaps = true, search.substitutions = false;
  const auto swaps = find_nik_neighbours(people.niks, people.sketches, search).pairs;
  REQUIRE(substitutions.size() + swaps.size() == by_all_pairs(people).size());
  REQUIRE(std::none_of(substitutions.begin(), substitutions.end(), [](const auto& pair) { return pair.swap; }));
}

TEST_CASE("nik neighbours: a crowded area equals the look-up of every edit of every id", "[linkage]") {
  std::mt19937_64 random(21);
  std::unordered_map<std::uint64_t, std::uint32_t> row_of;
  People people;
  while (people.niks.size() < 70'000) {
    const std::uint64_t date = (1 + random() % 28) * 10'000 + (1 + random() % 12) * 100 + 70 + random() % 3;
    const std::uint64_t nik = 3273'0100'0000'0000ull + date * 10'000 + 1 + random() % 120;
    if (row_of.emplace(nik, static_cast<std::uint32_t>(people.niks.size())).second) people.niks.push_back(nik);
  }
  people = alike_people(people.niks);
  std::vector<NikNeighbours> wanted;
  for (std::uint32_t row = 0; row < people.niks.size(); ++row) {
    std::string text = reference::nik_text(people.niks[row]);
    const auto look_up = [&](std::size_t place, bool swap) {
      const auto other = row_of.find(std::stoull(text));
      if (other == row_of.end() || other->second <= row) return;
      wanted.push_back({row, other->second, static_cast<std::uint8_t>(place + 1), swap});
    };
    for (std::size_t place = 0; place < 16; ++place) {
      const char kept = text[place];
      for (char digit = '0'; digit <= '9'; ++digit) {
        text[place] = digit;
        if (digit != kept) look_up(place, false);
      }
      text[place] = kept;
      if (place == 15 || kept == text[place + 1]) continue;
      std::swap(text[place], text[place + 1]);
      look_up(place, true);
      std::swap(text[place], text[place + 1]);
    }
  }
  std::sort(wanted.begin(), wanted.end());
  REQUIRE(find_nik_neighbours(people.niks, people.sketches).pairs == wanted);
}

TEST_CASE("nik neighbours: no ids and one id have none", "[linkage]") {
  REQUIRE(find_nik_neighbours({}, {}).pairs.empty());
  const People one = alike_people({1});
  REQUIRE(find_nik_neighbours(one.niks, one.sketches).pairs.empty());
}

TEST_CASE("nik neighbours: names with a letter lost, exchanged or added, or a word dropped, have like sketches",
          "[linkage]") {
  const auto sketch = [](std::string_view letters, std::initializer_list<std::uint32_t> words) {
    std::uint32_t marks = 0, at = 0;
    for (const std::uint32_t word : words) marks |= word_mark(word) << (8 * at++);
    return NameSketch::of(kernels::pack_name(letters).signature, marks);
  };
  const NameSketch name = sketch("SULASTRIWAHYUNI", {1, 2});
  REQUIRE(sketches_alike(name, sketch("SULASTRWAHYUNI", {3, 2})));
  REQUIRE(sketches_alike(name, sketch("SULASTRIWAHYUNIA", {1, 4})));
  REQUIRE(sketches_alike(name, sketch("SULASTRI", {1})));
  REQUIRE(sketches_alike(sketch("SULASTRI", {1}), name));
  REQUIRE_FALSE(sketches_alike(name, sketch("SULASTRI", {5})));
  REQUIRE_FALSE(sketches_alike(name, sketch("BAMBANGHERMANTO", {6, 7})));
  REQUIRE_FALSE(sketches_alike(NameSketch{}, NameSketch{}));
}

TEST_CASE("nik neighbours: two substitutions in a group are found, swaps and other distances are not", "[linkage]") {
  const std::vector<std::uint64_t> niks = {3273'0115'0599'0001ull, 3273'0115'0589'0002ull, 3273'0115'0599'0010ull,
                                           3273'0115'0599'0001ull + 1'000'000, 1101'0101'0101'0001ull};
  const std::vector<std::uint32_t> rows = {0, 1, 2, 3, 4, 1, 0};
  const std::vector<std::uint64_t> begin = {0, 5, 7};
  const auto found = find_two_substitutions(niks, rows, begin);
  std::vector<RowPair> wanted;
  for (std::uint32_t i = 0; i < 5; ++i) {
    for (std::uint32_t j = i + 1; j < 5; ++j) {
      const std::string a = reference::nik_text(niks[i]), b = reference::nik_text(niks[j]);
      int differ = 0;
      bool swap = false;
      for (std::size_t k = 0; k < 16; ++k) {
        differ += a[k] != b[k] ? 1 : 0;
        swap |= k < 15 && a[k] != b[k] && a[k] == b[k + 1] && a[k + 1] == b[k];
      }
      if (differ == 2 && !swap) wanted.push_back({i, j});
    }
  }
  REQUIRE(found == wanted);
  REQUIRE(std::count(found.begin(), found.end(), RowPair{0, 1}) == 1);
}
