#include "engine/desil/strict_order.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "engine/error.h"
#include "engine/parallel.h"

namespace engine {

// Holds the algorithm and the context, since looking them up costs more than the digest itself.
struct QuotaLottery::Digest {
  EVP_MD* algorithm = nullptr;
  EVP_MD_CTX* context = nullptr;
  ~Digest() {
    EVP_MD_CTX_free(context);
    EVP_MD_free(algorithm);
  }
};

namespace {

void require(bool done) {
  if (!done) throw Error(ExitCode::kResource, "OpenSSL gives no SHA-256. Cure: check the OpenSSL configuration.");
}

}  // namespace

QuotaLottery::QuotaLottery(std::uint64_t seed) : prefix_(std::to_string(seed) + ":"), digest_(new Digest) {
  digest_->algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  digest_->context = EVP_MD_CTX_new();
  require(digest_->algorithm != nullptr && digest_->context != nullptr);
}

QuotaLottery::~QuotaLottery() = default;

std::uint64_t QuotaLottery::lot(NomorKk kk) {
  std::array<char, 16> digits;
  write_digits16(digits.data(), kk.value);
  std::array<unsigned char, 32> hash;
  EVP_MD_CTX* context = digest_->context;
  require(EVP_DigestInit_ex2(context, digest_->algorithm, nullptr) == 1 &&
          EVP_DigestUpdate(context, prefix_.data(), prefix_.size()) == 1 &&
          EVP_DigestUpdate(context, digits.data(), digits.size()) == 1 &&
          EVP_DigestFinal_ex(context, hash.data(), nullptr) == 1);
  std::uint64_t lot = 0;
  for (std::size_t i = 0; i < 8; ++i) lot = (lot << 8) | hash[i];
  return lot;
}

void sort_by_quota_order(std::vector<FamilyRow>& rows, std::span<const PmtScore> scores, std::span<const NomorKk> kks,
                         std::uint64_t seed) {
  struct Entry {
    PmtScore score = 0;
    FamilyRow row = 0;
    std::uint64_t lot = 0;
    NomorKk kk;
  };
  std::vector<Entry> entries(rows.size());
  constexpr std::size_t kGrain = std::size_t{1} << 14;
  parallel_for(rows.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) entries[i] = {scores[rows[i]], rows[i], 0, kks[rows[i]]};
  });
  parallel_sort(entries, [](const Entry& a, const Entry& b) {
    return std::tie(a.score, a.kk, a.row) < std::tie(b.score, b.kk, b.row);
  });
  // Draws lots only where a neighbour has the same score: the second sort then moves rows within such
  // runs alone, and on nearly sorted entries it is cheap.
  parallel_for(entries.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    QuotaLottery lottery(seed);
    for (std::size_t i = begin; i < end; ++i) {
      const bool tied = (i > 0 && entries[i - 1].score == entries[i].score) ||
                        (i + 1 < entries.size() && entries[i + 1].score == entries[i].score);
      if (tied) entries[i].lot = lottery.lot(entries[i].kk);
    }
  });
  parallel_sort(entries, [](const Entry& a, const Entry& b) {
    return std::tie(a.score, a.lot, a.kk, a.row) < std::tie(b.score, b.lot, b.kk, b.row);
  });
  parallel_for(rows.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) rows[i] = entries[i].row;
  });
}

}  // namespace engine
