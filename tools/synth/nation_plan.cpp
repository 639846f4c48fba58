#include "tools/synth/nation_plan.h"

#include <algorithm>

#include "tools/synth/random_stream.h"

namespace tools::synth {
namespace {

constexpr std::uint64_t kFamilyOfThree = 3;
constexpr double kGolden = 0.6180339887498949;  // the most even walk over [0, 1)

// Real size of each district, scaled up where more persons are wanted than the nation has.
std::vector<std::uint64_t> district_sizes(const RegionStock& stock, std::uint64_t persons) {
  const double scale = std::max(1.0, static_cast<double>(persons) / static_cast<double>(stock.population));
  std::vector<std::uint64_t> sizes;
  for (const District& district : stock.districts) {
    const Regency& regency = stock.regencies[district.regency];
    const double size = static_cast<double>(regency.population) / regency.districts() * scale;
    sizes.push_back(std::max<std::uint64_t>(1, static_cast<std::uint64_t>(size)));
  }
  return sizes;
}

// Fills `wanted` persons with whole districts: first where the walk leads, then the largest that fit.
std::vector<std::uint64_t> pick_whole_districts(const std::vector<std::uint64_t>& sizes, std::uint64_t wanted,
                                                std::uint64_t seed) {
  std::vector<std::uint64_t> persons(sizes.size(), 0);
  double place = stream_of(seed, Purpose::kPlan, 0).unit();
  std::uint64_t left = wanted;
  const std::uint64_t smallest = *std::min_element(sizes.begin(), sizes.end());
  for (std::size_t step = 0, misses = 0; left >= smallest && misses < 24 + sizes.size() / 16 && step < 8 * sizes.size();
       ++step) {
    place += kGolden;
    if (place >= 1) place -= 1;
    const auto d = static_cast<std::size_t>(place * static_cast<double>(sizes.size()));
    if (persons[d] != 0 || sizes[d] > left) {
      ++misses;
      continue;
    }
    persons[d] = sizes[d];
    left -= sizes[d];
  }
  while (left >= smallest) {
    std::size_t best = sizes.size();
    for (std::size_t d = 0; d < sizes.size(); ++d) {
      if (persons[d] == 0 && sizes[d] <= left && (best == sizes.size() || sizes[d] > sizes[best])) best = d;
    }
    if (best == sizes.size()) break;
    persons[best] = sizes[best];
    left -= sizes[best];
  }
  if (left == wanted && wanted > 0) {  // not even the smallest district fits
    const auto d = static_cast<std::size_t>(std::min_element(sizes.begin(), sizes.end()) - sizes.begin());
    persons[d] = wanted;
  }
  return persons;
}

// Spreads persons over regencies by weight, each of them at least a family where that is possible.
void spread_thin(const RegionStock& stock, const std::vector<std::uint32_t>& regencies, std::uint64_t persons,
                 std::vector<std::uint64_t>& thin) {
  if (persons == 0 || regencies.empty()) return;
  const std::uint64_t count = regencies.size();
  if (persons < count * kFamilyOfThree) {
    const std::uint64_t families = std::max<std::uint64_t>(1, persons / kFamilyOfThree);
    std::uint64_t done = 0;
    for (std::uint64_t f = 0; f < families; ++f) {
      const std::uint64_t upto = persons * (f + 1) / families;
      thin[regencies[f * count / families]] += upto - done;
      done = upto;
    }
    return;
  }
  std::uint64_t weight = 0, before = 0, done = 0;
  for (const std::uint32_t r : regencies) weight += stock.regencies[r].population;
  const std::uint64_t by_weight = persons - count * kFamilyOfThree;
  for (const std::uint32_t r : regencies) {
    before += stock.regencies[r].population;
    const auto upto = static_cast<std::uint64_t>(static_cast<double>(by_weight) *
                                                 (static_cast<double>(before) / static_cast<double>(weight)));
    thin[r] += kFamilyOfThree + upto - done;
    done = upto;
  }
  thin[regencies.back()] += by_weight - done;
}

}  // namespace

NationPlan plan_nation(std::uint64_t persons, std::uint64_t seed, bool dense) {
  const RegionStock& stock = RegionStock::get();
  NationPlan plan{seed, persons, {}};
  std::vector<std::uint64_t> whole(stock.districts.size(), 0), thin(stock.regencies.size(), 0);
  if (dense)
    whole = pick_whole_districts(district_sizes(stock, persons), persons / 10 * 9 + persons % 10 * 9 / 10, seed);
  std::vector<bool> has_whole(stock.regencies.size(), false);
  std::uint64_t placed = 0;
  for (std::size_t d = 0; d < whole.size(); ++d) {
    placed += whole[d];
    if (whole[d] > 0) has_whole[stock.districts[d].regency] = true;
  }
  // A regency whose districts are all whole has no thin part.
  std::vector<std::uint32_t> open, others;
  for (std::uint32_t r = 0; r < stock.regencies.size(); ++r) {
    if (!has_whole[r]) open.push_back(r);
    for (std::uint32_t d = stock.regencies[r].first_district; d < stock.regencies[r].last_district; ++d) {
      if (whole[d] == 0) {
        others.push_back(r);
        break;
      }
    }
  }
  spread_thin(stock, open.empty() ? others : open, persons - placed, thin);

  std::uint64_t first = 0;
  for (std::uint32_t r = 0; r < stock.regencies.size(); ++r) {
    const Regency& regency = stock.regencies[r];
    std::vector<std::uint32_t> wholes, rest;
    for (std::uint32_t d = regency.first_district; d < regency.last_district; ++d)
      (whole[d] > 0 ? wholes : rest).push_back(d);
    const auto add = [&](std::uint32_t district, std::uint64_t count, std::vector<std::uint32_t> districts) {
      plan.units.push_back(
          {static_cast<std::uint32_t>(plan.units.size()), r, district, count, first, std::move(districts), {}});
      first += count;
    };
    if (thin[r] > 0) add(kThinUnit, thin[r], rest);
    for (std::size_t w = 0; w < wholes.size(); ++w) {
      add(wholes[w], whole[wholes[w]], {wholes[w]});
      if (thin[r] > 0) continue;  // the thin unit issues the ids of the other districts
      for (std::size_t i = w; i < rest.size(); i += wholes.size()) plan.units.back().near_areas.push_back(rest[i]);
    }
  }
  return plan;
}

}  // namespace tools::synth
