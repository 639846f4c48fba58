// Finds titles before a name and degrees behind it, in a name of capital words with single spaces.
//
// Academic, customary and religious titles may stand on a KK and be missing from another register, so
// they tell nothing about who a person is. A title is only cut where a word remains.
#pragma once

#include <string_view>

namespace kernels {

// Returns the part of `name` without leading titles and trailing degrees; empty only where name is.
std::string_view without_titles(std::string_view name);

// Whether a name with this first word can begin with a title, or with this last word end with a degree. Where
// both are false, `without_titles` leaves the name as it is.
bool may_begin_title(std::string_view first_word);
bool may_end_degree(std::string_view last_word);

}  // namespace kernels
