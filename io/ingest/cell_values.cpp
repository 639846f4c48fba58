#include "io/ingest/cell_values.h"

#include "io/regions/region_tree.h"

namespace io::detail {

std::optional<Fault> VillageReader::read(std::string_view text, std::string_view column, std::uint64_t& code,
                                         engine::VillageIndex& village, RowQuality& quality) {
  if (text.empty()) {
    quality.note(Quality::kVillageEmpty);
    return std::nullopt;
  }
  const auto value = text.size() == 10 ? read_digits(text, 10) : std::nullopt;
  if (!value) return Fault{RejectReason::kNot10Digits, column, text, Privacy::kPlain};
  code = *value;
  resolve(code, village, quality);
  return std::nullopt;
}

void VillageReader::resolve(std::uint64_t code, engine::VillageIndex& village, RowQuality& quality) {
  if (codes_ == RegionCodes::kBps2020) {
    const bool known = district_of_bps_2020(static_cast<std::uint32_t>(code / 1'000)).has_value();
    quality.note(known ? Quality::kVillageBps : Quality::kVillageUnknown);
    return;
  }
  if (code != last_code_) {
    last_code_ = code;
    last_ = regions_.resolve(code);
  }
  village = last_.village;
  quality.note_if(village == engine::kUnknownVillage, Quality::kVillageUnknown);
  quality.note_if(last_.withdrawn, Quality::kVillageWithdrawn);
}

}  // namespace io::detail
