// Reads the distribution of expenditure that [desil.lift] names: a table, or the quantiles of a survey.
//
// A survey's expenditures are rounded to whole rupiah and its weights to 1/1000, so that the quantiles are sums of
// integers; for shares of persons a row counts its weight times its members.
//
// errors: engine::Error: kInput as read_distribution and read_survey say, kUsage where nothing can be taken from it.
// cost: a survey of 345,000 rows about a second (io/fit/survey_file.h).
#pragma once

#include "engine/desil/expenditure_distribution.h"
#include "engine/store/region_tree.h"
#include "io/config/run_config.h"

namespace io {

engine::ExpenditureTable read_expenditure(const RunConfig& config, const engine::RegionTree& regions);

}  // namespace io
