// Finds titles before a name and degrees behind it, in a name of capital words with single spaces.
//
// Academic, customary and religious titles may stand on a KK and be missing from another register, so
// they tell nothing about who a person is. A title is only cut where a word remains.
#pragma once

#include <string_view>

namespace kernels {

// Returns the part of `name` without leading titles and trailing degrees; empty only where name is.
std::string_view without_titles(std::string_view name);

}  // namespace kernels
