#include "tools/synth/dwelling.h"

#include <algorithm>

namespace tools::synth {
namespace {

using engine::FamilyCode;
using engine::FamilyNumber;

struct Draw {
  Stream& stream;
  double affluence;

  // A score whose correlation with affluence is `r`; `rest` = √(1−r²).
  double score(double r, double rest) { return r * affluence + rest * stream.normal(); }
  double strong() { return score(0.66, 0.7513); }
  double middling() { return score(0.5, 0.8660); }
  double weak() { return score(0.25, 0.9682); }
};

std::uint8_t yes(bool value) { return value ? 1 : 2; }

void build_house(Draw& draw, bool urban, bool java, std::uint32_t province, IndicatorRow& row) {
  Stream& stream = draw.stream;
  const double floor = draw.strong() + (urban ? 0.15 : -0.05);
  row.code(FamilyCode::kFloor) = floor < -1.85        ? (stream.chance(0.75) ? 8 : 7)
                                 : floor < -0.45      ? (stream.chance(java ? 0.12 : 0.5) ? 5 : 6)
                                 : floor < -0.20      ? 4
                                 : floor < 1.75       ? 2
                                 : floor < 1.95       ? 3
                                 : stream.chance(0.9) ? 1
                                                      : 9;
  const double wall = draw.strong() + (urban ? 0.2 : 0) + (java ? 0.35 : -0.1);
  row.code(FamilyCode::kWall) = wall < -1.7    ? (stream.chance(0.55)  ? 4
                                                  : stream.chance(0.6) ? 6
                                                  : stream.chance(0.7) ? 5
                                                                       : 7)
                                : wall < -0.75 ? 3
                                : wall < -0.60 ? 2
                                               : 1;
  const double roof = draw.strong();
  row.code(FamilyCode::kRoof) = roof < -2.0              ? (stream.chance(0.6)   ? 7
                                                            : stream.chance(0.5) ? 6
                                                            : stream.chance(0.8) ? 5
                                                                                 : 8)
                                : roof > 1.75            ? 1
                                : stream.chance(0.09)    ? 4
                                : java || province == 51 ? (stream.chance(0.93) ? 2 : 3)
                                                         : (stream.chance(0.9) ? 3 : 2);
  const double own = draw.weak();
  row.code(FamilyCode::kHomeOwnership) = stream.chance(urban ? 0.82 : 0.93) ? 1
                                         : own > 0.1                        ? 2
                                         : stream.chance(0.85)              ? 3
                                         : stream.chance(0.6)               ? 4
                                                                            : 5;
  const double area = draw.middling();
  const double square_metres = (urban ? 50.0 : 58.0) * exp_exact(0.42 * area);
  row.number(FamilyNumber::kFloorArea) = static_cast<std::uint16_t>(std::clamp(square_metres, 6.0, 640.0));
}

void bring_services(Draw& draw, bool urban, std::uint32_t province, IndicatorRow& row) {
  Stream& stream = draw.stream;
  const bool far_east = province >= 81;
  const double water = draw.middling() + (urban ? 0.35 : -0.2);
  const double source = stream.unit();
  row.code(FamilyCode::kWater) = water > 1.55     ? 1
                                 : water > 0.1    ? (source < 0.55   ? 2
                                                     : source < 0.75 ? 3
                                                                     : 4)
                                 : water > -1.1   ? (source < 0.15   ? 3
                                                     : source < 0.50 ? 4
                                                     : source < 0.82 ? 5
                                                                     : 7)
                                 : source < 0.42  ? 6
                                 : source < 0.66  ? 8
                                 : source < 0.84  ? 9
                                 : source < 0.985 ? 10
                                                  : 11;
  const double light = draw.strong() + (far_east ? -0.45 : 0.45) + (urban ? 0.3 : 0);
  row.code(FamilyCode::kLighting) = light < -2.2 ? 4 : light < -1.85 ? 3 : light < -1.35 ? 2 : 1;
  row.code(FamilyCode::kPower) = engine::kMissingCode;
  if (row.code(FamilyCode::kLighting) == 1) {
    const double power = draw.strong();
    row.code(FamilyCode::kPower) = power < -0.30 ? 1 : power < 0.85 ? 2 : power < 1.45 ? 3 : power < 2.0 ? 4 : 5;
  }
  const double fuel = draw.middling();
  row.code(FamilyCode::kFuel) = fuel > 1.9                      ? (stream.chance(0.6) ? 3 : 2)
                                : fuel < -0.75 && !urban        ? (stream.chance(0.94) ? 10 : 9)
                                : far_east                      ? (stream.chance(0.75) ? 7 : 10)
                                : stream.chance(0.012)          ? 0
                                : stream.chance(0.01)           ? 1
                                : urban && stream.chance(0.012) ? 5
                                : stream.chance(0.003)          ? (stream.chance(0.5)   ? 6
                                                                   : stream.chance(0.5) ? 8
                                                                                        : 11)
                                                                : 4;
  row.code(FamilyCode::kGasCylinder) = yes(row.code(FamilyCode::kFuel) == 2 || row.code(FamilyCode::kFuel) == 3);
  const double toilet = draw.strong() + (urban ? 0.2 : 0);
  row.code(FamilyCode::kToilet) = toilet < -1.75   ? 6
                                  : toilet < -1.65 ? 5
                                  : toilet < -1.45 ? 4
                                  : toilet < -1.25 ? 3
                                  : toilet < -0.9  ? 2
                                                   : 1;
  row.code(FamilyCode::kCloset) = row.code(FamilyCode::kSewage) = engine::kMissingCode;
  if (row.code(FamilyCode::kToilet) <= 3) {
    const double closet = draw.middling();
    row.code(FamilyCode::kCloset) = closet > -1.35 ? 1 : closet > -1.6 ? 2 : closet > -1.85 ? 3 : 4;
    const double sewage = draw.middling() + (urban ? 0.25 : 0);
    row.code(FamilyCode::kSewage) = sewage > -0.7         ? 1
                                    : sewage > -0.75      ? 2
                                    : stream.chance(0.45) ? 4
                                    : stream.chance(0.8)  ? 3
                                    : stream.chance(0.5)  ? 5
                                                          : 6;
  }
}

void fill_with_goods(Draw& draw, bool urban, IndicatorRow& row) {
  const bool electric = row.code(FamilyCode::kLighting) != 4;
  const auto own = [&](FamilyCode code, double score, double above) { row.code(code) = yes(score > above); };
  const auto own_electric = [&](FamilyCode code, double score, double above) {
    row.code(code) = yes(electric && score > above);
  };
  own_electric(FamilyCode::kFridge, draw.strong(), -0.15);
  own_electric(FamilyCode::kAircon, draw.strong() + (urban ? 0.3 : 0), 1.35);
  own_electric(FamilyCode::kWaterHeater, draw.strong(), 1.9);
  own(FamilyCode::kLandline, draw.middling() + (urban ? 0.2 : -0.2), 2.1);
  own_electric(FamilyCode::kTelevision, draw.middling(), 0.1);
  own(FamilyCode::kGold, draw.strong(), 0.75);
  own_electric(FamilyCode::kComputer, draw.strong(), 1.0);
  own(FamilyCode::kMotorcycle, draw.middling(), -0.75);
  own(FamilyCode::kBicycle, draw.weak(), 0.55);
  own(FamilyCode::kCar, draw.strong(), 1.25);
  own(FamilyCode::kBoat, draw.stream.normal() - 0.15 * draw.affluence, urban ? 2.6 : 1.95);
  own(FamilyCode::kMotorboat, draw.weak(), urban ? 2.7 : 2.15);
  own(FamilyCode::kSmartphone, draw.middling(), -1.1);
  own(FamilyCode::kOtherLand, draw.middling() - (urban ? 0.4 : 0), 0.6);
  own(FamilyCode::kOtherHouse, draw.strong(), 1.6);
}

void stock_animals(Draw& draw, bool urban, std::uint32_t province, IndicatorRow& row) {
  Stream& stream = draw.stream;
  const double keeps = urban ? 0.02 : 0.16;
  const auto herd = [&](FamilyNumber number, double chance, int most) {
    row.number(number) =
        stream.chance(chance)
            ? static_cast<std::uint16_t>(
                  1 + stream.below(static_cast<std::uint32_t>(stream.chance(0.25) ? most : most / 3 + 1)))
            : 0;
  };
  const bool pigs = province == 51 || province == 53 || province == 12 || province == 71 || province >= 91;
  herd(FamilyNumber::kCattle, keeps, 6);
  herd(FamilyNumber::kBuffalo, keeps * 0.08, 6);
  herd(FamilyNumber::kHorses, keeps * 0.03, 3);
  herd(FamilyNumber::kPigs, pigs ? keeps * 1.8 : 0.0008, 9);
  herd(FamilyNumber::kGoats, keeps * 0.9, 12);
}

}  // namespace

void furnish(Stream& stream, double affluence, bool urban, std::uint32_t province, std::size_t members,
             IndicatorRow& row) {
  Draw draw{stream, affluence - 0.04 * (static_cast<double>(members) - 3)};
  const bool java = province >= 31 && province <= 36;
  build_house(draw, urban, java, province, row);
  bring_services(draw, urban, province, row);
  fill_with_goods(draw, urban, row);
  stock_animals(draw, urban, province, row);
}

}  // namespace tools::synth
