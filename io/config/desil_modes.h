// Reads how a run ranks beyond the plain national list: [desil.lift] and [[desil.group]] of the run file.
//
//   [desil.lift]                      read by the modes "lifted" and "groups"
//   table = "distribution.csv"        quantiles of expenditure by region (io/config/distribution_file.h), or
//   survey = "susenas.csv"            a survey from which they are taken
//   weight = "families"               or "persons": of what the shares are; default as [desil] weight
//   missing = "refuse"                or "nation": for a regency without a distribution, nor its province
//   points = [5, 10, …, 95]           of a survey: the percent points
//   min_rows = 30                     of a survey: a region with fewer rows leans on its province
//   region_column, expenditure_column, weight_column, members_column   of a survey
//
//   [[desil.group]]                   read by the mode "groups"; none: every source is a list of its own, of weight 1
//   sources = ["regsosek"]            a list: the families that any of these knows
//   weight = 4                        1 to 1000
//   reach = [0, 100]                  percent of the regency that the list covers, from the poorest
//
// Both may stand in the file in any mode, and are checked in any, so that one line changes the mode.
// errors: engine::Error(kUsage) with file, line, column.
#pragma once

#include "io/config/run_config.h"
#include "io/config/toml_table.h"

namespace io {

inline constexpr std::array<std::string_view, 3> kDesilModes = {"national", "lifted", "groups"};

// After the sources and the mode are read.
void read_desil_modes(const TomlDocument& document, const TomlTable& desil, const std::string& folder,
                      RunConfig& config);

}  // namespace io
