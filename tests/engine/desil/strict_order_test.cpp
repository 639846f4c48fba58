#include "engine/desil/strict_order.h"

#include <openssl/sha.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <random>
#include <set>

#include "engine/parallel.h"

namespace {

using engine::FamilyRow;
using engine::NomorKk;
using engine::PmtScore;

std::uint64_t plain_lot(std::uint64_t seed, std::uint64_t kk) {
  std::string digits = std::to_string(kk);
  digits.insert(0, 16 - digits.size(), '0');
  const std::string text = std::to_string(seed) + ":" + digits;
  unsigned char hash[32];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash);
  std::uint64_t lot = 0;
  for (int i = 0; i < 8; ++i) lot = lot * 256 + hash[i];
  return lot;
}

}  // namespace

TEST_CASE("quota lottery: the lot is the head of SHA-256 of seed, colon and 16 digits", "[strict_order]") {
  // printf '1:3201010101240001' | sha256sum
  engine::QuotaLottery lottery(1);
  REQUIRE(lottery.lot(NomorKk{3201010101240001}) == 0x762baaab1ccc21f4ull);
  for (const std::uint64_t kk : {std::uint64_t{1}, std::uint64_t{9999999999999999}}) {
    REQUIRE(lottery.lot(NomorKk{kk}) == plain_lot(1, kk));
  }
  engine::QuotaLottery largest(18446744073709551615ull);
  REQUIRE(largest.lot(NomorKk{42}) == plain_lot(18446744073709551615ull, 42));
}

TEST_CASE("sort_by_quota_order: equals a plain sort by score, lot and KK at every thread count", "[strict_order]") {
  std::mt19937_64 random(9);
  const std::size_t families = 40'000;
  std::vector<PmtScore> scores(families);
  std::vector<NomorKk> kks(families);
  for (auto& s : scores) s = static_cast<PmtScore>(random() % 30'000) - 15'000;
  for (std::size_t i = 0; i < families / 4; ++i) scores[i] = 77;  // a long tie across chunks
  for (auto& k : kks) k = NomorKk{random() % engine::kDigits16Limit};
  std::vector<FamilyRow> rows(families);
  std::iota(rows.begin(), rows.end(), 0u);
  std::vector<std::uint64_t> lots;
  for (const NomorKk kk : kks) lots.push_back(plain_lot(5, kk.value));
  auto wanted = rows;
  std::sort(wanted.begin(), wanted.end(), [&](FamilyRow a, FamilyRow b) {
    return std::tuple(scores[a], lots[a], kks[a]) < std::tuple(scores[b], lots[b], kks[b]);
  });
  std::shuffle(rows.begin(), rows.end(), random);
  for (const int threads : {1, 2, 3, 8}) {
    engine::set_threads(threads);
    auto sorted = rows;
    engine::sort_by_quota_order(sorted, scores, kks, 5);
    REQUIRE(sorted == wanted);
  }
  engine::set_threads(0);
}
