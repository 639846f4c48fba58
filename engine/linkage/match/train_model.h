// Trains the model of `match` without labels: u from random pairs, m and lambda from the candidates.
//
// Candidates share a key, so among them u would be too large; it is held at what random pairs say. All pairs that are
// no candidates count as other pairs: EM runs over all pairs of the files, of which only the candidates need a pattern.
// A pair is a candidate for agreeing in any two fields, so no field has to be left out of its own m, as it would within
// a single pass. Random pairs of small files hold matches too: they are weighed out of u by their own probability, in
// turn with EM, until both stand still.
//
// Pairs that share a place are a share of all pairs and come from the random ones too, along with u; kin are too few
// among those and come from the candidates, as matches do (related_classes.h).
//
// order: one answer for any number of threads. errors: those of estimate_model. cost: O(patterns) a round.
#pragma once

#include <span>

#include "engine/linkage/match/blocking_plan.h"
#include "engine/linkage/match/field_values.h"
#include "engine/linkage/model/estimate_model.h"

namespace engine {

Estimate train_model(std::span<const FieldValues> fields, const PatternLayout& layout, const MatchSides& sides,
                     std::span<const PatternCount> candidates, std::span<const PatternCount> random_pairs);

}  // namespace engine
