#include "tools/truth_text.h"

#include <fmt/format.h>

#include "tools/run_text.h"

namespace tools {
namespace {

// A share with 5 decimals, rounded half up.
std::string share(std::uint64_t part, std::uint64_t whole, bool indonesian) {
  if (whole == 0) return "-";
  const std::uint64_t units = (part * 200'000 + whole) / (whole * 2);
  return fmt::format("{}{}{:05}", units / 100'000, indonesian ? ',' : '.', units % 100'000);
}

std::string pairs_text(const engine::DuplicateTruth::Pairs& pairs, bool indonesian) {
  return fmt::format(
      fmt::runtime(indonesian ? "{} sebenarnya, {} ditemukan, {} benar; ketepatan {}, cakupan {}, F1 {}\n"
                              : "{} true, {} found, {} right; precision {}, recall {}, F1 {}\n"),
      grouped(pairs.truth, indonesian), grouped(pairs.counted, indonesian), grouped(pairs.counted_right, indonesian),
      share(pairs.counted_right, pairs.counted, indonesian), share(pairs.counted_right, pairs.truth, indonesian),
      share(2 * pairs.counted_right, pairs.counted + pairs.truth, indonesian));
}

}  // namespace

std::string truth_text(const engine::RunSummary& summary, bool indonesian) {
  const char* const heads[] = {indonesian ? "kebenaran" : "truth",
                               indonesian ? "ada di registri" : "in registry",
                               "padan",
                               indonesian ? "benar" : "right",
                               indonesian ? "ketepatan" : "precision",
                               indonesian ? "cakupan" : "recall"};
  std::string text = fmt::format("\n{:<14} {:>15} {:>12} {:>12} {:>10} {:>10}\n", heads[0], heads[1], heads[2],
                                 heads[3], heads[4], heads[5]);
  for (const auto& source : summary.sources) {
    if (!source.truth) continue;
    const engine::LinkTruth::Rows& all = source.truth->all;
    text +=
        fmt::format("{:<14} {:>15} {:>12} {:>12} {:>10} {:>10}\n", source.name, grouped(all.with_person, indonesian),
                    grouped(all.padan, indonesian), grouped(all.right, indonesian),
                    share(all.right, all.padan, indonesian), share(all.right, all.with_person, indonesian));
  }
  text += indonesian ? "pasangan baris ganda registri: " : "duplicate pairs of the registry: ";
  text += pairs_text(summary.truth->duplicates.all, indonesian);
  text += indonesian ? "  dengan dua atau lebih dari nama, tanggal lahir, kecamatan yang sama: "
                     : "  with two or more of name, birth date and district alike: ";
  return text + pairs_text(summary.truth->duplicates.further, indonesian);
}

}  // namespace tools
