// Issues NIK and KK numbers as the civil registry does, unit by unit, so that no two units ever meet.
//
// NIK: area of first registration + DDMMYY (day + 40 for women) + serial from 0001 per identical first 12
// digits. Of every such sequence one slot in eight, chosen by a hash, was issued to somebody who has died
// or moved away: a gap in the area's own ids. These slots are where people get their ids who live
// elsewhere.
//
// Area ownership: a unit alone issues the plain slots of its own districts and of its near areas (other
// districts of its regency that no unit fills). A far area lends its departed slots of one date and sex to
// exactly one unit: the one with (area + hash(date, sex)) mod units = unit. So all ids are unique in the
// nation without any table that grows with it.
// threads: one issuer per unit, used by one thread.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/store/date.h"
#include "tools/synth/nation_plan.h"
#include "tools/synth/random_stream.h"

namespace tools::synth {

// Counts by 64-bit key: open addressing, grows by doubling.
class KeyCounters {
 public:
  explicit KeyCounters(std::size_t expected);
  std::uint32_t& at(std::uint64_t key);

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t count = 0;
  };
  void grow();
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

// Whether a slot of a number sequence belongs to somebody who has died or moved away.
bool departed_slot(std::uint64_t prefix, std::uint32_t slot);

class IdIssuer {
 public:
  IdIssuer(const NationPlan& plan, const Unit& unit);

  // Area of first registration of a person who lives in `district`, by the shares of natives, people from
  // the regency and people from elsewhere (assumed).
  struct Area {
    std::uint32_t district = 0;  // index
    bool departed = false;       // ids come from departed slots
  };
  Area draw_area(Stream& stream, std::uint32_t district, int age, engine::Day birth, bool male) const;
  Area other_district(Stream& stream, std::uint32_t district, engine::Day birth, bool male) const;

  std::uint64_t issue_nik(Stream& stream, Area area, engine::Day birth, bool male);
  // A KK of a district that this unit owns (or, `departed`, of any), registered on `date`.
  std::uint64_t issue_kk(Area area, engine::Day date);
  // A departed NIK of the district that nobody bears: people unknown to the registry carry such ids.
  std::uint64_t unborne_nik(Stream& stream, std::uint32_t district, engine::Day birth, bool male) const;

 private:
  std::uint32_t next_slot(std::uint64_t prefix, std::uint64_t kind, bool departed);

  const NationPlan& plan_;
  const Unit& unit_;
  KeyCounters counters_;
};

std::uint64_t nik_prefix(std::uint32_t area_code, engine::Day birth, bool male);

}  // namespace tools::synth
