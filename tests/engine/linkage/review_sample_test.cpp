#include "engine/linkage/review_sample.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

using namespace engine;

TEST_CASE("review sample: a link is near a threshold within two bits of its odds", "[linkage]") {
  REQUIRE(review_band(9'000, 9'000) == ReviewBand::kPadan);
  REQUIRE(review_band(9'729, 9'000) == ReviewBand::kPadan);  // odds 35.9, of 9 times 4
  REQUIRE(review_band(9'731, 9'000) == ReviewBand::kNone);
  REQUIRE(review_band(6'930, 9'000) == ReviewBand::kPadan);  // odds 2.257, of 9 by 4
  REQUIRE(review_band(6'910, 9'000) == ReviewBand::kHalf);
  REQUIRE(review_band(2'000, 9'000) == ReviewBand::kHalf);
  REQUIRE(review_band(1'990, 9'000) == ReviewBand::kNone);
  // Where nothing but certainty is padan, the nearest links are still looked at.
  REQUIRE(review_band(9'999, 10'000) == ReviewBand::kPadan);
}

TEST_CASE("review sample: half from each band, and what one does not fill goes to the other", "[linkage]") {
  const auto drawn = [](std::size_t at_padan, std::size_t at_half, std::size_t most) {
    std::vector<ReviewCandidate> candidates;
    for (std::size_t i = 0; i < at_padan + at_half; ++i) {
      candidates.push_back(
          {i * 7919 % 1009, static_cast<std::uint32_t>(i), static_cast<std::uint16_t>(i < at_padan ? 9'500 : 5'000)});
    }
    const auto rows = draw_for_review(candidates, 9'500, most);
    REQUIRE(std::is_sorted(rows.begin(), rows.end()));
    const auto padan = std::count_if(rows.begin(), rows.end(), [&](std::size_t row) { return row < at_padan; });
    return std::pair(static_cast<std::size_t>(padan), rows.size() - static_cast<std::size_t>(padan));
  };
  REQUIRE(drawn(300, 300, 200) == std::pair<std::size_t, std::size_t>(100, 100));
  REQUIRE(drawn(300, 50, 200) == std::pair<std::size_t, std::size_t>(150, 50));
  REQUIRE(drawn(30, 500, 200) == std::pair<std::size_t, std::size_t>(30, 170));
  REQUIRE(drawn(30, 40, 200) == std::pair<std::size_t, std::size_t>(30, 40));
  REQUIRE(drawn(0, 0, 200) == std::pair<std::size_t, std::size_t>(0, 0));
  REQUIRE(drawn(300, 300, 0) == std::pair<std::size_t, std::size_t>(0, 0));
}

TEST_CASE("review sample: which rows are drawn depends on their keys, not on their order", "[linkage]") {
  std::vector<ReviewCandidate> candidates;
  std::mt19937_64 random(5);
  for (std::uint32_t i = 0; i < 400; ++i) {
    candidates.push_back({random(), i, static_cast<std::uint16_t>(i % 2 == 0 ? 9'400 : 5'000)});
  }
  const auto keys_of = [&](const std::vector<ReviewCandidate>& all) {
    std::vector<std::uint64_t> keys;
    for (const std::size_t row : draw_for_review(all, 9'500, 60)) {
      for (const ReviewCandidate& c : all) {
        if (c.row == row) keys.push_back(c.key);
      }
    }
    std::sort(keys.begin(), keys.end());
    return keys;
  };
  const auto wanted = keys_of(candidates);
  REQUIRE(wanted.size() == 60);
  std::shuffle(candidates.begin(), candidates.end(), random);
  for (std::uint32_t i = 0; i < candidates.size(); ++i) candidates[i].row = i;
  REQUIRE(keys_of(candidates) == wanted);
}
