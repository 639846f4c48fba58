#include "io/report/truth_curve.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "io/report/number_text.h"

namespace io::report {
namespace {

// Shares in 1/10,000; of nothing, all.
std::uint64_t share(std::uint64_t part, std::uint64_t whole) { return whole == 0 ? 10'000 : part * 10'000 / whole; }

// 9,950 → "99.5".
Both percent_label(std::uint64_t hundredths) {
  std::string text = fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return decimal(text);
}

// The lowest line of the grid and the step to the next, so that three to six lines hold all values.
struct Scale {
  std::uint64_t bottom = 0, step = 2'000;
};
Scale scale_of(std::uint64_t least) {
  for (const std::uint64_t step : {10u, 20u, 50u, 100u, 200u, 500u, 1'000u, 2'000u}) {
    const std::uint64_t bottom = least / step * step;
    if (10'000 - bottom <= 5 * step) return {bottom == 10'000 ? bottom - step : bottom, step};
  }
  return {};
}

struct Curve {
  const char* name;  // precision | recall
  std::vector<std::uint64_t> values;
};

std::string drawing(const std::string& id, const engine::LinkTruth& truth, Language language, bool wide) {
  const double width = wide ? 900 : 340, height = wide ? 240 : 210, left = 44, top = 10, bottom = height - 22;
  Curve precision{"precision", {}}, recall{"recall", {}};
  for (const auto& threshold : truth.thresholds) {
    precision.values.push_back(share(threshold.right, threshold.links));
    recall.values.push_back(share(threshold.right, truth.all.with_person));
  }
  std::uint64_t least = 10'000;
  for (const Curve* curve : {&precision, &recall}) {
    for (const std::uint64_t value : curve->values) least = std::min(least, value);
  }
  const Scale scale = scale_of(least);
  const double step = (width - left - 34) / static_cast<double>(std::max<std::size_t>(1, truth.thresholds.size() - 1));
  const auto x_of = [&](std::size_t i) { return left + 12 + step * static_cast<double>(i); };
  const auto y_of = [&](std::uint64_t value) {
    return bottom -
           (bottom - top) * static_cast<double>(value - scale.bottom) / static_cast<double>(10'000 - scale.bottom);
  };
  std::string out = fmt::format(
      "<svg class=\"spread curves {}\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-labelledby=\"f-{}\">",
      wide ? "wide" : "narrow", width, height, id);
  for (std::uint64_t line = scale.bottom; line <= 10'000; line += scale.step) {
    out += fmt::format(
        "<line class=\"grid\" x1=\"{0:.0f}\" x2=\"{1:.0f}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"></line><text class=\"n "
        "level\" x=\"0\" y=\"{3:.1f}\">{4}</text>",
        left, width, y_of(line), y_of(line) + 3, pick(percent_label(line), language));
  }
  for (std::size_t i = 0; i < truth.thresholds.size(); ++i) {
    if (!wide && i % 2 != 0) continue;  // no room for all labels
    out += fmt::format("<text class=\"n\" x=\"{:.1f}\" y=\"{:.0f}\">{}</text>", x_of(i), bottom + 16,
                       pick(percent_label(truth.thresholds[i].from), language));
  }
  for (const Curve* curve : {&recall, &precision}) {
    std::string path, dots;
    for (std::size_t i = 0; i < curve->values.size(); ++i) {
      path += fmt::format("{}{:.1f} {:.1f}", i == 0 ? "M" : "L", x_of(i), y_of(curve->values[i]));
      dots += fmt::format("<circle class=\"f-{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.5\"></circle>", curve->name,
                          x_of(i), y_of(curve->values[i]));
    }
    out += fmt::format("<path class=\"curve c-{}\" d=\"{}\"></path>{}", curve->name, path, dots);
  }
  return out + "</svg>\n";
}

}  // namespace

std::string truth_curve(const std::string& id, const engine::LinkTruth& truth, Language language) {
  return drawing(id, truth, language, true) + drawing(id, truth, language, false);
}

}  // namespace io::report
