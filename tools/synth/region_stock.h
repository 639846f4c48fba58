// Holds the regions that people live in and ids are issued for: the tables of io/regions as indexes.
//
// order: regencies and districts ascend by code; a regency's districts and a district's villages are
// ranges. threads: immutable. errors: none, the tables are part of the program.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tools::synth {

struct District {
  std::uint32_t code = 0;                             // 6 digits
  std::uint32_t predecessor = 0;                      // the withdrawn code its people were registered under, or 0
  std::uint32_t regency = 0;                          // index
  std::uint32_t first_village = 0, last_village = 0;  // range, never empty
};

struct Regency {
  std::uint32_t code = 0;      // 4 digits
  std::uint32_t province = 0;  // 2 digits
  std::uint64_t population = 0;
  double male_share = 0.5;
  std::uint32_t first_district = 0, last_district = 0;  // range, never empty
  bool city() const { return code % 100 >= 71; }
  std::uint32_t districts() const { return last_district - first_district; }
};

struct RegionStock {
  std::vector<std::uint64_t> villages;  // 10 digits
  std::vector<District> districts;      // those with at least one village
  std::vector<Regency> regencies;
  std::uint64_t population = 0;

  static const RegionStock& get();
  // Urban by the kind of village (kelurahan) or, for some desa, by a fixed draw (assumed shares).
  bool urban(std::uint32_t village) const;
};

}  // namespace tools::synth
