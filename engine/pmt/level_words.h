// Says what a level of a model's feature stands for, in words (Bahasa Indonesia): "ubin, teraso", "3 ke atas",
// "8 - < 10", "tidak ada data", "tanah × perkotaan".
//
// shape: `features` in the order of the model. threads: safe. errors: none; levels must exist.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "engine/pmt/model.h"

namespace engine {

std::string level_in_words(std::span<const Feature> features, std::size_t feature, std::uint8_t level);

}  // namespace engine
