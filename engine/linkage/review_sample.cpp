#include "engine/linkage/review_sample.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace engine {
namespace {

constexpr double kOddsFactor = 4;  // two bits

// At most one step from certainty, so that odds are finite.
double odds(std::uint16_t probability) {
  const double p = std::clamp<double>(probability, 1, 9'999);
  return p / (10'000 - p);
}

bool near(std::uint16_t probability, std::uint16_t threshold) {
  const double ratio = odds(probability) / odds(threshold);
  return ratio <= kOddsFactor && ratio * kOddsFactor >= 1;
}

}  // namespace

ReviewBand review_band(std::uint16_t probability, std::uint16_t padan) {
  if (near(probability, padan)) return ReviewBand::kPadan;
  return near(probability, 5'000) ? ReviewBand::kHalf : ReviewBand::kNone;
}

std::vector<std::size_t> draw_for_review(std::vector<ReviewCandidate> candidates, std::uint16_t padan,
                                         std::size_t most) {
  std::sort(candidates.begin(), candidates.end(), [](const ReviewCandidate& a, const ReviewCandidate& b) {
    return std::tie(a.key, a.row) < std::tie(b.key, b.row);
  });
  std::array<std::vector<std::size_t>, 2> bands;
  for (const ReviewCandidate& candidate : candidates) {
    const ReviewBand band = review_band(candidate.probability, padan);
    if (band != ReviewBand::kNone) bands[static_cast<std::size_t>(band)].push_back(candidate.row);
  }
  const std::size_t half = most / 2;
  const std::size_t of_half = std::min(bands[1].size(), std::max(half, most - std::min(most, bands[0].size())));
  bands[0].resize(std::min(bands[0].size(), most - of_half));
  bands[1].resize(of_half);
  std::vector<std::size_t> rows = std::move(bands[0]);
  rows.insert(rows.end(), bands[1].begin(), bands[1].end());
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace engine
