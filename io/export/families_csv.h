// Writes families.csv: one line per KK of the registry, in ascending KK order.
//
//   nomor_kartu_keluarga,kode_desa,jumlah_anggota_keluarga,skor_pmt,desil_nasional,desil_provinsi,
//   desil_kabupaten_kota,status,program
//
// In a mode that lifts (engine/desil/MODES.md) `skor_peringkat` follows, the lifted score: it is what the desils are
// cut of. Behind them, where the uncertainty is given,
//
//   peluang_desil_1 … peluang_desil_10,peluang_sampai_batas,keyakinan
//
// the chance of each desil (0–1 with 4 decimals, together exactly 1), the chance that the true desil lies at or below
// the watched cut (exactly the sum of those below it), and `tegas` or `ambang` (engine/desil/desil_chances.h: is_firm).
//
// missing: unranked families have empty score and desils; families of an unknown region an empty
// kode_desa. threads: lines are made in parallel, written in order.
#pragma once

#include <span>
#include <string>

#include "engine/desil/uncertainty.h"
#include "engine/run_summary.h"
#include "engine/store/region_tree.h"
#include "engine/store/registry.h"
#include "io/output_file.h"

namespace io {

struct RankedFamilies {
  const engine::FamilyTable* families = nullptr;
  std::span<const engine::FamilyStatus> status;
  std::span<const engine::PmtScore> score;
  std::span<const engine::Desil> national, province, regency;
  std::span<const engine::PmtScore> ranking = {};    // only in a mode that lifts
  const engine::Uncertainty* uncertainty = nullptr;  // null: without its columns
};

// `program` gives the last cell of a family ("PKH:terima;SEMBAKO:terima", or empty).
template <class Program>
void write_families_csv(const RankedFamilies& ranked, const engine::RegionTree& regions, const Program& program,
                        OutputFile& file);

// Rows of the family table in ascending KK order.
std::vector<engine::FamilyRow> families_by_kk(const engine::FamilyTable& families);

// One line, with its end of line.
void append_family_line(std::string& text, const RankedFamilies& ranked, const engine::RegionTree& regions,
                        engine::FamilyRow family, std::string_view program);

}  // namespace io

#include "engine/parallel.h"

namespace io {

inline constexpr char kFamiliesHeader[] =
    "nomor_kartu_keluarga,kode_desa,jumlah_anggota_keluarga,skor_pmt,desil_nasional,desil_provinsi,"
    "desil_kabupaten_kota,status,program";
inline constexpr char kUncertaintyHeader[] =
    ",peluang_desil_1,peluang_desil_2,peluang_desil_3,peluang_desil_4,peluang_desil_5,peluang_desil_6,peluang_desil_7,"
    "peluang_desil_8,peluang_desil_9,peluang_desil_10,peluang_sampai_batas,keyakinan";

template <class Program>
void write_families_csv(const RankedFamilies& ranked, const engine::RegionTree& regions, const Program& program,
                        OutputFile& file) {
  constexpr std::size_t kLinesPerBatch = std::size_t{1} << 14;
  const std::vector<engine::FamilyRow> order = families_by_kk(*ranked.families);
  file.write(kFamiliesHeader);
  if (!ranked.ranking.empty()) file.write(",skor_peringkat");
  if (ranked.uncertainty != nullptr) file.write(kUncertaintyHeader);
  file.write("\n");
  std::size_t next = 0;
  engine::parallel_pipeline<std::size_t, std::string>(
      static_cast<std::size_t>(engine::threads()) * 3,
      [&]() -> std::optional<std::size_t> {
        if (next >= order.size()) return std::nullopt;
        return std::exchange(next, next + kLinesPerBatch);
      },
      [&](std::size_t begin) {
        std::string text;
        const std::size_t end = std::min(order.size(), begin + kLinesPerBatch);
        text.reserve((end - begin) * (ranked.uncertainty == nullptr ? 100 : 190));
        for (std::size_t i = begin; i < end; ++i) {
          append_family_line(text, ranked, regions, order[i], program(order[i]));
        }
        return text;
      },
      [&](const std::string& text) { file.write(text); });
}

}  // namespace io
