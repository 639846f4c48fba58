// Lists the wordings of the part on data quality, in Bahasa Indonesia and English (see phrases.h).
#pragma once

#include "io/report/phrase.h"

namespace io::report::phrase {

inline constexpr Phrase kQualityHeading{"Mutu data", "Data quality"};
inline constexpr Phrase kQualityIntro{
    "Temuan berikut tidak menolak baris: baris itu diterima dan ikut dihitung. Satu baris dapat memiliki beberapa "
    "temuan. Rincian tiap kabupaten/kota ada dalam quality.csv.",
    "These findings reject no row: the row is accepted and counts. A row may have several findings. quality.csv has "
    "the "
    "details of every regency and city."};
inline constexpr Phrase kNoFindings{"Tidak ada temuan pada baris yang diterima.", "No accepted row has a finding."};
inline constexpr Phrase kFindingsOfSource{"Temuan pada {0}: bagian dari baris yang diterima",
                                          "Findings in {0}: share of the accepted rows"};
inline constexpr Phrase kTable{"Tabel", "Table"};
inline constexpr Phrase kPersonsTable{"orang", "persons"};
inline constexpr Phrase kFamiliesTable{"keluarga", "families"};
inline constexpr Phrase kOfRows{"Dari baris", "Of rows"};
inline constexpr Phrase kShareOfRows{"Bagian (%)", "Share (%)"};
inline constexpr Phrase kFamilyLabel{"{0} (keluarga)", "{0} (families)"};

inline constexpr Phrase kNikCheckTable{"NIK tiap sumber dibandingkan dengan registri",
                                       "The NIKs of each source held against the registry"};
inline constexpr Phrase kWithNik{"Baris dengan NIK", "Rows with a NIK"};
inline constexpr Phrase kNikFound{"Ada di registri", "In the registry"};
inline constexpr Phrase kNikNotFound{"Tidak ada", "Not there"};
inline constexpr Phrase kNikNotFoundShare{"Tidak ada (%)", "Not there (%)"};
inline constexpr Phrase kNikOfDead{"Tercatat meninggal", "Flagged dead"};
inline constexpr Phrase kNikCheckNote{
    "Hanya NIK yang dibandingkan di sini; apakah orangnya sama, lihat padanan. NIK yang dinonaktifkan tidak dapat "
    "dikenali, karena daftarnya bukan bagian dari data ini. NIK yang ada di beberapa sumber itu wajar dan bukan "
    "temuan.",
    "Only the NIK is compared here; whether it is the same person, the matches tell. A NIK that was deactivated cannot "
    "be recognised, as no list of them is part of these data. A NIK in several sources is normal and no finding."};

inline constexpr Phrase kRepeatedTable{"Nomor yang berulang di dalam satu sumber", "Numbers repeated inside a source"};
inline constexpr Phrase kDifferentNumbers{"Nomor berbeda", "Different numbers"};

inline constexpr Phrase kOddQualityTable{"Kabupaten/kota yang temuannya jauh di atas biasanya",
                                         "Regencies and cities with far more of a finding than usual"};
inline constexpr Phrase kShowOddQuality{"Lihat {0} temuan yang menonjol", "Show the {0} findings that stand out"};
inline constexpr Phrase kUsualShare{"Biasanya (%)", "Usual (%)"};
inline constexpr Phrase kOddQualityNote{
    "Menonjol: sekurang-kurangnya 10 baris, bagiannya dua kali yang biasa atau lebih, dan jaraknya lebih dari lima "
    "kali "
    "sebaran yang wajar. Biasanya = bagian pada seluruh sumber itu. Paling jauh di atas.",
    "Standing out: 10 rows or more, twice the usual share or more, and more than five times the expected spread away. "
    "Usual = the share in the whole source. Farthest first."};
inline constexpr Phrase kNoOddQuality{"Tidak ada kabupaten/kota yang temuannya jauh di atas biasanya.",
                                      "No regency or city has far more of a finding than usual."};

inline constexpr Phrase kCure{"Yang dapat dilakukan", "What can be done"};

}  // namespace io::report::phrase
