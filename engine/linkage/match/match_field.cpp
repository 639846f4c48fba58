#include "engine/linkage/match/match_field.h"

namespace engine {
namespace {

constexpr std::string_view kName[] = {"equal",           "same_words", "jaro_winkler_94",
                                      "jaro_winkler_88", "some_words", "jaro_winkler_80",
                                      "swapped",         "different",  "missing"};
constexpr std::string_view kDate[] = {"equal",          "digits_or_parts_swapped", "one_part_off", "default_equal",
                                      "two_digits_off", "same_year_month",         "same_year",    "different",
                                      "missing"};
constexpr std::string_view kDigits[] = {"equal",     "one_edit", "two_edits", "same_beginning_or_end",
                                        "different", "missing"};
constexpr std::string_view kCategory[] = {"equal", "one_letter", "different", "missing"};
constexpr std::string_view kText[] = {"equal",      "same_words", "similar_90", "similar_80",
                                      "some_words", "similar_65", "different",  "missing"};
constexpr std::string_view kNumber[] = {
    "equal", "within_half_percent", "within_2_percent", "within_10_percent", "different", "missing"};

}  // namespace

std::span<const std::string_view> level_names(FieldType type) {
  switch (type) {
    case FieldType::kName: return kName;
    case FieldType::kDate: return kDate;
    case FieldType::kDigits: return kDigits;
    case FieldType::kCategory: return kCategory;
    case FieldType::kText: return kText;
    case FieldType::kNumber: break;
  }
  return kNumber;
}

}  // namespace engine
