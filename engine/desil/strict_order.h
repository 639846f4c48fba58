// Orders families strictly for quotas: by score, then by lot, then by KK number.
//
// The lot of a family is the first 8 bytes, as a big-endian number, of SHA-256(seed in decimal + ":" + KK as
// 16 digits). The seed is public, so anybody can check who came first among equals, and nobody chose it.
//
// threads: a QuotaLottery serves one thread; sort_by_quota_order is parallel and gives one answer.
// errors: engine::Error(kResource) where OpenSSL has no SHA-256.
// cost: one SHA-256 of about 20 bytes (0.2 µs) a lot; the sort draws lots for equal scores only.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/store/ids.h"

namespace engine {

class QuotaLottery {
 public:
  explicit QuotaLottery(std::uint64_t seed);
  ~QuotaLottery();
  QuotaLottery(const QuotaLottery&) = delete;
  QuotaLottery& operator=(const QuotaLottery&) = delete;

  std::uint64_t lot(NomorKk kk);

 private:
  struct Digest;
  std::string prefix_;
  std::unique_ptr<Digest> digest_;
};

// Sorts rows of families into quota order; `scores` and `kks` are indexed by row. KK numbers are distinct.
void sort_by_quota_order(std::vector<FamilyRow>& rows, std::span<const PmtScore> scores, std::span<const NomorKk> kks,
                         std::uint64_t seed);

}  // namespace engine
