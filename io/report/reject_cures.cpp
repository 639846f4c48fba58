#include "io/report/reject_cures.h"

namespace io::report {
namespace {

struct Cure {
  std::string_view reason;
  Phrase cure;
};

constexpr Cure kCures[] = {
    {"kutip_tidak_sah",
     {"ekspor ulang; tanda kutip di dalam sel ditulis dua kali",
      "export again; a quote inside a cell is written twice"}},
    {"baris_terlalu_panjang",
     {"periksa akhir baris pada ekspor: ada ganti baris yang hilang",
      "check the line ends of the export: some are lost"}},
    {"baris_kosong", {"hapus baris kosong, atau abaikan", "remove the blank lines, or leave them"}},
    {"byte_nol", {"minta berkas dikirim ulang; isinya rusak", "ask for the file again; it is damaged"}},
    {"utf8_tidak_sah",
     {"tulis encoding = \"latin-1\" bila berkas memang Latin-1, atau ekspor sebagai UTF-8",
      "write encoding = \"latin-1\" if the file is Latin-1, or export as UTF-8"}},
    {"jumlah_kolom",
     {"beri tanda kutip pada sel yang memuat pemisah, lalu ekspor ulang",
      "quote the cells that hold the delimiter, and export again"}},
    {"sel_terlalu_panjang", {"periksa sel itu pada sumbernya", "look at the cell in the source"}},
    {"karakter_kendali",
     {"hapus ganti baris di dalam sel, lalu ekspor ulang", "remove the line breaks inside cells, and export again"}},
    {"kosong", {"minta penyedia melengkapi kolom itu", "ask the provider to fill the column"}},
    {"bukan_16_digit",
     {"ekspor NIK dan KK sebagai teks; lembar kerja merusak angka sepanjang 16 digit",
      "export NIK and KK as text; a spreadsheet damages numbers of 16 digits"}},
    {"nol", {"minta penyedia mengisi nomor yang benar", "ask the provider for the right number"}},
    {"nik_ganda",
     {"minta pemilik registri menetapkan baris yang berlaku; KK terbaru yang dipakai di sini",
      "ask the owner of the registry which row is valid; the newest KK is used here"}},
    {"bukan_10_digit",
     {"ekspor kode desa sebagai teks dengan 10 angka", "export the village code as text of 10 digits"}},
    {"tanggal_tidak_sah",
     {"samakan date_format dengan berkas (boleh beberapa), lalu periksa tanggal yang mustahil",
      "set date_format as the file has it (there may be several), then look at impossible dates"}},
    {"kode_tidak_dikenal",
     {"petakan kode itu di bawah [source.codes] pada run.toml", "map the code under [source.codes] of run.toml"}},
    {"bukan_angka",
     {"tulis angka bulat tanpa koma desimal, titik ribuan atau satuan: 36, bukan 36,5 atau 36 m²",
      "write whole numbers without decimal comma, thousands point or unit: 36, not 36,5 or 36 m²"}},
    {"di_luar_rentang",
     {"periksa satuannya; luas lantai 1–997 m², ternak 0–9999 ekor",
      "check the unit; floor area is 1–997 m², livestock 0–9999 head"}},
};

}  // namespace

Both reject_cure(const std::string& reason) {
  for (const Cure& one : kCures) {
    if (one.reason == reason) return say(one.cure);
  }
  return {};
}

}  // namespace io::report
