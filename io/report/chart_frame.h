// Lays out a drawing with two axes in units of their own, and draws its opening tag, grid, labels and straight lines.
#pragma once

#include <fmt/format.h>

#include <string>

#include "io/report/phrase.h"

namespace io::report {

// A drawing area with both axes in units of their own.
struct ChartFrame {
  const char* kind;  // wide | narrow
  double width, height, left, top, bottom;
  double low_x, high_x, low_y, high_y;

  double x(double value) const { return left + (width - left - 10) * (value - low_x) / (high_x - low_x); }
  double y(double value) const { return bottom - (bottom - top) * (value - low_y) / (high_y - low_y); }
};

inline ChartFrame chart_frame(bool wide, double low_x, double high_x, double low_y, double high_y) {
  const double width = wide ? 900 : 340, height = wide ? 340 : 270;
  return {wide ? "wide" : "narrow", width, height, 54, 8, height - 22, low_x, high_x, low_y, high_y};
}

inline std::string opened(const std::string& id, const ChartFrame& frame) {
  return fmt::format(
      "<svg class=\"spread curves {}\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-labelledby=\"f-{}\">",
      frame.kind, frame.width, frame.height, id);
}

inline std::string level_line(const ChartFrame& frame, double value, const Both& label, Language language) {
  const double y = frame.y(value);
  return fmt::format(
      "<line class=\"grid\" x1=\"{0:.0f}\" x2=\"{1:.0f}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"></line><text class=\"n level\" "
      "x=\"0\" y=\"{3:.1f}\">{4}</text>",
      frame.left, frame.width, y, y + 3, pick(label, language));
}

inline std::string x_label(const ChartFrame& frame, double value, const Both& label, Language language) {
  return fmt::format("<text class=\"n\" x=\"{:.1f}\" y=\"{:.0f}\">{}</text>", frame.x(value), frame.bottom + 16,
                     pick(label, language));
}

inline std::string straight(const ChartFrame& frame, double from_x, double from_y, double to_x, double to_y) {
  return fmt::format("<line class=\"axis\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"></line>",
                     frame.x(from_x), frame.y(from_y), frame.x(to_x), frame.y(to_y));
}

}  // namespace io::report
