#include "io/fit/fit_charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/report/chart_frame.h"
#include "io/report/number_text.h"

namespace io::report {
namespace {

struct Tick {
  int thousands;
  double ln_rupiah;
};
// ln of 1, 1.5, 2, 3, 5 and 7 times powers of ten, written out so that no machine's log decides a pixel.
constexpr Tick kTicks[] = {{100, 11.512925465},   {150, 11.918390573},   {200, 12.206072646},  {300, 12.611537754},
                           {500, 13.122363377},   {700, 13.458835614},   {1000, 13.815510558}, {1500, 14.220975666},
                           {2000, 14.508657739},  {3000, 14.914122847},  {5000, 15.424948470}, {7000, 15.761420707},
                           {10000, 16.118095651}, {20000, 16.811242832}, {50000, 17.727533563}};

std::string draw_calibration(const std::string& id, const std::vector<engine::CalibrationPoint>& points,
                             Language language, bool wide) {
  double low = points.front().predicted, high = low;
  for (const engine::CalibrationPoint& point : points) {
    low = std::min({low, point.predicted, point.actual.interval.low});
    high = std::max({high, point.predicted, point.actual.interval.high});
  }
  const ChartFrame frame = chart_frame(wide, low - 0.1, high + 0.1, low - 0.1, high + 0.1);
  std::string out = opened(id, frame);
  for (const Tick& tick : kTicks) {
    if (tick.ln_rupiah < frame.low_x || tick.ln_rupiah > frame.high_x) continue;
    const Both label = count(static_cast<std::uint64_t>(tick.thousands));
    out += level_line(frame, tick.ln_rupiah, label, language) + x_label(frame, tick.ln_rupiah, label, language);
  }
  out += straight(frame, frame.low_x, frame.low_y, frame.high_x, frame.high_y);
  for (const engine::CalibrationPoint& point : points) {
    out += straight(frame, point.predicted, point.actual.interval.low, point.predicted, point.actual.interval.high);
    out += fmt::format("<circle class=\"f-precision\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"></circle>",
                       frame.x(point.predicted), frame.y(point.actual.value));
  }
  return out + "</svg>\n";
}

}  // namespace

std::string calibration_chart(const std::string& id, const std::vector<engine::CalibrationPoint>& points,
                              Language language) {
  if (points.empty()) return "";
  return draw_calibration(id, points, language, true) + draw_calibration(id, points, language, false);
}

}  // namespace io::report
