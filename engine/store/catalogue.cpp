#include "engine/store/catalogue.h"

namespace engine {
namespace {

constexpr std::array<CodedColumn, kFamilyCodeCount> kFamilyCodes{{
    {"status_kepemilikan_rumah", 1, 5, "kepemilikan rumah"},
    {"jenis_lantai_terluas", 1, 10, "lantai terluas"},
    {"jenis_dinding_terluas", 1, 7, "dinding terluas"},
    {"jenis_atap_terluas", 1, 9, "atap terluas"},
    {"sumber_air_minum_utama", 1, 12, "sumber air minum"},
    {"sumber_penerangan_utama", 1, 4, "sumber penerangan"},
    {"daya_terpasang", 1, 7, "daya listrik terpasang"},
    {"bahan_bakar_utama_memasak", 0, 12, "bahan bakar memasak"},
    {"fasilitas_bab", 1, 6, "fasilitas buang air besar"},
    {"jenis_kloset", 1, 4, "jenis kloset"},
    {"pembuangan_akhir_tinja", 1, 7, "pembuangan akhir tinja"},
    {"aset_bergerak_tabung_gas", 1, 2, "tabung gas 5,5 kg atau lebih"},
    {"aset_bergerak_kulkas", 1, 2, "lemari es"},
    {"aset_bergerak_ac", 1, 2, "pendingin udara"},
    {"aset_bergerak_pemanas_air", 1, 2, "pemanas air"},
    {"aset_bergerak_telepon_rumah", 1, 2, "telepon rumah"},
    {"aset_bergerak_tv_datar", 1, 2, "televisi layar datar"},
    {"aset_bergerak_emas", 1, 2, "emas atau perhiasan"},
    {"aset_bergerak_komputer", 1, 2, "komputer"},
    {"aset_bergerak_sepeda_motor", 1, 2, "sepeda motor"},
    {"aset_bergerak_sepeda", 1, 2, "sepeda"},
    {"aset_bergerak_mobil", 1, 2, "mobil"},
    {"aset_bergerak_perahu", 1, 2, "perahu"},
    {"aset_bergerak_perahu_motor", 1, 2, "perahu motor"},
    {"aset_bergerak_smartphone", 1, 2, "telepon pintar"},
    {"aset_tidak_bergerak_lahan_lain", 1, 2, "lahan lain"},
    {"aset_tidak_bergerak_rumah_lain", 1, 2, "rumah lain"},
}};

constexpr std::array<NumberColumn, kFamilyNumberCount> kFamilyNumbers{{
    {"luas_lantai", 1, 997, "luas lantai (m²)"},
    {"jumlah_ternak_sapi", 0, 9999, "sapi"},
    {"jumlah_ternak_kerbau", 0, 9999, "kerbau"},
    {"jumlah_ternak_kuda", 0, 9999, "kuda"},
    {"jumlah_ternak_babi", 0, 9999, "babi"},
    {"jumlah_ternak_kambing_domba", 0, 9999, "kambing atau domba"},
}};

constexpr std::array<CodedColumn, kPersonCodeCount> kPersonCodes{{
    {"status_hubungan_keluarga", 1, 9, "hubungan dengan kepala keluarga"},
    {"status_kawin", 1, 5, "status perkawinan"},
    {"partisipasi_sekolah", 1, 3, "partisipasi sekolah"},
    {"ijazah_tertinggi", 1, 23, "ijazah tertinggi"},
    {"status_bekerja", 1, 2, "status bekerja"},
    {"lapangan_usaha", 1, 26, "lapangan usaha"},
    {"status_dalam_pekerjaan", 1, 8, "kedudukan dalam pekerjaan"},
    {"disabilitas_penglihatan", 1, 4, "kesulitan melihat"},
    {"disabilitas_pendengaran", 1, 4, "kesulitan mendengar"},
    {"disabilitas_berjalan", 1, 4, "kesulitan berjalan"},
    {"disabilitas_tangan_jari", 1, 4, "kesulitan menggerakkan tangan atau jari"},
    {"disabilitas_intelektual", 1, 4, "kesulitan belajar atau intelektual"},
    {"disabilitas_mengurus_diri", 1, 4, "kesulitan mengurus diri"},
    {"disabilitas_komunikasi", 1, 4, "kesulitan berkomunikasi"},
    {"disabilitas_perilaku", 1, 4, "kesulitan mengendalikan perilaku"},
    {"disabilitas_mental", 1, 4, "sedih atau depresi"},
}};

// Columns of the catalogue and of its address block that ranking does not use.
constexpr std::string_view kUnused[] = {
    "alamat",
    "alamat_ktp",
    "rt",
    "rw",
    "dusun",
    "kode_pos",
    "nama_kepala_keluarga",
    "jumlah_anggota_keluarga",
    "id_pelanggan_pln",
    "kode_provinsi",
    "nama_provinsi",
    "kode_kabupaten_kota",
    "nama_kabupaten_kota",
    "kode_kecamatan",
    "nama_kecamatan",
    "nama_desa",
    "kode_provinsi_ktp",
    "nama_provinsi_ktp",
    "kode_kabupaten_kota_ktp",
    "nama_kabupaten_kota_ktp",
    "kode_kecamatan_ktp",
    "nama_kecamatan_ktp",
    "kode_desa_ktp",
    "nama_desa_ktp",
    "rt_ktp",
    "rw_ktp",
    "dusun_ktp",
    "tempat_lahir",
    "nama_ibu_kandung",
    "agama",
    "jenjang_pendidikan",
    "kelas",
    "jenjang_kelas",
    "desil_nasional",
    "desil_provinsi",
    "desil_kabupaten_kota",
    "pbi_nas",
    "pbi_pemda",
    "is_gc_kemensos",
    "is_pbi_se",
    "is_siks_ng",
    "jumlah_keluarga",
    "kepemilikan_usaha",
    "jumlah_usaha",
    "lapangan_usaha_dimiliki",
    "jumlah_pekerja_dibayar",
    "jumlah_pekerja_tidak_dibayar",
    "omzet_usaha",
    "kondisi_gizi",
    "penyakit_kronis",
    "status_kehamilan",
    "status_keberadaan",
    "kepemilikan_identitas",
    "tanggal_pemutakhiran",
};

using Meanings = std::span<const std::string_view>;

constexpr std::string_view kOwnership[] = {"", "milik sendiri", "kontrak atau sewa", "bebas sewa", "dinas", "lainnya"};
constexpr std::string_view kFloors[] = {"",
                                        "marmer atau granit",
                                        "keramik",
                                        "parket, vinil, atau karpet",
                                        "ubin atau teraso",
                                        "kayu atau papan",
                                        "semen atau bata merah",
                                        "bambu",
                                        "tanah",
                                        "lainnya",
                                        "keramik, granit, atau ubin"};
constexpr std::string_view kWalls[] = {
    "",      "tembok", "plesteran anyaman bambu atau kawat", "kayu, gipsum, atau GRC", "anyaman bambu", "batang kayu",
    "bambu", "lainnya"};
constexpr std::string_view kRoofs[] = {"",        "beton",          "genteng",         "seng",
                                       "asbes",   "bambu",          "kayu atau sirap", "jerami, ijuk, atau rumbia",
                                       "lainnya", "asbes atau seng"};
constexpr std::string_view kWaters[] = {"",
                                        "air kemasan bermerek",
                                        "air isi ulang",
                                        "leding",
                                        "sumur bor atau pompa",
                                        "sumur terlindung",
                                        "sumur tak terlindung",
                                        "mata air terlindung",
                                        "mata air tak terlindung",
                                        "air permukaan",
                                        "air hujan",
                                        "lainnya",
                                        "air kemasan atau isi ulang"};
constexpr std::string_view kLightings[] = {"", "PLN dengan meteran", "PLN tanpa meteran", "listrik bukan PLN",
                                           "bukan listrik"};
constexpr std::string_view kPowers[] = {"",         "450 VA",           "900 VA",        "1.300 VA",
                                        "2.200 VA", "di atas 2.200 VA", "sampai 900 VA", "di atas 900 VA"};
constexpr std::string_view kFuels[] = {"tidak memasak", "listrik", "elpiji 5,5 kg",   "elpiji 12 kg", "elpiji 3 kg",
                                       "gas kota",      "biogas",  "minyak tanah",    "briket",       "arang",
                                       "kayu bakar",    "lainnya", "listrik atau gas"};
constexpr std::string_view kToilets[] = {
    "",         "ada, sendiri", "ada, bersama keluarga tertentu", "MCK komunal", "MCK umum", "ada, tidak digunakan",
    "tidak ada"};
constexpr std::string_view kClosets[] = {"", "leher angsa", "plengsengan dengan tutup", "plengsengan tanpa tutup",
                                         "cemplung"};
constexpr std::string_view kSewages[] = {
    "",        "tangki septik",      "IPAL", "kolam, sungai, atau laut", "lubang tanah", "pantai atau tanah lapang",
    "lainnya", "bukan tangki septik"};
constexpr std::string_view kYesNo[] = {"", "ya", "tidak"};

constexpr Meanings kMeanings[] = {kOwnership, kFloors, kWalls,   kRoofs,   kWaters, kLightings,
                                  kPowers,    kFuels,  kToilets, kClosets, kSewages};

}  // namespace

std::span<const CodedColumn, kFamilyCodeCount> family_codes() { return kFamilyCodes; }
std::span<const CodedColumn, kPersonCodeCount> person_codes() { return kPersonCodes; }
std::span<const NumberColumn, kFamilyNumberCount> family_numbers() { return kFamilyNumbers; }
std::span<const std::string_view> unused_columns() { return kUnused; }

std::span<const std::uint8_t> merged_codes(FamilyCode column) {
  static constexpr std::uint8_t kSeven[] = {7}, kNine[] = {9}, kTen[] = {10}, kTwelve[] = {12}, kSixSeven[] = {6, 7};
  switch (column) {
    case FamilyCode::kFloor: return kTen;
    case FamilyCode::kRoof: return kNine;
    case FamilyCode::kWater:
    case FamilyCode::kFuel: return kTwelve;
    case FamilyCode::kPower: return kSixSeven;
    case FamilyCode::kSewage: return kSeven;
    default: return {};
  }
}

std::string_view code_meaning(FamilyCode column, std::uint8_t code) {
  const auto index = static_cast<std::size_t>(column);
  const Meanings meanings = index < std::size(kMeanings) ? kMeanings[index] : Meanings(kYesNo);
  return code < meanings.size() ? meanings[code] : std::string_view();
}

}  // namespace engine
