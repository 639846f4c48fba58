// Indices of poverty and inequality by their definitions, and their sampling errors by small changes of the weights:
// the slow truth of engine/indices and engine/pmt/fit/survey_indices.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <numeric>
#include <vector>

namespace reference {

struct SampledPerson {
  double y = 0, w = 1;
  std::uint32_t stratum = 0, cluster = 0;
};
using SampledPersons = std::vector<SampledPerson>;
using Index = std::function<double(const SampledPersons&)>;

inline double fgt(const SampledPersons& persons, double line, int alpha) {
  double sum = 0, weight = 0;
  for (const SampledPerson& p : persons) {
    weight += p.w;
    if (p.y < line) sum += p.w * std::pow(1 - p.y / line, alpha);
  }
  return sum / weight;
}

inline double gini(const SampledPersons& persons) {
  double differences = 0, weight = 0, total = 0;
  for (const SampledPerson& a : persons) {
    weight += a.w;
    total += a.w * a.y;
    for (const SampledPerson& b : persons) differences += a.w * b.w * std::abs(a.y - b.y);
  }
  return differences / (2 * weight * total);
}

// The share of all expenditure that the poorest `q` of the persons have, the last of them in part.
inline double lorenz(SampledPersons persons, double q) {
  std::sort(persons.begin(), persons.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
  double weight = 0, total = 0, taken = 0, spent = 0;
  for (const SampledPerson& p : persons) weight += p.w, total += p.w * p.y;
  for (const SampledPerson& p : persons) {
    const double part = std::min(p.w, q * weight - taken);
    if (part <= 0) break;
    taken += part;
    spent += part * p.y;
  }
  return spent / total;
}

// Standard error under strata and clusters: each person's influence is the change of the index with its weight. A
// stratum with one cluster counts its sum as it is. Clusters of the sample without a person here count too.
inline double design_error(const SampledPersons& persons, const Index& index,
                           const std::map<std::uint32_t, std::size_t>& clusters_of_stratum) {
  std::map<std::uint32_t, std::map<std::uint32_t, double>> sums;
  for (std::size_t i = 0; i < persons.size(); ++i) {
    SampledPersons more = persons, less = persons;
    const double step = 1e-5 * persons[i].w;
    more[i].w += step;
    less[i].w -= step;
    sums[persons[i].stratum][persons[i].cluster] += persons[i].w * (index(more) - index(less)) / (2 * step);
  }
  double variance = 0;
  for (const auto& [stratum, clusters] : sums) {
    const auto n = static_cast<double>(clusters_of_stratum.at(stratum));
    double sum = 0, squares = 0;
    for (const auto& [cluster, total] : clusters) sum += total, squares += total * total;
    variance += n > 1 ? n / (n - 1) * (squares - sum * sum / n) : squares;
  }
  return std::sqrt(variance);
}

}  // namespace reference
