// Makes lines of families_unmatched.csv: sumber,baris,nomor_kartu_keluarga,kode_desa,alasan.
//
// alasan: tidak_ada_kk_registri  no member is padan and the registry has no such KK
//         tanpa_anggota          the persons file has no member, and the registry no such KK
//         tanpa_indikator        every indicator is empty, so there is nothing to rank by
//         kalah_dari_baris_lain  another row of the same source stands for the registry family
#pragma once

#include <string>
#include <string_view>

#include "engine/store/source_rows.h"

namespace io {

inline constexpr char kUnmatchedHeader[] = "sumber,baris,nomor_kartu_keluarga,kode_desa,alasan\n";

void append_unmatched_line(std::string& text, std::string_view source, const engine::FamilyRecord& row,
                           std::string_view reason);

}  // namespace io
