#include "tools/fit_command.h"

#include <fmt/format.h>

#include <filesystem>

#include "engine/parallel.h"
#include "io/fit/fit_page.h"
#include "io/fit/fit_report_json.h"
#include "io/fit/pmt_writer.h"
#include "io/output_file.h"
#include "tools/fit_text.h"
#include "tools/progress.h"
#include "tools/result_output.h"

namespace tools {
namespace {

std::vector<std::string> output_names(const FitOptions& options) {
  return {options.out, io::fit_report_name(options.out, ".fit.json"), io::fit_report_name(options.out, ".fit.html")};
}

int plan_fit(const FitOptions& options, const io::FitSpec& spec, const io::SurveyFile& survey) {
  io::FitOutlook outlook = io::look_out(spec, survey, engine::threads());
  outlook.outputs = output_names(options);
  print_result(options.global.json ? io::outlook_json(outlook)
                                   : outlook_text(outlook, options.global.command_language() == Language::kIndonesian));
  return 0;
}

engine::FitResult fitted(const io::FitSpec& spec, const io::SurveyFile& survey, Progress& progress) {
  std::size_t told = 0;
  progress.stage("fit", engine::kFitSteps, "steps");
  return engine::fit_model(spec.plan, survey.table, [&](std::size_t done, std::size_t) {
    progress.advance(done - told);
    told = done;
  });
}

}  // namespace

int fit_command(const FitOptions& options) {
  const bool indonesian = options.global.command_language() == Language::kIndonesian;
  const io::FitSpec spec = io::read_fit_spec(options.spec);
  Progress progress(options.global);
  progress.stage("read", 0, "rows");
  const io::SurveyFile survey = io::read_survey(options.survey, spec);
  progress.advance(survey.table.rows());
  if (options.global.dry_run) {
    progress.finish();
    return plan_fit(options, spec, survey);
  }
  const std::string survey_name = std::filesystem::path(options.survey).filename().string();
  const engine::FitResult result = fitted(spec, survey, progress);
  engine::PmtModel model = engine::rounded_model(spec.plan, result);
  model.provenance = io::fit_provenance(spec, survey, survey_name, result);
  progress.stage("measure", survey.table.rows(), "rows");
  const io::FitReport report = io::measured_fit(spec, survey, survey_name, result);
  progress.advance(survey.table.rows());
  progress.finish();
  const std::vector<std::string> names = output_names(options);
  const std::string json = io::fit_report_json(report);
  const auto language =
      options.global.report_language() == Language::kEnglish ? io::Language::kEnglish : io::Language::kIndonesian;
  // The model last: where it is new, so are its reports.
  io::write_output_file(names[1], json);
  io::write_output_file(names[2], io::fit_page(report, language));
  io::write_output_file(names[0], io::pmt_json(model));
  print_result(options.global.json ? json
                                   : fit_table(report, indonesian) +
                                         fmt::format("\n{}: {}\n{}: {}, {}\n", "model", names[0],
                                                     indonesian ? "laporan" : "report", names[1], names[2]));
  return 0;
}

}  // namespace tools
