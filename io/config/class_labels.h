// Names the welfare class of each desil: sets that ship with the program.
//
// Published lists disagree in order and borders, so the set is a choice of the run file ([desil]
// classes) and never a constant of the ranking.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace io {

using ClassLabels = std::array<std::string, 10>;  // label of desil 1..10

// "seed": the five classes of the first articles on DTSEN, desil 1, 2, 3, 4 and 5-10 (the default);
// "menengah": seven classes up to Mampu, as in a regency's metadata of 2026, with Hampir Miskin below
// Rentan Miskin; "pbi": the four classes used for health insurance contributions.
std::span<const std::string_view> class_set_names();
ClassLabels class_labels_of(std::size_t set);  // index into class_set_names()

}  // namespace io
