// EM for Fellegi–Sunter pair by pair in naive loops over a matrix of levels: the slow truth of estimate_model.
//
// Textbook form (Winkler 1988): E-step per pair by products of m and u, M-step by plain shares with pseudo-counts.
// Related classes have the shares of u in the first `chance` levels of a field, and free shares in the others; their
// pairs count for u in those fields only in which all their levels are by chance.
// A level of -1 is missing: its factor is 1 and it is in no share.
#pragma once

#include <cstddef>
#include <vector>

namespace reference {

struct EmRelated {
  double share = 0;
  std::vector<std::size_t> chance;
  std::vector<std::vector<double>> r;
};

struct EmParameters {
  std::vector<std::vector<double>> m, u;
  double lambda = 0;
  std::vector<EmRelated> related;
};

inline void em_iteration(const std::vector<std::vector<int>>& pairs, double pseudo, EmParameters& p) {
  const std::size_t classes = 2 + p.related.size();  // matches, by chance, related
  std::vector<std::vector<double>> g(pairs.size(), std::vector<double>(classes));
  std::vector<double> sums(classes, 0);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    std::vector<double>& shares = g[i];
    shares[0] = p.lambda;
    shares[1] = 1 - p.lambda;
    for (std::size_t k = 0; k < p.related.size(); ++k) {
      shares[k + 2] = p.related[k].share;
      shares[1] -= p.related[k].share;
    }
    for (std::size_t f = 0; f < p.m.size(); ++f) {
      if (pairs[i][f] < 0) continue;
      const auto level = static_cast<std::size_t>(pairs[i][f]);
      shares[0] *= p.m[f][level];
      shares[1] *= p.u[f][level];
      for (std::size_t k = 0; k < p.related.size(); ++k)
        shares[k + 2] *= level < p.related[k].chance[f] ? p.u[f][level] : p.related[k].r[f][level];
    }
    double all = 0;
    for (const double share : shares) all += share;
    for (std::size_t k = 0; k < classes; ++k) sums[k] += shares[k] /= all;
  }
  for (std::size_t f = 0; f < p.m.size(); ++f) {
    const std::size_t levels = p.m[f].size();
    std::vector<std::vector<double>> counts(classes, std::vector<double>(levels, pseudo));
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (pairs[i][f] < 0) continue;
      const auto level = static_cast<std::size_t>(pairs[i][f]);
      for (std::size_t k = 0; k < classes; ++k) {
        counts[k][level] += g[i][k];
        if (k >= 2 && p.related[k - 2].chance[f] >= levels) counts[1][level] += g[i][k];
      }
    }
    const auto shares_of = [&](const std::vector<double>& count) {
      double all = 0;
      for (const double c : count) all += c;
      std::vector<double> shares;
      for (const double c : count) shares.push_back(c / all);
      return shares;
    };
    p.m[f] = shares_of(counts[0]);
    p.u[f] = shares_of(counts[1]);
    for (std::size_t k = 0; k < p.related.size(); ++k) {
      double left = 1, all = 0;
      for (std::size_t l = 0; l < levels; ++l) {
        if (l < p.related[k].chance[f]) {
          left -= p.u[f][l];
        } else {
          all += counts[k + 2][l];
        }
      }
      for (std::size_t l = 0; l < levels; ++l)
        p.related[k].r[f][l] = l < p.related[k].chance[f] ? p.u[f][l] : left * counts[k + 2][l] / all;
    }
  }
  const double all = static_cast<double>(pairs.size()) + 2 * pseudo;
  p.lambda = (sums[0] + pseudo) / all;
  for (std::size_t k = 0; k < p.related.size(); ++k) p.related[k].share = (sums[k + 2] + pseudo) / all;
}

}  // namespace reference
