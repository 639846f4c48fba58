#include "io/match/match_files.h"

#include <algorithm>
#include <filesystem>
#include <span>
#include <utility>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/export/folder_lock.h"
#include "io/export/output_set.h"
#include "io/match/match_csv.h"
#include "io/match/match_model.h"
#include "io/match/match_page.h"
#include "io/match/match_values.h"
#include "io/match/person_file.h"

namespace io {
namespace {

struct Inputs {
  engine::MatchRequest request;
  std::vector<std::string> ids;
  MatchFilesReport report;
};

std::vector<std::string> wanted_columns(const MatchConfig& config) {
  std::vector<std::string> wanted;
  for (const MatchFieldConfig& field : config.fields)
    wanted.insert(wanted.end(), field.columns.begin(), field.columns.end());
  if (!config.id_column.empty()) wanted.push_back(config.id_column);
  return wanted;
}

// Reads the columns of both files, those of the second below those of the first.
std::vector<std::vector<std::string>> read_columns(const MatchFilesRequest& request, const MatchConfig& config,
                                                   Inputs& inputs) {
  const std::vector<std::string> wanted = wanted_columns(config);
  PersonFile left = read_person_file(request.left, wanted);
  MatchFilesReport& report = inputs.report;
  report.left = request.left;
  report.left_rows = left.rows;
  report.short_rows = left.short_rows;
  report.long_rows = left.long_rows;
  engine::MatchSides& sides = inputs.request.sides;
  sides.rows = left.rows;
  if (request.right.empty()) return std::move(left.columns);
  PersonFile right = read_person_file(request.right, wanted);
  report.right = request.right;
  report.right_rows = right.rows;
  report.short_rows += right.short_rows;
  report.long_rows += right.long_rows;
  sides.left_rows = left.rows;
  sides.rows += right.rows;
  for (std::size_t c = 0; c < wanted.size(); ++c) {
    left.columns[c].insert(left.columns[c].end(), std::make_move_iterator(right.columns[c].begin()),
                           std::make_move_iterator(right.columns[c].end()));
  }
  return std::move(left.columns);
}

// Two files of which one is empty have no pairs; a file is not deduplicated by accident.
void refuse_empty(const MatchFilesRequest& request, const MatchFilesReport& report) {
  for (const auto& [path, rows] :
       {std::pair(request.left, report.left_rows), std::pair(request.right, report.right_rows)}) {
    if (path.empty() || rows != 0) continue;
    throw engine::Error(engine::ExitCode::kInput, path + ": no rows below the header. Cure: give a file with rows.",
                        {path, 1, "", 0});
  }
}

Inputs read_inputs(const MatchFilesRequest& request) {
  const MatchConfig config = read_match_config(request.link_model);
  if (config.one_to_one && request.right.empty()) {
    throw engine::Error(
        engine::ExitCode::kUsage,
        config.path + ": one_to_one = true is for two files, seen one. Cure: give both files, or leave it out.",
        {config.path, 0, "one_to_one", 0});
  }
  Inputs inputs;
  std::vector<std::vector<std::string>> columns = read_columns(request, config, inputs);
  refuse_empty(request, inputs.report);
  std::size_t column = 0;
  for (const MatchFieldConfig& field : config.fields) {
    std::vector<std::span<std::string>> of_field;
    for (std::size_t i = 0; i < field.columns.size(); ++i) of_field.emplace_back(columns[column + i]);
    ParsedField parsed = parse_field_values(field, config.missing, std::move(of_field));
    for (std::size_t i = 0; i < field.columns.size(); ++i) columns[column++] = {};
    inputs.report.fields.push_back({parsed.missing, parsed.unreadable});
    inputs.request.fields.push_back({field.name(), field.type, std::move(parsed.values)});
  }
  if (!config.id_column.empty()) inputs.ids = std::move(columns[column]);
  inputs.request.blocking.rules = config.rules;
  inputs.request.threshold = inputs.report.threshold = config.threshold;
  inputs.request.one_to_one = inputs.report.one_to_one = config.one_to_one;
  if (!config.model.empty()) inputs.request.model = read_match_model(config.model, config.fields);
  return inputs;
}

// From a million rows of five fields in 45 passes on one core: 4 s for keys and blocks, 0.7 µs a pair. A third of the
// rows have a pair of 30 bytes, and each has a line of 15 in clusters.csv.
void estimate_cost(MatchFilesReport& report) {
  const auto rows = static_cast<double>(report.left_rows + report.right_rows);
  const double passes = static_cast<double>(report.summary.passes.size()) + 5;
  const double core = rows * passes * 0.08e-6 + static_cast<double>(report.summary.candidates) * 0.7e-6;
  report.seconds = core / std::max(engine::threads(), 1);
  report.output_bytes = static_cast<std::uint64_t>(rows * (15 + 30 / 3));
}

void refuse_to_overwrite(const MatchFilesRequest& request) {
  for (const char* name : {"pairs.csv", "pairs_dropped.csv", "clusters.csv", "model.json", "report.html"}) {
    const std::filesystem::path output = std::filesystem::path(request.out) / name;
    for (const std::string& input : {request.left, request.right, request.link_model}) {
      std::error_code error;
      if (input.empty() || !std::filesystem::equivalent(output, input, error) || error) continue;
      throw engine::Error(engine::ExitCode::kUsage,
                          input + ": an output would replace this input. Cure: choose another folder for --out.",
                          {input, 0, "", 0});
    }
  }
}

void write_outputs(const MatchFilesRequest& request, const engine::MatchResult& result, const RowLabels& labels,
                   const MatchFilesReport& report) {
  make_folder(request.out);
  const FolderLock lock(request.out);
  finish_interrupted_publish(request.out);
  OutputSet outputs(request.out);
  write_pairs_csv(outputs.open("pairs.csv"), result.pairs, labels);
  if (report.one_to_one) write_pairs_csv(outputs.open("pairs_dropped.csv"), result.dropped, labels);
  write_clusters_csv(outputs.open("clusters.csv"), result.labels, labels);
  outputs.open("model.json").write(match_model_json(report.summary));
  outputs.open("report.html").write(match_page(report, labels, request.language));
  outputs.finish();
  outputs.publish();
}

}  // namespace

MatchFilesReport match_files(const MatchFilesRequest& request, const engine::MatchObserver& observe) {
  refuse_to_overwrite(request);
  observe("read");
  Inputs inputs = read_inputs(request);
  const RowLabels labels(inputs.request.sides, std::move(inputs.ids));
  engine::MatchResult result = engine::match_rows(std::move(inputs.request), observe);
  MatchFilesReport report = std::move(inputs.report);
  report.summary = std::move(result.summary);
  report.pairs = result.pairs.size();
  report.dropped = result.dropped.size();
  observe("write");
  write_outputs(request, result, labels, report);
  return report;
}

MatchFilesReport plan_match_files(const MatchFilesRequest& request) {
  Inputs inputs = read_inputs(request);
  MatchFilesReport report = std::move(inputs.report);
  report.summary = engine::plan_match(std::move(inputs.request));
  estimate_cost(report);
  return report;
}

}  // namespace io
