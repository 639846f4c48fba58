// Writes link_model.json: what each source's linkage has learned, so that a later run can use the same weights.
//
// One form: keys and levels in a fixed order, one line a level, probabilities in the fewest digits that read back as
// the same number (io/config/link_model_file.h), so the same model is the same bytes everywhere. `weight` is log2(m/u)
// in whole units of 1/1024 bit; of a name it is log2(m), to which each word adds its rarity. Holds no person.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/linkage/link_model.h"

namespace io {

inline constexpr const char* kLinkModelFormat = "desil-link-model/1";
inline constexpr const char* kLinkModelName = "link_model.json";
inline constexpr const char* kNameChance = "the frequency in the registry of the words that agree";

// Where a source's model was learned.
struct LinkModelOrigin {
  std::string release;
  std::uint64_t rows = 0, weighed_rows = 0;  // of the source
  std::uint64_t decisions = 0;               // labelled pairs
  bool continued = false;                    // its start values were another model
};

struct SourceLinkModel {
  std::string source;
  engine::LinkParameters parameters;
  LinkModelOrigin origin;
};

std::string link_model_json(const std::vector<SourceLinkModel>& models);

}  // namespace io
