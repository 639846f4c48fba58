#include "engine/linkage/duplicate_places.h"

#include <algorithm>

namespace engine {
namespace {

std::uint32_t range_of(const std::vector<std::uint32_t>& begin, PersonRow row) {
  return static_cast<std::uint32_t>(std::upper_bound(begin.begin(), begin.end(), row) - begin.begin() - 1);
}

std::uint64_t size_of(const std::vector<std::uint32_t>& begin, PersonRow row) {
  const std::uint32_t range = range_of(begin, row);
  return begin[range + 1] - begin[range];
}

}  // namespace

DuplicatePlaces::DuplicatePlaces(const Registry& registry, const RegionTree* regions) : registry_(registry) {
  const FamilyTable& families = registry.families;
  std::uint64_t village = ~std::uint64_t{0}, district = village, regency = village, province = village;
  for (std::size_t f = 0; f < families.size(); ++f) {
    const VillageIndex here = families.village[f];
    if (f != 0 && here == village) continue;
    const std::uint32_t first = families.first_person[f];
    const bool known = regions != nullptr && here != kUnknownVillage;
    const std::uint64_t its_district = known ? regions->village_code(here) / 10'000 : here;
    const std::uint64_t its_regency = known ? regions->regency_of(here) : regions == nullptr ? 0 : kUnknownRegency;
    const std::uint64_t its_province = known ? regions->province_of(here) : regions == nullptr ? 0 : kUnknownProvince;
    if (f == 0 || here != village) village_begin_.push_back(first);
    if (f == 0 || its_district != district) district_begin_.push_back(first);
    if (f == 0 || its_regency != regency) regency_begin_.push_back(first);
    if (f == 0 || its_province != province) province_begin_.push_back(first);
    village = here, district = its_district, regency = its_regency, province = its_province;
  }
  const auto end = static_cast<std::uint32_t>(registry.persons.size());
  for (auto* begin : {&village_begin_, &district_begin_, &regency_begin_, &province_begin_}) {
    if (begin->empty()) begin->push_back(0);
    begin->push_back(end);
  }
  for (std::uint64_t row = 0; row <= end; row += std::uint64_t{1} << kStep) {
    regency_hint_.push_back(range_of(regency_begin_, static_cast<PersonRow>(std::min<std::uint64_t>(row, end))));
  }
}

std::uint32_t DuplicatePlaces::regency(PersonRow row) const {
  std::uint32_t range = regency_hint_[row >> kStep];
  while (regency_begin_[range + 1] <= row) ++range;
  return range;
}

std::uint32_t DuplicatePlaces::district(PersonRow row) const { return range_of(district_begin_, row); }

Nearness DuplicatePlaces::nearness(PersonRow a, PersonRow b) const {
  if (registry_.persons.family[a] == registry_.persons.family[b]) return Nearness::kFamily;
  if (regency(a) != regency(b)) return Nearness::kNation;
  if (village(a) == village(b)) return Nearness::kVillage;
  return district(a) == district(b) ? Nearness::kDistrict : Nearness::kRegency;
}

std::uint64_t DuplicatePlaces::persons(Nearness nearness, PersonRow row) const {
  const auto family = registry_.persons.family[row];
  const std::uint64_t members = registry_.families.first_person[family + 1] - registry_.families.first_person[family];
  switch (nearness) {
    case Nearness::kFamily: return members;
    case Nearness::kVillage: return size_of(village_begin_, row) - members;
    case Nearness::kDistrict: return size_of(district_begin_, row) - size_of(village_begin_, row);
    case Nearness::kRegency: return size_of(regency_begin_, row) - size_of(district_begin_, row);
    case Nearness::kNation: return registry_.persons.size() - size_of(regency_begin_, row);
    case Nearness::kNik: break;
  }
  return registry_.persons.size();
}

}  // namespace engine
