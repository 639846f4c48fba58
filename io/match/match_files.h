// Matches one or two files of persons by a link model and writes what was found: the outline of `desil match`.
//
// DIR gets pairs.csv, clusters.csv, model.json, report.html and, where pairs are chosen one to one, pairs_dropped.csv;
// all appear together when they are complete (io/export/output_set.h), and a failed run leaves earlier ones as they
// were. Same files and link model: same bytes for any number of threads and SIMD level.
//
// errors: engine::Error: kUsage (link model), kInput (files), kDamaged (a trained model that does not fit), kResource.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/linkage/match/match_rows.h"
#include "io/match/match_config.h"
#include "io/report/language.h"

namespace io {

struct MatchFilesRequest {
  std::string left, right;  // right empty: one file
  std::string link_model;   // link.toml
  std::string out;
  Language language = Language::kIndonesian;  // of the report
};

struct MatchFieldReport {
  std::uint64_t missing = 0, unreadable = 0;
};

struct MatchFilesReport {
  std::string left, right;
  std::uint64_t left_rows = 0, right_rows = 0;
  std::uint64_t short_rows = 0, long_rows = 0;
  std::vector<MatchFieldReport> fields;
  engine::MatchSummary summary;
  std::uint64_t pairs = 0, dropped = 0;
  double threshold = 0.5;
  bool one_to_one = false;
  double seconds = 0;              // of a plan: what it would take on these threads, roughly
  std::uint64_t output_bytes = 0;  // of a plan: of the tables, roughly
};

MatchFilesReport match_files(const MatchFilesRequest& request, const engine::MatchObserver& observe);

// What it would cost; writes nothing.
MatchFilesReport plan_match_files(const MatchFilesRequest& request);

}  // namespace io
