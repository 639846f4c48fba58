// Deals the clusters of each regency to folds for cross-validation: those of one cluster share a fold.
//
// shape: a fold for every row. order: within a regency the clusters are put in the order of a hash of seed and first
// row, then dealt in turn, so that folds have equal numbers of clusters (within one); the turn goes on from regency to
// regency. threads: one answer.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/pmt/fit/survey_table.h"

namespace engine::fit {

std::vector<std::uint8_t> fold_clusters(const SurveyTable& survey, std::uint32_t folds, std::uint64_t seed);

}  // namespace engine::fit
