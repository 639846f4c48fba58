#include "engine/linkage/link_weights.h"

#include <algorithm>
#include <array>

#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 16;
constexpr int kLowest = -128, kBins = 256;  // bits; rarer weights count at the ends

using Bins = std::array<std::array<std::uint64_t, 4>, kBins + 1>;  // the last: nobody was weighed

int bits_of(WeightUnits weight) { return weight >> 10; }  // rounds down
static_assert(kUnitsOfBit == 1024);

}  // namespace

void count_weights(const SourceLinking& linking, LinkSummary& summary) {
  const std::vector<LinkRow>& rows = linking.rows();
  const Bins bins = parallel_reduce(
      rows.size(), kGrain, Bins{},
      [&](std::size_t begin, std::size_t end) {
        Bins part{};
        for (std::size_t i = begin; i < end; ++i) {
          const auto state = static_cast<std::size_t>(rows[i].link.state);
          const bool open = rows[i].open != kNoRow;
          if (open && linking.likeliest(rows[i].open).person == kNoRow) {
            ++part[kBins][state];
            continue;
          }
          const WeightUnits weight = open ? linking.likeliest(rows[i].open).weight : linking.link_with_weight(i).weight;
          ++part[static_cast<std::size_t>(std::clamp(bits_of(weight) - kLowest, 0, kBins - 1))][state];
        }
        return part;
      },
      [](Bins& sum, const Bins& part) {
        for (std::size_t b = 0; b <= kBins; ++b) {
          for (std::size_t s = 0; s < 4; ++s) sum[b][s] += part[b][s];
        }
      });
  summary.weights.clear();
  for (int b = 0; b < kBins; ++b) {
    const auto& counts = bins[static_cast<std::size_t>(b)];
    if (std::any_of(counts.begin(), counts.end(), [](std::uint64_t n) { return n > 0; })) {
      summary.weights[b + kLowest] = counts;
    }
  }
  summary.without_candidate = bins[kBins];
}

}  // namespace engine
