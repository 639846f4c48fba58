#include "engine/store/family_indicators.h"

namespace engine {
namespace {

struct AggregateText {
  std::string_view name;
  std::string_view label;
};

constexpr std::array<AggregateText, kMemberAggregateCount> kTexts{{
    {"anggota", "jumlah anggota keluarga"},
    {"anggota_0_6", "anggota umur 0–6"},
    {"anggota_7_12", "anggota umur 7–12"},
    {"anggota_13_15", "anggota umur 13–15"},
    {"anggota_16_18", "anggota umur 16–18"},
    {"anggota_19_59", "anggota umur 19–59"},
    {"anggota_60", "anggota umur 60 ke atas"},
    {"kepala_umur", "umur kepala keluarga"},
    {"kepala_kelamin", "jenis kelamin kepala keluarga"},
    {"kepala_ijazah", "jenjang ijazah kepala keluarga"},
    {"ijazah_tertinggi_anggota", "jenjang ijazah tertinggi anggota"},
    {"kepala_bekerja", "kepala keluarga bekerja"},
    {"kepala_lapangan_usaha", "lapangan usaha kepala keluarga"},
    {"kepala_status_pekerjaan", "kedudukan pekerjaan kepala keluarga"},
    {"anggota_bekerja", "anggota bekerja"},
    {"anggota_sekolah", "anggota bersekolah"},
    {"anggota_disabilitas", "anggota dengan disabilitas"},
    {"rasio_ketergantungan", "rasio ketergantungan (%)"},
    {"anggota_tamat_sd", "anggota tamat SD atau lebih"},
    {"anggota_tamat_smp", "anggota tamat SMP atau lebih"},
    {"anggota_tamat_sma", "anggota tamat SMA atau lebih"},
    {"anggota_tamat_diploma", "anggota tamat diploma atau lebih"},
}};

}  // namespace

std::string_view aggregate_name(MemberAggregate aggregate) { return kTexts[static_cast<std::size_t>(aggregate)].name; }
std::string_view aggregate_label(MemberAggregate aggregate) {
  return kTexts[static_cast<std::size_t>(aggregate)].label;
}

std::uint8_t schooling_ladder(std::uint8_t certificate) {
  if (certificate == 23) return 0;
  if (certificate == 0 || certificate > 23) return kMissingAggregate;
  if (certificate <= 5) return 1;
  if (certificate <= 10) return 2;
  if (certificate <= 17) return 3;
  if (certificate == 18) return 4;
  if (certificate <= 20) return 5;
  return static_cast<std::uint8_t>(certificate - 15);
}

void FamilyIndicators::resize(std::size_t families) {
  codes = NibbleTiles(families, kFamilyCodeCount);
  for (auto& column : numbers) column.assign(families, kMissingNumber);
  for (auto& column : aggregates) column.assign(families, kMissingAggregate);
}

}  // namespace engine
