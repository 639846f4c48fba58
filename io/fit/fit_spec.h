// Reads the specification of `desil fit`: which columns a survey has, which terms to try, how to fit.
//
//   target = "pengeluaran_per_kapita"        rupiah per person per month, > 0
//   weight = "bobot"                         families that a row stands for, > 0; absent: 1
//   region = "kode_kabupaten"                Kemendagri code of the regency, four digits
//   cluster = "klaster"                      primary sampling unit; absent: every row is one
//   strata = ["kode_kabupaten", "strata"]    one column or several together; absent: one stratum
//   urban = "strata"                         1 urban, 2 rural, for the report; absent: not shown
//   poverty_line = 609160                    rupiah per person per month, for the indices of the report
//   [columns] anggota = "jml_art"            our name = the name in the file
//   [fit]
//   level = "regency"                        or "province", "nation": the lowest models
//   constants = "none"                       "regency": models of nation and province with a constant a regency
//   pooling = "cv"                           rows of the region above that a region leans on; a number, or "none"
//   ridge = 0                                or "cv": pulls the nation's slopes to 0
//   select = "forward"                       or "all"
//   criterion = "bic"                        or "aic", "cv"
//   select_per = "nation"                    or "model" (with pooling = "none"): each model its own terms
//   folds = 5, seed = 1, min_rows = 30
//   lonely_cluster = "adjust"                strata with one cluster: or "remove"
//   [[term]]                                 features as in pmt.json (io/config/pmt_file.h), and
//   reference = 1                            the code, count or measure whose level has effect 0; absent: the heaviest
//
// errors: engine::Error(kUsage) with file, line, column, what was seen, wanted, and the cure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/indices/welfare_indices.h"
#include "engine/pmt/fit/fit_plan.h"

namespace io {

struct FitSpec {
  std::string target, region;
  std::optional<std::string> weight, cluster, urban;
  std::vector<std::string> strata;
  std::map<std::string, std::string> columns;  // ours → theirs
  double poverty_line = engine::kPovertyLine;
  engine::FitPlan plan;
  std::string sha256;  // of the file

  // The name in the file of a column of ours.
  const std::string& in_file(const std::string& ours) const {
    const auto found = columns.find(ours);
    return found == columns.end() ? ours : found->second;
  }
};

FitSpec read_fit_spec(const std::string& path);

}  // namespace io
