#include "engine/pmt/fit/fold_clusters.h"

#include <algorithm>

namespace engine::fit {
namespace {

// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t mixed(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15ull;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBull;
  return value ^ (value >> 31);
}

}  // namespace

std::vector<std::uint8_t> fold_clusters(const SurveyTable& survey, std::uint32_t folds, std::uint64_t seed) {
  constexpr std::uint8_t kNoFold = 0xFF;
  std::vector<std::uint8_t> fold_of_row(survey.rows(), 0);
  std::uint32_t most = 0;
  for (const std::uint32_t cluster : survey.cluster) most = std::max(most, cluster);
  std::vector<std::uint8_t> fold_of(std::size_t{most} + 1, kNoFold);
  std::uint32_t turn = 0;
  for (std::size_t begin = 0; begin < survey.rows();) {
    std::size_t end = begin;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> clusters;
    std::vector<std::uint32_t> seen;
    for (; end < survey.rows() && survey.regency[end] == survey.regency[begin]; ++end)
      seen.push_back(survey.cluster[end]);
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    for (const std::uint32_t cluster : seen) {
      if (fold_of[cluster] == kNoFold) clusters.emplace_back(mixed(mixed(seed) ^ cluster), cluster);
    }
    std::sort(clusters.begin(), clusters.end());
    for (const auto& [hash, cluster] : clusters) fold_of[cluster] = static_cast<std::uint8_t>(turn++ % folds);
    for (; begin < end; ++begin) fold_of_row[begin] = fold_of[survey.cluster[begin]];
  }
  return fold_of_row;
}

}  // namespace engine::fit
