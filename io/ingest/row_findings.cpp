#include "io/ingest/row_findings.h"

namespace io {

std::string_view reject_reason_name(RejectReason reason) {
  static constexpr std::array<std::string_view, kRejectReasonCount> kNames = {
      "kutip_tidak_sah",
      "baris_terlalu_panjang",
      "baris_kosong",
      "byte_nol",
      "utf8_tidak_sah",
      "jumlah_kolom",
      "sel_terlalu_panjang",
      "karakter_kendali",
      "kosong",
      "bukan_16_digit",
      "nol",
      "bukan_10_digit",
      "tanggal_tidak_sah",
      "kode_tidak_dikenal",
      "bukan_angka",
      "di_luar_rentang",
      "bukan_objek",
      "json_terlalu_dalam",
      "json_tidak_sah",
      "baris_terpotong",
      "kunci_tidak_dikenal",
      "kunci_ganda",
      "jenis_nilai_salah",
      "bukan_bilangan_bulat",
  };
  return kNames[static_cast<std::size_t>(reason)];
}

std::string_view quality_name(Quality quality) {
  static constexpr std::array<std::string_view, kQualityCount> kNames = {
      "nik_kosong",
      "nik_nol",
      "kk_kosong",
      "kk_nol",
      "nama_kosong",
      "tanggal_lahir_kosong",
      "jenis_kelamin_kosong",
      "kode_desa_kosong",
      "desa_tidak_dikenal",
      "kode_desa_lama",
      "desa_bps",
      "tanggal_lahir_setelah_acuan",
      "tanggal_lahir_bawaan",
      "nik_wilayah_tidak_dikenal",
      "nik_tanggal_mustahil",
      "nik_serial_0000",
      "nik_kelamin_berbeda",
      "nik_tanggal_lahir_berbeda",
      "kk_wilayah_tidak_dikenal",
      "kk_tanggal_mustahil",
      "kk_serial_0000",
      "nik_wilayah_lama",
      "nik_hari_tidak_sah",
      "nik_bulan_tidak_sah",
      "kk_wilayah_lama",
      "disabilitas_di_bawah_2_tahun",
      "pekerjaan_tanpa_bekerja",
      "ijazah_tanpa_sekolah",
      "tabung_gas_tanpa_elpiji",
      "elpiji_tanpa_tabung_gas",
      "barang_listrik_tanpa_listrik",
      "kloset_tanpa_jamban",
      "pembuangan_tanpa_jamban",
      "nik_ganda_di_sumber",
      "nik_di_beberapa_kk",
      "kk_tanpa_kepala",
      "kk_kepala_ganda",
      "nik_tidak_ada_di_registri",
      "nik_tercatat_meninggal",
      "keluarga_ditolak_kode",
  };
  return kNames[static_cast<std::size_t>(quality)];
}

}  // namespace io
