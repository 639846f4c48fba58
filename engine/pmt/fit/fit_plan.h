// Says what is to be fitted: candidate terms, level, pooling, selection, folds.
//
// A term is a feature of the model (engine/pmt/model.h). All of its levels enter or none; its reference level has
// effect 0. An interaction has columns for the cells in which neither part is at its reference, and enters only where
// both parts have.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/pmt/model.h"

namespace engine {

enum class FitLevel : std::uint8_t { kNation, kProvince, kRegency };
enum class SelectBy : std::uint8_t { kAll, kBic, kAic, kCrossValidation };
enum class LonelyCluster : std::uint8_t { kAdjust, kRemove };

// A strength in rows: given, or found by cross-validation.
struct Strength {
  std::optional<double> rows;  // nothing: by cross-validation
};

struct FitPlan {
  std::vector<Feature> terms;
  std::vector<std::optional<std::uint8_t>> reference;  // by term; nothing: the level of the largest weight
  FitLevel level = FitLevel::kRegency;
  // Nation and province models have a constant of their own for every regency. Of the levels nation and province.
  bool regional_constants = false;
  // None: every region is fitted alone.
  bool pooled = true;
  Strength pooling;     // slopes lean on the region above as if so many of its rows were added
  Strength ridge{0.0};  // pulls the nation's slopes to 0
  SelectBy select = SelectBy::kBic;
  bool select_by_model = false;  // each model its own terms; only where models are not pooled
  std::uint32_t folds = 5;
  std::uint64_t seed = 1;       // deals the clusters to folds
  std::uint32_t min_rows = 30;  // a region with fewer rows gets no model of its own
  LonelyCluster lonely = LonelyCluster::kAdjust;
};

}  // namespace engine
