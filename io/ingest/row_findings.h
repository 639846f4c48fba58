// Names what ingest finds in rows: why a row is rejected, and what is odd about an accepted one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace io {

// `alasan` of rejects.csv. A row has the first that holds: those of the line in this order, then those of
// its cells in the order of the columns.
enum class RejectReason : std::uint8_t {
  kBadQuotes,    // kutip_tidak_sah: a quoted cell does not close as record_cutter.h wants it
  kLineTooLong,  // baris_terlalu_panjang: no line feed within the row limit
  kBlankLine,    // baris_kosong
  kNul,          // byte_nol: the line has a NUL byte
  kUtf8,         // utf8_tidak_sah: the line is not UTF-8
  kCellCount,    // jumlah_kolom: not as many cells as the header
  kCellTooLong,  // sel_terlalu_panjang: more than 64 KiB
  kControl,      // karakter_kendali: a used cell holds a control character or line break
  kEmpty,        // kosong: a value that must be there is not
  kNot16Digits,  // bukan_16_digit: NIK or KK
  kZeroNumber,   // nol: NIK or KK of sixteen zeros where one must be there
  kNot10Digits,  // bukan_10_digit: village code
  kBadDate,      // tanggal_tidak_sah: not of the format, no day of the calendar, or before 1900
  kUnknownCode,  // kode_tidak_dikenal
  kNotNumber,    // bukan_angka
  kOutOfRange,   // di_luar_rentang
};
inline constexpr std::size_t kRejectReasonCount = 16;

// Soft findings of accepted rows, counted in summary.json; several may hold for a row.
enum class Quality : std::uint8_t {
  kNikEmpty,
  kNikZero,
  kKkEmpty,
  kKkZero,
  kNameEmpty,
  kBirthEmpty,
  kSexEmpty,
  kVillageEmpty,
  kVillageUnknown,    // desa_tidak_dikenal: well formed, not in the table
  kVillageWithdrawn,  // kode_desa_lama: mapped to its successor
  kVillageBps,        // desa_bps: BPS code of a known district; there is no bridge of villages
  kBirthAfterDate,    // tanggal_lahir_setelah_acuan: after the source's reference date
  kBirthDefault,      // tanggal_lahir_bawaan: 1 July or 31 December, written where the day is unknown
  kNikArea,
  kNikDate,
  kNikSerial,
  kNikSex,
  kNikBirth,  // against the rules of the NIK, or the row's own cells
  kKkArea,
  kKkDate,
  kKkSerial,
};
inline constexpr std::size_t kQualityCount = 21;
static_assert(kQualityCount <= 64, "the findings of a row are a bit set of 64");

std::string_view reject_reason_name(RejectReason reason);
std::string_view quality_name(Quality quality);

}  // namespace io
