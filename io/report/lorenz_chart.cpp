#include "io/report/lorenz_chart.h"

#include "io/report/chart_frame.h"
#include "io/report/number_text.h"

namespace io::report {
namespace {

std::string lorenz_path(const ChartFrame& frame, const LorenzShares& shares, const char* name) {
  std::string path = fmt::format("M{:.1f} {:.1f}", frame.x(0), frame.y(0));
  for (std::size_t i = 0; i < shares.size(); ++i) {
    path += fmt::format("L{:.1f} {:.1f}", frame.x(10 * static_cast<double>(i + 1)), frame.y(100 * shares[i]));
  }
  path += fmt::format("L{:.1f} {:.1f}", frame.x(100), frame.y(100));
  return fmt::format("<path class=\"curve c-{}\" d=\"{}\"></path>", name, path);
}

std::string draw_lorenz(const std::string& id, const LorenzShares& first, const LorenzShares* second, Language language,
                        bool wide) {
  const ChartFrame frame = chart_frame(wide, 0, 100, 0, 100);
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

std::string lorenz_chart(const std::string& id, const LorenzShares& first, const LorenzShares* second,
                         Language language) {
  return draw_lorenz(id, first, second, language, true) + draw_lorenz(id, first, second, language, false);
}

}  // namespace io::report
