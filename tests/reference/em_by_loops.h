// EM for Fellegi–Sunter pair by pair in naive loops over a matrix of levels: the slow truth of estimate_model.
//
// Textbook form (Winkler 1988): E-step per pair by products of m and u, M-step by plain shares with pseudo-counts.
// A level of -1 is missing: its factor is 1 and it is in no share.
#pragma once

#include <cstddef>
#include <vector>

namespace reference {

struct EmParameters {
  std::vector<std::vector<double>> m, u;
  double lambda = 0;
};

inline void em_iteration(const std::vector<std::vector<int>>& pairs, double pseudo, EmParameters& p) {
  std::vector<double> g(pairs.size());
  double sum = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    double match = p.lambda, other = 1 - p.lambda;
    for (std::size_t f = 0; f < p.m.size(); ++f) {
      if (pairs[i][f] < 0) continue;
      match *= p.m[f][static_cast<std::size_t>(pairs[i][f])];
      other *= p.u[f][static_cast<std::size_t>(pairs[i][f])];
    }
    g[i] = match / (match + other);
    sum += g[i];
  }
  for (std::size_t f = 0; f < p.m.size(); ++f) {
    const std::size_t levels = p.m[f].size();
    std::vector<double> match(levels, pseudo), other(levels, pseudo);
    double all_match = pseudo * static_cast<double>(levels), all_other = all_match;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (pairs[i][f] < 0) continue;
      match[static_cast<std::size_t>(pairs[i][f])] += g[i];
      other[static_cast<std::size_t>(pairs[i][f])] += 1 - g[i];
      all_match += g[i];
      all_other += 1 - g[i];
    }
    for (std::size_t l = 0; l < levels; ++l) {
      p.m[f][l] = match[l] / all_match;
      p.u[f][l] = other[l] / all_other;
    }
  }
  p.lambda = (sum + pseudo) / (static_cast<double>(pairs.size()) + 2 * pseudo);
}

}  // namespace reference
