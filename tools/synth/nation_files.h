// Holds the output files of a nation while it is written, and turns relative truth into numbered lines.
//
// Each file appears under its final name only when the whole nation is complete (io/output_file.h).
// threads: one thread at a time, in the order of the units.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "io/output_file.h"
#include "tools/synth/flag_lists.h"
#include "tools/synth/nation_snapshots.h"
#include "tools/synth/registry_rows.h"
#include "tools/synth/synth.h"

namespace tools::synth {

// Everything one unit adds to the files; tables already compressed where that is asked for.
struct UnitOutput {
  std::uint64_t persons = 0;
  std::vector<std::string> tables;               // by NationFiles::kTables × text formats
  std::vector<TableRows> rows;                   // by NationFiles::kTables, for snapshots
  std::array<RowTruth, kSourceCount + 1> truth;  // registry first
  std::string families;                          // truth/families.csv
  std::array<std::string, kFlagCount> flags;
};

class NationFiles {
 public:
  explicit NationFiles(const SynthOptions& options);

  void write(UnitOutput& unit);
  void write_survey(std::string_view text) { survey_.write(text); }
  void commit();

  // Compresses one piece of a table; pieces of a file follow each other as gzip members or zstd frames.
  std::string pack(std::string text) const;

  bool csv() const { return csv_; }
  bool ndjson() const { return ndjson_; }
  bool desil() const { return !snapshots_.empty(); }
  // Rows of a table's text, for its snapshot; from any thread.
  TableRows read(std::size_t table, std::string text) const { return snapshots_[table].read(std::move(text)); }
  std::string extension() const;  // of the files that run.toml names

 private:
  const SynthOptions& options_;
  bool csv_ = false, ndjson_ = false;
  void open_snapshots();

  std::vector<io::OutputFile> tables_;
  std::optional<io::SecretKey> key_;     // of the snapshots
  std::deque<TableSnapshot> snapshots_;  // by table
  std::vector<io::OutputFile> flags_;
  io::OutputFile truth_persons_, truth_faults_, truth_families_, survey_;
  std::array<std::uint64_t, kSourceCount + 1> rows_{};
};

// The tables of persons and families in file order: dukcapil, then persons and families of each source.
inline constexpr std::size_t kTableCount = 1 + 2 * kSourceCount;

}  // namespace tools::synth
