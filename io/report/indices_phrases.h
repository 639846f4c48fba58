// Holds the wordings about poverty and inequality, in both languages.
#pragma once

#include "io/report/phrase.h"

namespace io::report::phrase {

inline constexpr Phrase kIndicesHeading{"Kemiskinan dan ketimpangan", "Poverty and inequality"};
inline constexpr Phrase kLorenzTitle{"Kurva Lorenz: bagian pengeluaran dari orang termiskin",
                                     "Lorenz curve: share of expenditure of the poorest persons"};
inline constexpr Phrase kLorenzActual{"survei", "survey"};
inline constexpr Phrase kLorenzPredicted{"perkiraan", "prediction"};
inline constexpr Phrase kLorenzPoorest{"Termiskin (%)", "Poorest (%)"};
inline constexpr Phrase kLorenzShare{"Bagian pengeluaran (%)", "Share of expenditure (%)"};
inline constexpr Phrase kLorenzPredictedShare{"Menurut perkiraan (%)", "By prediction (%)"};
inline constexpr Phrase kIndicesTable{"Indeks menurut kelompok", "Indices by group"};
inline constexpr Phrase kIndicesCaveat{
    "Dari pengeluaran yang <b>diperkirakan</b> model, menurut orang, dengan garis kemiskinan Rp {0} per orang per "
    "bulan. <b>Sebaran perkiraan lebih sempit daripada kenyataan</b>: PMT menarik setiap keluarga ke rata-rata "
    "keluarga "
    "yang serupa, sehingga Gini, kedalaman dan keparahan di sini terlalu rendah, dan persentase miskin di bawah garis "
    "yang rendah terlalu kecil. Angka ini bukan angka kemiskinan; pakailah survei untuk itu, dan angka ini hanya untuk "
    "membandingkan wilayah dan rilis dari model yang sama.",
    "From expenditure as the model <b>predicts</b> it, by persons, with a poverty line of Rp {0} per person per month. "
    "<b>Predictions spread less than the truth</b>: a PMT draws each family to the mean of families like it, so that "
    "Gini, gap and severity here are too low, and the headcount below a low line is too small. These are no poverty "
    "figures; use a survey for those, and these only to compare regions and releases of the same model."};
inline constexpr Phrase kIndicesPredicted{"Menurut perkiraan, per wilayah", "As predicted, by region"};
inline constexpr Phrase kIndicesRegion{"Wilayah", "Region"};
inline constexpr Phrase kIndicesMean{"Rata-rata (Rp)", "Mean (Rp)"};
inline constexpr Phrase kIndicesHeadcount{"Di bawah garis P0 (%)", "Below the line P0 (%)"};
inline constexpr Phrase kIndicesGap{"Kedalaman P1 (%)", "Gap P1 (%)"};
inline constexpr Phrase kIndicesSeverity{"Keparahan P2 (%)", "Severity P2 (%)"};
inline constexpr Phrase kIndicesGini{"Gini", "Gini"};
inline constexpr Phrase kIndicesWithheld{
    "“–”: kurang dari {0} keluarga berperingkat, atau kurang dari {1} di bawah garis.",
    "“–”: fewer than {0} ranked families, or fewer than {1} below the line."};

}  // namespace io::report::phrase
