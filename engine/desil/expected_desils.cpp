#include "engine/desil/expected_desils.h"

namespace engine {

void ExpectedDesils::add(const ExpectedDesils& other) {
  for (std::size_t own = 0; own < mass.size(); ++own) {
    for (std::size_t truth = 0; truth < mass.size(); ++truth) mass[own][truth] += other.mass[own][truth];
  }
}

CutErrors ExpectedDesils::errors_at(std::size_t k) const {
  std::uint64_t right = 0, chosen = 0, meant = 0;
  for (std::size_t own = 0; own < mass.size(); ++own) {
    for (std::size_t truth = 0; truth < mass.size(); ++truth) {
      if (own < k) chosen += mass[own][truth];
      if (truth < k) meant += mass[own][truth];
      if (own < k && truth < k) right += mass[own][truth];
    }
  }
  const auto share = [](std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? std::optional<double>() : static_cast<double>(part) / static_cast<double>(whole);
  };
  return {share(chosen - right, chosen), share(meant - right, meant)};
}

}  // namespace engine
