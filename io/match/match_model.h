// Writes the trained model of `desil match` as canonical JSON, and reads it to be used again.
//
//   {"fields":[{"column":…,"levels":[{"level":…,"m":…,"u":…,"weight":…},…],"type":…},…],"format":"desil match model 1",
//    "lambda":…,"related":[{"levels_by_chance":[…],"name":…,"r":[[…],…],"rare":…,"share":…},…]}
// (`related`: fellegi_sunter.h, a number and a list of levels for every field; a model without it has no such classes)
// with keys sorted, no spaces, a line feed at the end. m, u and lambda are written with all digits they need to come
// back as they were; `weight` is log2(m/u) in bits, for people; the missing level says nothing and is left out.
//
// errors: `read_match_model` engine::Error kDamaged where the file is no such model or its fields are others.
#pragma once

#include <string>
#include <vector>

#include "engine/linkage/match/match_rows.h"
#include "io/match/match_config.h"

namespace io {

std::string match_model_json(const engine::MatchSummary& summary);

engine::FellegiSunterModel read_match_model(const std::string& path, const std::vector<MatchFieldConfig>& fields);

}  // namespace io
