// Holds indices of predicted expenditure against their definitions.
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "engine/indices/exponential.h"
#include "engine/indices/score_bins.h"
#include "tests/reference/indices_by_loops.h"

namespace {

constexpr double kLine = 609160;

struct Family {
  engine::PmtScore score = 0;
  std::uint64_t members = 0;
};

std::vector<Family> families(std::size_t count, double spread) {
  std::mt19937_64 random(3);
  std::vector<Family> list;
  for (std::size_t i = 0; i < count; ++i) {
    const double ln = 13.6 + spread * (static_cast<double>(random() % 2001) / 1000 - 1);
    list.push_back({static_cast<engine::PmtScore>(std::ldexp(ln, 24)), random() % 7});
  }
  return list;
}

reference::SampledPersons as_persons(const std::vector<Family>& list) {
  reference::SampledPersons persons;
  for (const Family& family : list) {
    if (family.members > 0) {
      persons.push_back({std::exp(std::ldexp(family.score, -24)), static_cast<double>(family.members), 0, 0});
    }
  }
  return persons;
}

// `margin`: of Gini and Lorenz, for what differs within a bin.
void require_indices(const engine::WelfareIndices& seen, const reference::SampledPersons& persons, double margin) {
  for (int alpha = 0; alpha < 3; ++alpha) {
    CHECK(seen.fgt[static_cast<std::size_t>(alpha)] ==
          Approx(reference::fgt(persons, kLine, alpha)).epsilon(1e-7).margin(1e-12));
  }
  CHECK(seen.gini == Approx(reference::gini(persons)).epsilon(1e-12).margin(margin));
  for (std::size_t tenth = 0; tenth < seen.lorenz.size(); ++tenth) {
    const double q = static_cast<double>(tenth + 1) / 10;
    CHECK(seen.lorenz[tenth] == Approx(reference::lorenz(persons, q)).epsilon(1e-12).margin(margin));
  }
}

}  // namespace

TEST_CASE("score bins: indices are those of every family taken by itself", "[indices]") {
  const std::pair<double, double> cases[] = {{0.0001, 5e-5}, {0.02, 1e-6}, {1.5, 1e-8}};
  for (const auto& [spread, margin] : cases) {
    const auto list = families(1500, spread);
    engine::ScoreBins bins(kLine);
    for (const Family& family : list) bins.add(family.score, family.members);
    INFO("spread " << spread);
    require_indices(bins.indices().value(), as_persons(list), margin);
  }
}

TEST_CASE("score bins: the line cuts between neighbouring scores", "[indices]") {
  const auto at = static_cast<engine::PmtScore>(std::ceil(std::ldexp(std::log(kLine), 24)));
  engine::ScoreBins bins(kLine);
  bins.add(at - 1, 3);
  bins.add(at, 1);
  const engine::WelfareIndices indices = bins.indices().value();
  CHECK(indices.fgt[0] == 0.75);
  CHECK(indices.poor_families == 1);
  CHECK(indices.families == 2);
  CHECK(indices.persons == 4);
}

TEST_CASE("score bins: parts in any order give the same numbers", "[indices]") {
  const auto list = families(2000, 1.2);
  engine::ScoreBins whole(kLine), left(kLine), right(kLine);
  for (std::size_t i = 0; i < list.size(); ++i) {
    whole.add(list[i].score, list[i].members);
    (i % 3 == 0 ? left : right).add(list[i].score, list[i].members);
  }
  engine::ScoreBins merged = right;
  merged.add(left);
  CHECK(whole.indices()->gini == merged.indices()->gini);
  CHECK(whole.indices()->fgt == merged.indices()->fgt);
  CHECK(whole.indices()->lorenz == merged.indices()->lorenz);
}

TEST_CASE("score bins: nobody has no indices", "[indices]") {
  engine::ScoreBins bins(kLine);
  CHECK(!bins.indices());
  bins.add(1 << 27, 0);
  CHECK(!bins.indices());
}

TEST_CASE("exponential: within 1e-14 of the library, its ends beyond 50", "[indices]") {
  for (double x = -50; x <= 50; x += 0.3137) {
    CHECK(engine::exponential(x) == Approx(std::exp(x)).epsilon(1e-14));
  }
  CHECK(engine::exponential(0) == 1);
  CHECK(engine::exponential(80) == engine::exponential(50));
  CHECK(std::isnan(engine::exponential(std::nan(""))));
}
