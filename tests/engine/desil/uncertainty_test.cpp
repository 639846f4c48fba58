#include "engine/desil/uncertainty.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "engine/error.h"
#include "engine/parallel.h"
#include "tests/reference/uncertainty_by_erfc.h"

using namespace engine;

namespace {

constexpr double kUnit = 16'777'216;

// Regencies of three provinces, some of them small or empty, each with its own spread.
struct Nation {
  std::vector<PmtScore> scores;
  std::vector<std::uint16_t> weights;
  std::vector<RegionRange> provinces, regencies;
  std::vector<double> sds;
  Ranks ranks;

  std::vector<std::optional<ResidualSpread>> spreads() const {
    std::vector<std::optional<ResidualSpread>> all;
    for (const double sd : sds) all.push_back(ResidualSpread(sd));
    return all;
  }
  std::vector<reference::UncertainFamily> families(std::size_t begin, std::size_t end,
                                                   const std::vector<Desil>& desils) const {
    std::vector<reference::UncertainFamily> list;
    for (std::size_t r = 0; r < regencies.size(); ++r) {
      for (std::size_t f = std::max(begin, regencies[r].begin); f < std::min(end, regencies[r].end); ++f) {
        if (weights[f] != 0) list.push_back({scores[f] / kUnit, sds[r], double(weights[f]), desils[f]});
      }
    }
    return list;
  }
  Uncertainty measure(const FirmRule& rule = {}) const {
    return measure_uncertainty(scores, weights, ranks, provinces, regencies, spreads(), rule);
  }
};

Nation nation(std::uint32_t seed, bool tied) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  Nation made;
  const std::size_t sizes[] = {700, 3, 0, 1200, 41, 900};
  const std::uint32_t codes[] = {1101, 1102, 1103, 3201, 3202, 9401};
  for (std::size_t r = 0; r < 6; ++r) {
    const std::size_t begin = made.scores.size();
    made.regencies.push_back({codes[r], begin, begin + sizes[r]});
    if (made.provinces.empty() || made.provinces.back().code != codes[r] / 100) {
      made.provinces.push_back({codes[r] / 100, begin, begin});
    }
    made.provinces.back().end = begin + sizes[r];
    made.sds.push_back(0.3 + 0.07 * static_cast<double>(r));
    for (std::size_t i = 0; i < sizes[r]; ++i) {
      const double level = 14.2 + 0.1 * static_cast<double>(r) + 0.45 * normal(random);
      made.scores.push_back(static_cast<PmtScore>((tied ? std::round(level * 2) / 2 : level) * kUnit));
      made.weights.push_back(static_cast<std::uint16_t>(random() % 5));  // 0: not ranked
    }
  }
  made.ranks = rank_families(made.scores, made.weights, made.provinces, made.regencies);
  return made;
}

}  // namespace

TEST_CASE("normal table: every cell is within a millionth of erfc", "[uncertainty]") {
  const NormalTable& table = NormalTable::get();
  Chance last = 0;
  double worst = 0;
  for (std::int32_t z = -kLargestDeviate; z <= kLargestDeviate; z += 7) {
    const Chance chance = table.below(z);
    REQUIRE(chance >= last);
    REQUIRE(chance + table.below(-z) == kCertain);
    last = chance;
    worst = std::max(worst, std::abs(chance / double(kCertain) - reference::normal_below(z / 65536.0)));
  }
  CHECK(worst < 6e-7);
  CHECK(table.below(-kLargestDeviate) == 0);
  CHECK(table.below(kLargestDeviate) == kCertain);
  CHECK(table.below(0) == kCertain / 2);
}

TEST_CASE("normal table: its bytes are those of this number on every machine", "[uncertainty]") {
  std::uint64_t sum = 0xcbf29ce484222325;
  for (std::int32_t z = 0; z <= kLargestDeviate; z += 256) sum = (sum ^ NormalTable::get().below(z)) * 0x100000001b3;
  CHECK(sum == 16335685635605759584u);
}

TEST_CASE("residual spread: chances are those of erfc for wide and narrow spreads", "[uncertainty]") {
  for (const double sd : {8.0, 0.485, 0.01, 0.0001}) {
    const ResidualSpread spread(sd);
    for (double z = -9; z <= 9; z += 0.037) {
      const auto distance = static_cast<std::int64_t>(std::llround(z * sd * kUnit));
      const Chance chance = spread.chance_below(NormalTable::get(), 14 << 24, (14 << 24) + distance);
      const double sigma = static_cast<double>(spread.units());
      CHECK(chance / double(kCertain) == Approx(reference::normal_below(double(distance) / sigma)).margin(2e-5));
    }
  }
}

TEST_CASE("residual spread: without a spread what is below a bound is certain", "[uncertainty]") {
  const ResidualSpread none(0);
  CHECK(none.chance_below(NormalTable::get(), 1000, 992) == 0);
  CHECK(none.chance_below(NormalTable::get(), 1000, 1008) == kCertain);
}

TEST_CASE("true cuts: cuts, chances and errors of every region are those of plain sums", "[uncertainty]") {
  for (const bool tied : {false, true}) {
    const Nation made = nation(tied ? 7 : 3, tied);
    const Uncertainty found = made.measure();
    const auto all = made.families(0, made.scores.size(), made.ranks.national_desils);
    const auto cuts = reference::true_cuts(all);
    REQUIRE(found.cuts);
    for (std::size_t k = 0; k < 9; ++k) CHECK((*found.cuts)[k] / kUnit == Approx(cuts[k]).margin(1e-4));
    const auto check = [&](const ExpectedDesils& desils, const std::vector<reference::UncertainFamily>& families,
                           const std::array<double, 9>& at) {
      for (int k = 1; k <= 9; ++k) {
        const auto errors = reference::errors_at(families, at[static_cast<std::size_t>(k) - 1], k);
        const CutErrors seen = desils.errors_at(static_cast<std::size_t>(k));
        CHECK(seen.inclusion.has_value() == !std::isnan(errors[0]));
        if (seen.inclusion) CHECK(*seen.inclusion == Approx(errors[0]).margin(2e-4));
        REQUIRE(seen.exclusion);
        CHECK(*seen.exclusion == Approx(errors[1]).margin(2e-4));
      }
    };
    check(found.nation, all, cuts);
    const auto check_level = [&](const std::vector<RegionRange>& regions, const std::vector<RegionUncertainty>& seen,
                                 const std::vector<Desil>& desils) {
      for (std::size_t i = 0; i < regions.size(); ++i) {
        const auto inside = made.families(regions[i].begin, regions[i].end, made.ranks.national_desils);
        if (inside.empty()) {
          CHECK_FALSE(seen[i].own_cuts);
          continue;
        }
        check(seen[i].national, inside, cuts);
        const auto own = made.families(regions[i].begin, regions[i].end, desils);
        const auto own_cuts = reference::true_cuts(own);
        for (std::size_t k = 0; k < 9; ++k) CHECK((*seen[i].own_cuts)[k] / kUnit == Approx(own_cuts[k]).margin(1e-4));
        check(seen[i].own, own, own_cuts);
      }
    };
    check_level(made.provinces, found.provinces, made.ranks.province_desils);
    check_level(made.regencies, found.regencies, made.ranks.regency_desils);
  }
}

TEST_CASE("true cuts: on the piles a cut is the first unit that reaches its tenth", "[uncertainty]") {
  // One pile each: far apart, so that all is either certain or not, and the first unit can be told.
  const std::vector<PmtScore> scores = {14 << 24, 15 << 24, 16 << 24, 17 << 24};
  const std::vector<std::uint16_t> weights = {3, 3, 3, 1};
  const ResidualSpread narrow(0);
  const std::vector<Desil> desils = {1, 4, 7, 10};
  const ScorePiles piles(scores, weights, desils, std::vector<SpreadRange>{{0, 4, narrow}});
  const auto cuts = piles.cuts(0, 1);
  REQUIRE(cuts);
  // σ is one unit: the whole weight of a family lies below its score plus eight units.
  for (std::size_t k = 0; k < 9; ++k) {
    const std::int64_t family = scores[k / 3];
    CHECK((*cuts)[k] > family - 8);
    CHECK((*cuts)[k] <= family + 8);
  }
  CHECK((*cuts)[2] == (14 << 24) + 7);  // Φ(7) is certain in 30 bits, so three tenths are reached there
}

TEST_CASE("uncertainty: the ten chances of a family are a distribution and masses keep the weight", "[uncertainty]") {
  const Nation made = nation(11, false);
  const Uncertainty found = made.measure();
  std::uint64_t weight = 0, ranked = 0;
  for (const std::uint16_t w : made.weights) {
    weight += w;
    ranked += w != 0;
  }
  std::uint64_t mass = 0;
  for (const auto& row : found.nation.mass) {
    for (const std::uint64_t part : row) mass += part;
  }
  CHECK(mass == weight << kChanceBits);
  for (std::size_t d = 0; d < 10; ++d) ranked -= found.firm.firm[d] + found.firm.borderline[d];
  CHECK(ranked == 0);
  // The expected weight of each true desil is a tenth, as the cuts were made.
  for (std::size_t truth = 0; truth < 10; ++truth) {
    std::uint64_t of_desil = 0;
    for (const auto& row : found.nation.mass) of_desil += row[truth];
    CHECK(double(of_desil) / double(mass) == Approx(0.1).margin(1e-4));
  }
  for (const PmtScore score : {13 << 24, 14 << 24, 15 << 24}) {
    const DesilChances chances = *found.chances(3, score);
    for (std::size_t k = 1; k < 9; ++k) CHECK(chances[k] >= chances[k - 1]);
  }
}

TEST_CASE("uncertainty: firm needs the chance on the side where the desil stands", "[uncertainty]") {
  const FirmRule rule{4, kCertain / 10 * 8};
  CHECK(is_firm(rule, 4, kCertain / 10 * 8));
  CHECK_FALSE(is_firm(rule, 4, kCertain / 10 * 8 - 1));
  CHECK_FALSE(is_firm(rule, 5, kCertain / 10 * 8));
  CHECK(is_firm(rule, 5, kCertain / 10 * 2));
  CHECK_FALSE(is_firm(rule, 4, kCertain / 10 * 2));
  CHECK_FALSE(is_firm(rule, 1, kCertain / 2));
  CHECK_FALSE(is_firm(rule, 10, kCertain / 2));
}

TEST_CASE("uncertainty: firm families are counted as each one's own chance says", "[uncertainty]") {
  const Nation made = nation(23, false);
  for (const FirmRule rule : {FirmRule{4, kCertain / 10 * 8}, FirmRule{1, kCertain / 2}, FirmRule{9, kCertain}}) {
    const Uncertainty found = made.measure(rule);
    for (std::size_t r = 0; r < made.regencies.size(); ++r) {
      FirmCounts counts;
      for (std::size_t f = made.regencies[r].begin; f < made.regencies[r].end; ++f) {
        if (made.weights[f] == 0) continue;
        const Desil own = made.ranks.national_desils[f];
        const Chance below = (*found.chances(r, made.scores[f]))[rule.desil - 1u];
        ++(is_firm(rule, own, below) ? counts.firm : counts.borderline)[own - 1u];
      }
      CHECK(found.regencies[r].firm.firm == counts.firm);
      CHECK(found.regencies[r].firm.borderline == counts.borderline);
    }
  }
}

TEST_CASE("uncertainty: one answer for any number of threads", "[uncertainty]") {
  const Nation made = nation(19, false);
  set_threads(1);
  const Uncertainty one = made.measure();
  set_threads(3);
  const Uncertainty three = made.measure();
  set_threads(0);
  CHECK(*one.cuts == *three.cuts);
  CHECK(one.nation.mass == three.nation.mass);
  CHECK(one.firm.firm == three.firm.firm);
  for (std::size_t r = 0; r < one.regencies.size(); ++r) {
    CHECK(one.regencies[r].own.mass == three.regencies[r].own.mass);
    CHECK(one.regencies[r].own_cuts == three.regencies[r].own_cuts);
  }
}

TEST_CASE("uncertainty: nobody ranked gives no cuts", "[uncertainty]") {
  Nation made = nation(5, false);
  std::fill(made.weights.begin(), made.weights.end(), std::uint16_t{0});
  made.ranks = rank_families(made.scores, made.weights, made.provinces, made.regencies);
  const Uncertainty found = made.measure();
  CHECK_FALSE(found.cuts);
  CHECK_FALSE(found.chances(0, 14 << 24));
  CHECK(found.firm.firm == FirmCounts().firm);
}

TEST_CASE("uncertainty: ranges that do not fit are refused", "[uncertainty]") {
  Nation made = nation(5, false);
  made.sds.pop_back();
  CHECK_THROWS_AS(made.measure(), Error);
}
