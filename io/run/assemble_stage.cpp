#include <algorithm>

#include "engine/parallel.h"
#include "engine/pmt/features.h"
#include "engine/pmt/score.h"
#include "io/run/run_stages.h"

namespace io {
namespace {

constexpr char kHoldFlag[] = "ditahan";

std::vector<engine::RegionRange> ranges_of(const std::vector<engine::Region>& regions,
                                           const std::vector<engine::VillageIndex>& villages) {
  std::vector<engine::RegionRange> ranges;
  const auto first_family = [&](engine::VillageIndex village) {
    return static_cast<std::size_t>(std::lower_bound(villages.begin(), villages.end(), village) - villages.begin());
  };
  for (const engine::Region& region : regions) {
    ranges.push_back({region.code, first_family(region.first_village), first_family(region.last_village)});
  }
  return ranges;
}

// Bit of the flag list that holds families back from ranking, or 0.
std::uint32_t hold_bit(const RunConfig& config) {
  for (std::size_t i = 0; i < config.flags.size(); ++i) {
    if (config.flags[i].name == kHoldFlag) return std::uint32_t{1} << i;
  }
  return 0;
}

// More than this share of families without a known village is no accident of a few codes.
constexpr std::size_t kOddShare = 20;  // one in twenty

void remark_unknown_regions(const RunState& run) {
  const auto unknown =
      static_cast<std::size_t>(std::count(run.status.begin(), run.status.end(), engine::FamilyStatus::kUnknownRegion));
  if (unknown * kOddShare <= run.status.size()) return;
  run.observer.remark(
      std::to_string(unknown) + " of " + std::to_string(run.status.size()) +
      " families of the registry live in a village that is in no region table and are not ranked. Cure: check "
      "kode_desa and region_codes of the registry.");
}

}  // namespace

std::vector<engine::RegionRange> regency_ranges(const RunState& run) {
  return ranges_of(run.regions.regencies(), run.registry.families.village);
}

std::vector<engine::RegionRange> province_ranges(const RunState& run) {
  return ranges_of(run.regions.provinces(), run.registry.families.village);
}

void assemble_stage(RunState& run) {
  const engine::FamilyTable& families = run.registry.families;
  run.assembly->add_members(run.registry, run.attributes, run.config.registry().day);
  std::vector<std::uint32_t>().swap(run.attributes);
  run.status.assign(families.size(), engine::FamilyStatus::kRanked);
  const std::uint32_t held = hold_bit(run.config);
  engine::parallel_for(families.size(), std::size_t{1} << 14, [&](std::size_t begin, std::size_t end) {
    for (std::size_t f = begin; f < end; ++f) {
      using enum engine::FamilyStatus;
      run.status[f] = families.members[f] == 0                         ? kNoMembers
                      : (families.flags[f] & held) != 0                ? kHeld
                      : families.village[f] == engine::kUnknownVillage ? kUnknownRegion
                      : run.assembly->rank()[f] == engine::kNoRank     ? kNoIndicators
                                                                       : kRanked;
    }
  });
  remark_unknown_regions(run);
  run.stage_rows = families.size();
}

void score_stage(RunState& run) {
  const engine::FamilyTable& families = run.registry.families;
  const std::vector<engine::RegionRange> regencies = regency_ranges(run);
  const std::vector<engine::ModelRange> ranges = engine::model_ranges(*run.model, regencies);
  const engine::NibbleTiles levels = engine::derive_levels(*run.model, run.assembly->indicators());
  run.score.assign(families.size(), engine::kNoScore);
  engine::score_families(*run.model, levels, ranges, run.score);
  std::uint64_t without_model = 0;
  std::uint32_t first_regency = 0;
  for (std::size_t r = 0; r < ranges.size(); ++r) {
    if (ranges[r].model) continue;
    for (std::size_t f = ranges[r].begin; f < ranges[r].end; ++f) {
      if (run.status[f] != engine::FamilyStatus::kRanked) continue;
      run.status[f] = engine::FamilyStatus::kNoModel;
      if (++without_model == 1) first_regency = regencies[r].code;
    }
  }
  if (without_model > 0) {
    run.observer.remark(run.config.model->shown + ": no model for regency " + std::to_string(first_regency) +
                        ", its province or the nation; so " + std::to_string(without_model) +
                        " families are tanpa_model. Cure: add a model with \"region\": \"ID\" or for these regencies.");
  }
  std::vector<std::uint8_t> ranked(families.size());
  for (std::size_t f = 0; f < ranked.size(); ++f) ranked[f] = run.status[f] == engine::FamilyStatus::kRanked;
  run.feature_cells = engine::count_feature_cells(*run.model, run.assembly->indicators(), levels, ranges, ranked);
  run.usual = engine::usual_family(*run.model, levels, ranked);
  run.stage_rows = families.size();
}

}  // namespace io
