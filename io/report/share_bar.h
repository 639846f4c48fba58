// Draws a bar of shares that stretches to any width, and lists of such bars with a label and a figure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "io/report/phrase.h"

namespace io::report {

struct Share {
  std::uint64_t amount = 0;
  std::string css_class;  // colour
  Both tip;
  bool hatched = false;  // stands for several things together
};

// Segments side by side, the whole bar being `whole` (at least their sum).
std::string share_bar(const std::vector<Share>& shares, std::uint64_t whole, Language language);

struct BarLine {
  Both label;
  std::string bar;
  Both figure;       // a number
  Both beside = {};  // a second, smaller number; none where empty
};
std::string bar_list(const std::vector<BarLine>& lines, Language language);

struct LegendEntry {
  std::string css_class;
  Both label;
  bool hatched = false;
};
std::string legend(const std::vector<LegendEntry>& entries);

}  // namespace io::report
