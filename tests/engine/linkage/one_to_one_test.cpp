#include "engine/linkage/one_to_one.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "engine/linkage/bits.h"
#include "engine/parallel.h"

using namespace engine;

namespace {

// Every set of one-to-one links of the choices, tried one by one.
struct BruteForce {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> best;
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> share;

  explicit BruteForce(std::vector<LinkChoice> choices) {
    std::sort(choices.begin(), choices.end(), [](const LinkChoice& a, const LinkChoice& b) {
      return std::pair(a.row, a.person) < std::pair(b.row, b.person);
    });
    std::int64_t best_sum = 0;
    double total = 0;
    std::vector<bool> best_set(choices.size(), false);
    for (std::uint64_t set = 0; set < std::uint64_t{1} << choices.size(); ++set) {
      std::set<std::uint32_t> rows, persons;
      std::int64_t sum = 0;
      double product = 1;
      bool valid = true, gains = true;
      std::vector<bool> in(choices.size(), false);
      for (std::size_t i = 0; i < choices.size() && valid; ++i) {
        if ((set >> i & 1) == 0) continue;
        valid = rows.insert(choices[i].row).second && persons.insert(choices[i].person).second;
        gains &= weight_of(choices[i].odds) > 0;
        sum += weight_of(choices[i].odds);
        product *= choices[i].odds;
        in[i] = true;
      }
      if (!valid) continue;
      total += product;
      for (std::size_t i = 0; i < choices.size(); ++i) {
        if (in[i]) share[{choices[i].row, choices[i].person}] += product;
      }
      // Of equal sums the one with the first choice in which they differ.
      if (gains && (sum > best_sum || (sum == best_sum && in > best_set))) {
        best_sum = sum;
        best_set = in;
      }
    }
    for (auto& [pair, sum] : share) sum /= total;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      if (best_set[i]) best.emplace_back(choices[i].row, choices[i].person);
    }
  }
};

std::vector<LinkChoice> random_choices(std::mt19937_64& random) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
  std::vector<LinkChoice> choices;
  const std::size_t sides = 2 + random() % 5;
  for (std::size_t i = 0; i < 1 + random() % 11; ++i) {
    const std::pair<std::uint32_t, std::uint32_t> ends(random() % sides, random() % sides);
    // Few different odds, so that there are ties.
    if (seen.insert(ends).second) {
      choices.push_back({ends.first, ends.second, std::ldexp(1.0, static_cast<int>(random() % 7) - 2)});
    }
  }
  return choices;
}

}  // namespace

TEST_CASE("one-to-one links: choice and probabilities are those of trying all, ties included", "[linkage]") {
  std::mt19937_64 random(17);
  std::size_t links_seen = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<LinkChoice> choices = random_choices(random);
    const BruteForce expected(choices);
    std::shuffle(choices.begin(), choices.end(), random);
    const auto links = link_one_to_one(choices);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
    for (const OneToOneLink& link : links) {
      found.emplace_back(link.row, link.person);
      REQUIRE(link.probability == Approx(expected.share.at({link.row, link.person})).epsilon(1e-12));
    }
    REQUIRE(found == expected.best);
    links_seen += links.size();
  }
  REQUIRE(links_seen > 400);
}

TEST_CASE("one-to-one links: a row gives up its best person where that links more", "[linkage]") {
  const auto links = link_one_to_one({{0, 7, 1000}, {0, 9, 900}, {1, 7, 800}});
  REQUIRE(links.size() == 2);
  REQUIRE(links[0].person == 9);
  REQUIRE(links[1].person == 7);
  // All ways: nobody 1, one link 1000 + 900 + 800, two links 900 * 800.
  const double all = 1 + 2700 + 720'000;
  REQUIRE(links[0].probability == Approx((900 + 720'000) / all));
  REQUIRE(links[1].probability == Approx((800 + 720'000) / all));
}

TEST_CASE("one-to-one links: of two rows that say the same the first is linked, in doubt", "[linkage]") {
  const auto links = link_one_to_one({{4, 7, 1e6}, {3, 7, 1e6}});
  REQUIRE(links.size() == 1);
  REQUIRE(links[0].row == 3);
  REQUIRE(links[0].probability == Approx(0.5).epsilon(1e-5));
  REQUIRE(link_one_to_one({{0, 1, 0.9}}).empty());
  REQUIRE(link_one_to_one({}).empty());
}

TEST_CASE("one-to-one links: large components are bounded, one to one, and equal for any threads",
          "[linkage][threads]") {
  std::vector<LinkChoice> choices;
  constexpr std::uint32_t kRows = 3'000;  // a ladder of 9,000 choices
  for (std::uint32_t i = 0; i < kRows; ++i) {
    for (std::uint32_t k = 0; k < 3; ++k) choices.push_back({i, i + k, 10.0 + (i * 7 + k * 5) % 11});
  }
  // A crowd: more rows than are summed exactly claim the same few persons.
  for (std::uint32_t i = 0; i < 1'000; ++i) choices.push_back({kRows + i, 100'000 + i % 3, 5.0 + i % 7});
  set_threads(1);
  const auto wanted = link_one_to_one(choices);
  std::set<std::uint32_t> rows, persons;
  for (const OneToOneLink& link : wanted) {
    REQUIRE(rows.insert(link.row).second);
    REQUIRE(persons.insert(link.person).second);
    REQUIRE(link.probability > 0);
    REQUIRE(link.probability <= 1);
  }
  REQUIRE(wanted.size() > kRows * 2 / 3);
  set_threads(3);
  const auto again = link_one_to_one(choices);
  set_threads(0);
  REQUIRE(again.size() == wanted.size());
  for (std::size_t i = 0; i < again.size(); ++i) {
    REQUIRE(std::tuple(again[i].row, again[i].person, again[i].probability) ==
            std::tuple(wanted[i].row, wanted[i].person, wanted[i].probability));
  }
}
