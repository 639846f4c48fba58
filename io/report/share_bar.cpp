#include "io/report/share_bar.h"

#include <fmt/format.h>

namespace io::report {

std::string share_bar(const std::vector<Share>& shares, std::uint64_t whole) {
  std::string out =
      "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">";
  std::uint64_t before = 0, left = 0;
  for (const Share& share : shares) {
    before += share.amount;
    const std::uint64_t right = whole == 0 ? 0 : (before * 2000 + whole) / (whole * 2);
    if (right > left) {
      out += fmt::format(
          "<rect class=\"{}\" x=\"{}\" width=\"{}\" height=\"10\"><title class=\"n\">{}</title></rect>",
          share.css_class, left, right - left, share.tip);
    }
    left = right;
  }
  return out + "</svg>";
}

std::string bar_list(const std::vector<BarLine>& lines, Language language) {
  std::string out = "<ul class=\"bars\">\n";
  for (const BarLine& line : lines) {
    out += fmt::format("<li><span class=\"label\">{}</span>{}<span class=\"figure n\">{}</span></li>\n",
                       spans(line.label), line.bar, pick(line.figure, language));
  }
  return out + "</ul>\n";
}

std::string legend(const std::vector<LegendEntry>& entries) {
  std::string out = "<ul class=\"legend\">";
  for (const LegendEntry& entry : entries) {
    out += fmt::format(
        "<li><svg class=\"key\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"{}\" "
        "width=\"10\" height=\"10\"></rect></svg>{}</li>",
        entry.css_class, spans(entry.label));
  }
  return out + "</ul>\n";
}

}  // namespace io::report
