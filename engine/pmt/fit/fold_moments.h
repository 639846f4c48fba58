// Gathers the moments of provinces by fold in one pass over the rows, and those of a regency again when it is fitted:
// to keep all of them would take gigabytes.
//
// Private to engine/pmt/fit. memory: (folds + 1) × width² × 8 bytes a province, twice that where constants or the
// selection need moments about regency means.
#pragma once

#include "engine/pmt/fit/moments.h"
#include "engine/pmt/fit/regions.h"

namespace engine::fit {

// Whole, and by fold: rows held out (`test`) and all others (`train`).
struct FoldMoments {
  Moments all;
  std::vector<Moments> train, test;

  FoldMoments() = default;
  FoldMoments(std::size_t width, std::size_t folds)
      : all(width), train(folds, Moments(width)), test(folds, Moments(width)) {}
  void add(const FoldMoments& other);
  FoldMoments only(std::span<const Index> kept) const;
  // All three about their own means.
  FoldMoments centred() const;
};

FoldMoments regency_moments(const Rows& rows, const RegencyRows& regency, std::span<const std::uint8_t> fold_of,
                            std::size_t folds);

struct ProvinceMoments {
  FoldMoments plain;   // sums over the regencies
  FoldMoments within;  // sums of the regencies' centred moments; empty where not wanted
};

std::vector<ProvinceMoments> gather_provinces(const Rows& rows, const RegionRows& regions,
                                              std::span<const std::uint8_t> fold_of, std::size_t folds, bool within);

}  // namespace engine::fit
