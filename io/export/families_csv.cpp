#include "io/export/families_csv.h"

#include "io/export/score_text.h"

#include "io/export/chance_text.h"

namespace io {
namespace {

void append_uncertainty(std::string& text, const RankedFamilies& ranked, const engine::RegionTree& regions,
                        engine::FamilyRow family) {
  std::optional<engine::DesilChances> chances;
  const engine::VillageIndex village = ranked.families->village[family];
  if (ranked.status[family] == engine::FamilyStatus::kRanked && village != engine::kUnknownVillage) {
    chances = ranked.uncertainty->chances(regions.regency_of(village), ranked.score[family]);
  }
  if (!chances) {
    text.append(12, ',');
    return;
  }
  for (const std::uint16_t chance : desil_shares(*chances)) {
    text += ',';
    append_chance(text, chance);
  }
  const engine::FirmRule& rule = ranked.uncertainty->rule;
  const engine::Chance below = (*chances)[rule.desil - 1u];
  text += ',';
  append_chance(text, chance_parts(below));
  text += engine::is_firm(rule, ranked.national[family], below) ? ",tegas" : ",ambang";
}

}  // namespace

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
  if (ranked.uncertainty != nullptr) append_uncertainty(text, ranked, regions, family);
  text += '\n';
}

}  // namespace io
