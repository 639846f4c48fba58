// Names of the comparison levels, as the model file writes them; in the order of the levels.
#pragma once

#include <array>
#include <string_view>

#include "engine/linkage/link_model.h"

namespace engine {

inline constexpr std::array<std::string_view, kNikLevels> kNikLevelNames = {
    "equal",        "serial_digit", "region_digit", "date_digit", "adjacent_swap",
    "other_serial", "two_edits",    "other",        "missing"};
inline constexpr std::array<std::string_view, kBirthLevels> kBirthLevelNames = {
    "equal",     "swapped",           "year_one_off",      "year_far_off",
    "one_digit", "default_equal",     "default_same_year", "same_year_month",
    "same_year", "default_near_year", "default_other",     "other",
    "missing"};
inline constexpr std::array<std::string_view, kSexLevels> kSexLevelNames = {"equal", "other", "missing"};
inline constexpr std::array<std::string_view, kNameLevels> kNameLevelNames = {
    "equal",  "equal_by_spelling",   "equal_but_minor", "initials", "very_similar", "similar",
    "subset", "subset_very_similar", "subset_similar",  "partly",   "little",       "different",
    "missing"};
inline constexpr std::array<std::string_view, kResidenceLevels> kResidenceLevelNames = {
    "same_village", "same_district", "same_regency", "same_province", "other", "missing"};
inline constexpr std::array<std::string_view, kFamilyContexts> kFamilyContextNames = {
    "same_kk_most", "same_kk_alone", "same_kk_few", "other_kk_most", "other_kk_few"};

}  // namespace engine
