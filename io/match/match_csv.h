// Writes the tables of `desil match`: pairs.csv, pairs_dropped.csv and clusters.csv.
//
//   pairs     left,right,match_weight,match_probability: rows from 1 or ids; weight in bits with 3 decimals, the prior
//             included; probability with 6
//   clusters  row,cluster, with two files file,row,cluster (file a or b); every row. A cluster has the number or id of
//             its first row, with two files a: or b: before it
//
// order: as given. errors: those of the file that is written to.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/linkage/clusters/cannot_link.h"
#include "engine/linkage/match/blocking_plan.h"
#include "io/output_file.h"

namespace io {

// What stands for a row in the tables.
class RowLabels {
 public:
  // `ids`: one a row of both files, or empty for row numbers.
  RowLabels(const engine::MatchSides& sides, std::vector<std::string> ids) : sides_(sides), ids_(std::move(ids)) {}

  std::string operator()(std::uint32_t row) const {
    if (!ids_.empty()) return ids_[row];
    return std::to_string((is_right(row) ? row - sides_.left_rows : row) + 1);
  }
  bool is_right(std::uint32_t row) const { return sides_.two_files() && row >= sides_.left_rows; }
  const engine::MatchSides& sides() const { return sides_; }

 private:
  engine::MatchSides sides_;
  std::vector<std::string> ids_;
};

void write_pairs_csv(OutputFile& file, std::span<const engine::WeightedEdge> pairs, const RowLabels& labels);
void write_clusters_csv(OutputFile& file, std::span<const std::uint32_t> clusters, const RowLabels& labels);

}  // namespace io
