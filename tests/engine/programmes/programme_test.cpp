#include "engine/programmes/programme.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <ctime>
#include <limits>
#include <map>
#include <random>

#include "engine/error.h"
#include "engine/parallel.h"
#include "tests/reference/programme_by_full_sort.h"

namespace {

using engine::FamilyStatus;
using engine::NomorKk;

struct Columns {
  std::vector<engine::Desil> desil;
  std::vector<FamilyStatus> status;
  std::vector<std::uint32_t> flags;
  std::vector<engine::PmtScore> score;
  std::vector<std::uint64_t> kk;
  engine::ProgrammeColumns view() const { return {desil, status, flags, score, kk}; }
  void add(int d, FamilyStatus s, std::uint32_t f, engine::PmtScore v, std::uint64_t k) {
    desil.push_back(static_cast<engine::Desil>(d));
    status.push_back(s);
    flags.push_back(f);
    score.push_back(v);
    kk.push_back(k);
  }
};

// A hash with many equal values, so that the KK must decide too.
std::uint64_t small_hash(NomorKk kk) { return kk.value * 2654435761u % 7; }

std::vector<std::string> words(const engine::Programme& programme, const Columns& columns,
                               const engine::OrderHash& hash) {
  const engine::ProgrammeDecision decision(programme, columns.view(), hash);
  std::vector<std::string> found;
  for (std::size_t row = 0; row < columns.desil.size(); ++row) {
    found.emplace_back(engine::programme_status_name(decision.status(columns.view(), row, hash)));
  }
  return found;
}

Columns random_columns(std::mt19937_64& random, std::size_t families, int scores) {
  Columns columns;
  for (std::size_t i = 0; i < families; ++i) {
    const bool ranked = random() % 8 != 0;
    const auto status = ranked ? FamilyStatus::kRanked : static_cast<FamilyStatus>(1 + random() % 5);
    const auto score = static_cast<engine::PmtScore>(
        static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(scores)) * 40'000 - scores * 20'000LL);
    columns.add(ranked ? 1 + static_cast<int>(random() % 10) : 0, status, random() % 4 == 0 ? 1u << random() % 3 : 0u,
                score, random() % engine::kDigits16Limit);
  }
  return columns;
}

}  // namespace

TEST_CASE("programme: the five states are decided in the stated order", "[programmes]") {
  Columns columns;
  columns.add(0, FamilyStatus::kNoIndicators, 1, 0, 1);  // flagged and unranked: data_kurang
  columns.add(5, FamilyStatus::kRanked, 1, 50, 2);       // flagged and above the limit: tidak_memenuhi
  columns.add(4, FamilyStatus::kRanked, 1, 40, 3);       // within the limit and flagged: dikecualikan
  columns.add(4, FamilyStatus::kRanked, 2, 40, 4);       // another flag excludes nobody
  columns.add(1, FamilyStatus::kRanked, 0, -10, 5);
  columns.add(2, FamilyStatus::kHeld, 0, 10, 6);  // held families are not ranked
  columns.add(4, FamilyStatus::kRanked, 0, 41, 7);
  const engine::Programme programme{"PKH", "Program", 4, engine::DesilLevel::kNational, 2, 1};
  REQUIRE(words(programme, columns, small_hash) == std::vector<std::string>{"data_kurang", "tidak_memenuhi",
                                                                            "dikecualikan", "terima", "terima",
                                                                            "data_kurang", "di_luar_kuota"});
  const engine::ProgrammeSummary summary = engine::ProgrammeDecision(programme, columns.view(), small_hash).summary();
  REQUIRE(summary.code == "PKH");
  REQUIRE(summary.receives == 2);
  REQUIRE(summary.outside_quota == 1);
  REQUIRE(summary.not_eligible == 1);
  REQUIRE(summary.excluded == 1);
  REQUIRE(summary.incomplete == 2);
}

TEST_CASE("programme: a quota of none gives to nobody, a large one and no quota to every eligible family",
          "[programmes]") {
  Columns columns;
  for (std::uint64_t i = 0; i < 5; ++i) columns.add(1, FamilyStatus::kRanked, 0, 7, i + 1);
  engine::Programme programme{"A", "a", 10, engine::DesilLevel::kNational, 0, 0};
  REQUIRE(words(programme, columns, small_hash) == std::vector<std::string>(5, "di_luar_kuota"));
  for (const std::optional<std::uint64_t> quota :
       {std::optional<std::uint64_t>(5), std::optional<std::uint64_t>(6), std::optional<std::uint64_t>()}) {
    programme.quota = quota;
    REQUIRE(words(programme, columns, small_hash) == std::vector<std::string>(5, "terima"));
  }
}

TEST_CASE("programme: nobody at all and nobody eligible are decided without a border", "[programmes]") {
  const engine::Programme programme{"A", "a", 1, engine::DesilLevel::kNational, 3, 0};
  REQUIRE(words(programme, {}, small_hash).empty());
  Columns columns;
  columns.add(9, FamilyStatus::kRanked, 0, 7, 1);
  REQUIRE(words(programme, columns, small_hash) == std::vector<std::string>{"tidak_memenuhi"});
}

TEST_CASE("programme: extreme scores keep their order", "[programmes]") {
  Columns columns;
  columns.add(1, FamilyStatus::kRanked, 0, std::numeric_limits<engine::PmtScore>::max(), 1);
  columns.add(1, FamilyStatus::kRanked, 0, std::numeric_limits<engine::PmtScore>::min(), 2);
  columns.add(1, FamilyStatus::kRanked, 0, -1, 3);
  columns.add(1, FamilyStatus::kRanked, 0, 0, 4);
  engine::Programme programme{"A", "a", 1, engine::DesilLevel::kNational, 1, 0};
  REQUIRE(words(programme, columns, small_hash) ==
          std::vector<std::string>{"di_luar_kuota", "terima", "di_luar_kuota", "di_luar_kuota"});
  programme.quota = 2;
  REQUIRE(words(programme, columns, small_hash)[2] == "terima");
  programme.quota = 3;
  REQUIRE(words(programme, columns, small_hash) ==
          std::vector<std::string>{"di_luar_kuota", "terima", "terima", "terima"});
}

TEST_CASE("programme: equals the full sort on random families, ties and quotas, at any thread count",
          "[programmes][threads]") {
  const auto clock_seed = static_cast<std::uint64_t>(std::time(nullptr));
  INFO("seed from the clock: " << clock_seed);
  for (const std::uint64_t seed : {std::uint64_t{1}, std::uint64_t{2}, clock_seed}) {
    std::mt19937_64 random(seed);
    for (int round = 0; round < 20; ++round) {
      const Columns columns = random_columns(random, random() % 400, 1 + static_cast<int>(random() % 50));
      std::vector<reference::Family> families;
      for (std::size_t i = 0; i < columns.desil.size(); ++i) {
        families.push_back({columns.status[i] == FamilyStatus::kRanked, columns.desil[i], columns.flags[i],
                            columns.score[i], small_hash({columns.kk[i]}), columns.kk[i]});
      }
      const auto desil_max = static_cast<engine::Desil>(1 + random() % 10);
      const auto exclude = static_cast<std::uint32_t>(random() % 8);
      const auto quota = static_cast<long long>(random() % 200) - 1;
      engine::Programme programme{"A", "a", desil_max, engine::DesilLevel::kNational, std::nullopt, exclude};
      if (quota >= 0) programme.quota = static_cast<std::uint64_t>(quota);
      const auto wanted = reference::programme_by_full_sort(families, desil_max, exclude, quota);
      for (const int threads : {1, 2, 3, 8}) {
        engine::set_threads(threads);
        REQUIRE(words(programme, columns, small_hash) == wanted);
      }
      engine::set_threads(0);
    }
  }
}

TEST_CASE("programme: several chunks of families give the serial answer", "[programmes][threads]") {
  std::mt19937_64 random(9);
  const Columns columns = random_columns(random, (std::size_t{2} << 20) + 77, 3000);
  const engine::Programme programme{"A", "a", 6, engine::DesilLevel::kNational, 400'000, 1};
  std::map<int, std::uint64_t> received;
  for (const int threads : {1, 3}) {
    engine::set_threads(threads);
    const engine::ProgrammeDecision decision(programme, columns.view(), small_hash);
    for (std::size_t row = 0; row < columns.desil.size(); ++row) {
      received[threads] +=
          decision.status(columns.view(), row, small_hash) == engine::ProgrammeStatus::kReceives ? 1 : 0;
    }
    REQUIRE(decision.summary().receives == 400'000);
    REQUIRE(received[threads] == 400'000);
  }
  engine::set_threads(0);
}

TEST_CASE("programme: the order hash is asked only for families that share the border's score", "[programmes]") {
  Columns columns;
  for (std::uint64_t i = 0; i < 1000; ++i)
    columns.add(1, FamilyStatus::kRanked, 0, static_cast<engine::PmtScore>(i / 10), i + 1);
  std::atomic<int> asked{0};
  const auto counting = [&](NomorKk kk) {
    ++asked;
    return small_hash(kk);
  };
  const engine::Programme programme{"A", "a", 1, engine::DesilLevel::kNational, 505, 0};
  REQUIRE(words(programme, columns, counting)[0] == "terima");
  REQUIRE(asked == 20);  // ten to find the border, ten to apply it
}

TEST_CASE("programme: columns of different length are a broken invariant", "[programmes]") {
  Columns columns;
  columns.add(1, FamilyStatus::kRanked, 0, 1, 1);
  columns.flags.clear();
  REQUIRE_THROWS_AS(words({"A", "a", 1, engine::DesilLevel::kNational, 1, 0}, columns, small_hash), engine::Error);
}
