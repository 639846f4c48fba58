#include "tools/fit_command.h"

#include <fmt/format.h>

#include <filesystem>

#include "io/fit/pmt_writer.h"
#include "io/output_file.h"
#include "tools/progress.h"
#include "tools/result_output.h"

namespace tools {
namespace {

// pmt.json → pmt.fit.json.
std::string report_name(const std::string& out) {
  std::filesystem::path path(out);
  return path.replace_extension(".fit.json").string();
}

}  // namespace

int fit_command(const FitOptions& options) {
  const io::FitSpec spec = io::read_fit_spec(options.spec);
  if (options.global.dry_run) {
    print_result(fmt::format("{}: {} terms would be fitted to {}, and {} and {} written\n", options.spec,
                             spec.plan.terms.size(), options.survey, options.out, report_name(options.out)));
    return 0;
  }
  const io::SurveyFile survey = io::read_survey(options.survey, spec);
  Progress progress(options.global);
  std::size_t told = 0;
  progress.stage("fit", 6, "steps");
  const engine::FitResult result = engine::fit_model(spec.plan, survey.table, [&](std::size_t done, std::size_t) {
    progress.advance(done - told);
    told = done;
  });
  progress.finish();
  engine::PmtModel model = engine::rounded_model(spec.plan, result);
  model.provenance =
      io::fit_provenance(spec, survey, std::filesystem::path(options.survey).filename().string(), result);
  const engine::FitQuality quality = engine::measure_fit(survey.table, result);
  const std::string report = io::fit_report_json(spec, survey, result, quality);
  io::write_output_file(report_name(options.out), report);
  io::write_output_file(options.out, io::pmt_json(model));
  print_result(options.global.json
                   ? report
                   : io::fit_table(spec, result, quality) +
                         fmt::format("\nmodel: {}\nreport: {}\n", options.out, report_name(options.out)));
  return 0;
}

}  // namespace tools
