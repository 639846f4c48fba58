#include "io/run/expenditure_input.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/error.h"
#include "io/config/distribution_file.h"
#include "io/fit/survey_file.h"

namespace io {
namespace {

constexpr double kWeightUnit = 1000;  // survey weights have at most a few decimals

// Whole rupiah of a logarithm. The border between two numbers lies at a fraction that no figure with a few decimals
// has, so that the last bit of the exponential function, which differs between machines, cannot decide.
std::uint64_t whole_rupiah(double ln_expenditure) {
  return static_cast<std::uint64_t>(std::max(1.0, std::floor(std::exp(ln_expenditure) + 0.5 + 0x1p-10)));
}

FitSpec survey_columns(const LiftConfig& lift, engine::Variable members) {
  FitSpec spec;
  spec.target = lift.expenditure_column;
  spec.region = lift.region_column;
  spec.weight = lift.weight_column;
  if (lift.weight == DesilWeight::kPersons) {
    engine::Feature count;
    count.kind = engine::FeatureKind::kCount;
    count.variable = members;
    spec.plan.terms.push_back(count);
    spec.columns[std::string(engine::variable_name(members))] = lift.members_column;
  }
  return spec;
}

engine::ExpenditureTable from_survey(const RunConfig& config) {
  const LiftConfig& lift = config.lift;
  const engine::Variable members = engine::variable(engine::MemberAggregate::kMembers);
  const SurveyFile survey = read_survey(lift.survey->path, survey_columns(lift, members));
  const auto& counts = survey.table.indicators.aggregates[static_cast<std::size_t>(engine::MemberAggregate::kMembers)];
  std::vector<engine::SurveyedFamily> families;
  for (std::size_t row = 0; row < survey.table.rows(); ++row) {
    auto weight = static_cast<std::uint64_t>(std::max(1.0, std::floor(survey.table.weight[row] * kWeightUnit + 0.5)));
    if (lift.weight == DesilWeight::kPersons) {
      // Nobody lives in such a family, so it has no share of the persons.
      if (counts[row] == engine::kMissingAggregate || counts[row] == 0) continue;
      weight *= counts[row];
    }
    families.push_back({survey.table.regency[row], whole_rupiah(survey.table.target[row]), weight});
  }
  return engine::expenditure_table(std::move(families), lift.points, lift.min_rows);
}

}  // namespace

engine::ExpenditureTable read_expenditure(const RunConfig& config, const engine::RegionTree& regions) {
  const LiftConfig& lift = config.lift;
  if (lift.table) return read_distribution(lift.table->path, lift.table->shown, regions);
  try {
    engine::ExpenditureTable table = from_survey(config);
    if (!table.empty()) return table;
  } catch (const engine::Error& error) {
    throw engine::Error(error.code(),
                        fmt::format("{} (The survey and its columns are named in [desil.lift] of {}.)", error.what(),
                                    config.shown_path),
                        error.place());
  }
  throw engine::Error(engine::ExitCode::kInput,
                      fmt::format("{}: seen no region with {} rows and two different expenditures, wanted some to lift "
                                  "to. Cure: name a larger survey in [desil.lift] of {}, or lower min_rows.",
                                  lift.survey->shown, lift.min_rows, config.shown_path),
                      {lift.survey->shown, 0, lift.expenditure_column, 0});
}

}  // namespace io
