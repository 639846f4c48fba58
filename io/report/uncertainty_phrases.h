// Lists the wordings of the report on how sure a desil is.
#pragma once

#include "io/report/phrase.h"

namespace io::report::phrase {

inline constexpr Phrase kSureHeading{"Seberapa pasti desil ini", "How sure these desils are"};
inline constexpr Phrase kSureLead{
    "<b>{0}</b> dari keluarga berperingkat berada dengan tegas di sisi batas desil {1} tempat desilnya berada (peluang "
    "{2} atau lebih); <b>{3}</b> berada di ambang. Dari {4} pada desil 1–{1}, {5} diperkirakan sebenarnya di atas "
    "batas "
    "itu (kesalahan inklusi); dari {4} yang sebenarnya di bawahnya, {6} diperkirakan terlewat (kesalahan eksklusi).",
    "<b>{0}</b> of the ranked families lie firmly on the side of the cut of desil {1} on which their desil stands (a "
    "chance of {2} or more); <b>{3}</b> are borderline. Of the {4} in desil 1–{1}, {5} are expected to lie above that "
    "cut in truth (inclusion error); of the {4} that truly lie below it, {6} are expected to be missed (exclusion "
    "error)."};
inline constexpr Phrase kSureModel{
    "Pengeluaran sebenarnya dimodelkan sebagai perkiraan ditambah sisa yang menyebar normal; lebar sisa tiap daerah "
    "ada dalam berkas model. Angka ini tidak memuat galat koefisien, isian yang sudah berubah sejak didata, dan "
    "kesalahan yang terjadi bersama pada tetangga.",
    "True expenditure is modelled as the prediction plus a normal residual, whose spread in each region stands in the "
    "model file. These figures leave out errors of the coefficients, answers that have changed since they were noted, "
    "and errors that neighbours share."};
inline constexpr Phrase kSureBars{"Desil sebenarnya yang diperkirakan, menurut desil nasional",
                                  "Expected true desil, by national desil"};
inline constexpr Phrase kSureBarsNote{
    "Setiap baris memuat semua {0} pada satu desil; warnanya menunjukkan desil sebenarnya yang diperkirakan. Angka: "
    "bagian yang diperkirakan tepat pada desilnya, lalu bagian yang meleset paling banyak satu desil.",
    "Each line holds all {0} of one desil; colours show their expected true desil. Figures: the share expected to be "
    "truly in that desil, then the share at most one desil away."};
inline constexpr Phrase kSureTip{"Sebenarnya desil {0}: {1}%", "Truly desil {0}: {1}%"};
inline constexpr Phrase kOwnDesil{"Desil nasional", "National desil"};
inline constexpr Phrase kTrulyDesil{"Sebenarnya D{0} (%)", "Truly D{0} (%)"};
inline constexpr Phrase kSureCuts{"Kesalahan yang diperkirakan pada setiap batas", "Expected errors at every cut"};
inline constexpr Phrase kTrueCut{"Batas sebenarnya, Rp per orang per bulan", "True cut, Rp per person per month"};
inline constexpr Phrase kInclusion{"Kesalahan inklusi (%)", "Inclusion error (%)"};
inline constexpr Phrase kExclusion{"Kesalahan eksklusi (%)", "Exclusion error (%)"};
inline constexpr Phrase kSureCutsNote{
    "Batas sebenarnya: letak batas desil pengeluaran sebenarnya yang diperkirakan. Perkiraan lebih rapat daripada "
    "pengeluaran, sehingga batas sebenarnya yang terluar terletak lebih jauh ke luar daripada batas skor.",
    "True cut: where the cut of true expenditure is expected. Predictions vary less than expenditure, so the outer "
    "true "
    "cuts lie further out than those of the scores."};
inline constexpr Phrase kSureProvinces{"Kesalahan pada batas desil {0} menurut provinsi",
                                       "Errors at the cut of desil {0}, by province"};
inline constexpr Phrase kSureRegencies{"Kesalahan pada batas desil {0} menurut kabupaten/kota",
                                       "Errors at the cut of desil {0}, by regency"};
inline constexpr Phrase kSureProvince{"Provinsi", "Province"};
inline constexpr Phrase kSureRegency{"Kabupaten/kota", "Regency"};
inline constexpr Phrase kBorderlineShare{"Ambang (%)", "Borderline (%)"};
inline constexpr Phrase kOwnInclusion{"Inklusi, desil daerah (%)", "Inclusion, own desil (%)"};
inline constexpr Phrase kOwnExclusion{"Eksklusi, desil daerah (%)", "Exclusion, own desil (%)"};
inline constexpr Phrase kSureRegionsNote{
    "Dua kolom terakhir: peringkat di dalam daerah itu sendiri terhadap batasnya sendiri. Daerah dengan kurang dari 30 "
    "keluarga berperingkat tidak ditampilkan.",
    "The last two columns: the ranking within the region itself, against its own cut. Regions with fewer than 30 "
    "ranked "
    "families are not shown."};

}  // namespace io::report::phrase
