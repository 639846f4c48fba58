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
  kBlankLine,    // baris_kosong; also, before all faults of cells, a row in which no cell that is read has a value
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
  // Of NDJSON. The line: after that of UTF-8, in this order; then the keys, the kinds of the values
  // (sel_terlalu_panjang among them), and the cells as above.
  kNotObject,   // bukan_objek: the line does not begin with a brace
  kTooDeep,     // json_terlalu_dalam: more than eight brackets inside each other
  kBadJson,     // json_tidak_sah: not one whole object, or something behind it
  kCutLine,     // baris_terpotong: the same of a last line without line feed
  kUnknownKey,  // kunci_tidak_dikenal: no column of the catalogue
  kDoubleKey,   // kunci_ganda
  kWrongType,   // jenis_nilai_salah: a number where text is wanted, true, false, an object or a list
  kNotInteger,  // bukan_bilangan_bulat: a number with fraction or exponent, or -0
};
inline constexpr std::size_t kRejectReasonCount = 24;

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
  kNikAreaOld,  // nik_wilayah_lama: a withdrawn area, good as it is
  kNikDay,      // nik_hari_tidak_sah: the day is not 01-31 or 41-71; kNikDate holds too
  kNikMonth,    // nik_bulan_tidak_sah: the month is not 01-12; kNikDate holds too
  kKkAreaOld,   // kk_wilayah_lama
  // Answers that contradict each other, see consistency_rules.h.
  kDisabilityUnderTwo,
  kJobNotWorking,
  kDiplomaNoSchool,
  kGasNoElpiji,
  kElpijiNoGas,
  kElectricNoPower,
  kClosetNoToilet,
  kSewageNoToilet,
  // What no row knows alone: found when all rows of the source are read, or held against the registry.
  kNikRepeated,     // nik_ganda_di_sumber: another row of the source has this NIK
  kNikSeveralKk,    // nik_di_beberapa_kk: rows of the source with this NIK have different KK
  kKkNoHead,        // kk_tanpa_kepala: no row of the KK is the head, though some say what they are
  kKkSeveralHeads,  // kk_kepala_ganda: several rows of the KK are the head
  kNikUnknown,      // nik_tidak_ada_di_registri
  kNikDead,         // nik_tercatat_meninggal: the registry has it, flagged dead
  // Of rows that are rejected: families that are left without indicators for a code that nobody knows.
  kFamilyCodeUnknown,  // keluarga_ditolak_kode
};
inline constexpr std::size_t kQualityCount = 40;
static_assert(kQualityCount <= 64, "the findings of a row are a bit set of 64");

std::string_view reject_reason_name(RejectReason reason);
std::string_view quality_name(Quality quality);

}  // namespace io
