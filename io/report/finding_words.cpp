#include "io/report/finding_words.h"

namespace io::report {
namespace {

struct Finding {
  std::string_view word;
  Phrase meaning;
};

constexpr Finding kFindings[] = {
    {"jumlah_kolom", {"jumlah kolom baris berbeda dari kepala berkas", "the line has another number of columns than the header"}},
    {"bukan_16_digit", {"nomor tidak terdiri dari 16 angka", "the number does not have 16 digits"}},
    {"kode_tidak_dikenal", {"kode di luar daftar katalog", "a code outside the catalogue"}},
    {"nik_kosong", {"NIK kosong", "the NIK is empty"}},
    {"kk_kosong", {"nomor KK kosong", "the KK number is empty"}},
    {"nama_kosong", {"nama kosong", "the name is empty"}},
    {"nik_ganda", {"NIK sudah ada pada baris sebelumnya", "the NIK stands in an earlier row"}},
    {"kk_ganda", {"nomor KK sudah ada pada baris sebelumnya", "the KK number stands in an earlier row"}},
    {"kk_tidak_dikenal", {"nomor KK tidak ada dalam registri", "the KK number is not in the registry"}},
    {"tanpa_anggota", {"keluarga tanpa anggota yang sampai ke registri", "a family none of whose members reached the registry"}},
    {"tanggal_salah", {"tanggal tidak sah", "not a valid date"}},
    {"tanggal_tidak_sah", {"tanggal tidak sah", "not a valid date"}},
    {"tanggal_lahir_bawaan", {"tanggal lahir bawaan (mis. 1 Juli atau 31 Desember)", "a default birth date (such as 1 July or 31 December)"}},
    {"wilayah_tidak_dikenal", {"kode desa tidak ada dalam daftar wilayah", "the village code is not in the list of regions"}},
    {"wilayah_dicabut", {"kode wilayah lama, dipetakan ke penggantinya", "a withdrawn region code, mapped to its successor"}},
    {"kutip_terbuka", {"tanda kutip tidak ditutup", "a quote that is never closed"}},
    {"utf8_salah", {"bukan UTF-8 yang sah", "not valid UTF-8"}},
    {"bukan_angka", {"bukan angka", "not a number"}},
    {"di_luar_rentang", {"angka di luar rentang", "a number out of range"}},
    {"kalah_suara", {"baris lain dari sumber yang sama lebih banyak anggotanya pada KK ini", "another row of the same source has more members in this KK"}},
};

}  // namespace

Both finding_meaning(const std::string& word) {
  for (const Finding& finding : kFindings) {
    if (finding.word == word) return say(finding.meaning);
  }
  return {};
}

}  // namespace io::report
