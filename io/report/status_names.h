// Names the statuses of a family in words.
#pragma once

#include "engine/run_summary.h"
#include "io/report/phrases.h"

namespace io::report {

inline const Phrase& status_words(engine::FamilyStatus status) {
  switch (status) {
    case engine::FamilyStatus::kRanked: return phrase::kStatusRanked;
    case engine::FamilyStatus::kNoIndicators: return phrase::kStatusNoIndicators;
    case engine::FamilyStatus::kNoModel: return phrase::kStatusNoModel;
    case engine::FamilyStatus::kUnknownRegion: return phrase::kStatusUnknownRegion;
    case engine::FamilyStatus::kNoMembers: return phrase::kStatusNoMembers;
    case engine::FamilyStatus::kHeld: return phrase::kStatusHeld;
  }
  return phrase::kStatusHeld;
}

// Its entry in the glossary.
inline const char* status_slug(engine::FamilyStatus status) {
  switch (status) {
    case engine::FamilyStatus::kRanked: return "";
    case engine::FamilyStatus::kNoIndicators: return "tanpa-indikator";
    case engine::FamilyStatus::kNoModel: return "tanpa-model";
    case engine::FamilyStatus::kUnknownRegion: return "wilayah";
    case engine::FamilyStatus::kNoMembers: return "tanpa-anggota";
    case engine::FamilyStatus::kHeld: break;
  }
  return "ditahan";
}

}  // namespace io::report
