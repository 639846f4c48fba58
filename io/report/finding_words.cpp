#include "io/report/finding_words.h"

#include <algorithm>
#include <iterator>

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
    {"bukan_objek", {"baris bukan objek JSON", "the line is no JSON object"}},
    {"json_terlalu_dalam", {"JSON bersarang lebih dari delapan tingkat", "JSON nested more than eight levels deep"}},
    {"json_tidak_sah", {"baris bukan satu objek JSON yang utuh", "the line is not one whole JSON object"}},
    {"baris_terpotong", {"baris terakhir terpotong", "the last line is cut off"}},
    {"kunci_tidak_dikenal", {"kunci JSON di luar daftar katalog", "a JSON key outside the catalogue"}},
    {"kunci_ganda", {"kunci JSON muncul dua kali", "a JSON key that stands twice"}},
    {"jenis_nilai_salah",
     {"nilai JSON bukan teks, atau bukan nilai tunggal", "a JSON value that is no text, or no single value"}},
    {"bukan_bilangan_bulat", {"angka JSON bukan bilangan bulat", "a JSON number that is no whole number"}},
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
    {"nik_ganda",
     {"baris registri lain memiliki NIK ini dan KK yang lebih baru",
      "another registry row has this NIK and a newer KK"}},
    {"nik_wilayah_lama",
     {"wilayah dalam NIK sudah berganti; NIK tetap berlaku", "the area in the NIK was withdrawn; the NIK stays valid"}},
    {"kk_wilayah_lama", {"wilayah dalam nomor KK sudah berganti", "the area in the KK number was withdrawn"}},
    {"nik_hari_tidak_sah", {"hari dalam NIK bukan 01–31 atau 41–71", "the day in the NIK is neither 01–31 nor 41–71"}},
    {"nik_bulan_tidak_sah", {"bulan dalam NIK bukan 01–12", "the month in the NIK is not 01–12"}},
    {"disabilitas_di_bawah_2_tahun",
     {"keterangan disabilitas terisi untuk anak di bawah 2 tahun", "disability answered for a child below two"}},
    {"pekerjaan_tanpa_bekerja",
     {"lapangan usaha atau kedudukan terisi, padahal tidak bekerja", "sector or job status given, though not working"}},
    {"ijazah_tanpa_sekolah",
     {"memiliki ijazah, padahal tidak atau belum pernah bersekolah", "has a certificate, though never at school"}},
    {"tabung_gas_tanpa_elpiji",
     {"memiliki tabung gas 5,5 kg atau lebih, tetapi memasak dengan bahan bakar lain",
      "owns a gas cylinder of 5.5 kg or more, yet cooks with another fuel"}},
    {"elpiji_tanpa_tabung_gas",
     {"memasak dengan elpiji 5,5 atau 12 kg, tetapi tidak memiliki tabungnya",
      "cooks with elpiji of 5.5 or 12 kg, yet owns no such cylinder"}},
    {"barang_listrik_tanpa_listrik",
     {"memiliki barang listrik, tetapi penerangannya bukan listrik",
      "owns electric goods, yet its lighting is not electric"}},
    {"kloset_tanpa_jamban",
     {"jenis kloset terisi, padahal tidak menggunakan jamban sendiri, bersama, atau komunal",
      "kind of closet given, yet no own, shared or communal toilet is used"}},
    {"pembuangan_tanpa_jamban",
     {"pembuangan tinja terisi, padahal tidak menggunakan jamban", "disposal given, yet no toilet is used"}},
    {"nik_ganda_di_sumber",
     {"baris lain dalam sumber yang sama memiliki NIK ini", "another row of the same source has this NIK"}},
    {"nik_di_beberapa_kk",
     {"NIK tercatat pada beberapa KK dalam sumber yang sama", "the NIK stands under several KKs of the same source"}},
    {"kk_tanpa_kepala",
     {"anggota KK yang tidak memiliki kepala keluarga dalam sumber itu",
      "members of a KK without a head in the source"}},
    {"kk_kepala_ganda",
     {"anggota KK yang memiliki beberapa kepala keluarga dalam sumber itu",
      "members of a KK with several heads in the source"}},
    {"nik_tidak_ada_di_registri", {"NIK tidak ada dalam registri", "the NIK is not in the registry"}},
    {"keluarga_ditolak_kode",
     {"baris keluarga ditolak karena kode di luar daftar katalog",
      "a row of families rejected for a code outside the catalogue"}},
    {"nik_tercatat_meninggal", {"NIK orang yang tercatat meninggal", "the NIK of somebody flagged as dead"}},
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

bool finding_is_note(const std::string& word) {
  constexpr std::string_view kNotes[] = {"kode_desa_lama", "desa_bps", "nik_wilayah_lama", "kk_wilayah_lama"};
  return std::find(std::begin(kNotes), std::end(kNotes), word) != std::end(kNotes);
}

}  // namespace io::report
