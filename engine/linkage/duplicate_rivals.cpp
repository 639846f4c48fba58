#include "engine/linkage/duplicate_rivals.h"

#include <algorithm>

#include "engine/linkage/bits.h"

namespace engine {
namespace {

constexpr std::ptrdiff_t kMostCopied = 16;  // a row with more edges has no copies, only rivals
constexpr std::int32_t kMostBits = 40 * kUnitsOfBit;

double bounded_odds(WeightUnits weight) { return odds_of(std::clamp(weight, -kMostBits, kMostBits)); }

// One row's side of an edge.
struct Side {
  PersonRow row, other;
  std::uint32_t edge;
};

class Sides {
 public:
  explicit Sides(const std::vector<DuplicateEdge>& edges) : edges_(edges) {
    for (std::uint32_t e = 0; e < edges.size(); ++e) {
      sides_.push_back({edges[e].a, edges[e].b, e});
      sides_.push_back({edges[e].b, edges[e].a, e});
    }
    std::sort(sides_.begin(), sides_.end(), [](const Side& x, const Side& y) {
      return (std::uint64_t{x.row} << 32 | x.other) < (std::uint64_t{y.row} << 32 | y.other);
    });
  }

  // Sum over the third rows that are paired with `row` and are no copy of `other`.
  double rivals(PersonRow row, PersonRow other) const {
    const auto begin = first(row);
    auto end = begin;
    while (end != sides_.end() && end->row == row) ++end;
    const bool few = end - begin <= kMostCopied;
    double sum = 0;
    for (auto side = begin; side != end; ++side) {
      if (side->other == other || (few && copies(side->other, other))) continue;
      sum += bounded_odds(edges_[side->edge].weight);
    }
    return sum;
  }

 private:
  std::vector<Side>::const_iterator first(PersonRow row, PersonRow other = 0) const {
    return std::lower_bound(
        sides_.begin(), sides_.end(), std::uint64_t{row} << 32 | other,
        [](const Side& side, std::uint64_t key) { return (std::uint64_t{side.row} << 32 | side.other) < key; });
  }
  bool copies(PersonRow a, PersonRow b) const {
    const auto side = first(a, b);
    return side != sides_.end() && side->row == a && side->other == b && edges_[side->edge].copy;
  }

  const std::vector<DuplicateEdge>& edges_;
  std::vector<Side> sides_;
};

}  // namespace

std::uint32_t probability_units(std::int32_t weight) {
  return static_cast<std::uint32_t>(10'000.0 / (1 + 1 / bounded_odds(weight)));
}

void weigh_rivals(std::vector<DuplicateEdge>& edges) {
  const Sides sides(edges);
  std::vector<std::int32_t> weights;
  for (const DuplicateEdge& edge : edges) {
    const double rivals = sides.rivals(edge.a, edge.b) + sides.rivals(edge.b, edge.a);
    weights.push_back(edge.weight - log2_units(1 + rivals));
  }
  for (std::size_t e = 0; e < edges.size(); ++e) {
    edges[e].weight = weights[e];
    edges[e].probability = probability_units(weights[e]);
  }
}

}  // namespace engine
