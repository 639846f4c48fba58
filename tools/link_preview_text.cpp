#include "tools/link_preview_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "tools/run_text.h"

namespace tools {
namespace {

const char* say(bool indonesian, const char* english, const char* bahasa) { return indonesian ? bahasa : english; }

std::string mebibytes(std::uint64_t bytes) { return fmt::format("{:.0f} MiB", static_cast<double>(bytes) / 1048576.0); }

std::string percent(std::uint64_t part, std::uint64_t whole, bool indonesian) {
  if (whole == 0) return "-";
  const std::uint64_t tenths = (part * 2000 + whole) / (whole * 2);
  return fmt::format("{}{}{}%", tenths / 10, indonesian ? ',' : '.', tenths % 10);
}

std::string seconds_text(double seconds, bool indonesian) {
  std::string text = fmt::format("{:.1f}", seconds);
  if (indonesian) text.replace(text.find('.'), 1, ",");
  return text;
}

}  // namespace

std::string link_preview_text(const io::LinkPreview& link, bool indonesian) {
  std::string text = fmt::format(
      "\n{}\n", say(indonesian, "linking, from a sample of each source (estimates; seconds on this machine):",
                    "pemadanan, dari contoh tiap sumber (taksiran; detik pada mesin ini):"));
  text += fmt::format("  {:<14} {:>12} {:>9} {:>8} {:>10} {:>14} {:>10} {:>8}\n", say(indonesian, "source", "sumber"),
                      say(indonesian, "rows", "baris"), say(indonesian, "sample", "contoh"),
                      say(indonesian, "weighed", "ditimbang"), say(indonesian, "searched", "ditelusuri"),
                      say(indonesian, "pairs", "pasangan"), say(indonesian, "memory", "memori"),
                      say(indonesian, "seconds", "detik"));
  for (const io::PreviewedSource& source : link.sources) {
    std::uint64_t pairs = 0;
    for (const std::uint64_t pass : source.pairs) pairs += pass;
    text += fmt::format("  {:<14} {:>12} {:>9} {:>8} {:>10} {:>14} {:>10} {:>8}\n", source.name,
                        grouped(source.rows, indonesian), grouped(source.sample_rows, indonesian),
                        percent(source.open_sample_rows, source.sample_rows, indonesian),
                        percent(source.wide_sample_rows, source.sample_rows, indonesian), grouped(pairs, indonesian),
                        mebibytes(source.memory_bytes), seconds_text(source.seconds, indonesian));
  }
  text += fmt::format("  {:<17}", say(indonesian, "pairs by way", "pasangan"));
  for (const io::PreviewedSource& source : link.sources) text += fmt::format(" {:>12}", source.name);
  text += fmt::format(" {:>17}\n", say(indonesian, "largest block", "blok terbesar"));
  for (auto p = static_cast<std::size_t>(engine::LinkPass::kNearNik); p < engine::kLinkPasses; ++p) {
    std::uint64_t largest = 0;
    text += fmt::format("  {:<17}", engine::link_pass_name(static_cast<engine::LinkPass>(p)));
    for (const io::PreviewedSource& source : link.sources) {
      text += fmt::format(" {:>12}", grouped(source.pairs[p], indonesian));
      largest = std::max(largest, source.largest_block[p]);
    }
    text += fmt::format(" {:>17}\n", largest == 0 ? "-" : grouped(largest, indonesian));
  }
  if (link.one_in > 1) {
    text += fmt::format(fmt::runtime(say(indonesian, "  the registry was thinned to one family in {}\n",
                                         "  registri dijarangkan menjadi satu dari {} keluarga\n")),
                        link.one_in);
  }
  text += fmt::format("  {}: {}, {}: {} s\n\n",
                      say(indonesian, "link stage, peak memory about", "tahap link, memori puncak sekitar"),
                      mebibytes(link.memory_bytes), say(indonesian, "time about", "waktu sekitar"),
                      seconds_text(link.seconds, indonesian));
  return text;
}

}  // namespace tools
