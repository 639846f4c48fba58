// Reads a survey from delimited text (.gz and .zst too) into columns, rows in the order of their regencies.
//
// Columns are found by the names of the specification and of the variables that its terms use; others are passed over.
// An empty cell of a variable is a missing value; target, weight, region, cluster and strata must be there. Unlike a
// source of a run, a survey is read strictly: one row that cannot be used refuses the file, for a model that has lost
// rows in silence would be wrong in silence.
//
// errors: engine::Error kInput: file, row (data rows from 1), column, what was seen (masked where it may be personal),
//   wanted, the cure; a column that is not there with the nearest name; NDJSON. kResource where reading fails.
// threads: rows are parsed in parallel; one answer. memory: the text and about 100 bytes a row. cost: 345,000 rows of
//   200 bytes in about a second.
#pragma once

#include <string>
#include <vector>

#include "engine/pmt/fit/survey_table.h"
#include "io/fit/fit_spec.h"

namespace io {

struct SurveyFile {
  engine::SurveyTable table;
  std::string sha256;
  std::uint64_t bytes = 0;
  std::size_t passed_over = 0;  // columns of the file that nothing asks for
};

SurveyFile read_survey(const std::string& path, const FitSpec& spec);

}  // namespace io
