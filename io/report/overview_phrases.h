// Lists the wordings of the first screen, in Bahasa Indonesia and English (see phrases.h).
#pragma once

#include "io/report/phrase.h"

namespace io::report::phrase {

inline constexpr Phrase kAskRanked{"Berapa keluarga berperingkat?", "How many families are ranked?"};
inline constexpr Phrase kRanked{
    "<b>{0}</b> dari {1} keluarga dalam <a class=\"word\" href=\"#kata-registri\">registri</a> (<b>{2}</b>) mendapat "
    "<a class=\"word\" href=\"#kata-desil\">desil</a>.",
    "<b>{0}</b> of the {1} families in the <a class=\"word\" href=\"#kata-registri\">registry</a> (<b>{2}</b>) have a "
    "<a class=\"word\" href=\"#kata-desil\">desil</a>."};
inline constexpr Phrase kUnranked{"<b>{0}</b> keluarga ({1}) tidak: {2}.", "<b>{0}</b> families ({1}) have none: {2}."};
inline constexpr Phrase kAllRanked{"Tidak ada keluarga tanpa desil.", "No family is without a desil."};
inline constexpr Phrase kLowDesils{"Desil 1–4 memuat <b>{0}</b> keluarga dengan <b>{1}</b> orang.",
                                   "Desil 1–4 hold <b>{0}</b> families with <b>{1}</b> persons."};
inline constexpr Phrase kRegistrySize{"Registri memuat {0} orang, {1} di antaranya ditandai meninggal.",
                                      "The registry holds {0} persons, {1} of them flagged as dead."};
inline constexpr Phrase kAskFound{"Berapa orang dari tiap sumber ditemukan dalam registri?",
                                  "How many persons of each source were found in the registry?"};
inline constexpr Phrase kFoundFigure{"{0} dari {1} baris orang", "{0} of {1} person rows"};
inline constexpr Phrase kFoundRest{"{0} ragu, {1} konflik, {2} tidak padan",
                                   "{0} in doubt (ragu), {1} in conflict (konflik), {2} not found (tidak padan)"};
inline constexpr Phrase kFoundNote{
    "Baris orang = baris yang diterima dari berkas orang sumber itu; seseorang dapat tercatat lebih dari sekali. "
    "Persentase: bagian yang <a class=\"word\" href=\"#kata-padan\">padan</a>; arti <a class=\"word\" "
    "href=\"#kata-ragu\">ragu</a>, <a class=\"word\" href=\"#kata-konflik\">konflik</a> dan <a class=\"word\" "
    "href=\"#kata-tidak-padan\">tidak padan</a> ada di bawah.",
    "Person rows = accepted rows of the persons file of the source; somebody may stand in it more than once. "
    "Percentage: share found (<a class=\"word\" href=\"#kata-padan\">padan</a>); what <a class=\"word\" "
    "href=\"#kata-ragu\">ragu</a>, <a class=\"word\" href=\"#kata-konflik\">konflik</a> and <a class=\"word\" "
    "href=\"#kata-tidak-padan\">tidak padan</a> mean is said below."};
inline constexpr Phrase kNoSources{"Tidak ada sumber selain registri.", "There is no source besides the registry."};
inline constexpr Phrase kAskCuts{"Di mana letak sembilan batas desil?", "Where do the nine cuts lie?"};
inline constexpr Phrase kCutsSentence{
    "Menurut perkiraan belanja (<a class=\"word\" href=\"#kata-pmt\">PMT</a>), per orang per bulan: <a class=\"word\" "
    "href=\"#kata-batas\">batas</a> pertama di <b>{0}</b>, batas keempat di <b>{1}</b>, batas kesembilan di <b>{2}</b> "
    "({3}).",
    "By predicted spending (<a class=\"word\" href=\"#kata-pmt\">PMT</a>), per person per month: the first <a "
    "class=\"word\" href=\"#kata-batas\">cut</a> is at <b>{0}</b>, the fourth at <b>{1}</b>, the ninth at <b>{2}</b> "
    "({3})."};
inline constexpr Phrase kClassNote{
    "Nama <a class=\"word\" href=\"#kata-kelas\">kelas</a> di bawah tiap desil berasal dari berkas jalan (run.toml). "
    "Nama itu hanya label desil, bukan penetapan miskin.",
    "The <a class=\"word\" href=\"#kata-kelas\">class</a> names below the desils come from the run file (run.toml). "
    "Such a name is only a label of the desil, not a poverty verdict."};
inline constexpr Phrase kUpTo{"sampai {0}", "up to {0}"};
inline constexpr Phrase kAbove{"di atas {0}", "above {0}"};
inline constexpr Phrase kDesilNumber{"Desil {0}", "Desil {0}"};
inline constexpr Phrase kAskOdd{"Apa yang menonjol?", "What is odd?"};
inline constexpr Phrase kOddRegencies{
    "<b>{0}</b> dari {1} kabupaten/kota yang dinilai berada di luar tiga kali <a class=\"word\" "
    "href=\"#kata-sebaran-lazim\">sebaran lazim</a>.",
    "<b>{0}</b> of the {1} regencies and cities judged lie outside three times the <a class=\"word\" "
    "href=\"#kata-sebaran-lazim\">usual spread</a>."};
inline constexpr Phrase kFarthestPoorer{
    "Paling menonjol ke sisi miskin, menurut jarak yang memperhitungkan ukuran daerah: {0}.",
    "Most striking on the poor side, by a distance that allows for the size of the area: {0}."};
inline constexpr Phrase kFarthestBetterOff{"Paling menonjol ke sisi sejahtera, menurut jarak yang sama: {0}.",
                                           "Most striking on the better-off side, by the same distance: {0}."};
inline constexpr Phrase kFarthestUnranked{"Terbanyak tanpa desil: {0}.", "Most without a desil: {0}."};
inline constexpr Phrase kNoOddUnranked{"Tidak satu pun menonjol pada bagian keluarga tanpa desil.",
                                       "None stands out by its share of families without a desil."};
inline constexpr Phrase kNoOddRegencies{
    "Tidak satu pun dari {0} kabupaten/kota berada di luar tiga kali sebaran lazim.",
    "None of the {0} regencies and cities lies outside three times the usual spread."};
inline constexpr Phrase kNotJudged{"{0} kabupaten/kota dengan kurang dari 30 keluarga berperingkat tidak dinilai.",
                                   "{0} regencies and cities with fewer than 30 ranked families are not judged."};
inline constexpr Phrase kEmptyProvinces{"Provinsi tanpa keluarga berperingkat: {0}.",
                                        "Provinces without a ranked family: {0}."};
inline constexpr Phrase kLargestTie{
    "<a class=\"word\" href=\"#kata-massa-seri\">Massa seri</a> terbesar ada di batas {0}: {1} keluarga, {2} dari yang "
    "berperingkat, memiliki skor yang sama.",
    "The largest <a class=\"word\" href=\"#kata-massa-seri\">tied mass</a> is at cut {0}: {1} families, {2} of the "
    "ranked, have the same score."};
inline constexpr Phrase kNoTies{"Tidak ada batas yang ditempati 10 keluarga atau lebih dengan skor sama.",
                                "At no cut do 10 or more families have the same score."};
inline constexpr Phrase kRejects{
    "<b>{0}</b> dari {1} baris <a class=\"word\" href=\"#kata-ditolak\">ditolak</a> ({2}); bagian terbesar pada {3}: "
    "{4}.",
    "<b>{0}</b> of {1} rows were <a class=\"word\" href=\"#kata-ditolak\">rejected</a> ({2}); the largest share is in "
    "{3}: {4}."};
inline constexpr Phrase kMainReason{"Alasan penolakan terbanyak: {0} ({1} baris).",
                                    "Most frequent reason of rejection: {0} ({1} rows)."};
inline constexpr Phrase kNoRejects{"Tidak ada baris yang ditolak dari {0} baris yang dibaca.",
                                   "None of the {0} rows read was rejected."};
inline constexpr Phrase kFindings{"Baris yang diterima pun tidak semuanya baik. Temuan terbanyak: {0}.",
                                  "Not all accepted rows are good. Most frequent findings: {0}."};
inline constexpr Phrase kFindingPart{"{0} (<b>{1}</b> baris, terbanyak di {2}: {3})",
                                     "{0} (<b>{1}</b> rows, most in {2}: {3})"};
inline constexpr Phrase kAskGrounds{"Atas dasar apa angka ini?", "What do these figures rest on?"};
inline constexpr Phrase kGroundsNote{"Catatan dalam berkas jalan: {0}", "Note in the run file: {0}"};
inline constexpr Phrase kGroundsModel{"Menurut berkas model, asal model PMT adalah: {0}",
                                      "The model file says of the PMT model: {0}"};
inline constexpr Phrase kDuplicates{
    "{0} baris registri tampak sebagai orang yang sama dengan baris lain ({1} kelompok). Dalam kelompok yang hampir "
    "pasti (peluang 0,9 ke atas) hanya satu baris dihitung sebagai anggota, sehingga {2} baris tidak dihitung; dalam "
    "kelompok lain semua baris tetap dihitung, jadi seseorang dapat terhitung dua kali.",
    "{0} registry rows look like the same person as another row ({1} clusters). In clusters that are almost certain "
    "(probability 0.9 or more) only one row counts as a member, so that {2} rows do not count; in the others every row "
    "still counts, so that somebody may count twice."};

}  // namespace io::report::phrase
