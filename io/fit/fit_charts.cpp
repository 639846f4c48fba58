#include "io/fit/fit_charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/report/number_text.h"

namespace io::report {
namespace {

// A drawing area with both axes in units of their own.
struct Frame {
  const char* kind;  // wide | narrow
  double width, height, left, top, bottom;
  double low_x, high_x, low_y, high_y;

  double x(double value) const { return left + (width - left - 10) * (value - low_x) / (high_x - low_x); }
  double y(double value) const { return bottom - (bottom - top) * (value - low_y) / (high_y - low_y); }
};

Frame frame_of(bool wide, double low_x, double high_x, double low_y, double high_y) {
  const double width = wide ? 900 : 340, height = wide ? 340 : 270;
  return {wide ? "wide" : "narrow", width, height, 54, 8, height - 22, low_x, high_x, low_y, high_y};
}

std::string opened(const std::string& id, const Frame& frame) {
  return fmt::format(
      "<svg class=\"spread curves {}\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-labelledby=\"f-{}\">",
      frame.kind, frame.width, frame.height, id);
}

std::string level_line(const Frame& frame, double value, const Both& label, Language language) {
  const double y = frame.y(value);
  return fmt::format(
      "<line class=\"grid\" x1=\"{0:.0f}\" x2=\"{1:.0f}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"></line><text class=\"n level\" "
      "x=\"0\" y=\"{3:.1f}\">{4}</text>",
      frame.left, frame.width, y, y + 3, pick(label, language));
}

std::string x_label(const Frame& frame, double value, const Both& label, Language language) {
  return fmt::format("<text class=\"n\" x=\"{:.1f}\" y=\"{:.0f}\">{}</text>", frame.x(value), frame.bottom + 16,
                     pick(label, language));
}

std::string straight(const Frame& frame, double from_x, double from_y, double to_x, double to_y) {
  return fmt::format("<line class=\"axis\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"></line>",
                     frame.x(from_x), frame.y(from_y), frame.x(to_x), frame.y(to_y));
}

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
  const Frame frame = frame_of(wide, low - 0.1, high + 0.1, low - 0.1, high + 0.1);
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

std::string lorenz_path(const Frame& frame, const LorenzShares& shares, const char* name) {
  std::string path = fmt::format("M{:.1f} {:.1f}", frame.x(0), frame.y(0));
  for (std::size_t i = 0; i < shares.size(); ++i) {
    path += fmt::format("L{:.1f} {:.1f}", frame.x(10 * static_cast<double>(i + 1)), frame.y(100 * shares[i]));
  }
  path += fmt::format("L{:.1f} {:.1f}", frame.x(100), frame.y(100));
  return fmt::format("<path class=\"curve c-{}\" d=\"{}\"></path>", name, path);
}

std::string draw_lorenz(const std::string& id, const LorenzShares& first, const LorenzShares* second, Language language,
                        bool wide) {
  const Frame frame = frame_of(wide, 0, 100, 0, 100);
  std::string out = opened(id, frame);
  for (int percent = 0; percent <= 100; percent += 20) {
    const Both label = count(static_cast<std::uint64_t>(percent));
    out += level_line(frame, percent, label, language);
    if (percent > 0 && percent < 100) out += x_label(frame, percent, label, language);
  }
  out += straight(frame, 0, 0, 100, 100) + lorenz_path(frame, first, "precision");
  if (second != nullptr) out += lorenz_path(frame, *second, "recall");
  return out + "</svg>\n";
}

}  // namespace

std::string calibration_chart(const std::string& id, const std::vector<engine::CalibrationPoint>& points,
                              Language language) {
  if (points.empty()) return "";
  return draw_calibration(id, points, language, true) + draw_calibration(id, points, language, false);
}

std::string lorenz_chart(const std::string& id, const LorenzShares& first, const LorenzShares* second,
                         Language language) {
  return draw_lorenz(id, first, second, language, true) + draw_lorenz(id, first, second, language, false);
}

}  // namespace io::report
