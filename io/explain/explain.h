// Explains one family: why it has this desil, from the score's parts to the source rows behind them.
//
// The run is done again in memory up to the programmes, with the same code and the same inputs, and the
// rows that touch the family are kept on the way: what is explained is what was ranked.
//
// errors: kDamaged where the inputs are no longer those of the manifest; kUsage where the registry has
// no such KK or NIK. cost: one run without outputs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/pmt/explain.h"
#include "engine/run_summary.h"
#include "io/explain/desil_changes.h"
#include "io/explain/lift_trail.h"
#include "io/run/family_evidence.h"
#include "io/run/programme_cells.h"
#include "io/run/run_state.h"

namespace io {

struct MemberLine {
  std::uint64_t nik = 0;
  std::string name;
  engine::Day birth = engine::kNoDate;
  engine::Sex sex = engine::Sex::kUnknown;
  std::uint8_t relation = 0;
  bool dead = false, second_row = false;
};

// Where a score lies between the cuts of one level.
struct LevelPlace {
  std::string level;   // nasional, provinsi, kabupaten_kota
  std::string region;  // name
  engine::Desil desil = 0;
  // The cut at or above the score (what the family may gain at most and stay), and the one below; empty at the ends.
  std::optional<engine::PmtScore> cut_below, cut_above;
};

// How likely the family's true national desil is each (engine/desil/desil_chances.h).
struct SureDesil {
  engine::DesilChances up_to{};
  engine::FirmRule rule;
  bool firm = false;
};

struct Explanation {
  std::uint64_t kk = 0;
  std::string release;
  std::string village_code, regency, province;
  engine::FamilyStatus status = engine::FamilyStatus::kRanked;
  unsigned members_counted = 0;
  std::vector<MemberLine> members;
  std::string class_label;
  engine::PmtScore score = 0;
  engine::PmtScore ranking = 0;                   // what is compared with the cuts: the score, or what it was lifted to
  std::optional<LiftTrail> lift;                  // how, where it was
  std::optional<engine::ScoreExplanation> parts;  // empty where the family has no score
  std::uint64_t usual_families = 0;               // whose most frequent levels are the reference
  std::vector<DesilChange> changes;               // of one cell, that would move the national desil
  std::vector<std::string> origins;  // by part: the source rows behind its value, "regsosek 12; regsosek 13"
  std::vector<LevelPlace> places;
  std::optional<SureDesil> sure;  // where the model states its spread
  std::vector<ProgrammeLine> programmes;
  std::vector<std::string> flags;  // names of the lists that name the family or a member
  EvidenceOfFamily evidence;
};

struct ExplainRequest {
  std::string out;                // folder of a finished run
  std::uint64_t kk = 0, nik = 0;  // one of them
  SnapshotKeys keys;              // for snapshots among the inputs
};

Explanation explain_family(const ExplainRequest& request, RunObserver& observer);

// The same from a state that was run with a watched family.
Explanation explain_state(const RunState& run);

}  // namespace io
