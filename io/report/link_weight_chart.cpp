#include "io/report/link_weight_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "io/report/disclosure.h"
#include "io/report/link_phrases.h"
#include "io/report/number_text.h"
#include "io/report/phrases.h"
#include "io/report/table.h"

namespace io::report {
namespace {

constexpr int kBitsOfBar = 2;
constexpr const char* kClasses[] = {"s-padan", "s-ragu", "s-konflik", "s-tidak"};
const Phrase* const kStates[] = {&phrase::kMatch, &phrase::kDoubt, &phrase::kConflict, &phrase::kNoMatch};

struct Bars {
  int lowest = 0;  // bits; even
  std::vector<std::array<std::uint64_t, 4>> rows;
  int left(std::size_t i) const { return lowest + kBitsOfBar * static_cast<int>(i); }
};

int bar_of(int bits) { return bits >= 0 ? bits / kBitsOfBar : -((1 - bits) / kBitsOfBar); }

Bars bars_of(const engine::LinkSummary& linking) {
  Bars bars;
  const int first = bar_of(linking.weights.begin()->first), last = bar_of(linking.weights.rbegin()->first);
  bars.lowest = first * kBitsOfBar;
  bars.rows.resize(static_cast<std::size_t>(last - first + 1));
  for (const auto& [bits, rows] : linking.weights) {
    auto& bar = bars.rows[static_cast<std::size_t>(bar_of(bits) - first)];
    for (std::size_t s = 0; s < bar.size(); ++s) bar[s] += rows[s];
  }
  return bars;
}

// "−12": with a minus sign of its own, the same in both languages.
Both bits_text(int bits) { return same((bits < 0 ? "\u2212" : "") + std::to_string(std::abs(bits))); }

struct Frame {
  double width, strip;  // pixels; a strip has its label above the bars
  double step = 0;      // width of a bar
  static constexpr double kLabel = 20;
};

std::string strip(const Bars& bars, std::size_t state, const Frame& frame, double top, Language language) {
  std::uint64_t most = 1, all = 0;
  for (const auto& rows : bars.rows) most = std::max(most, rows[state]), all += rows[state];
  const double bottom = top + frame.strip, tallest = frame.strip - Frame::kLabel;
  std::string path;
  for (std::size_t i = 0; i < bars.rows.size(); ++i) {
    const std::uint64_t rows = bars.rows[i][state];
    if (rows == 0) continue;
    const double tall =
        rows < kSmallestShown ? 1 : std::max(1.0, tallest * static_cast<double>(rows) / static_cast<double>(most));
    path += fmt::format("M{:.1f} {:.1f}v-{:.1f}h{:.1f}v{:.1f}z", frame.step * static_cast<double>(i), bottom, tall,
                        frame.step - 0.6, tall);
  }
  constexpr const char* kWords[] = {"padan", "ragu", "konflik", "tidak padan"};
  std::string out = fmt::format("<text class=\"level\" x=\"0\" y=\"{:.0f}\">{}</text>", top + 15, kWords[state]);
  out += fmt::format("<text class=\"n count\" x=\"{:.0f}\" y=\"{:.0f}\">{}</text>", frame.width, top + 15,
                     pick(count(all), language));
  if (!path.empty()) out += fmt::format("<path class=\"{}\" d=\"{}\"></path>", kClasses[state], path);
  return out + fmt::format("<line class=\"axis\" x1=\"0\" x2=\"{0:.0f}\" y1=\"{1:.1f}\" y2=\"{1:.1f}\"></line>",
                           frame.width, bottom);
}

std::string drawing(const std::string& id, const Bars& bars, Language language, bool wide) {
  Frame frame{wide ? 900.0 : 340.0, wide ? 64.0 : 56.0};
  frame.step = frame.width / static_cast<double>(bars.rows.size());
  const double bottom = 4 * frame.strip + 6;
  std::string out = fmt::format(
      "<svg class=\"spread weights {}\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-labelledby=\"f-{}\">",
      wide ? "wide" : "narrow", frame.width, bottom + 18, id);
  const int every = static_cast<int>(bars.rows.size()) * kBitsOfBar > (wide ? 160 : 60) ? 20 : 10;
  for (std::size_t i = 0; i < bars.rows.size(); ++i) {
    const double x = frame.step * static_cast<double>(i);
    if (bars.left(i) % every != 0 || x < 10 || x > frame.width - 10) continue;
    out += fmt::format(
        "<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"0\" y2=\"{1:.0f}\"></line><text x=\"{0:.1f}\" "
        "y=\"{2:.0f}\">{3}</text>",
        x, bottom, bottom + 13, bits_text(bars.left(i)).en);
  }
  for (std::size_t state = 0; state < 4; ++state) {
    out += strip(bars, state, frame, static_cast<double>(state) * frame.strip + 4, language);
  }
  return out + "</svg>\n";
}

Both cell(std::uint64_t rows) { return rows > 0 && rows < kSmallestShown ? Both{"&lt;10", "&lt;10"} : count(rows); }

std::string chart(const engine::SourceSummary& source, std::size_t number, Language language) {
  const engine::LinkSummary& linking = *source.linking;
  const Bars bars = bars_of(linking);
  const std::string id = "bobot-" + std::to_string(number);
  const Both title = say(phrase::kWeightTitle, {same(source.name)});
  Table table(id, title,
              {number_column(phrase::kFromBits), number_column(phrase::kToBits), number_column(*kStates[0]),
               number_column(*kStates[1]), number_column(*kStates[2]), number_column(*kStates[3])});
  for (std::size_t i = 0; i < bars.rows.size(); ++i) {
    const auto& rows = bars.rows[i];
    table.add_row({bits_text(bars.left(i)), bits_text(bars.left(i) + kBitsOfBar), cell(rows[0]), cell(rows[1]),
                   cell(rows[2]), cell(rows[3])});
  }
  std::uint64_t without = 0;
  for (const std::uint64_t rows : linking.without_candidate) without += rows;
  const std::string drawn = drawing(id, bars, language, true) + drawing(id, bars, language, false) +
                            paragraph(say(phrase::kWeightAxis), "axis-title") +
                            paragraph(say(phrase::kWeightNote, {cell(without)}), "note");
  return figure(id, title, drawn, table.folded(language));
}

}  // namespace

std::string link_weight_charts(const engine::RunSummary& summary, Language language) {
  std::string out;
  std::size_t number = 0;
  for (const auto& source : summary.sources) {
    if (source.linking && !source.linking->weights.empty()) out += chart(source, ++number, language);
  }
  return out;
}

}  // namespace io::report
