#include "engine/linkage/match/related_classes.h"

#include <algorithm>
#include <utility>

namespace engine {
namespace {

constexpr std::size_t kUpperNameLevels = 4;  // equal, same words, Jaro-Winkler of 0.94 and 0.88
constexpr double kStartOfPlace = 0.01;       // of all pairs
constexpr double kStartOfKin = 0.1;          // of the matches

class Classes {
 public:
  Classes(std::span<const FieldValues> fields, const FellegiSunterModel& start) : fields_(fields), start_(start) {
    for (std::size_t f = 0; f < fields.size(); ++f) {
      if (fields[f].type == FieldType::kName) names_.push_back(f);
      if (fields[f].type == FieldType::kDate) dates_.push_back(f);
    }
  }

  std::vector<RelatedClass> all() {
    if (names_.size() + dates_.size() == 0) return {};
    add(place());
    for (const std::size_t name : names_) {
      if (dates_.empty()) add(kin({name}));
      for (const std::size_t date : dates_) add(kin({name, date}));
    }
    for (const std::size_t date : dates_) {
      if (names_.empty()) add(kin({date}));
    }
    return std::move(classes_);
  }

 private:
  RelatedClass free(std::string name, double share) const {
    return {std::move(name), share, true, std::vector<std::size_t>(fields_.size(), 0), {}};
  }
  std::size_t levels(std::size_t f) const { return start_.layout[f].levels; }

  RelatedClass place() const {
    RelatedClass other = free("same place", kStartOfPlace);
    other.rare = false;
    for (const std::size_t f : names_) other.chance[f] = levels(f);
    for (const std::size_t f : dates_) other.chance[f] = levels(f);
    return other;
  }
  // Kin that differ in these fields.
  RelatedClass kin(const std::vector<std::size_t>& differing) const {
    RelatedClass other = free("kin: not ", kStartOfKin * start_.lambda);
    for (const std::size_t f : differing) {
      other.name += (f == differing.front() ? "" : ", ") + fields_[f].name;
      const bool full_name = fields_[f].type == FieldType::kName && names_.size() == 1;
      other.chance[f] = full_name ? kUpperNameLevels : levels(f);
    }
    return other;
  }

  void add(RelatedClass other) {
    if (classes_.size() == kMostRelated || std::count(other.chance.begin(), other.chance.end(), 0u) < 2) return;
    for (std::size_t f = 0; f < fields_.size(); ++f) {
      other.r.push_back(other.chance[f] == 0 ? start_.fields[f].m : start_.fields[f].u);
    }
    classes_.push_back(std::move(other));
  }

  std::span<const FieldValues> fields_;
  const FellegiSunterModel& start_;
  std::vector<std::size_t> names_, dates_;
  std::vector<RelatedClass> classes_;
};

}  // namespace

std::vector<RelatedClass> related_classes(std::span<const FieldValues> fields, const FellegiSunterModel& start) {
  return Classes(fields, start).all();
}

}  // namespace engine
