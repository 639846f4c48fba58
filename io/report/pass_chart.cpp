#include "io/report/pass_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "engine/linkage/bits.h"
#include "io/report/link_phrases.h"
#include "io/report/number_text.h"
#include "io/report/share_bar.h"
#include "io/report/table.h"

namespace io::report {
namespace {

struct Way {
  std::uint64_t pairs = 0, found = 0, only = 0;
};

std::vector<Way> ways_of(const engine::RunSummary& summary) {
  std::vector<Way> ways;
  for (const auto& source : summary.sources) {
    if (!source.linking) continue;
    ways.resize(std::max(ways.size(), std::min(source.linking->passes.size(), std::size(phrase::kPasses))));
    for (std::size_t p = 0; p < ways.size() && p < source.linking->passes.size(); ++p) {
      const engine::LinkSummary::Pass& pass = source.linking->passes[p];
      ways[p].pairs += pass.pairs;
      ways[p].found += pass.found;
      ways[p].only += pass.only;
    }
  }
  return ways;
}

// Length of a number in 1/1000 of `decades` powers of ten; whole numbers, so no machine's log decides a pixel. One is a
// short stroke, none is nothing.
std::uint64_t length(std::uint64_t value, std::uint64_t decades) {
  if (value == 0) return 0;
  const auto weight = static_cast<std::uint64_t>(engine::weight_of(static_cast<double>(value)));
  const auto ten = static_cast<std::uint64_t>(engine::weight_of(10));
  return std::max<std::uint64_t>(4, weight * 1000 / (ten * decades));
}

std::string lanes(const Way& way, std::uint64_t decades) {
  std::string out = "<svg class=\"bar\" viewBox=\"0 0 1000 24\" preserveAspectRatio=\"none\" aria-hidden=\"true\">";
  for (std::uint64_t d = 0; d <= decades; ++d) {
    out += fmt::format("<line x1=\"{0}\" x2=\"{0}\" y1=\"0\" y2=\"24\"></line>", d * 1000 / decades);
  }
  const auto lane = [&](const char* css_class, int top, std::uint64_t value) {
    if (value == 0) return;
    out += fmt::format("<rect class=\"{}\" x=\"0\" y=\"{}\" width=\"{}\" height=\"6\"></rect>", css_class, top,
                       length(value, decades));
  };
  lane("p-pairs", 2, way.pairs);
  lane("p-found", 9, way.found);
  lane("p-only", 16, way.only);
  return out + "</svg>";
}

}  // namespace

std::string pass_chart(const engine::RunSummary& summary, Language language, const std::string& after) {
  const std::vector<Way> ways = ways_of(summary);
  if (ways.empty()) return "";
  std::uint64_t most = 1, decades = 1;
  for (const Way& way : ways) most = std::max({most, way.pairs, way.found});
  for (std::uint64_t power = 10; power < most && decades < 19; power *= 10) ++decades;
  std::vector<BarLine> lines;
  for (std::size_t p = 0; p < ways.size(); ++p) {
    lines.push_back({say(phrase::kPasses[p]), lanes(ways[p], decades), count(ways[p].found), count(ways[p].only)});
  }
  const std::string drawn = legend({{"p-pairs", say(phrase::kPassPairsShort)},
                                    {"p-found", say(phrase::kPassFoundShort)},
                                    {"p-only", say(phrase::kPassOnlyShort)}}) +
                            "<div class=\"lanes\">" + bar_list(lines, language) + "</div>" +
                            paragraph(say(phrase::kPassAxis), "note");
  return figure("jalan-biaya", say(phrase::kPassChart), drawn, after);
}

}  // namespace io::report
