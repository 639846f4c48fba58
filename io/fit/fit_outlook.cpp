#include "io/fit/fit_outlook.h"

#include <algorithm>
#include <filesystem>

#include "engine/pmt/fit/design.h"
#include "engine/pmt/fit/regions.h"
#include "io/export/json_text.h"

namespace io {
namespace {

void count_units(const engine::SurveyTable& survey, FitOutlook& outlook) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> units;
  for (std::size_t row = 0; row < survey.rows(); ++row) units.emplace_back(survey.stratum[row], survey.cluster[row]);
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
  outlook.clusters = units.size();
  for (std::size_t begin = 0, end = 0; begin < units.size(); begin = end) {
    while (end < units.size() && units[end].first == units[begin].first) ++end;
    ++outlook.strata;
    outlook.lonely_strata += end - begin == 1 ? 1 : 0;
  }
}

void count_models(const engine::FitPlan& plan, const engine::fit::RegionRows& regions, FitOutlook& outlook) {
  using engine::FitLevel;
  outlook.regencies = regions.regencies.size();
  outlook.provinces = regions.provinces.size();
  outlook.models = 1;
  const auto count = [&](std::size_t rows) { ++(rows >= plan.min_rows ? outlook.models : outlook.too_few_rows); };
  if (plan.level != FitLevel::kNation) {
    for (const auto& province : regions.provinces) count(province.end - province.begin);
  }
  if (plan.level == FitLevel::kRegency || plan.regional_constants) {
    for (const auto& regency : regions.regencies) count(regency.end - regency.begin);
  }
}

}  // namespace

FitOutlook look_out(const FitSpec& spec, const SurveyFile& survey, int threads) {
  // Seconds a thread, measured on a Xeon of 2.x GHz: a row and pair of terms, and a solution and cube of columns.
  constexpr double kSecondsOfPair = 4e-9, kSecondsOfCube = 1.2e-10;
  constexpr double kSolutionsOfFold = 16;  // the strengths tried and the fit itself
  FitOutlook outlook;
  outlook.rows = survey.table.rows();
  count_units(survey.table, outlook);
  count_models(spec.plan, engine::fit::region_rows(survey.table), outlook);
  const engine::Design design = engine::lay_out_design(spec.plan, survey.table);
  outlook.terms = design.terms;
  outlook.columns = design.width();
  for (const engine::DesignColumn& column : design.empty) {
    outlook.empty.push_back(engine::column_label(spec.plan, column));
  }
  const auto rows = static_cast<double>(outlook.rows), terms = static_cast<double>(outlook.terms);
  const auto width = static_cast<double>(outlook.columns), folds = static_cast<double>(spec.plan.folds);
  // Moments whole and by fold, held out and not, of every province, plain and about regency means; text and columns.
  outlook.memory_bytes = static_cast<std::uint64_t>(static_cast<double>(survey.bytes) + rows * (100 + 2 * terms) +
                                                    8 * width * width * (2 * folds + 1) *
                                                        (2 * static_cast<double>(outlook.provinces) + 4));
  outlook.seconds =
      (rows * terms * terms * kSecondsOfPair +
       static_cast<double>(outlook.models) * folds * kSolutionsOfFold * width * width * width * kSecondsOfCube) /
      std::max(1, threads);
  return outlook;
}

std::string fit_report_name(const std::string& model, const char* extension) {
  return std::filesystem::path(model).replace_extension(extension).string();
}

std::string outlook_json(const FitOutlook& o) {
  JsonText json;
  json.open(nullptr, '{');
  json.number("rows", o.rows);
  json.number("clusters", o.clusters);
  json.number("strata", o.strata);
  json.number("lonely_strata", o.lonely_strata);
  json.number("regencies", o.regencies);
  json.number("provinces", o.provinces);
  json.number("terms", o.terms);
  json.number("columns", o.columns);
  json.number("models", o.models);
  json.number("regions_with_too_few_rows", o.too_few_rows);
  json.number("memory_bytes", o.memory_bytes);
  json.decimal("seconds", o.seconds, 1);
  json.line("empty", o.empty, json_quoted);
  json.line("outputs", o.outputs, json_quoted);
  json.close();
  return json.finish();
}

}  // namespace io
