#include "tools/synth/ids.h"

#include <algorithm>

namespace tools::synth {
namespace {

constexpr std::uint64_t kDepartedKey = 1ull << 62, kFamilyKey = 1ull << 61;
constexpr std::uint32_t kLastSerial = 9999;
constexpr double kNative = 0.88, kNear = 0.07;  // the rest comes from elsewhere (assumed)
// Papua was divided in 2022: numbers issued before bear the withdrawn codes.
const engine::Day kPapuaDivided = *engine::day_from_civil(2022, 7, 1);

std::uint32_t area_code(std::uint32_t district, bool before_division) {
  const District& d = RegionStock::get().districts[district];
  return before_division && d.predecessor != 0 ? d.predecessor : d.code;
}

}  // namespace

KeyCounters::KeyCounters(std::size_t expected) {
  std::size_t size = 64;
  while (size < expected * 2) size *= 2;
  slots_.resize(size);
}

std::uint32_t& KeyCounters::at(std::uint64_t key) {
  if (used_ * 3 > slots_.size() * 2) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = mix_bits(key) & mask;
  while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & mask;
  if (slots_[i].key == 0) {
    slots_[i].key = key;
    ++used_;
  }
  return slots_[i].count;
}

void KeyCounters::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  used_ = 0;
  for (const Slot& slot : old) {
    if (slot.key != 0) at(slot.key) = slot.count;
  }
}

bool departed_slot(std::uint64_t prefix, std::uint32_t slot) { return mix_bits(prefix * 16384 + slot) % 8 == 0; }

std::uint64_t nik_prefix(std::uint32_t area_code_, engine::Day birth, bool male) {
  const engine::CivilDate date = engine::civil_from_day(birth);
  const int day = date.day + (male ? 0 : 40);
  return area_code_ * 1'000'000ull + static_cast<std::uint64_t>(day * 10'000 + date.month * 100 + date.year % 100);
}

IdIssuer::IdIssuer(const NationPlan& plan, const Unit& unit)
    : plan_(plan), unit_(unit), counters_(static_cast<std::size_t>(unit.persons) * 2 + 16) {}

IdIssuer::Area IdIssuer::other_district(Stream& stream, std::uint32_t district, engine::Day birth, bool male) const {
  const auto& near = unit_.district == kThinUnit ? unit_.districts : unit_.near_areas;
  if (near.size() > 1 || (near.size() == 1 && near[0] != district)) {
    std::uint32_t chosen = district;
    while (chosen == district) chosen = near[stream.below(static_cast<std::uint32_t>(near.size()))];
    return {chosen, false};
  }
  const auto areas = static_cast<std::uint32_t>(RegionStock::get().districts.size());
  const auto units = static_cast<std::uint32_t>(plan_.units.size());
  const auto shift = static_cast<std::uint32_t>(mix_bits(nik_prefix(0, birth, male)) % units);
  const std::uint32_t first = (unit_.index + units - shift) % units;
  const std::uint32_t count = (areas - first + units - 1) / units;
  return {first + units * stream.below(count), true};
}

IdIssuer::Area IdIssuer::draw_area(Stream& stream, std::uint32_t district, int age, engine::Day birth,
                                   bool male) const {
  const double u = stream.unit() * (age < 18 ? 0.86 : 1.0);
  if (u < kNative) return {district, false};
  if (u < kNative + kNear) return other_district(stream, district, birth, male);
  const auto areas = static_cast<std::uint32_t>(RegionStock::get().districts.size());
  const auto units = static_cast<std::uint32_t>(plan_.units.size());
  const auto shift = static_cast<std::uint32_t>(mix_bits(nik_prefix(0, birth, male)) % units);
  const std::uint32_t first = (unit_.index + units - shift) % units;
  return {first + units * stream.below((areas - first + units - 1) / units), true};
}

std::uint32_t IdIssuer::next_slot(std::uint64_t prefix, std::uint64_t kind, bool departed) {
  std::uint32_t& slot = counters_.at(prefix + kind + (departed ? kDepartedKey : 0));
  do ++slot;
  while (slot < kLastSerial && departed_slot(prefix + kind, slot) != departed);
  return slot;
}

std::uint64_t IdIssuer::issue_nik(Stream& stream, Area area, engine::Day birth, bool male) {
  const std::uint64_t prefix =
      nik_prefix(area_code(area.district, birth < kPapuaDivided && stream.chance(0.9)), birth, male);
  return prefix * 10'000 + next_slot(prefix, 0, area.departed);
}

std::uint64_t IdIssuer::issue_kk(Area area, engine::Day date) {
  const std::uint64_t prefix = nik_prefix(area_code(area.district, date < kPapuaDivided), date, true);
  return prefix * 10'000 + next_slot(prefix, kFamilyKey, area.departed);
}

std::uint64_t IdIssuer::unborne_nik(Stream& stream, std::uint32_t district, engine::Day birth, bool male) const {
  const std::uint64_t prefix = nik_prefix(area_code(district, false), birth, male);
  // Departed slots below 600 may be borne by people elsewhere; past them they are nobody's.
  std::uint32_t slot = 600 + stream.below(300);
  while (!departed_slot(prefix, slot)) ++slot;
  return prefix * 10'000 + slot;
}

}  // namespace tools::synth
