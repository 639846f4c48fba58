// Reads run.toml: what a run takes in, by which rules it ranks and what it writes.
//
// Strict: unknown keys, wrong types, unknown words, numbers that are not finite or out of range are
// refused (exit 2) with file, line, column, what was seen, what is allowed and the nearest name.
// Nothing is included, expanded or taken from the environment.
//
// Paths are relative to the folder of the run file. `InputPath::shown` is the path as written, for
// messages and outputs; `InputPath::path` is the one to open.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/indices/welfare_indices.h"
#include "engine/store/date.h"
#include "io/config/run_stage.h"
#include "io/ingest/source_spec.h"

namespace io {

struct InputPath {
  std::string shown;  // as the run file writes it
  std::string path;   // resolved
};

// Where it is known who stands behind each row (io/truth/truth_files.h).
struct TruthPaths {
  InputPath persons;
  std::optional<InputPath> faults;
};

enum class SourceRole : std::uint8_t { kRegistry, kSource };

struct SourceConfig {
  std::string name;  // `sumber` in the outputs: letters, digits, `_`, `-`
  SourceRole role = SourceRole::kSource;
  std::vector<InputPath> persons;
  std::vector<InputPath> families;
  std::string date;                   // reference date, ISO
  engine::Day day = engine::kNoDate;  // the same
  std::int32_t precedence = 100;      // lower wins; equal precedence: the newer date, then the run file's order
  Encoding encoding = Encoding::kUtf8;
  RegionCodes region_codes = RegionCodes::kKemendagri;
  std::string date_format = "%Y-%m-%d";
  std::vector<std::string> more_date_formats;  // behind the first where the run file gives a list
  std::vector<std::string> missing;            // cells that say nothing, such as \\N
  bool one_row_per_person = false;
  std::vector<std::string> ignore;             // header cells that are no fault
  std::map<std::string, std::string> columns;  // catalogue name → header cell of the file
  std::map<std::string, CodeMap> codes;        // catalogue name → cell → catalogue code, or "missing"
};

enum class FlagKey : std::uint8_t { kNik, kKk };

struct FlagConfig {
  std::string name;
  InputPath file;
  FlagKey key = FlagKey::kNik;
};

enum class DesilWeight : std::uint8_t { kFamilies, kPersons };
enum class AssembleMode : std::uint8_t {
  kRecord,  // all indicators of a family come from its best source
  kField,   // each indicator comes from the best source that has it
};

// [desil.lift]: the distribution that the ranks of a regency are lifted to (io/config/desil_modes.h).
struct LiftConfig {
  std::optional<InputPath> table, survey;  // one of them where the mode lifts
  DesilWeight weight = DesilWeight::kFamilies;
  bool nation_too = false;            // for regencies of which nothing is known, nor of their province
  std::vector<std::uint32_t> points;  // of a survey: shares in 1/10,000
  std::uint64_t min_rows = 30;        // of a survey
  std::string region_column = "kode_kabupaten", expenditure_column = "pengeluaran_per_kapita";
  std::string weight_column = "bobot", members_column = "anggota";

  const InputPath& file() const { return table ? *table : *survey; }
};

// [[desil.group]]: sources that count as one list.
struct SourceGroupConfig {
  std::vector<std::string> sources;
  std::uint32_t weight = 1;
  std::uint32_t reach_from = 0, reach_to = 100;  // percent
};

struct OutputConfig {
  bool families = true;
  bool links = true;
  bool duplicates = true;
  bool quality = true;
  bool uncertainty = false;            // chances of each desil in families.csv, expected errors in summary and report
  std::int64_t uncertainty_desil = 4;  // 1..9: firm or borderline says on which side of this desil's upper cut
  double uncertainty_firm = 0.8;       // 0.5..1: chance from which a desil is firm
  bool snapshot = true;                // registry.desil
};

struct RunConfig {
  std::string shown_path;  // the run file as the user wrote it
  std::string path;        // absolute

  std::string release;                  // [run]; empty where the file does not say
  std::string note;                     // [run]; one line for the head of the report, e.g. that the data are invented
  std::uint64_t seed = 1;               // orders equal scores in quotas, draws samples for review
  std::vector<SourceConfig> sources;    // order of the file; exactly one registry
  std::vector<FlagConfig> flags;        // order of the file; bit i of a flag mask is flags[i]; at most 32
  std::optional<InputPath> model;       // [model] file; there from the stage `score` on
  std::optional<InputPath> link_model;  // [link] model
  bool link_learn = false;              // [link] learn: `link_model` holds start values; else it is used as it is
  std::uint64_t review_rows = 200;      // [link]; at most so many rows of a source in review.csv, 0 = no such file
  // What people decided of rows of a review.csv. Not of the run file: named on the command line (--decisions).
  std::optional<InputPath> decisions;
  AssembleMode assemble = AssembleMode::kRecord;
  DesilWeight weight = DesilWeight::kFamilies;
  std::string mode = "national";          // national | lifted | groups (engine/desil/MODES.md)
  LiftConfig lift;                        // used where the mode lifts
  std::vector<SourceGroupConfig> groups;  // used by the mode groups; bit i of a family's lists is groups[i]
  bool lifts() const { return mode != "national"; }
  bool combines_lists() const { return mode == "groups"; }
  // The file of the distribution, where the mode reads one.
  std::optional<InputPath> distribution() const { return lifts() ? std::optional(lift.file()) : std::nullopt; }
  std::string class_set = "seed";              // name of the label set, "own" for labels written in the file
  std::array<std::string, 10> class_labels;    // label of desil 1..10
  std::optional<InputPath> programmes;         // [programmes] file
  double poverty_line = engine::kPovertyLine;  // [indices]; rupiah per person per month
  OutputConfig output;
  bool checkpoint = true;     // [run]; keep what --resume needs while the run goes on
  double max_rejects = 0.05;  // largest share of rejected rows of a file, 0..1
  // The share that holds for this command alone (--max-rejects): it decides whether a run goes on, never what a
  // run answers, so it is no part of the canonical configuration.
  std::optional<double> max_rejects_now;
  double rejects_limit() const { return max_rejects_now.value_or(max_rejects); }

  // What the links are held against (--truth): links and ranks do not depend on it, so it is no part of the canonical
  // configuration either.
  std::optional<TruthPaths> truth;

  const SourceConfig& registry() const;
};

// Reads and checks a run file for a run that stops after `to`: a table that only later stages need
// may be missing.
// errors: engine::Error (kUsage; kResource where the file cannot be read).
RunConfig read_run_config(const std::string& path, RunStage to = RunStage::kReport);

// The same from text; paths are resolved relative to `folder`.
RunConfig parse_run_config(const std::string& text, const std::string& shown_path, const std::string& folder,
                           RunStage to = RunStage::kReport);

// Writes every value in one stable form: JSON, keys sorted, no spaces. Equal on every machine: a path
// appears as written, an absolute one by its file name alone.
std::string canonical_config(const RunConfig& config);

// The path of an input as the manifest's core shows it (see canonical_config).
std::string portable_path(const InputPath& path);

}  // namespace io
