#include "io/export/families_csv.h"

#include "io/export/score_text.h"

namespace io {

std::vector<engine::FamilyRow> families_by_kk(const engine::FamilyTable& families) {
  std::vector<engine::FamilyRow> order(families.size());
  for (std::size_t f = 0; f < order.size(); ++f) order[f] = static_cast<engine::FamilyRow>(f);
  engine::parallel_sort(order,
                        [&](engine::FamilyRow a, engine::FamilyRow b) { return families.kk[a] < families.kk[b]; });
  return order;
}

void append_family_line(std::string& text, const RankedFamilies& ranked, const engine::RegionTree& regions,
                        engine::FamilyRow family, std::string_view program) {
  const engine::FamilyTable& families = *ranked.families;
  char digits[16];
  text.append(digits, static_cast<std::size_t>(engine::write_digits16(digits, families.kk[family]) - digits));
  text += ',';
  if (const engine::VillageIndex village = families.village[family]; village != engine::kUnknownVillage) {
    text += std::to_string(regions.village_code(village));
  }
  text += ',';
  text += std::to_string(families.members[family]);
  text += ',';
  const engine::FamilyStatus status = ranked.status[family];
  if (status == engine::FamilyStatus::kRanked) {
    text += score_text(ranked.score[family]);
    for (const auto& desil : {ranked.national, ranked.province, ranked.regency}) {
      text += ',';
      text += std::to_string(desil[family]);
    }
  } else {
    text += ",,,";
  }
  text += ',';
  text += engine::family_status_name(status);
  text += ',';
  text += program;
  if (!ranked.ranking.empty()) {
    text += ',';
    if (status == engine::FamilyStatus::kRanked) text += score_text(ranked.ranking[family]);
  }
  text += '\n';
}

}  // namespace io
