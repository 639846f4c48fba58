#include "engine/pmt/fit/regional_constants.h"

#include <algorithm>

#include "engine/parallel.h"
#include "engine/pmt/fit/hold_out.h"

namespace engine::fit {
namespace {

struct RegencyConstant {
  double constant = 0;  // less the origin
  double weight = 0;
};

std::vector<RegencyConstant> constants_of(const FitContext& context, const FittedLevels& levels) {
  const std::vector<std::size_t> province_of = context.provinces_of_regencies();
  std::vector<RegencyConstant> constants(context.regions.regencies.size());
  parallel_for(constants.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r) {
      const Moments own = context.moments_of(context.regions.regencies[r]).all;
      const Above& above =
          context.plan.level == FitLevel::kNation ? levels.nation.whole : levels.provinces[province_of[r]].whole;
      constants[r] = {constant_of(own, above.b), own.weight};
    }
  });
  return constants;
}

// Nation or province: which model scores a regency that has none of its own.
std::uint32_t scoring_region(const std::vector<FittedModel>& models, const RegencyRows& regency) {
  const auto found = std::find_if(models.begin(), models.end(),
                                  [&](const FittedModel& model) { return model.region == regency.code / 100; });
  return found != models.end() ? found->region : 0;
}

}  // namespace

void add_regional_constants(const FitContext& context, const FittedLevels& levels, std::vector<FittedModel>& models) {
  const std::vector<RegencyConstant> constants = constants_of(context, levels);
  std::vector<FittedModel> copies;
  for (FittedModel& model : models) {
    long double sum = 0, weight = 0;
    for (std::size_t r = 0; r < constants.size(); ++r) {
      const RegencyRows& regency = context.regions.regencies[r];
      if (model.region != 0 && regency.code / 100 != model.region) continue;
      sum += static_cast<long double>(constants[r].weight) * constants[r].constant;
      weight += constants[r].weight;
      if (scoring_region(models, regency) != model.region || !context.has_own_model(regency.end - regency.begin)) {
        continue;
      }
      FittedModel copy = model;
      copy.region = regency.code;
      copy.constant_only = true;
      copy.rows = regency.end - regency.begin;
      copy.weight = constants[r].weight;
      copy.coefficients[0] = context.origin + constants[r].constant;
      copies.push_back(std::move(copy));
    }
    model.coefficients[0] = context.origin + static_cast<double>(sum / weight);
  }
  std::move(copies.begin(), copies.end(), std::back_inserter(models));
}

}  // namespace engine::fit
