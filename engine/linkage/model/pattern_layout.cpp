#include "engine/linkage/model/pattern_layout.h"

#include <string>
#include <utility>

#include "engine/error.h"

namespace engine {
namespace {

constexpr std::size_t kMostFields = 32;
constexpr std::uint64_t kMostPatterns = std::uint64_t{1} << 63;

[[noreturn]] void refuse(const std::string& what) { throw Error(ExitCode::kUsage, "comparison patterns: " + what); }

}  // namespace

PatternLayout::PatternLayout(std::vector<PatternField> fields) : fields_(std::move(fields)) {
  if (fields_.empty() || fields_.size() > kMostFields) {
    refuse("seen " + std::to_string(fields_.size()) + " fields, wanted 1 to 32. Cure: compare fewer fields.");
  }
  for (const PatternField& field : fields_) {
    if (field.levels == 0 || (field.missing && *field.missing >= field.levels)) {
      refuse("a field without levels, or whose missing level is none of them. Cure: correct the field.");
    }
    strides_.push_back(patterns_);
    if (patterns_ > kMostPatterns / field.levels) {
      refuse("the levels of all fields do not fit 63 bits. Cure: compare fewer fields.");
    }
    patterns_ *= field.levels;
  }
}

}  // namespace engine
