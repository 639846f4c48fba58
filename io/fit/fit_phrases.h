// Holds the wordings of a fit's page, in both languages.
#pragma once

#include "io/report/phrase.h"

namespace io::report::phrase {

inline constexpr Phrase kFitTitle{"Laporan model PMT", "Report of the PMT model"};
inline constexpr Phrase kFitLine{"{0}: {1} baris, {2} model", "{0}: {1} rows, {2} models"};
inline constexpr Phrase kFitOverview{"Seberapa baik model mengurutkan keluarga", "How well the models rank families"};
inline constexpr Phrase kFitCloseness{
    "Pada baris yang tidak ikut dipakai, model menjelaskan <b>{0} %</b> ({1} sampai {2}) dari keragaman logaritma "
    "pengeluaran; simpangan perkiraannya {3} satuan ln (kira-kira {4} % ke atas atau ke bawah).",
    "Of rows that they have not seen, the models explain <b>{0} %</b> ({1} to {2}) of the variance of ln expenditure; "
    "predictions are off by {3} ln units (about {4} % up or down)."};
inline constexpr Phrase kFitAtForty{
    "Bila 40 % keluarga terbawah menurut perkiraan dipilih, <b>{0} %</b> ({1} sampai {2}) dari 40 % yang sungguh "
    "termiskin terlewat, dan <b>{3} %</b> ({4} sampai {5}) dari yang terpilih bukan termasuk mereka.",
    "Where the lowest 40 % by prediction are chosen, <b>{0} %</b> ({1} to {2}) of the truly poorest 40 % are missed, "
    "and <b>{3} %</b> ({4} to {5}) of those chosen are not among them."};
inline constexpr Phrase kFitLeftOut{
    "Tanpa baris dalam survei: {0} tingkat. Ditinggalkan karena kolom lain sudah memuatnya: {1} kolom. Keduanya "
    "disebut satu per satu di bawah.",
    "Without a row in the survey: {0} levels. Left out since other columns make them up: {1} columns. Both are named "
    "below."};
inline constexpr Phrase kFitCalibration{"Ketepatan perkiraan", "Calibration"};
inline constexpr Phrase kFitCalibrationTitle{"Pengeluaran rata-rata tiap sepersepuluh keluarga menurut perkiraan",
                                             "Mean expenditure of each tenth of the families by prediction"};
inline constexpr Phrase kFitCalibrationNote{
    "Rata-rata logaritma pengeluaran, dikembalikan ke rupiah per orang per bulan; baris yang tidak ikut dipakai. Garis "
    "lurus: perkiraan sama dengan kenyataan. Garis tegak: selang kepercayaan 95 %.",
    "Means of ln expenditure, turned back to rupiah per person per month; rows held out. Straight line: prediction and "
    "truth agree. Upright lines: 95 % intervals."};
inline constexpr Phrase kFitTenth{"Sepersepuluh", "Tenth"};
inline constexpr Phrase kFitPredictedMean{"Perkiraan (Rp)", "Predicted (Rp)"};
inline constexpr Phrase kFitActualMean{"Kenyataan (Rp)", "Actual (Rp)"};
inline constexpr Phrase kFitFrom{"Dari (Rp)", "From (Rp)"};
inline constexpr Phrase kFitTo{"Sampai (Rp)", "To (Rp)"};
inline constexpr Phrase kFitTargeting{"Siapa yang terlewat dan siapa yang salah terjangkau",
                                      "Who is missed and who is wrongly reached"};
inline constexpr Phrase kFitTargetingNote{
    "Persen, dengan selang kepercayaan 95 % menurut rancangan sampel; baris yang tidak ikut dipakai. “Miskin” pada "
    "batas q: keluarga di bawah kuantil q pengeluaran nasional. <i>Terlewat</i> dan <i>bocor</i>: dipilih q terbawah "
    "menurut perkiraan. <i>Salah keluar</i> dan <i>salah masuk</i>: perkiraan dibandingkan dengan garis yang sama; "
    "karena sebaran perkiraan lebih sempit, garis rendah menemukan lebih sedikit keluarga. “–”: kurang dari {0} baris "
    "di belakangnya.",
    "Percent, with 95 % intervals of the sampling design; rows held out. “Poor” at q: families below the q-quantile of "
    "the nation's expenditure. <i>Undercoverage</i> and <i>leakage</i>: the lowest q by prediction are chosen. "
    "<i>Exclusion</i> and <i>inclusion error</i>: the prediction is held against the same line; since predictions "
    "spread less, a low line finds fewer families. “–”: fewer than {0} rows behind it."};
inline constexpr Phrase kFitByGroup{"Menurut wilayah tempat tinggal dan jenis kelamin kepala keluarga",
                                    "By residence and sex of the head"};
inline constexpr Phrase kFitByProvince{"Menurut provinsi", "By province"};
inline constexpr Phrase kFitByRegency{"Menurut kabupaten/kota", "By regency"};
inline constexpr Phrase kFitGroup{"Kelompok", "Group"};
inline constexpr Phrase kFitShare{"Batas (%)", "Share (%)"};
inline constexpr Phrase kFitUndercoverage{"Terlewat", "Undercoverage"};
inline constexpr Phrase kFitLeakage{"Bocor", "Leakage"};
inline constexpr Phrase kFitExclusion{"Salah keluar", "Exclusion error"};
inline constexpr Phrase kFitInclusion{"Salah masuk", "Inclusion error"};
inline constexpr Phrase kFitCloseByGroup{"R², simpangan dan kecondongan menurut kelompok",
                                         "R², RMSE and bias by group"};
inline constexpr Phrase kFitR2{"R²", "R²"};
inline constexpr Phrase kFitRmse{"Simpangan (RMSE)", "RMSE"};
inline constexpr Phrase kFitBias{"Kecondongan (ln)", "Bias (ln)"};
inline constexpr Phrase kFitRows{"Baris", "Rows"};
inline constexpr Phrase kFitUrban{"perkotaan", "urban"};
inline constexpr Phrase kFitRural{"perdesaan", "rural"};
inline constexpr Phrase kFitMale{"kepala laki-laki", "male head"};
inline constexpr Phrase kFitFemale{"kepala perempuan", "female head"};
inline constexpr Phrase kFitCoefficients{"Koefisien", "Coefficients"};
inline constexpr Phrase kFitCoefficientsNote{
    "Model nasional, satuan ln: 0,10 berarti kira-kira 10,5 % lebih tinggi dari tingkat acuan. Galat baku: klasik, "
    "HC1, menurut klaster, dan menurut rancangan sampel. Tiga kolom terakhir: nilai terkecil, tengah, dan terbesar di "
    "antara model wilayah terendah. Koefisien setiap model ada dalam laporan JSON.",
    "Model of the nation, ln units: 0.10 is about 10.5 % above the reference level. Standard errors: classical, HC1, "
    "by "
    "cluster, and of the sampling design. The last three columns: least, middle and largest value among the models of "
    "the lowest regions. The JSON report has the coefficients of every model."};
inline constexpr Phrase kFitTerm{"Suku", "Term"};
inline constexpr Phrase kFitLevel{"Tingkat", "Level"};
inline constexpr Phrase kFitCoefficient{"Koefisien", "Coefficient"};
inline constexpr Phrase kFitPercentEffect{"Pengaruh (%)", "Effect (%)"};
inline constexpr Phrase kFitClassical{"Klasik", "Classical"};
inline constexpr Phrase kFitHc1{"HC1", "HC1"};
inline constexpr Phrase kFitCluster{"Klaster", "Cluster"};
inline constexpr Phrase kFitDesign{"Rancangan", "Design"};
inline constexpr Phrase kFitLeast{"Terkecil", "Least"};
inline constexpr Phrase kFitMiddle{"Tengah", "Middle"};
inline constexpr Phrase kFitLargest{"Terbesar", "Largest"};
inline constexpr Phrase kFitConstant{"konstanta", "constant"};
inline constexpr Phrase kFitModels{"Model", "Models"};
inline constexpr Phrase kFitModelsNote{
    "Sebaran sisa diukur pada baris yang tidak ikut dipakai. Kosong dan kolinear: kolom yang tidak dapat ditentukan "
    "oleh baris wilayah itu sendiri; nilainya berasal dari wilayah di atasnya.",
    "The residual spread is measured on rows held out. Empty and collinear: columns that the region's own rows leave "
    "open; they take their value from the region above."};
inline constexpr Phrase kFitRegion{"Wilayah", "Region"};
inline constexpr Phrase kFitParameters{"Parameter efektif", "Effective parameters"};
inline constexpr Phrase kFitSpread{"Sebaran sisa (ln)", "Residual spread (ln)"};
inline constexpr Phrase kFitEmpty{"Kosong", "Empty"};
inline constexpr Phrase kFitCollinear{"Kolinear", "Collinear"};
inline constexpr Phrase kFitChoices{"Pilihan dan yang ditinggalkan", "Choices, and what was left out"};
inline constexpr Phrase kFitSteps{"Suku yang masuk, menurut urutan", "Terms that entered, in order"};
inline constexpr Phrase kFitStep{"Langkah", "Step"};
inline constexpr Phrase kFitCriterion{"Kriteria", "Criterion"};
inline constexpr Phrase kFitStrengths{"Kekuatan yang dicoba dengan validasi silang",
                                      "Strengths tried by cross-validation"};
inline constexpr Phrase kFitStrength{"Kekuatan", "Strength"};
inline constexpr Phrase kFitStrengthRows{"Baris", "Rows"};
inline constexpr Phrase kFitStrengthError{"Galat kuadrat rata-rata", "Mean squared error"};
inline constexpr Phrase kFitChosen{"Dipilih", "Chosen"};
inline constexpr Phrase kFitYes{"ya", "yes"};
inline constexpr Phrase kFitNo{"–", "–"};
inline constexpr Phrase kFitOpenColumns{"Kolom yang ditinggalkan", "Columns left out"};
inline constexpr Phrase kFitColumn{"Kolom", "Column"};
inline constexpr Phrase kFitReason{"Sebab", "Reason"};
inline constexpr Phrase kFitNoRow{"tidak ada baris dalam survei", "no row of the survey"};
inline constexpr Phrase kFitMadeOf{"sama dengan {0}", "the same as {0}"};
inline constexpr Phrase kFitNothingLeftOut{"Tidak ada kolom yang ditinggalkan.", "No column was left out."};
inline constexpr Phrase kFitIndicesPersons{"Menurut orang", "By persons"};
inline constexpr Phrase kFitIndicesFamilies{"Menurut keluarga (jumlah anggota tidak ada)",
                                            "By families (no number of members)"};
inline constexpr Phrase kFitIndicesNote{
    "{0}; garis kemiskinan Rp {1} per orang per bulan. Galat baku dan selang 95 % dari rancangan sampel (linearisasi). "
    "<b>Sebaran perkiraan lebih sempit daripada kenyataan</b>: PMT menarik setiap keluarga ke rata-rata keluarga yang "
    "serupa. Karena itu Gini, kedalaman dan keparahan menurut perkiraan terlalu rendah; pakailah angka survei untuk "
    "mengukur kemiskinan, dan perkiraan hanya untuk mengurutkan.",
    "{0}; poverty line Rp {1} per person per month. Standard errors and 95 % intervals of the sampling design "
    "(linearisation). <b>Predictions spread less than the truth</b>: a PMT draws each family to the mean of families "
    "like it. So Gini, gap and severity of the predictions are too low; use the survey's figures to measure poverty, "
    "and predictions only to rank."};
inline constexpr Phrase kFitHeadcount{"Persentase miskin P0", "Headcount P0 (%)"};
inline constexpr Phrase kFitGap{"Kedalaman P1 (%)", "Gap P1 (%)"};
inline constexpr Phrase kFitSeverity{"Keparahan P2 (%)", "Severity P2 (%)"};
inline constexpr Phrase kFitGini{"Gini", "Gini"};
inline constexpr Phrase kFitPredictedHeadcount{"P0 perkiraan", "P0 predicted"};
inline constexpr Phrase kFitPredictedGini{"Gini perkiraan", "Gini predicted"};
inline constexpr Phrase kFitMeanRupiah{"Rata-rata (Rp ribu)", "Mean (Rp thousand)"};
inline constexpr Phrase kFitProvenance{"Asal-usul", "Where this comes from"};
inline constexpr Phrase kFitSurvey{"Survei", "Survey"};
inline constexpr Phrase kFitSpecification{"Spesifikasi", "Specification"};
inline constexpr Phrase kFitEffectiveRows{"Baris efektif (Kish)", "Effective rows (Kish)"};
inline constexpr Phrase kFitClusters{"Klaster", "Clusters"};
inline constexpr Phrase kFitStrata{"Strata, di antaranya dengan satu klaster", "Strata, of them with one cluster"};
inline constexpr Phrase kFitWordR2{
    "Bagian keragaman logaritma pengeluaran yang dijelaskan model, pada baris yang tidak ikut dipakai. 40 sampai 60 % "
    "lazim untuk PMT.",
    "The share of the variance of ln expenditure that the models explain, on rows held out. 40 to 60 % is usual for a "
    "PMT."};
inline constexpr Phrase kFitWordHeldOut{
    "Klaster dibagi ke dalam {0} lipatan; setiap baris diperkirakan oleh model yang dibuat tanpa lipatannya. Suku yang "
    "masuk dipilih dengan semua baris.",
    "Clusters are dealt to {0} folds; each row is predicted by models fitted without its fold. The terms themselves "
    "are "
    "chosen with all rows."};
inline constexpr Phrase kFitHeldOut{"Baris yang tidak ikut dipakai", "Rows held out"};
inline constexpr Phrase kFitPooling{"Bersandar", "Leaning"};
inline constexpr Phrase kFitWordPooling{
    "Kabupaten/kota dengan sedikit baris bersandar pada provinsinya, provinsi pada nasional, sekuat yang memberi galat "
    "terkecil pada baris yang tidak ikut dipakai.",
    "A regency with few rows leans on its province, and a province on the nation, as strongly as gives the least error "
    "on rows held out."};
inline constexpr Phrase kFitFooter{
    "Halaman ini tidak memuat data perorangan dan tidak mengambil apa pun dari jaringan; isinya sama di setiap mesin "
    "untuk masukan yang sama.",
    "This page holds no personal data and fetches nothing from a network; for the same input it is the same on every "
    "machine."};

}  // namespace io::report::phrase
