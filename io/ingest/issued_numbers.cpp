#include "io/ingest/issued_numbers.h"

#include "io/ingest/number_checks.h"

namespace io::detail {

void note_numbers(const engine::RegionTree& regions, engine::Nik nik, engine::NomorKk kk, RowQuality& quality) {
  if (nik.value != 0) {
    const std::uint32_t area = area_of(nik.value);
    const NumberFindings found = check_nik(nik, regions.known_area(area));
    quality.note_if(found.area_unknown, Quality::kNikArea);
    quality.note_if(!found.area_unknown && !regions.current_district(area), Quality::kNikAreaOld);
    quality.note_if(found.date_impossible, Quality::kNikDate);
    quality.note_if(found.day_invalid, Quality::kNikDay);
    quality.note_if(found.month_invalid, Quality::kNikMonth);
    quality.note_if(found.serial_zero, Quality::kNikSerial);
  }
  if (kk.value != 0) {
    const std::uint32_t area = area_of(kk.value);
    const NumberFindings found = check_kk(kk, regions.known_area(area));
    quality.note_if(found.area_unknown, Quality::kKkArea);
    quality.note_if(!found.area_unknown && !regions.current_district(area), Quality::kKkAreaOld);
    quality.note_if(found.date_impossible, Quality::kKkDate);
    quality.note_if(found.serial_zero, Quality::kKkSerial);
  }
}

}  // namespace io::detail
