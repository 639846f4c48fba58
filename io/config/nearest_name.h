// Finds the known name that a mistyped one most likely meant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace io {

// Returns the known name with the least edit distance (insert, delete, replace, swap of neighbours;
// letter case is ignored); the first of equals; empty where nothing is known.
// cost: O(known × length²).
std::string nearest_name(std::string_view seen, std::span<const std::string_view> known);

// The same, but empty where the nearest name is not near: more edits apart than a third of the longer name.
std::string near_name(std::string_view seen, std::span<const std::string_view> known);

// The near name as a part of a message, "TITLE 'name'"; empty where none is near.
std::string suggestion(std::string_view title, std::string_view seen, std::span<const std::string_view> known);

// Joins names for a message: `a`, `b` or `c`.
std::string listed_names(std::span<const std::string_view> names);

}  // namespace io
