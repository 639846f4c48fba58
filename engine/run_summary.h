// What a run found, as plain numbers: the only input of summary.json and report.html.
//
// Order of every vector is stated, so that the outputs are the same bytes for any thread count.
// Volatile values (seconds, bytes, peak_bytes, threads) are marked; everything else is a function of
// the inputs.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/desil/uncertainty.h"
#include "engine/indices/welfare_indices.h"
#include "engine/pmt/feature_cells.h"
#include "engine/store/ids.h"
#include "engine/store/table_memory.h"
#include "engine/truth_summary.h"

namespace engine {

struct FileSummary {
  std::string path;  // as the run file writes it
  std::uint64_t rows_read = 0;
  std::uint64_t accepted = 0;
  std::uint64_t rejected = 0;
  std::uint64_t bytes = 0;
  bool families = false;  // a families file; else persons, or a flag list
};

// The accepted rows of one table of a source in one regency, and how many have each soft finding.
struct TableQuality {
  std::uint64_t rows = 0;
  std::map<std::string, std::uint64_t> findings;  // only those that some row has
};
struct RegionQuality {
  std::uint32_t code = 0;  // regency, 4 digits; 0 = the village is in no known regency
  TableQuality persons, families;
};

// Rows of a source that have a NIK, held against the registry.
struct RegistryCheck {
  std::uint64_t with_nik = 0;
  std::uint64_t not_found = 0;
  std::uint64_t dead = 0;  // found, and flagged dead
};

// How the persons of a source were linked.
struct LinkSummary {
  std::uint64_t closed = 0;              // rows whose NIK, name, birth date and sex are a registry person's
  std::uint64_t open = 0;                // rows that were weighed
  std::uint64_t padan_probability = 0;   // 1/10,000: open rows at least as sure are padan
  std::uint64_t false_per_million = 0;   // of padan links, as the model expects
  std::uint64_t missed_per_million = 0;  // of all rows: links that are not padan, as the model expects
  struct Pass {
    std::string name;
    std::uint64_t pairs = 0;       // candidate pairs of a pass that looks through the registry
    std::uint64_t hot_blocks = 0;  // blocks that were left to finer keys
    std::uint64_t largest = 0;     // registry persons of the largest block
    std::uint64_t found = 0;       // padan links of open rows that the pass has as a candidate
    std::uint64_t only = 0;        // those that no other pass has
  };
  std::string model = "trained";  // trained | continued: on from a given one | fixed: as it was given
  std::uint64_t decided_same = 0, decided_other = 0;  // decisions of people that were applied: sama, beda
  std::vector<Pass> passes;                           // order of engine/linkage/link_passes.h
  // Match weight of the likeliest person, in whole bits rounded down → rows by match state (padan, ragu, konflik,
  // tidak_padan). A closed row has the weight of its NIK, birth date, sex and name.
  std::map<int, std::array<std::uint64_t, 4>> weights;
  std::array<std::uint64_t, 4> without_candidate{};  // rows that nobody was weighed for, by match state
};

struct SourceSummary {
  std::string name;
  std::string role;                              // registry | source | flag
  std::string date;                              // reference date, ISO; empty for flag lists
  std::vector<FileSummary> files;                // order of the run file: persons, then families
  std::map<std::string, std::uint64_t> rejects;  // reason → rows
  std::map<std::string, std::uint64_t> quality;  // soft findings → rows (e.g. nik_kosong, tanggal_lahir_bawaan)
  std::map<std::string, std::uint64_t> repeated_numbers;  // finding → different NIKs or KKs behind its rows
  std::vector<RegionQuality> regions;                     // regencies with rows, ascending; unknown last
  std::optional<RegistryCheck> registry_check;            // of a source that was linked
  std::vector<std::string> unused_columns;                // accepted, not used
  std::optional<LinkSummary> linking;                     // of a source that was linked
  std::optional<LinkTruth> truth;                         // of a source whose truth was given
  // Persons of a source that is not the registry, by match state.
  std::uint64_t padan = 0, ragu = 0, konflik = 0, tidak_padan = 0;
  // Families of a source.
  std::uint64_t families = 0;         // accepted family rows
  std::uint64_t families_linked = 0;  // rows that reached a registry KK and are its best of this source
  std::map<std::string, std::uint64_t> families_unmatched;  // alasan → rows of families_unmatched.csv
  std::uint64_t families_used = 0;                          // registry families whose indicators come from this source
};

enum class FamilyStatus : std::uint8_t {
  kRanked,         // berperingkat
  kNoIndicators,   // tanpa_indikator
  kNoModel,        // tanpa_model
  kUnknownRegion,  // wilayah_tidak_dikenal
  kNoMembers,      // tanpa_anggota
  kHeld,           // ditahan
};
inline constexpr std::size_t kFamilyStatusCount = 6;
// The word of families.csv.
inline const char* family_status_name(FamilyStatus status) {
  constexpr const char* kNames[] = {"berperingkat",          "tanpa_indikator", "tanpa_model",
                                    "wilayah_tidak_dikenal", "tanpa_anggota",   "ditahan"};
  return kNames[static_cast<int>(status)];
}

struct CutSummary {
  PmtScore score = 0;               // cut k: smallest score with cumulative weight ≥ k·W/10
  std::uint64_t tied_families = 0;  // families with exactly this score
  std::uint64_t tied_weight = 0;
  std::uint64_t weight_up_to = 0;  // weight of families with score ≤ cut
};

// One region (or the nation): families and members by desil of the *national* ranking, and its own cuts.
struct RegionSummary {
  std::uint32_t code = 0;  // 0 nation, 2 digits province, 4 digits regency
  std::string name;
  std::uint64_t families = 0, ranked = 0;
  std::array<std::uint64_t, kFamilyStatusCount> by_status{};
  std::array<std::uint64_t, 11> families_by_desil{};  // [0] unranked, [1..10]
  std::array<std::uint64_t, 11> members_by_desil{};
  std::optional<std::array<CutSummary, 9>> cuts;  // empty where nobody is ranked
  double mean_score = 0;                          // ln rupiah, of ranked families
  double sd_score = 0;
  std::vector<FeatureCells> feature_cells{};     // of ranked families, by feature of the model
  std::optional<WelfareIndices> predicted = {};  // of nation and provinces, from expenditure as the scores predict it
};

// A feature of the model, and what it says of merged codes of the catalogue.
struct FeatureSummary {
  std::string name, label, variable;  // of an interaction the variable is empty
  struct MergedCode {
    std::uint64_t code = 0;
    std::vector<std::uint64_t> with;  // the other codes of its level
  };
  std::vector<MergedCode> merged;
  std::string usual = {};  // the reference family's level in words (engine/pmt/usual_family.h)
};

struct ScoreHistogram {
  // Families per bin of `width` ln units, from `lowest` (ln rupiah); ranked families only.
  double lowest = 0;
  double width = 0.05;
  std::vector<std::uint64_t> families;
};

struct ProgrammeSummary {
  std::string code, name;
  std::uint64_t receives = 0, outside_quota = 0, not_eligible = 0, excluded = 0, incomplete = 0;
  // The rule that led to these counts.
  Desil desil_max = 10;                           // eligible up to this desil
  std::string level = "national";                 // of which ranking: national | province | regency
  std::optional<std::uint64_t> quota = {};        // families; empty where there is no limit
  std::vector<std::string> excluding_flags = {};  // names, order of the run file
};

struct StageSummary {
  std::string name;    // ingest, link, assemble, score, rank, programmes, report
  double seconds = 0;  // volatile
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;       // volatile: bytes read or written
  std::uint64_t peak_bytes = 0;  // volatile: peak resident memory so far
};

struct FlagSummary {
  std::string name;
  std::string key;          // nik | kk
  std::uint64_t rows = 0;   // accepted
  std::uint64_t found = 0;  // distinct keys that are in the registry
};

// The truth that the links were held against.
struct TruthFiles {
  std::string persons, faults;  // as given, an absolute path by its file name alone; `faults` may be empty
  DuplicateTruth duplicates;
};

// What a ranking mode that lifts did (engine/desil/MODES.md).
struct LiftSummary {
  std::string file;                   // of the distribution, as the run file writes it
  bool from_survey = false;           // else a table
  std::string shares_of;              // families | persons
  std::string missing;                // refuse | nation: for regencies without a distribution
  std::vector<std::uint32_t> points;  // of a survey: shares in 1/10,000
  std::uint64_t min_rows = 0;         // of a survey
  // Regencies with ranked families, by whose distribution they use.
  std::uint64_t by_regency = 0, by_province = 0, by_nation = 0;
  struct List {
    std::vector<std::string> sources;
    std::uint32_t weight = 1, reach_from = 0, reach_to = 100;
    std::uint64_t families = 0;  // ranked
  };
  std::vector<List> lists;  // mode "groups", order of the run file
  struct KnownBy {
    std::uint32_t lists = 0;  // bit i = list i
    std::uint64_t families = 0;
  };
  std::vector<KnownBy> known_by;  // ranked families by the set of lists that know them, ascending
};

struct RunSummary {
  std::string release;
  std::string note;                      // what the run file says to the reader of the report; may be empty
  std::string class_set;                 // name of the set of class labels; "own" where the run file writes them
  std::string version;                   // of the program
  std::string weight;                    // families | persons
  std::string mode;                      // national | lifted | groups
  std::optional<LiftSummary> lift = {};  // of a mode that lifts, once families are ranked
  std::uint64_t seed = 0;
  double poverty_line = kPovertyLine;  // rupiah per person per month
  std::string model_provenance;        // one line from pmt.json
  std::vector<SourceSummary> sources;  // order of the run file, then flag lists
  bool linked = true;                  // false: the run stopped before linking, match states mean nothing
  std::vector<FlagSummary> flags;      // order of the run file
  std::uint64_t registry_persons = 0, registry_dead = 0;
  std::uint64_t duplicate_clusters = 0, duplicate_rows = 0, duplicates_not_counted = 0;
  std::map<std::string, std::uint64_t> models_used;  // kabupaten_kota | provinsi | nasional → families scored
  std::vector<FeatureSummary> features;              // of the model, in its order
  RegionSummary nation;
  std::vector<RegionSummary> provinces;  // ascending code, all 38
  std::vector<RegionSummary> regencies;  // ascending code, all 514
  ScoreHistogram histogram;
  std::optional<Uncertainty> uncertainty;    // where the run file asks for it; its regions as here
  std::vector<std::string> class_labels;     // label of desil 1..10 (ten entries)
  std::vector<ProgrammeSummary> programmes;  // ascending code
  std::optional<TruthFiles> truth;           // --truth; of the sources see SourceSummary::truth
  std::vector<TableMemory> memory;           // what the run held of the nation, column by column
  std::vector<StageSummary> stages;
  int threads = 0;   // volatile
  std::string simd;  // volatile
};

}  // namespace engine
