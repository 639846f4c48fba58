// Lists the wordings of the report, in Bahasa Indonesia and English. The words of the field (desil,
// padan, ragu, konflik) stay as they are in both languages; the glossary says what they mean.
#pragma once

#include "io/report/phrase.h"

namespace io::report::phrase {

// The frame of the page.
inline constexpr Phrase kTitle{"Peringkat kesejahteraan keluarga", "Welfare ranking of families"};
inline constexpr Phrase kRelease{"Rilis {0}", "Release {0}"};
inline constexpr Phrase kContents{"Isi laporan", "Contents"};
inline constexpr Phrase kSkip{"Langsung ke isi", "Skip to the content"};
inline constexpr Phrase kDownloadCsv{"Unduh CSV", "Download CSV"};
inline constexpr Phrase kShowTable{"Lihat tabel", "Show the table"};
inline constexpr Phrase kShowRegencies{"Lihat tabel {0} kabupaten/kota", "Show the table of {0} regencies and cities"};
inline constexpr Phrase kSearch{"Cari nama atau kode:", "Search by name or code:"};
inline constexpr Phrase kTenthsOfFamilies{"tiap desil = sepersepuluh keluarga", "each desil = a tenth of families"};
inline constexpr Phrase kTenthsOfPersons{"tiap desil = sepersepuluh penduduk", "each desil = a tenth of persons"};
inline constexpr Phrase kNobodyRanked{"Belum ada keluarga yang berperingkat, sehingga tidak ada batas desil.",
                                      "No family is ranked, so there are no cuts."};
inline constexpr Phrase kNotShown{"tidak ditampilkan", "not shown"};

// The first screen.
inline constexpr Phrase kAskRanked{"Berapa keluarga berperingkat?", "How many families are ranked?"};
inline constexpr Phrase kRanked{"<b>{0}</b> dari {1} keluarga dalam registri (<b>{2}</b>) mendapat desil.",
                                "<b>{0}</b> of the {1} families in the registry (<b>{2}</b>) have a desil."};
inline constexpr Phrase kUnranked{"<b>{0}</b> keluarga ({1}) tidak: {2}.", "<b>{0}</b> families ({1}) have none: {2}."};
inline constexpr Phrase kAllRanked{"Tidak ada keluarga tanpa desil.", "No family is without a desil."};
inline constexpr Phrase kLowDesils{"Desil 1–4 memuat <b>{0}</b> keluarga dengan <b>{1}</b> orang.",
                                   "Desil 1–4 hold <b>{0}</b> families with <b>{1}</b> persons."};
inline constexpr Phrase kRegistrySize{"Registri memuat {0} orang, {1} di antaranya ditandai meninggal.",
                                      "The registry holds {0} persons, {1} of them flagged as dead."};
inline constexpr Phrase kAskFound{"Berapa orang dari tiap sumber ditemukan dalam registri?",
                                  "How many persons of each source were found in the registry?"};
inline constexpr Phrase kFoundFigure{"{0} dari {1} orang", "{0} of {1} persons"};
inline constexpr Phrase kFoundRest{"{0} ragu, {1} konflik, {2} tidak padan",
                                   "{0} in doubt (ragu), {1} in conflict (konflik), {2} not found (tidak padan)"};
inline constexpr Phrase kNoSources{"Tidak ada sumber selain registri.", "There is no source besides the registry."};
inline constexpr Phrase kAskCuts{"Di mana letak sembilan batas desil?", "Where do the nine cuts lie?"};
inline constexpr Phrase kCutsSentence{
    "Menurut perkiraan belanja (PMT), per orang per bulan: batas pertama di <b>{0}</b>, batas keempat di <b>{1}</b>, batas kesembilan di <b>{2}</b> ({3}).",
    "By predicted spending (PMT), per person per month: the first cut is at <b>{0}</b>, the fourth at <b>{1}</b>, the ninth at <b>{2}</b> ({3})."};
inline constexpr Phrase kUpTo{"sampai {0}", "up to {0}"};
inline constexpr Phrase kAbove{"di atas {0}", "above {0}"};
inline constexpr Phrase kDesilNumber{"Desil {0}", "Desil {0}"};
inline constexpr Phrase kAskOdd{"Apa yang menonjol?", "What is odd?"};
inline constexpr Phrase kOddRegencies{
    "<b>{0}</b> dari {1} kabupaten/kota berada di luar tiga kali sebaran lazim, terjauh {2}.",
    "<b>{0}</b> of {1} regencies and cities lie outside three times the usual spread, farthest {2}."};
inline constexpr Phrase kOddRegenciesUnnamed{
    "<b>{0}</b> dari {1} kabupaten/kota berada di luar tiga kali sebaran lazim.",
    "<b>{0}</b> of {1} regencies and cities lie outside three times the usual spread."};
inline constexpr Phrase kNoOddRegencies{"Tidak satu pun dari {0} kabupaten/kota berada di luar tiga kali sebaran lazim.",
                                        "None of the {0} regencies and cities lies outside three times the usual spread."};
inline constexpr Phrase kNotJudged{"{0} kabupaten/kota dengan kurang dari 30 keluarga berperingkat tidak dinilai.",
                                   "{0} regencies and cities with fewer than 30 ranked families are not judged."};
inline constexpr Phrase kEmptyProvinces{"Provinsi tanpa keluarga berperingkat: {0}.",
                                        "Provinces without a ranked family: {0}."};
inline constexpr Phrase kLargestTie{
    "Massa seri terbesar ada di batas {0}: {1} keluarga, {2} dari yang berperingkat, memiliki skor yang sama.",
    "The largest tied mass is at cut {0}: {1} families, {2} of the ranked, have the same score."};
inline constexpr Phrase kNoTies{"Tidak ada batas yang ditempati 10 keluarga atau lebih dengan skor sama.",
                                "At no cut do 10 or more families have the same score."};
inline constexpr Phrase kRejects{"<b>{0}</b> dari {1} baris ditolak ({2}); bagian terbesar pada {3}: {4}.",
                                 "<b>{0}</b> of {1} rows were rejected ({2}); the largest share is in {3}: {4}."};
inline constexpr Phrase kNoRejects{"Tidak ada baris yang ditolak dari {0} baris yang dibaca.",
                                   "None of the {0} rows read was rejected."};
inline constexpr Phrase kDuplicates{"{0} baris registri tampak sebagai orang yang sama dengan baris lain ({1} kelompok); {2} di antaranya tidak dihitung sebagai anggota.",
                                    "{0} registry rows look like the same person as another row ({1} clusters); {2} of them do not count as members."};

// Cuts and desils of the nation.
inline constexpr Phrase kCutsHeading{"Sembilan batas dan sepuluh desil", "Nine cuts and ten desils"};
inline constexpr Phrase kCutsIntro{
    "Batas ke-k adalah skor terkecil sehingga keluarga dengan skor itu atau lebih rendah mencakup sedikitnya k persepuluh dari seluruh {0} berperingkat. Keluarga dengan skor sama selalu berada dalam desil yang sama.",
    "Cut k is the smallest score such that the families at or below it hold at least k tenths of all ranked {0}. Families with equal scores always share a desil."};
inline constexpr Phrase kFamiliesWord{"keluarga", "families"};
inline constexpr Phrase kPersonsWord{"penduduk", "persons"};
inline constexpr Phrase kCutsTable{"Batas desil nasional ({0})", "Cuts of the national desil ({0})"};
inline constexpr Phrase kCut{"Batas", "Cut"};
inline constexpr Phrase kScore{"Skor (ln Rp)", "Score (ln Rp)"};
inline constexpr Phrase kRupiahColumn{"Rp per orang per bulan", "Rp per person per month"};
inline constexpr Phrase kTiedFamilies{"Keluarga dengan skor ini", "Families at this score"};
inline constexpr Phrase kTiedShare{"Massa seri (%)", "Tied mass (%)"};
inline constexpr Phrase kUpToShare{"Bobot sampai batas (%)", "Weight up to the cut (%)"};
inline constexpr Phrase kDesilTable{"Keluarga dan orang menurut desil nasional ({0})",
                                    "Families and persons by national desil ({0})"};
inline constexpr Phrase kDesil{"Desil", "Desil"};
inline constexpr Phrase kClass{"Kelas", "Class"};
inline constexpr Phrase kFamilies{"Keluarga", "Families"};
inline constexpr Phrase kPersons{"Orang", "Persons"};
inline constexpr Phrase kFamilyShare{"Keluarga (%)", "Families (%)"};
inline constexpr Phrase kPersonShare{"Orang (%)", "Persons (%)"};
inline constexpr Phrase kWithoutDesil{"Tanpa desil", "Without a desil"};

// Regions.
inline constexpr Phrase kRegionsHeading{"Desil menurut provinsi", "Desil by province"};
inline constexpr Phrase kMostFamilies{"<b>{0}</b> memiliki keluarga terbanyak dalam desil 1–4: {1}.",
                                      "<b>{0}</b> has the most families in desil 1–4: {1}."};
inline constexpr Phrase kHighestShare{"Bagian tertinggi ada di <b>{0}</b> ({1}% dari keluarga berperingkat), terendah di <b>{2}</b> ({3}%); nasional {4}.",
                                      "The highest share is in <b>{0}</b> ({1}% of ranked families), the lowest in <b>{2}</b> ({3}%); the nation has {4}."};
inline constexpr Phrase kHighestShareOfShown{
    "Di antara {5} provinsi yang cukup besar untuk diberi angka, bagian tertinggi ada di <b>{0}</b> ({1}% dari keluarga berperingkat), terendah di <b>{2}</b> ({3}%); nasional {4}.",
    "Of the {5} provinces large enough for a figure, the highest share is in <b>{0}</b> ({1}% of ranked families), the lowest in <b>{2}</b> ({3}%); the nation has {4}."};
inline constexpr Phrase kMapTitle{"Bagian keluarga berperingkat yang berada dalam desil nasional 1–4 ({0})",
                                  "Share of ranked families in national desil 1–4 ({0})"};
inline constexpr Phrase kMapNote{"Tiap kotak satu provinsi, disusun menurut letaknya secara kasar; semakin gelap, semakin besar bagiannya. Kode dua huruf dijelaskan dalam tabel di bawah.",
                                 "Each tile is one province, placed roughly where it lies; the darker, the larger the share. The table below explains codes of two letters."};
inline constexpr Phrase kProvinceBars{"Susunan desil nasional tiap provinsi, diurutkan menurut bagian desil 1–4 ({0})",
                                      "National desils of each province, in order of the share of desil 1–4 ({0})"};
inline constexpr Phrase kBarsNote{"Angka di kanan: bagian keluarga berperingkat dalam desil 1–4.",
                                  "Figures at the right: share of ranked families in desil 1–4."};
inline constexpr Phrase kProvinceTable{"Keluarga menurut provinsi dan desil nasional ({0})",
                                       "Families by province and national desil ({0})"};
inline constexpr Phrase kRegencyTable{"Keluarga menurut kabupaten/kota dan desil nasional ({0})",
                                      "Families by regency and national desil ({0})"};
inline constexpr Phrase kProvince{"Provinsi", "Province"};
inline constexpr Phrase kRegency{"Kabupaten/kota", "Regency or city"};
inline constexpr Phrase kMapCode{"Peta", "Map"};
inline constexpr Phrase kCode{"Kode", "Code"};
inline constexpr Phrase kLowShareColumn{"Desil 1–4 (% berperingkat)", "Desil 1–4 (% of ranked)"};
inline constexpr Phrase kDisclosure{
    "<b>&lt;10</b>: kurang dari 10 keluarga. <b>x</b>: tidak ditampilkan karena dapat mengungkap sel yang kurang dari 10 keluarga. <b>–</b>: tidak dihitung karena terlalu sedikit keluarga. Bagian di daerah dengan sedikit keluarga dibulatkan ke persen atau hanya disebut kisarannya.",
    "<b>&lt;10</b>: fewer than 10 families. <b>x</b>: not shown, as it would give away a cell of fewer than 10 families. <b>–</b>: not computed, as there are too few families. In regions of few families a share is rounded to a percent, or only its range is given."};
inline constexpr Phrase kWithheldSegment{"tidak ditampilkan", "not shown"};

// What is odd.
inline constexpr Phrase kOddHeading{"Kabupaten/kota yang menonjol", "Regencies that stand out"};
inline constexpr Phrase kOddIntro{
    "Tiga ukuran dinilai sendiri-sendiri: rata-rata skor, bagian keluarga dalam desil 1–4, dan bagian keluarga tanpa desil. Sebaran lazim adalah 1,4826 kali median simpangan mutlak terhadap median semua kabupaten/kota; yang menonjol berjarak lebih dari tiga kali sebaran itu. Menonjol tidak berarti salah: angka ini menunjuk tempat yang patut diperiksa.",
    "Three measures are judged one by one: mean score, share of families in desil 1–4, and share of families without a desil. The usual spread is 1.4826 times the median absolute deviation from the median of all regencies; what stands out lies more than three times that far away. Odd does not mean wrong: it points to places worth checking."};
inline constexpr Phrase kOddTable{"Kabupaten/kota di luar tiga kali sebaran lazim", "Regencies outside three times the usual spread"};
inline constexpr Phrase kShowOdd{"Lihat tabel ({0} baris)", "Show the table ({0} rows)"};
inline constexpr Phrase kOddNote{
    "Rata-rata skor ditulis sebagai rupiah (rata-rata geometrik perkiraan belanja). <b>–</b>: tidak ditampilkan karena dapat mengungkap sel yang kurang dari 10 keluarga; baris seperti itu berada paling bawah.",
    "The mean score is written in rupiah (the geometric mean of predicted spending). <b>–</b>: not shown, as it would give away a cell of fewer than 10 families; such rows come last."};
inline constexpr Phrase kMeasure{"Ukuran", "Measure"};
inline constexpr Phrase kValue{"Nilai", "Value"};
inline constexpr Phrase kMedian{"Median", "Median"};
inline constexpr Phrase kSpreads{"Jarak (× sebaran)", "Distance (× spread)"};
inline constexpr Phrase kMeanMeasure{"rata-rata skor, dalam rupiah", "mean score, in rupiah"};
inline constexpr Phrase kLowMeasure{"keluarga berperingkat dalam desil 1–4", "ranked families in desil 1–4"};
inline constexpr Phrase kUnrankedMeasure{"keluarga tanpa desil", "families without a desil"};
inline constexpr Phrase kOddMean{"{0} (perkiraan belanja rata-rata {1}, median {2})",
                                 "{0} (mean predicted spending {1}, median {2})"};
inline constexpr Phrase kOddLow{"{0} ({1} keluarga dalam desil 1–4, median {2})", "{0} ({1} of families in desil 1–4, median {2})"};
inline constexpr Phrase kOddUnranked{"{0} ({1} keluarga tanpa desil, median {2})", "{0} ({1} of families without a desil, median {2})"};

// Spread of the score.
inline constexpr Phrase kScoreHeading{"Sebaran skor", "Spread of the score"};
inline constexpr Phrase kScoreIntro{
    "Skor adalah perkiraan belanja per orang per bulan (dalam logaritma). Tengah-tengah peringkat ada di batas kelima, {0}. Garis tegak 1–9 adalah batas desil.",
    "The score is predicted spending per person per month (as a logarithm). The middle of the ranking is at the fifth cut, {0}. The upright lines 1–9 are the cuts."};
inline constexpr Phrase kScoreTitle{"Keluarga berperingkat menurut perkiraan belanja, dengan sembilan batas ({0})",
                                    "Ranked families by predicted spending, with the nine cuts ({0})"};
inline constexpr Phrase kScoreAxis{"ribu rupiah per orang per bulan, skala logaritma", "thousand rupiah per person per month, logarithmic scale"};
inline constexpr Phrase kScoreTable{"Keluarga berperingkat menurut perkiraan belanja", "Ranked families by predicted spending"};
inline constexpr Phrase kFromRupiah{"Dari (Rp)", "From (Rp)"};
inline constexpr Phrase kToRupiah{"Sampai (Rp)", "To (Rp)"};

// Sources.
inline constexpr Phrase kSourcesHeading{"Padanan tiap sumber dengan registri", "Match of each source with the registry"};
inline constexpr Phrase kMatchTitle{"Orang dari tiap sumber menurut keadaan padanan", "Persons of each source by match state"};
inline constexpr Phrase kMatchNote{"Angka di kanan: bagian yang padan.", "Figures at the right: share found (padan)."};
inline constexpr Phrase kSource{"Sumber", "Source"};
inline constexpr Phrase kMatch{"padan", "padan (found)"};
inline constexpr Phrase kDoubt{"ragu", "ragu (in doubt)"};
inline constexpr Phrase kConflict{"konflik", "konflik (in conflict)"};
inline constexpr Phrase kNoMatch{"tidak padan", "tidak padan (not found)"};
inline constexpr Phrase kFoundShare{"padan (%)", "padan (%)"};
inline constexpr Phrase kFamilySourcesTable{"Keluarga dari tiap sumber", "Families of each source"};
inline constexpr Phrase kFamilyRows{"Baris keluarga", "Family rows"};
inline constexpr Phrase kFamiliesLinked{"Sampai ke KK registri", "Reached a registry KK"};
inline constexpr Phrase kFamiliesUnmatched{"Tidak sampai", "Did not"};
inline constexpr Phrase kFamiliesUsed{"Dipakai untuk skor", "Used for the score"};
inline constexpr Phrase kUnmatchedTable{"Keluarga sumber yang tidak sampai ke KK registri, menurut alasan",
                                        "Source families that reached no registry KK, by reason"};

// Rows that were read and rejected.
inline constexpr Phrase kRowsHeading{"Baris yang dibaca dan ditolak", "Rows read and rejected"};
inline constexpr Phrase kRowsTable{"Baris tiap sumber: dibaca = diterima + ditolak", "Rows of each source: read = accepted + rejected"};
inline constexpr Phrase kRole{"Peran", "Role"};
inline constexpr Phrase kRead{"Dibaca", "Read"};
inline constexpr Phrase kAccepted{"Diterima", "Accepted"};
inline constexpr Phrase kRejected{"Ditolak", "Rejected"};
inline constexpr Phrase kRejectedShare{"Ditolak (%)", "Rejected (%)"};
inline constexpr Phrase kRejectsTitle{"Baris yang ditolak menurut alasan", "Rejected rows by reason"};
inline constexpr Phrase kReason{"Alasan", "Reason"};
inline constexpr Phrase kMeaning{"Artinya", "Meaning"};
inline constexpr Phrase kRows{"Baris", "Rows"};
inline constexpr Phrase kNoRejectedRows{"Tidak ada baris yang ditolak.", "No row was rejected."};
inline constexpr Phrase kQualityTable{"Temuan mutu pada baris yang diterima", "Quality findings in accepted rows"};
inline constexpr Phrase kFinding{"Temuan", "Finding"};
inline constexpr Phrase kRoleRegistry{"registri", "registry"};
inline constexpr Phrase kRoleSource{"sumber", "source"};
inline constexpr Phrase kRoleFlag{"daftar penanda", "flag list"};

// Families, flags, programmes.
inline constexpr Phrase kStatusHeading{"Status keluarga", "Status of the families"};
inline constexpr Phrase kStatusTitle{"Keluarga registri menurut status", "Registry families by status"};
inline constexpr Phrase kStatus{"Status", "Status"};
inline constexpr Phrase kShare{"Bagian (%)", "Share (%)"};
inline constexpr Phrase kStatusRanked{"berperingkat", "ranked"};
inline constexpr Phrase kStatusNoIndicators{"tanpa indikator", "without indicators"};
inline constexpr Phrase kStatusNoModel{"tanpa model", "without a model"};
inline constexpr Phrase kStatusUnknownRegion{"wilayah tidak dikenal", "in an unknown region"};
inline constexpr Phrase kStatusNoMembers{"tanpa anggota", "without members"};
inline constexpr Phrase kStatusHeld{"ditahan", "held"};
inline constexpr Phrase kFlagsTable{"Daftar penanda", "Flag lists"};
inline constexpr Phrase kFlag{"Penanda", "Flag"};
inline constexpr Phrase kKey{"Kunci", "Key"};
inline constexpr Phrase kFoundInRegistry{"Ditemukan dalam registri", "Found in the registry"};
inline constexpr Phrase kProgrammesHeading{"Program", "Programmes"};
inline constexpr Phrase kProgrammesTable{"Keluarga menurut program dan keputusan", "Families by programme and decision"};
inline constexpr Phrase kProgramme{"Program", "Programme"};
inline constexpr Phrase kReceives{"Terima", "Receives"};
inline constexpr Phrase kOutsideQuota{"Di luar kuota", "Outside the quota"};
inline constexpr Phrase kNotEligible{"Tidak memenuhi", "Not eligible"};
inline constexpr Phrase kExcluded{"Dikecualikan", "Excluded"};
inline constexpr Phrase kIncomplete{"Data kurang", "Data missing"};

// Words and provenance.
inline constexpr Phrase kWordsHeading{"Arti kata", "What the words mean"};
inline constexpr Phrase kProvenanceHeading{"Asal-usul angka", "Where the figures come from"};
inline constexpr Phrase kProvenanceRelease{"Rilis", "Release"};
inline constexpr Phrase kProvenanceProgram{"Versi program", "Program version"};
inline constexpr Phrase kProvenanceModel{"Model PMT", "PMT model"};
inline constexpr Phrase kProvenanceModels{"Keluarga dinilai dengan model", "Families scored by model"};
inline constexpr Phrase kProvenanceWeight{"Bobot desil", "Weight of the desil"};
inline constexpr Phrase kProvenanceMode{"Cara peringkat", "Mode of ranking"};
inline constexpr Phrase kProvenanceSeed{"Benih acak (urutan skor sama)", "Seed (order of equal scores)"};
inline constexpr Phrase kProvenanceRegistry{"Registri", "Registry"};
inline constexpr Phrase kRegistryPersons{"{0} orang, {1} di antaranya ditandai meninggal",
                                         "{0} persons, {1} of them flagged as dead"};
inline constexpr Phrase kSourceDate{"{0}, keadaan {1}", "{0}, as of {1}"};
inline constexpr Phrase kModelRegency{"kabupaten/kota", "regency"};
inline constexpr Phrase kModelProvince{"provinsi", "province"};
inline constexpr Phrase kModelNation{"nasional", "nation"};
inline constexpr Phrase kFooter{
    "Desil adalah ukuran relatif, bukan penetapan miskin. Halaman ini tidak memuat data perorangan dan tidak mengambil apa pun dari jaringan; isinya sama di setiap mesin untuk masukan yang sama.",
    "A desil is relative; it does not declare anyone poor. This page holds no personal data and fetches nothing from a network; for the same input it is the same on every machine."};

}  // namespace io::report::phrase
