#include "io/report/finding_words.h"

namespace io::report {
namespace {

struct Finding {
  std::string_view word;
  Phrase meaning;
};

constexpr Finding kFindings[] = {
    {"baris_terlalu_panjang", {"baris terlalu panjang", "the line is too long"}},
    {"baris_kosong", {"baris kosong", "the line is empty"}},
    {"byte_nol", {"baris memuat byte nol", "the line has a NUL byte"}},
    {"utf8_tidak_sah", {"bukan UTF-8 yang sah", "not valid UTF-8"}},
    {"kutip_tidak_sah", {"tanda kutip tidak ditutup dengan benar", "a quoted cell does not close as it should"}},
    {"jumlah_kolom", {"jumlah sel berbeda dari kepala berkas", "not as many cells as the header"}},
    {"sel_terlalu_panjang", {"sel terlalu panjang", "a cell is too long"}},
    {"karakter_kendali",
     {"sel memuat karakter kendali atau ganti baris", "a cell holds a control character or line break"}},
    {"kosong", {"nilai wajib kosong", "a required value is empty"}},
    {"bukan_16_digit", {"NIK atau KK tidak terdiri dari 16 angka", "NIK or KK without 16 digits"}},
    {"nol", {"NIK atau KK hanya berisi nol", "NIK or KK of zeros only"}},
    {"bukan_10_digit", {"kode desa tidak terdiri dari 10 angka", "a village code without 10 digits"}},
    {"tanggal_tidak_sah", {"tanggal tidak sah", "not a valid date"}},
    {"kode_tidak_dikenal", {"kode di luar daftar katalog", "a code outside the catalogue"}},
    {"bukan_angka", {"bukan angka", "not a number"}},
    {"di_luar_rentang", {"angka di luar rentang", "a number out of range"}},
    {"nik_kosong", {"NIK kosong", "the NIK is empty"}},
    {"nik_nol", {"NIK hanya berisi nol", "the NIK has zeros only"}},
    {"kk_kosong", {"nomor KK kosong", "the KK number is empty"}},
    {"kk_nol", {"nomor KK hanya berisi nol", "the KK number has zeros only"}},
    {"nama_kosong", {"nama kosong", "the name is empty"}},
    {"tanggal_lahir_kosong", {"tanggal lahir kosong", "the birth date is empty"}},
    {"jenis_kelamin_kosong", {"jenis kelamin kosong", "the sex is empty"}},
    {"kode_desa_kosong", {"kode desa kosong", "the village code is empty"}},
    {"desa_tidak_dikenal",
     {"kode desa tidak ada dalam daftar wilayah", "the village code is not in the list of regions"}},
    {"kode_desa_lama",
     {"kode desa lama, dipetakan ke penggantinya", "a withdrawn village code, mapped to its successor"}},
    {"desa_bps", {"kode desa menurut BPS, belum dapat dipetakan", "a village code of BPS, which cannot be mapped"}},
    {"tanggal_lahir_setelah_acuan",
     {"tanggal lahir setelah tanggal acuan sumber", "born after the reference date of the source"}},
    {"tanggal_lahir_bawaan",
     {"tanggal lahir 1 Juli atau 31 Desember, lazim bila tanggal tidak diketahui",
      "born on 1 July or 31 December, written where the day is unknown"}},
    {"nik_wilayah_tidak_dikenal", {"wilayah dalam NIK tidak dikenal", "the area in the NIK is unknown"}},
    {"nik_tanggal_mustahil", {"tanggal dalam NIK mustahil", "the date in the NIK is impossible"}},
    {"nik_serial_0000", {"nomor urut NIK 0000", "the serial of the NIK is 0000"}},
    {"nik_kelamin_berbeda", {"jenis kelamin berbeda dari NIK", "the sex differs from the NIK"}},
    {"nik_tanggal_lahir_berbeda", {"tanggal lahir berbeda dari NIK", "the birth date differs from the NIK"}},
    {"kk_wilayah_tidak_dikenal", {"wilayah dalam nomor KK tidak dikenal", "the area in the KK number is unknown"}},
    {"kk_tanggal_mustahil", {"tanggal dalam nomor KK mustahil", "the date in the KK number is impossible"}},
    {"kk_serial_0000", {"nomor urut KK 0000", "the serial of the KK number is 0000"}},
    {"anggota_tanpa_keluarga",
     {"orang yang KK-nya tidak ada dalam berkas keluarga sumber itu",
      "a person whose KK is not in the families file of the source"}},
    {"tidak_ada_kk_registri",
     {"tidak ada anggota yang padan, dan KK-nya tidak ada dalam registri",
      "no member was found, and the registry has no such KK"}},
    {"tanpa_anggota",
     {"tidak ada anggota dalam berkas orang, dan KK-nya tidak ada dalam registri",
      "no member in the persons file, and the registry has no such KK"}},
    {"tanpa_indikator",
     {"semua isian indikatornya kosong, jadi tidak ada yang dapat dipakai untuk skor",
      "every indicator is empty, so there is nothing to score"}},
    {"kalah_dari_baris_lain",
     {"baris lain dari sumber yang sama mewakili keluarga registri itu",
      "another row of the same source stands for the registry family"}},
};

}  // namespace

Both finding_meaning(const std::string& word) {
  for (const Finding& finding : kFindings) {
    if (finding.word == word) return say(finding.meaning);
  }
  return {};
}

}  // namespace io::report
