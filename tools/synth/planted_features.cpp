#include "tools/synth/planted_features.h"

namespace tools::synth {
namespace {

PlantedFeature category(std::string_view name, std::string_view label, std::string_view variable,
                        std::vector<std::vector<int>> groups, std::vector<double> effects) {
  PlantedFeature f;
  f.name = name, f.label = label, f.variable = variable, f.groups = std::move(groups), f.effects = std::move(effects);
  return f;
}

PlantedFeature asset(std::string_view name, std::string_view label, std::string_view variable, double effect) {
  return category(name, label, variable, {{1}, {2}}, {effect, 0});
}

PlantedFeature count(std::string_view name, std::string_view label, std::string_view variable,
                     std::vector<double> effects) {
  PlantedFeature f;
  f.name = name, f.label = label, f.variable = variable, f.kind = TermKind::kCount;
  f.cap = static_cast<int>(effects.size()) - 1;
  f.effects = std::move(effects);
  return f;
}

PlantedFeature band(std::string_view name, std::string_view label, std::string_view variable, std::string_view per,
                    std::vector<int> edges, std::vector<double> effects) {
  PlantedFeature f;
  f.name = name, f.label = label, f.variable = variable, f.kind = TermKind::kBand, f.per = per;
  f.edges = std::move(edges), f.effects = std::move(effects);
  return f;
}

PlantedFeature interaction(std::string_view name, std::string_view label, std::size_t left, std::size_t right,
                           std::vector<double> effects) {
  PlantedFeature f;
  f.name = name, f.label = label, f.kind = TermKind::kInteraction, f.left = left, f.right = right;
  f.effects = std::move(effects);
  return f;
}

PlantedFeature with_missing(PlantedFeature feature, double effect) {
  feature.missing = effect, feature.reports_missing = true;
  return feature;
}

}  // namespace

std::vector<PlantedFeature> planted_features() {
  std::vector<PlantedFeature> f = {
      // Housing. Merged codes (10, 9, 12, 6, 7) stand with the group they belong to.
      category("lantai", "lantai terluas", "jenis_lantai_terluas", {{1, 2, 3, 10}, {4}, {6}, {5}, {7, 8}, {9}},
               {.10, .05, 0, -.02, -.08, -.02}),
      category("dinding", "dinding terluas", "jenis_dinding_terluas", {{1}, {2, 3}, {4, 5, 6}, {7}},
               {.06, 0, -.07, -.03}),
      category("atap", "atap terluas", "jenis_atap_terluas", {{1}, {2}, {3, 4, 9}, {5, 6, 7}, {8}},
               {.07, .02, 0, -.06, -.02}),
      category("air_minum", "sumber air minum", "sumber_air_minum_utama",
               {{1, 2, 12}, {3}, {4}, {5, 7}, {6, 8, 9}, {10}, {11}}, {.08, .03, .02, 0, -.05, -.03, -.02}),
      category("penerangan", "sumber penerangan", "sumber_penerangan_utama", {{1}, {2}, {3}, {4}},
               {.03, 0, -.03, -.10}),
      with_missing(category("daya", "daya listrik terpasang", "daya_terpasang", {{1}, {2}, {6}, {3}, {7}, {4}, {5}},
                            {-.06, .02, -.02, .13, .17, .21, .30}),
                   -.08),
      category("bahan_bakar", "bahan bakar memasak", "bahan_bakar_utama_memasak",
               {{4}, {1, 2, 3, 5, 6, 12}, {7, 8, 9}, {10}, {0}, {11}}, {0, .14, -.02, -.09, .05, -.02}),
      category("bab", "fasilitas buang air besar", "fasilitas_bab", {{1}, {2}, {3, 4}, {5, 6}},
               {.04, -.01, -.04, -.07}),
      with_missing(category("kloset", "jenis kloset", "jenis_kloset", {{1}, {2, 3}, {4}}, {.03, -.01, -.04}), -.02),
      with_missing(
          category("tinja", "pembuangan akhir tinja", "pembuangan_akhir_tinja", {{1, 2}, {3, 4, 5, 6, 7}}, {.04, 0}),
          -.02),
      category("rumah", "kepemilikan rumah", "status_kepemilikan_rumah", {{1}, {2}, {3}, {4, 5}}, {0, .09, -.03, .03}),
      band("luas_per_orang", "luas lantai per anggota", "luas_lantai", "anggota", {8, 12, 16, 24, 36, 60},
           {-.10, -.06, -.03, 0, .04, .08, .12}),
      // Belongings.
      asset("tabung_gas", "tabung gas 5,5 kg atau lebih", "aset_bergerak_tabung_gas", .05),
      asset("kulkas", "lemari es", "aset_bergerak_kulkas", .09),
      asset("ac", "pendingin udara", "aset_bergerak_ac", .17),
      asset("pemanas_air", "pemanas air", "aset_bergerak_pemanas_air", .12),
      asset("telepon", "telepon rumah", "aset_bergerak_telepon_rumah", .06),
      asset("tv", "televisi layar datar", "aset_bergerak_tv_datar", .05),
      asset("emas", "emas atau perhiasan", "aset_bergerak_emas", .09),
      asset("komputer", "komputer", "aset_bergerak_komputer", .12),
      asset("motor", "sepeda motor", "aset_bergerak_sepeda_motor", .07),
      asset("mobil", "mobil", "aset_bergerak_mobil", .24),
      asset("perahu_motor", "perahu motor", "aset_bergerak_perahu_motor", .04),
      asset("telepon_pintar", "telepon pintar", "aset_bergerak_smartphone", .08),
      asset("lahan", "lahan lain", "aset_tidak_bergerak_lahan_lain", .05),
      asset("rumah_lain", "rumah lain", "aset_tidak_bergerak_rumah_lain", .09),
      // Members: larger families and more dependants share the same income.
      count("anggota", "jumlah anggota", "anggota", {0, .30, .16, .04, -.08, -.17, -.24, -.30, -.35}),
      count("anak_kecil", "anggota umur 0–6", "anggota_0_6", {0, -.05, -.10, -.14}),
      count("lansia", "anggota umur 60 ke atas", "anggota_60", {0, -.02, -.03}),
      band("ketergantungan", "rasio ketergantungan (%)", "rasio_ketergantungan", "", {25, 50, 75, 100, 150},
           {.05, .02, 0, -.02, -.04, -.05}),
      band("umur_kepala", "umur kepala keluarga", "kepala_umur", "", {25, 35, 45, 55, 65, 75},
           {-.04, -.02, 0, .02, .03, .01, -.01}),
      count("kelamin_kepala", "kelamin kepala keluarga", "kepala_kelamin", {0, .02, -.02}),
      with_missing(count("ijazah_kepala", "jenjang ijazah kepala keluarga", "kepala_ijazah",
                         {-.09, -.05, 0, .07, .14, .22, .33, .38}),
                   0),
      with_missing(count("ijazah_anggota", "jenjang ijazah tertinggi anggota", "ijazah_tertinggi_anggota",
                         {-.08, -.05, -.02, .03, .08, .13, .18, .22}),
                   0),
      count("kepala_bekerja", "kepala keluarga bekerja", "kepala_bekerja", {0, .03, -.03}),
      with_missing(category("lapangan_usaha", "lapangan usaha kepala keluarga", "kepala_lapangan_usaha",
                            {{1, 2, 6},
                             {3, 4, 5},
                             {7, 9, 10},
                             {8},
                             {11},
                             {12, 13, 14},
                             {15, 16, 17, 18, 19},
                             {20, 21, 22, 23, 26},
                             {24, 25}},
                            {-.06, -.02, .05, .02, -.01, .03, .08, .09, -.01}),
                   0),
      with_missing(category("kedudukan", "kedudukan pekerjaan kepala keluarga", "kepala_status_pekerjaan",
                            {{1, 2}, {3}, {4}, {5}, {6, 7}, {8}}, {0, .12, .05, .16, -.07, -.04}),
                   0),
      count("pekerja", "anggota bekerja", "anggota_bekerja", {-.06, 0, .05, .09, .12}),
      count("pelajar", "anggota bersekolah", "anggota_sekolah", {0, -.02, -.03, -.04}),
      count("disabilitas", "anggota dengan disabilitas", "anggota_disabilitas", {0, -.04, -.07}),
      band("sapi", "sapi", "jumlah_ternak_sapi", "", {1, 3, 6}, {0, .03, .06, .08}),
  };
  const auto at = [&](std::string_view name) {
    std::size_t i = 0;
    while (f[i].name != name) ++i;
    return i;
  };
  f.push_back(interaction("motor_x_mobil", "sepeda motor dan mobil", at("motor"), at("mobil"), {.03, 0, 0, -.03}));
  f.push_back(interaction("lantai_x_lahan", "lantai dan lahan lain", at("lantai"), at("lahan"),
                          {.02, 0, .01, 0, 0, 0, 0, 0, -.01, 0, 0, 0}));
  return f;
}

}  // namespace tools::synth
