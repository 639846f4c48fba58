#include "engine/store/family_order.h"

#include <algorithm>
#include <tuple>

#include "engine/parallel.h"

namespace engine {
namespace {

// Regency of a KK number: its first four digits.
constexpr std::uint64_t kRegencyUnit = 1'000'000'000'000;
constexpr std::size_t kRegencies = 10'000;
std::size_t regency_of_kk(std::uint64_t kk) {
  return static_cast<std::size_t>(std::min<std::uint64_t>(kk / kRegencyUnit, kRegencies - 1));
}

// Chunks that count and deal out rows for themselves.
constexpr std::size_t kChunks = 64;

// The village where most members live; of equally frequent ones a known one, then the smallest.
VillageIndex common_village(std::vector<VillageIndex>& villages) {
  std::sort(villages.begin(), villages.end());
  VillageIndex best = villages.front();
  std::size_t best_count = 0;
  for (std::size_t i = 0; i < villages.size();) {
    std::size_t j = i;
    while (j < villages.size() && villages[j] == villages[i]) ++j;
    if (j - i > best_count) {  // ascending order: the first of equals is the smallest, unknown is last
      best = villages[i];
      best_count = j - i;
    }
    i = j;
  }
  return best;
}

// Deals the rows out by the regency of their KK: a counting sort. Returns where each regency begins.
std::vector<std::uint32_t> deal_out(std::span<const std::uint64_t> kk, const std::vector<bool>& dropped,
                                    std::vector<std::uint32_t>& rows) {
  const std::size_t grain = std::max<std::size_t>(1, chunk_count(kk.size(), kChunks));
  const std::size_t chunks = chunk_count(kk.size(), grain);
  std::vector<std::uint32_t> at(chunks * kRegencies, 0);  // counts, then places, by chunk and regency
  parallel_for(kk.size(), grain, [&](std::size_t begin, std::size_t end) {
    std::uint32_t* count = at.data() + begin / grain * kRegencies;
    for (std::size_t i = begin; i < end; ++i) count[regency_of_kk(kk[i])] += dropped[i] ? 0u : 1u;
  });
  std::vector<std::uint32_t> begins(kRegencies + 1);
  std::uint32_t next = 0;
  for (std::size_t r = 0; r < kRegencies; ++r) {
    begins[r] = next;
    for (std::size_t c = 0; c < chunks; ++c) {
      const std::uint32_t count = at[c * kRegencies + r];
      at[c * kRegencies + r] = next;
      next += count;
    }
  }
  begins[kRegencies] = next;
  rows.resize(next);
  parallel_for(kk.size(), grain, [&](std::size_t begin, std::size_t end) {
    std::uint32_t* place = at.data() + begin / grain * kRegencies;
    for (std::size_t i = begin; i < end; ++i) {
      if (!dropped[i]) rows[place[regency_of_kk(kk[i])]++] = static_cast<std::uint32_t>(i);
    }
  });
  return begins;
}

}  // namespace

FamilyOrder order_families(std::span<const std::uint64_t> nik, std::span<const std::uint64_t> kk,
                           std::span<const VillageIndex> village, const std::vector<bool>& dropped) {
  FamilyOrder order;
  const std::vector<std::uint32_t> begins = deal_out(kk, dropped, order.rows);

  // Within a regency: rows by KK and NIK, then the families.
  struct Row {
    std::uint64_t kk, nik;
    std::uint32_t row;
  };
  std::vector<std::vector<FamilyRun>> parts(kRegencies);
  parallel_for(kRegencies, 1, [&](std::size_t r, std::size_t) {
    std::vector<Row> sorted;
    sorted.reserve(begins[r + 1] - begins[r]);
    for (std::uint32_t i = begins[r]; i < begins[r + 1]; ++i) {
      const std::uint32_t row = order.rows[i];
      sorted.push_back({kk[row], nik[row], row});
    }
    parallel_sort(sorted, [](const Row& a, const Row& b) { return std::tie(a.kk, a.nik) < std::tie(b.kk, b.nik); });
    std::vector<VillageIndex> villages;
    for (std::size_t i = 0; i < sorted.size();) {
      villages.clear();
      std::size_t j = i;
      for (; j < sorted.size() && sorted[j].kk == sorted[i].kk; ++j) {
        villages.push_back(village[sorted[j].row]);
        order.rows[begins[r] + j] = sorted[j].row;
      }
      parts[r].push_back({common_village(villages), begins[r] + static_cast<std::uint32_t>(i),
                          begins[r] + static_cast<std::uint32_t>(j)});
      i = j;
    }
  });
  std::size_t families = 0;
  for (const auto& part : parts) families += part.size();
  order.runs.reserve(families);
  for (auto& part : parts) {
    order.runs.insert(order.runs.end(), part.begin(), part.end());
    std::vector<FamilyRun>().swap(part);
  }
  // `begin` ascends with the KK.
  parallel_sort(order.runs, [](const FamilyRun& a, const FamilyRun& b) {
    return std::tie(a.village, a.begin) < std::tie(b.village, b.begin);
  });
  return order;
}

}  // namespace engine
