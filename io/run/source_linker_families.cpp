#include <algorithm>

#include "engine/radix_sort.h"
#include "io/export/unmatched_csv.h"
#include "io/run/lift_ranks.h"
#include "io/run/reject_gate.h"
#include "io/run/source_linker.h"
#include "io/run/source_notes.h"
#include "io/run/source_specs.h"

namespace io {
namespace {

// "regsosek_persons.csv: row 12, column 'nomor_kartu_keluarga': seen 32**************".
std::string first_place(const SourceTotals& totals, std::uint64_t row, engine::NomorKk kk) {
  std::uint64_t first = 1;
  std::string path;
  for (const FileTotals& file : totals.files) {
    path = file.path;
    if (row < first + file.records) break;
    first += file.records;
  }
  char digits[16];
  engine::write_digits16(digits, kk.value);
  return path + ": row " + std::to_string(row) + ", column 'nomor_kartu_keluarga': seen " +
         engine::masked({digits, sizeof digits});
}

}  // namespace

void SourceLinker::families(OutputFile* unmatched_file) {
  if (source_.families.empty()) return;
  std::vector<engine::FamilyRecord> rows;
  result_.families = stream_families<engine::FamilyBatch>(
      source_spec(source_), run_.regions, [](engine::FamilyBatch&& batch) { return std::move(batch); },
      [&](engine::FamilyBatch&& batch) {
        rows.insert(rows.end(), batch.rows.begin(), batch.rows.end());
        std::move(batch.rejects.begin(), batch.rejects.end(), std::back_inserter(result_.family_rejects));
      },
      options());
  check_rejects(run_, source_.name, result_.families, result_.family_rejects);
  add_to_stage(result_.families);

  note_source(run_.observer, source_spec(source_), result_.families);
  const engine::FamilyWinners winners = engine::choose_family_rows(rows, votes_, run_.registry.families);
  run_.assembly->apply_source(result_.rank, rows, winners);
  note_known_families(run_, static_cast<std::size_t>(&source_ - run_.config.sources.data()), winners);
  std::string lines;
  std::uint64_t memberless_row = 0;  // first family that has no members and no registry KK
  engine::NomorKk memberless_kk;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const engine::FamilyLink& link = winners.links[i];
    const char* reason = nullptr;
    if (link.family == engine::kNoRow) {
      reason = link.has_members ? "tidak_ada_kk_registri" : "tanpa_anggota";
    } else if (!engine::has_indicators(rows[i])) {
      reason = "tanpa_indikator";
    } else if (winners.winner_of[link.family] != i) {
      reason = "kalah_dari_baris_lain";
    } else {
      ++result_.families_linked;
      continue;
    }
    if (!link.has_members && link.family == engine::kNoRow && memberless_row == 0) {
      memberless_row = rows[i].row;
      memberless_kk = rows[i].kk;
    }
    ++result_.families_unmatched[reason];
    if (unmatched_file != nullptr) append_unmatched_line(lines, source_.name, rows[i], reason);
  }
  if (unmatched_file != nullptr) unmatched_file->write(lines);
  if (run_.watch_kk != 0) keep_family_evidence(rows, winners);

  std::vector<std::uint64_t> kks;
  kks.reserve(rows.size());
  for (const engine::FamilyRecord& row : rows) kks.push_back(row.kk.value);
  engine::radix_sort(kks, [](std::uint64_t kk) { return kk; });
  const engine::FamilyVotes::Strays strays = votes_.members_without_family(kks);
  result_.members_without_family = strays.rows;
  if (strays.rows > 0) {
    run_.observer.remark(first_place(result_.persons, strays.first_row, strays.first_kk) +
                         ", wanted a KK of the families file. So it is with " + std::to_string(strays.rows) +
                         " rows of " + source_.name +
                         ": they link as persons and bring no indicators. Cure: ask the provider for their families.");
  }
  if (result_.families_unmatched.contains("tanpa_anggota")) {
    run_.observer.remark(
        first_place(result_.families, memberless_row, memberless_kk) +
        ", wanted a KK with members in the persons file. So it is with " +
        std::to_string(result_.families_unmatched.at("tanpa_anggota")) + " rows of " + source_.name +
        ": families_unmatched.csv lists them as tanpa_anggota. Cure: ask the provider for their members.");
  }
}

void SourceLinker::keep_family_evidence(const std::vector<engine::FamilyRecord>& rows,
                                        const engine::FamilyWinners& winners) {
  const engine::FamilyRow watched = run_.registry.families.find({run_.watch_kk});
  if (watched == engine::kNoRow) return;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (winners.links[i].family != watched) continue;
    run_.evidence.families.push_back(
        {source_.name, result_.rank, rows[i], winners.links[i], winners.winner_of[watched] == i});
  }
}

}  // namespace io
