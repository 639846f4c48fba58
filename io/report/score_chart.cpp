#include "io/report/score_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/report/disclosure.h"
#include "io/report/number_text.h"
#include "io/report/phrases.h"
#include "io/report/table.h"
#include "io/report/tenths.h"

namespace io::report {
namespace {

constexpr std::size_t kMostBars = 160;

struct Bars {
  double lowest = 0, width = 0;
  std::vector<std::uint64_t> families;
  double left(std::size_t i) const { return lowest + width * static_cast<double>(i); }
  double right() const { return left(families.size()); }
};

// Drops the sparse tails into the first and last bar kept, and joins bars where there are too many.
Bars bars_of(const engine::ScoreHistogram& histogram) {
  Bars bars{histogram.lowest, histogram.width, histogram.families};
  auto& families = bars.families;
  std::size_t first = 0;
  while (first + 1 < families.size() && families[first] < kSmallestAveraged) {
    families[first + 1] += families[first];
    ++first;
  }
  families.erase(families.begin(), families.begin() + static_cast<std::ptrdiff_t>(first));
  bars.lowest += bars.width * static_cast<double>(first);
  while (families.size() > 1 && families.back() < kSmallestAveraged) {
    families[families.size() - 2] += families.back();
    families.pop_back();
  }
  while (families.size() > kMostBars) {
    std::vector<std::uint64_t> joined((families.size() + 1) / 2);
    for (std::size_t i = 0; i < families.size(); ++i) joined[i / 2] += families[i];
    families = std::move(joined);
    bars.width *= 2;
  }
  return bars;
}

struct Tick {
  int thousands;
  double ln_rupiah;
};
// ln of 1, 2 and 5 times powers of ten, written out so that no machine's log decides a pixel.
constexpr Tick kTicks[] = {{50, 10.819778284},    {100, 11.512925465},  {200, 12.206072646},  {500, 13.122363377},
                           {1000, 13.815510558},  {2000, 14.508657739}, {5000, 15.424948470}, {10000, 16.118095651},
                           {20000, 16.811242832}, {50000, 17.727533563}};

// A border of bars where lines of equal height are drawn: 1, 2 or 5 times a power of ten, so that two to
// five lines lie below `most`.
std::uint64_t grid_step(std::uint64_t most) {
  std::uint64_t power = 1;
  while (power * 10 <= most) power *= 10;
  for (const std::uint64_t step : {power / 5, power / 2, power, power * 2}) {
    if (step > 0 && most / step <= 5) return step;
  }
  return power * 2;
}

int desil_at(double ln_rupiah, const engine::RegionSummary& nation) {
  int desil = 1;
  for (const auto& cut : *nation.cuts) desil += ln_rupiah_of(cut.score) < ln_rupiah ? 1 : 0;
  return desil;
}

Both bin_tip(const Bars& bars, std::size_t i) {
  const Both families = bars.families[i] < kSmallestShown ? Both{"&lt;10", "&lt;10"} : count(bars.families[i]);
  const Both from = count(rupiah_of(bars.left(i))), to = count(rupiah_of(bars.left(i + 1)));
  if (i == 0) return say(phrase::kFirstBinTip, {to, families});
  if (i + 1 == bars.families.size()) return say(phrase::kLastBinTip, {from, families});
  return say(phrase::kBinTip, {from, to, families});
}

// Where the pieces of a bar end: at each cut inside it, and at its right side.
std::vector<double> piece_ends(double left, double right, const engine::RegionSummary& nation) {
  std::vector<double> ends;
  for (const auto& cut : *nation.cuts) {
    const double at = ln_rupiah_of(cut.score);
    if (at > left && at < right && (ends.empty() || at > ends.back())) ends.push_back(at);
  }
  ends.push_back(right);
  return ends;
}

std::string drawing(const Bars& bars, const engine::RegionSummary& nation, Language language, bool wide) {
  const double width = wide ? 900 : 340, height = wide ? 290 : 232, top = 34, bottom = height - 22;
  const double span = bars.right() - bars.lowest;
  const auto x_of = [&](double ln_rupiah) { return (ln_rupiah - bars.lowest) / span * width; };
  const std::uint64_t most = std::max<std::uint64_t>(1, *std::max_element(bars.families.begin(), bars.families.end()));
  std::string out =
      fmt::format("<svg class=\"spread {}\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-labelledby=\"f-score\">",
                  wide ? "wide" : "narrow", width, height);
  for (std::uint64_t families = grid_step(most); families <= most; families += grid_step(most)) {
    const double y = bottom - (bottom - top) * static_cast<double>(families) / static_cast<double>(most);
    out += fmt::format(
        "<line class=\"grid\" x1=\"0\" x2=\"{0:.0f}\" y1=\"{1:.1f}\" y2=\"{1:.1f}\"></line><text class=\"n level\" "
        "x=\"0\" y=\"{2:.1f}\">{3}</text>",
        width, y, y - 3, pick(count(families), language));
  }
  for (std::size_t i = 0; i < bars.families.size(); ++i) {
    const double tall = (bottom - top) * static_cast<double>(bars.families[i]) / static_cast<double>(most);
    const bool small = bars.families[i] < kSmallestShown;
    out += fmt::format("<g>{}", tooltip(bin_tip(bars, i), language));
    // A bar that a cut goes through has a piece of each colour.
    double from = bars.left(i);
    for (const double to : piece_ends(from, bars.left(i + 1), nation)) {
      const double gap = to >= bars.left(i + 1) ? 0.4 : 0;
      out += fmt::format("<rect class=\"d{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"></rect>",
                         desil_at((from + to) / 2, nation), x_of(from), bottom - (small ? 1 : tall),
                         std::max(0.1, x_of(to) - x_of(from) - gap), small ? 1 : tall);
      from = to;
    }
    out += "</g>";
  }
  out +=
      fmt::format("<line class=\"axis\" x1=\"0\" x2=\"{0:.0f}\" y1=\"{1:.0f}\" y2=\"{1:.0f}\"></line>", width, bottom);
  for (const Tick& tick : kTicks) {
    const double x = x_of(tick.ln_rupiah);
    if (x < 12 || x > width - 20) continue;
    out += fmt::format(
        "<line class=\"axis\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.0f}\" y2=\"{2:.0f}\"></line><text "
        "class=\"n\" x=\"{0:.1f}\" y=\"{3:.0f}\">{4}</text>",
        x, bottom, bottom + 4, bottom + 17, pick(count(static_cast<std::uint64_t>(tick.thousands)), language));
  }
  double last_label = -100;
  bool raised = false;
  for (std::size_t k = 0; k < nation.cuts->size(); ++k) {
    const double ln_rupiah = ln_rupiah_of((*nation.cuts)[k].score);
    const double x = x_of(ln_rupiah);
    if (!(x >= 0 && x <= width)) continue;
    raised = x - last_label < 16 && !raised;  // labels that would touch stand on two levels
    last_label = x;
    out += fmt::format(
        "<g class=\"cut\">{}<line x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.0f}\" y2=\"{:.0f}\"></line><text "
        "x=\"{:.1f}\" y=\"{:.0f}\">{}</text></g>",
        tooltip(say(phrase::kCutTip, {count(k + 1), count(rupiah_of(ln_rupiah))}), language), x, x,
        raised ? top - 18 : top - 6, bottom, x, raised ? top - 20 : top - 8, k + 1);
  }
  return out + "</svg>\n";
}

}  // namespace

std::string score_chart(const engine::RunSummary& summary, Language language) {
  const engine::RegionSummary& nation = summary.nation;
  const Bars bars = bars_of(summary.histogram);
  if (!nation.cuts || bars.families.empty() || !(bars.width > 0)) return paragraph(say(phrase::kNobodyRanked));
  Table table("score", say(phrase::kScoreTable),
              {number_column(phrase::kFromRupiah), number_column(phrase::kToRupiah), number_column(phrase::kFamilies)});
  for (std::size_t i = 0; i < bars.families.size(); ++i) {
    const bool first = i == 0, last = i + 1 == bars.families.size();
    table.add_row({first ? Both{"–", "–"} : count(rupiah_of(bars.left(i))),
                   last ? Both{"–", "–"} : count(rupiah_of(bars.left(i + 1))),
                   bars.families[i] < kSmallestShown ? Both{"&lt;10", "&lt;10"} : count(bars.families[i])});
  }
  const std::string chart = drawing(bars, nation, language, true) + drawing(bars, nation, language, false) +
                            paragraph(say(phrase::kScoreAxis), "axis-title") +
                            paragraph(say(phrase::kScoreVertical), "note");
  return figure("score", say(phrase::kScoreTitle, {say(tenths_of(summary))}), chart, table.folded(language));
}

}  // namespace io::report
