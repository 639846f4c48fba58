#include "tools/run_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/export/score_text.h"
#include "tools/link_preview_text.h"
#include "tools/truth_text.h"

namespace tools {
namespace {

// Picks the text of the language.
const char* say(bool indonesian, const char* english, const char* bahasa) { return indonesian ? bahasa : english; }

std::string mebibytes(std::uint64_t bytes) { return fmt::format("{:.0f} MiB", static_cast<double>(bytes) / 1048576.0); }

// exp of a cut in thousands of rupiah, for people.
std::string rupiah(engine::PmtScore score, bool indonesian) {
  const double value = std::exp(std::ldexp(static_cast<double>(score), -engine::kScoreFractionBits));
  return "Rp " + grouped(static_cast<std::uint64_t>(std::llround(value / 1000.0)) * 1000, indonesian);
}

struct RowCounts {
  std::size_t files = 0;
  std::uint64_t read = 0, rejected = 0;
};

// Of the persons files of a source, or of its families files.
RowCounts rows_of(const engine::SourceSummary& source, bool families) {
  RowCounts rows;
  for (const engine::FileSummary& file : source.files) {
    if (file.families != families) continue;
    ++rows.files;
    rows.read += file.rows_read;
    rows.rejected += file.rejected;
  }
  return rows;
}

// A line for each source that has such files.
std::string families_files(const engine::RunSummary& summary, bool indonesian) {
  std::string lines;
  for (const engine::SourceSummary& source : summary.sources) {
    const RowCounts rows = rows_of(source, true);
    if (rows.files == 0) continue;
    lines += fmt::format("{:<14} {:>12} {:>10}\n", source.name, grouped(rows.read, indonesian),
                         grouped(rows.rejected, indonesian));
  }
  if (lines.empty()) return lines;
  return fmt::format("\n{:<14} {:>12} {:>10}\n", say(indonesian, "families", "keluarga"),
                     say(indonesian, "rows read", "baris"), say(indonesian, "rejected", "ditolak")) +
         lines;
}

// What was given to the linkage: a model, decisions.
std::string link_text(const engine::RunSummary& summary, bool indonesian) {
  std::string text;
  for (const engine::SourceSummary& source : summary.sources) {
    if (!source.linking) continue;
    const engine::LinkSummary& linking = *source.linking;
    if (linking.model != "trained") {
      text += fmt::format("{}: {}\n", source.name,
                          linking.model == "fixed" ? say(indonesian, "linked by the fixed model that was given",
                                                         "dipadankan dengan model tetap yang diberikan")
                                                   : say(indonesian, "its model was learned on from the one given",
                                                         "modelnya dilatih lanjut dari yang diberikan"));
    }
    if (linking.decided_same + linking.decided_other > 0) {
      text += fmt::format("{}: {} {}, {} sama, {} beda\n", source.name,
                          grouped(linking.decided_same + linking.decided_other, indonesian),
                          say(indonesian, "decisions applied", "keputusan diterapkan"),
                          grouped(linking.decided_same, indonesian), grouped(linking.decided_other, indonesian));
    }
  }
  return text;
}

}  // namespace

std::string grouped(std::uint64_t value, bool indonesian) {
  std::string digits = std::to_string(value);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), 1, indonesian ? '.' : ',');
  }
  return digits;
}

std::string run_text(const engine::RunSummary& summary, const std::string& out, io::RunStage to, bool indonesian) {
  std::string text;
  const auto number = [&](std::uint64_t value) { return grouped(value, indonesian); };
  text += fmt::format("{:<14} {:>12} {:>12} {:>12} {:>8} {:>12} {:>10}\n", say(indonesian, "source", "sumber"),
                      say(indonesian, "rows read", "baris"), "padan", "ragu", "konflik", "tidak_padan",
                      say(indonesian, "rejected", "ditolak"));
  for (const engine::SourceSummary& source : summary.sources) {
    if (source.role == "flag") continue;
    const RowCounts persons = rows_of(source, false);
    const bool unlinked = source.role == "registry" || to < io::RunStage::kLink;
    const auto cell = [&](std::uint64_t value) { return unlinked ? std::string("-") : number(value); };
    text += fmt::format("{:<14} {:>12} {:>12} {:>12} {:>8} {:>12} {:>10}\n", source.name, number(persons.read),
                        cell(source.padan), cell(source.ragu), cell(source.konflik), cell(source.tidak_padan),
                        number(persons.rejected));
  }
  text += families_files(summary, indonesian);
  text += link_text(summary, indonesian);
  if (summary.truth) text += truth_text(summary, indonesian);
  if (to >= io::RunStage::kRank) {
    text += fmt::format("\n{}: {}", say(indonesian, "families", "keluarga"), number(summary.nation.families));
    for (std::size_t i = 0; i < engine::kFamilyStatusCount; ++i) {
      if (summary.nation.by_status[i] == 0) continue;
      text += fmt::format(", {} {}", engine::family_status_name(static_cast<engine::FamilyStatus>(i)),
                          number(summary.nation.by_status[i]));
    }
    text += "\n";
  }
  if (summary.nation.cuts) {
    text += say(indonesian, "cuts (ln rupiah per person per month, and rupiah):\n",
                "batas desil (ln rupiah per orang per bulan, dan rupiah):\n");
    for (std::size_t k = 0; k < 9; ++k) {
      const engine::CutSummary& cut = (*summary.nation.cuts)[k];
      text += fmt::format("  {} | {}  {}  {:>16}\n", k + 1, k + 2, io::score_text(cut.score),
                          rupiah(cut.score, indonesian));
    }
  }
  text += fmt::format("\n{:<12} {:>10} {:>14} {:>12}\n", say(indonesian, "stage", "tahap"),
                      say(indonesian, "seconds", "detik"), say(indonesian, "rows", "baris"),
                      say(indonesian, "peak memory", "memori"));
  for (const engine::StageSummary& stage : summary.stages) {
    text += fmt::format("{:<12} {:>10.3f} {:>14} {:>12}\n", stage.name, stage.seconds, number(stage.rows),
                        mebibytes(stage.peak_bytes));
  }
  text += fmt::format("\n{}: {}\n", say(indonesian, "outputs", "hasil"), out);
  return text;
}

std::string plan_text(const io::RunPlan& plan, bool indonesian) {
  std::string text = say(indonesian, "stages:", "tahap:");
  for (const std::string& stage : plan.stages) text += " " + stage;
  text += "\n";
  for (const io::PlannedFile& file : plan.files) {
    text += fmt::format("  {:<14} {:<36} {:>10} {:>14} {}\n", file.source, file.path, mebibytes(file.bytes),
                        grouped(file.rows, indonesian), say(indonesian, "rows", "baris"));
  }
  if (plan.link) text += link_preview_text(*plan.link, indonesian);
  text += fmt::format(
      "{}: {}\n{}: {}\n{}: {}\n{}: {} s\n", say(indonesian, "candidate pairs, about", "pasangan calon, sekitar"),
      grouped(plan.pairs, indonesian), say(indonesian, "peak memory, about", "memori puncak, sekitar"),
      mebibytes(plan.memory_bytes), say(indonesian, "disk for outputs, about", "ruang disk hasil, sekitar"),
      mebibytes(plan.disk_bytes), say(indonesian, "time, about", "waktu, sekitar"), plan.seconds);
  return text;
}

std::string already_complete_text(const std::string& out, bool indonesian) {
  return fmt::format(
      fmt::runtime(say(indonesian, "{}: the run is complete and its inputs have not changed, nothing to do\n",
                       "{}: proses sudah selesai dan masukannya tidak berubah, tidak ada yang dikerjakan\n")),
      out);
}

}  // namespace tools
