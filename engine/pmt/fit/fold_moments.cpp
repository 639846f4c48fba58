#include "engine/pmt/fit/fold_moments.h"

#include "engine/parallel.h"

namespace engine::fit {

void FoldMoments::add(const FoldMoments& other) {
  all.add(other.all);
  for (std::size_t k = 0; k < test.size(); ++k) {
    train[k].add(other.train[k]);
    test[k].add(other.test[k]);
  }
}

FoldMoments FoldMoments::only(std::span<const Index> kept) const {
  FoldMoments part;
  part.all = all.only(kept);
  for (const Moments& fold : train) part.train.push_back(fold.only(kept));
  for (const Moments& fold : test) part.test.push_back(fold.only(kept));
  return part;
}

FoldMoments FoldMoments::centred() const {
  FoldMoments part;
  part.all = all.centred();
  for (const Moments& fold : train) part.train.push_back(fold.centred());
  for (const Moments& fold : test) part.test.push_back(fold.centred());
  return part;
}

FoldMoments regency_moments(const Rows& rows, const RegencyRows& regency, std::span<const std::uint8_t> fold_of,
                            std::size_t folds) {
  FoldMoments moments(rows.design.width(), folds);
  add_rows(rows, regency.begin, regency.end, fold_of, moments.test);
  moments.all = sum_of(moments.test);
  for (std::size_t k = 0; k < folds; ++k) {
    for (std::size_t j = 0; j < folds; ++j) {
      if (j != k) moments.train[k].add(moments.test[j]);
    }
  }
  return moments;
}

std::vector<ProvinceMoments> gather_provinces(const Rows& rows, const RegionRows& regions,
                                              std::span<const std::uint8_t> fold_of, std::size_t folds, bool within) {
  std::vector<ProvinceMoments> gathered(regions.provinces.size());
  parallel_for(regions.provinces.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t p = begin; p < end; ++p) {
      const std::size_t width = rows.design.width();
      gathered[p].plain = FoldMoments(width, folds);
      if (within) gathered[p].within = FoldMoments(width, folds);
      for (std::size_t r = regions.provinces[p].first; r < regions.provinces[p].last; ++r) {
        const FoldMoments regency = regency_moments(rows, regions.regencies[r], fold_of, folds);
        gathered[p].plain.add(regency);
        if (within) gathered[p].within.add(regency.centred());
      }
    }
  });
  return gathered;
}

}  // namespace engine::fit
