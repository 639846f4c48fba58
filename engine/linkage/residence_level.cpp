#include "engine/linkage/residence_level.h"

namespace engine {

ResidenceLevel residence_level(const RegionTree& regions, VillageIndex a, VillageIndex b) {
  if (a == kUnknownVillage || b == kUnknownVillage) return ResidenceLevel::kMissing;
  if (a == b) return ResidenceLevel::kSameVillage;
  if (regions.village_code(a) / 10'000 == regions.village_code(b) / 10'000) return ResidenceLevel::kSameDistrict;
  if (regions.regency_of(a) == regions.regency_of(b)) return ResidenceLevel::kSameRegency;
  return regions.province_of(a) == regions.province_of(b) ? ResidenceLevel::kSameProvince : ResidenceLevel::kOther;
}

}  // namespace engine
