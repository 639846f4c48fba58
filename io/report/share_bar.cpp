#include "io/report/share_bar.h"

#include <fmt/format.h>

#include <algorithm>

namespace io::report {

namespace {

// Slanted lines of the paper's colour from `left` to `right`, `step` apart.
std::string hatching(std::uint64_t left, std::uint64_t right, std::uint64_t step, std::uint64_t slant) {
  std::string path;
  for (std::uint64_t x = left + slant + step / 2; x < right; x += step) path += fmt::format("M{} 0l-{} 10", x, slant);
  return path.empty() ? "" : fmt::format("<path class=\"hatch\" d=\"{}\"></path>", path);
}

}  // namespace

std::string share_bar(const std::vector<Share>& shares, std::uint64_t whole, Language language) {
  std::string out = "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">";
  std::uint64_t before = 0, left = 0;
  for (const Share& share : shares) {
    before += share.amount;
    const std::uint64_t right = whole == 0 ? 0 : (before * 2000 + whole) / (whole * 2);
    if (right > left) {
      out += fmt::format("<rect class=\"{}\" x=\"{}\" width=\"{}\" height=\"10\">{}</rect>", share.css_class, left,
                         right - left, tooltip(share.tip, language));
      if (share.hatched) out += hatching(left, right, 22, 10);
    }
    left = right;
  }
  return out + "</svg>";
}

std::string bar_list(const std::vector<BarLine>& lines, Language language) {
  const bool beside =
      std::any_of(lines.begin(), lines.end(), [](const BarLine& line) { return !line.beside.id.empty(); });
  std::string out = beside ? "<ul class=\"bars two\">\n" : "<ul class=\"bars\">\n";
  for (const BarLine& line : lines) {
    out += fmt::format("<li><span class=\"label\">{}</span>{}<span class=\"figure n\">{}</span>", spans(line.label),
                       line.bar, pick(line.figure, language));
    if (beside) out += fmt::format("<span class=\"beside n\">{}</span>", pick(line.beside, language));
    out += "</li>\n";
  }
  return out + "</ul>\n";
}

std::string legend(const std::vector<LegendEntry>& entries) {
  std::string out = "<ul class=\"legend\">";
  for (const LegendEntry& entry : entries) {
    out += fmt::format(
        "<li><svg class=\"key\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"{}\" "
        "width=\"10\" height=\"10\"></rect>{}</svg>{}</li>",
        entry.css_class, entry.hatched ? hatching(0, 10, 4, 3) : "", spans(entry.label));
  }
  return out + "</ul>\n";
}

}  // namespace io::report
