// Holds the rates of planted faults and turns them into chances by row.
//
// Rates are shares of the rows of each source (interface: percent of Regsosek / DTKS / P3KE). Faults come
// in bunches: a row draws a factor x (1/2 or 2) and its family a factor y (1/2 or 3), both with mean 1,
// E[x²] = 3/2 and E[y²] = 2, so that a row with one fault has E[x²]·E[y²] = 3 times the chance of each other
// one, and another row of the family twice the chance. In 4 % of the families the papers were not at hand
// (`papers`): identity, birth date and name faults fall on most members. `base` is solved so that the
// marginal rate over all rows is the table's; chances are capped at 0.95, which only large scales reach.
//
// Faults of one group exclude each other in a row. threads: immutable.
// errors: engine::Error (kUsage) for a faults file that cannot be read, an unknown name or a rate outside 0-100.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "tools/synth/random_stream.h"

namespace tools::synth {

enum class Fault : std::uint8_t {
  kNikEmpty,
  kNikDigit,
  kNikSwap,
  kNikCut,
  kNikKin,
  kNikStranger,
  kNameLetter,
  kNameTwoLetters,
  kNameSpelling,
  kNameToken,
  kNickname,
  kTitle,
  kBirthDefault,
  kBirthSwapped,
  kBirthYear,
  kSex,
  kOldKk,
  kMoved,
  kDead,
  kDuplicateRow,
  kNoRegistry,
  kBrokenLine,
  kSecondNik,  // registry only: a second row of one person
  kNone,
};
inline constexpr std::size_t kFaultCount = 22;  // those of the table
inline constexpr std::size_t kSourceCount = 3;  // Regsosek, DTKS, P3KE

// Share of registered persons who have died, by the age pyramid and the chances of death in community.cpp;
// measured on generated nations.
inline constexpr double kDeadShare = 0.0175;

// The word of truth/faults.csv.
std::string_view fault_name(Fault fault);

struct FaultTable {
  std::array<std::array<double, kFaultCount>, kSourceCount> rate{};  // share of rows
  double registry_duplicates = 0.004;                                // share of persons

  // The default table times `scale`, with the overrides of a TOML file (`jenis = [r, d, p]` in percent).
  static FaultTable load(const std::string& file, double scale);

  // How many times more dead persons the registry must hold than by default, so that every source finds its share.
  double death_scale() const;
  double of(std::size_t source, Fault fault) const { return rate[source][static_cast<std::size_t>(fault)]; }
};

// The chance factors of one row: which state it is in.
struct RowState {
  bool papers = false;  // papers not at hand
  double factor = 1;    // x·y
};

// Chances of one source: base rates by fault, solved for the table.
class FaultChances {
 public:
  FaultChances(const FaultTable& table, std::size_t source);

  double family_factor(Stream& stream) const;
  // x of a row whose family has met a family-wide fault or not; `event` is the chance of one given y.
  // Rows of such families have x = 2 twice as often, the others less, so that the mean stays 1.
  double row_factor(Stream& stream, bool met, double event) const;
  double papers_share() const { return papers_share_; }
  double chance(Fault fault, const RowState& state) const;
  // Chance of a fault that strikes whole families: only the family's factor bunches it.
  double family_chance(Fault fault, double family_factor, double share) const;

 private:
  std::array<double, kFaultCount> base_{}, with_papers_{}, rate_{};
  double papers_share_ = 0;
};

}  // namespace tools::synth
