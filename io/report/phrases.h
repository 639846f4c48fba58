// Lists the wordings of the report, in Bahasa Indonesia and English. The words of the field (desil,
// padan, ragu, konflik) stay as they are in both languages; the glossary says what they mean, and the
// first use of a word links to it.
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
inline constexpr Phrase kScrollHint{"Geser ke samping untuk kolom lain →", "Scroll sideways for more columns →"};
inline constexpr Phrase kNobodyRanked{"Belum ada keluarga yang berperingkat, sehingga tidak ada batas desil.",
                                      "No family is ranked, so there are no cuts."};
inline constexpr Phrase kNotShown{"tidak ditampilkan", "not shown"};

// Cuts and desils of the nation.
inline constexpr Phrase kCutsHeading{"Sembilan batas dan sepuluh desil", "Nine cuts and ten desils"};
inline constexpr Phrase kCutsIntro{
    "Batas ke-k adalah skor terkecil sehingga keluarga dengan skor itu atau lebih rendah mencakup sedikitnya k "
    "persepuluh dari seluruh {0} berperingkat. Keluarga dengan skor sama selalu berada dalam desil yang sama.",
    "Cut k is the smallest score such that the families at or below it hold at least k tenths of all ranked {0}. "
    "Families with equal scores always share a desil."};
inline constexpr Phrase kFamiliesWord{"keluarga", "families"};
inline constexpr Phrase kPersonsWord{"penduduk", "persons"};
inline constexpr Phrase kCutsTable{"Batas desil nasional ({0})", "Cuts of the national desil ({0})"};
inline constexpr Phrase kCut{"Batas", "Cut"};
inline constexpr Phrase kScore{"Skor (ln Rp)", "Score (ln Rp)"};
inline constexpr Phrase kRupiahColumn{"Rp per orang per bulan", "Rp per person per month"};
inline constexpr Phrase kTiedFamilies{"Keluarga dengan skor ini", "Families at this score"};
inline constexpr Phrase kTiedShare{"Massa seri (%)", "Tied mass (%)"};
inline constexpr Phrase kUpToShare{"Bobot sampai batas (%)", "Weight up to the cut (%)"};
inline constexpr Phrase kCutsColumns{
    "Rp per orang per bulan: skor batas sebagai rupiah. Keluarga dengan skor ini: keluarga yang skornya tepat sama "
    "dengan batas; massa seri: bobotnya terhadap seluruh {0} berperingkat. Bobot sampai batas: bagian {0} berperingkat "
    "dengan skor sama atau lebih rendah; tanpa skor yang sama nilainya tepat 10%, 20% dan seterusnya.",
    "Rp per person per month: the score of the cut as rupiah. Families at this score: families whose score is exactly "
    "the cut; tied mass: their weight among all ranked {0}. Weight up to the cut: share of ranked {0} with this score "
    "or a lower one; without equal scores it is 10%, 20% and so on."};
inline constexpr Phrase kDesilTable{"Keluarga dan orang menurut desil nasional ({0})",
                                    "Families and persons by national desil ({0})"};
inline constexpr Phrase kClassSource{
    "Kelas: label desil dari berkas jalan (kumpulan “{0}”). Label ini bukan penetapan miskin; desil hanya menunjukkan "
    "urutan.",
    "Class: label of the desil, from the run file (set “{0}”). It is not a poverty verdict; a desil only tells the "
    "order."};
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
inline constexpr Phrase kHighestShare{
    "Bagian tertinggi ada di <b>{0}</b> ({1}% dari keluarga berperingkat; {6} keluarga dalam registri), terendah di "
    "<b>{2}</b> ({3}%; {7} keluarga); nasional {4}.",
    "The highest share is in <b>{0}</b> ({1}% of ranked families; {6} families in the registry), the lowest in "
    "<b>{2}</b> ({3}%; {7} families); the nation has {4}."};
inline constexpr Phrase kHighestShareOfShown{
    "Di antara {5} provinsi yang bagiannya boleh disebut, tertinggi ada di <b>{0}</b> ({1}% dari keluarga "
    "berperingkat; {6} keluarga dalam registri), terendah di <b>{2}</b> ({3}%; {7} keluarga); nasional {4}.",
    "Of the {5} provinces whose share may be told, the highest is in <b>{0}</b> ({1}% of ranked families; {6} families "
    "in the registry), the lowest in <b>{2}</b> ({3}%; {7} families); the nation has {4}."};
inline constexpr Phrase kOthersWithheld{
    "Bagian {0} provinsi lain tidak disebut, atau hanya kisarannya, agar sel yang kurang dari 10 keluarga tidak dapat "
    "dihitung balik; yang menentukan adalah sel kecil itu, bukan besar provinsi.",
    "The share of {0} other provinces is not told, or only its range, so that cells of fewer than 10 families cannot "
    "be worked out; these small cells decide, not the size of the province."};
inline constexpr Phrase kSpreadOfFamilies{
    "Separuh keluarga dalam registri tinggal di {0} dari {1} kabupaten/kota, sembilan persepuluhnya di {2}. Bagian "
    "tiap provinsi menggambarkan keluarga dalam registri ini saja, dan provinsi dengan sedikit keluarga tidak setara "
    "untuk dibandingkan dengan yang besar; karena itu banyaknya keluarga ditulis di sampingnya.",
    "Half of the families in the registry live in {0} of {1} regencies and cities, nine tenths of them in {2}. Shares "
    "of provinces describe the families in this registry only, and a province of few families does not compare with a "
    "large one; so the number of families stands beside each share."};
inline constexpr Phrase kTileTip{"{0}: {1} ({2} keluarga)", "{0}: {1} ({2} families)"};
inline constexpr Phrase kMapTitle{"Bagian keluarga berperingkat yang berada dalam desil nasional 1–4 ({0})",
                                  "Share of ranked families in national desil 1–4 ({0})"};
inline constexpr Phrase kMapNote{
    "Tiap kotak satu provinsi, disusun menurut letaknya secara kasar; semakin gelap, semakin besar bagiannya. <span "
    "class=\"wide\">Angka kecil: keluarga dalam registri.</span><span class=\"narrow\">Angka: persen; kode dua huruf "
    "ada di samping nama provinsi di bawah.</span>",
    "Each tile is one province, placed roughly where it lies; the darker, the larger the share. <span "
    "class=\"wide\">Small figures: families in the registry.</span><span class=\"narrow\">Figures: percent; the two "
    "letters stand beside the names of the provinces below.</span>"};
inline constexpr Phrase kProvinceBars{
    "Susunan desil nasional tiap provinsi, diurutkan menurut bagian desil 1–4 yang ditulis ({0})",
    "National desils of each province, in order of the share of desil 1–4 as written ({0})"};
inline constexpr Phrase kLowTogether{"D1–D4 digabung", "D1–D4 together"};
inline constexpr Phrase kHighTogether{"D5–D10 digabung", "D5–D10 together"};
inline constexpr Phrase kBarsNote{
    "Angka di kanan: bagian keluarga berperingkat dalam desil 1–4, lalu banyaknya keluarga dalam registri. Blok "
    "bergaris menggabungkan desil yang selnya tidak boleh ditampilkan satu per satu.",
    "Figures at the right: share of ranked families in desil 1–4, then families in the registry. A hatched block joins "
    "desils whose cells may not be shown one by one."};
inline constexpr Phrase kUndrawnRange{"{0} ({1}; {2} keluarga)", "{0} ({1}; {2} families)"};
inline constexpr Phrase kUndrawn{"{0} ({1} keluarga)", "{0} ({1} families)"};
inline constexpr Phrase kUndrawnNote{
    "Tanpa batang, karena lebarnya akan mengungkap sel yang kurang dari 10 keluarga: {0}.",
    "Without a bar, as its width would give away cells of fewer than 10 families: {0}."};
inline constexpr Phrase kProvinceTable{"Keluarga menurut provinsi dan desil nasional ({0})",
                                       "Families by province and national desil ({0})"};
inline constexpr Phrase kRegencyTable{"Keluarga menurut kabupaten/kota dan desil nasional ({0})",
                                      "Families by regency and national desil ({0})"};
inline constexpr Phrase kProvince{"Provinsi", "Province"};
inline constexpr Phrase kRegency{"Kabupaten/kota", "Regency or city"};
inline constexpr Phrase kMapCode{"Peta", "Map"};
inline constexpr Phrase kCode{"Kode", "Code"};
inline constexpr Phrase kLowShareColumn{"Desil 1–4 (%)", "Desil 1–4 (%)"};
inline constexpr Phrase kDisclosure{
    "<b>Desil 1–4 (%)</b>: bagian dari keluarga berperingkat. <b>&lt;10</b>: kurang dari 10 keluarga. <b>x</b>: tidak "
    "ditampilkan karena dapat mengungkap sel yang kurang dari 10 keluarga. <b>–</b>: bagian tidak disebut, karena "
    "dapat mengungkap sel seperti itu atau karena kurang dari 30 keluarga berperingkat. Di tempat lain yang berisiko, "
    "bagian dibulatkan ke persen atau hanya disebut kisarannya.",
    "<b>Desil 1–4 (%)</b>: share of ranked families. <b>&lt;10</b>: fewer than 10 families. <b>x</b>: not shown, as it "
    "would give away a cell of fewer than 10 families. <b>–</b>: share not told, as it would give away such a cell, or "
    "as fewer than 30 families are ranked. Where else there is a risk a share is rounded to a percent, or only its "
    "range is given."};

// What is odd.
inline constexpr Phrase kOddHeading{"Kabupaten/kota yang menonjol", "Regencies that stand out"};
inline constexpr Phrase kOddIntro{
    "Tiga ukuran dinilai sendiri-sendiri: rata-rata skor, bagian keluarga dalam desil 1–4, dan bagian keluarga tanpa "
    "desil. Sebaran lazim adalah 1,4826 kali median simpangan mutlak terhadap median semua kabupaten/kota. Pada "
    "sebaran itu ditambahkan (sebagai kuadrat) kebetulan yang dibawa oleh sedikitnya keluarga: simpangan baku binomial "
    "untuk bagian (pada median atau pada bagian itu sendiri, yang lebih besar), simpangan baku skor dibagi akar "
    "banyaknya keluarga untuk rata-rata. Yang menonjol berjarak lebih dari tiga kali gabungan keduanya dari median; "
    "yang kurang dari 30 keluarga tidak dinilai. Menonjol tidak berarti salah: angka ini menunjuk tempat yang patut "
    "diperiksa.",
    "Three measures are judged one by one: mean score, share of families in desil 1–4, and share of families without a "
    "desil. The usual spread is 1.4826 times the median absolute deviation from the median of all regencies. To it is "
    "added (as squares) the chance that few families bring: the binomial standard deviation of a share (at the median "
    "or at the share itself, whichever is larger), the standard deviation of scores over the root of the number of "
    "families of a mean. What stands out lies more than three times both together away from the median; regencies of "
    "fewer than 30 families are not judged. Odd does not mean wrong: it points to places worth checking."};
inline constexpr Phrase kMeasuresTable{"Apa yang lazim, dan berapa yang menonjol",
                                       "What is usual, and how many stand out"};
inline constexpr Phrase kJudged{"Dinilai", "Judged"};
inline constexpr Phrase kUsualRange{"Kisaran lazim (median ± sebaran)", "Usual range (median ± spread)"};
inline constexpr Phrase kStandOut{"Menonjol", "Stand out"};
inline constexpr Phrase kSide{"Arah", "Direction"};
inline constexpr Phrase kPoorer{"lebih miskin", "poorer"};
inline constexpr Phrase kBetterOff{"lebih sejahtera", "better off"};
inline constexpr Phrase kMoreUnranked{"lebih banyak tanpa desil", "more without a desil"};
inline constexpr Phrase kFewerUnranked{"lebih sedikit tanpa desil", "fewer without a desil"};
inline constexpr Phrase kOddTable{"Kabupaten/kota yang menonjol", "Regencies that stand out"};
inline constexpr Phrase kShowOdd{"Lihat tabel ({0} baris)", "Show the table ({0} rows)"};
inline constexpr Phrase kOddNote{
    "Jarak: berapa kali sebaran (dengan kebetulan) dari median; minus berarti di bawah median. <b>–</b>: tidak "
    "ditampilkan karena dapat mengungkap sel yang kurang dari 10 keluarga; baris seperti itu berada paling bawah.",
    "Distance: how many spreads (with chance) from the median; minus is below the median. <b>–</b>: not shown, as it "
    "would give away a cell of fewer than 10 families; such rows come last."};
inline constexpr Phrase kMeasure{"Ukuran", "Measure"};
inline constexpr Phrase kValue{"Nilai", "Value"};
inline constexpr Phrase kMedian{"Median", "Median"};
inline constexpr Phrase kSpreads{"Jarak (× sebaran)", "Distance (× spread)"};
inline constexpr Phrase kMeanMeasure{"rata-rata geometrik perkiraan belanja (Rp)",
                                     "geometric mean of predicted spending (Rp)"};
inline constexpr Phrase kLowMeasure{"keluarga berperingkat dalam desil 1–4", "ranked families in desil 1–4"};
inline constexpr Phrase kUnrankedMeasure{"keluarga tanpa desil", "families without a desil"};
inline constexpr Phrase kOddMean{"{0} (rata-rata geometrik perkiraan belanja {1}; tengah semua kabupaten/kota {2})",
                                 "{0} (geometric mean of predicted spending {1}; median of all regencies {2})"};
inline constexpr Phrase kOddLow{"{0} ({1} keluarga dalam desil 1–4, median {2})",
                                "{0} ({1} of families in desil 1–4, median {2})"};
inline constexpr Phrase kOddUnranked{"{0} ({1} keluarga tanpa desil, median {2})",
                                     "{0} ({1} of families without a desil, median {2})"};

// Spread of the score.
inline constexpr Phrase kScoreHeading{"Sebaran skor", "Spread of the score"};
inline constexpr Phrase kScoreIntro{
    "<a class=\"word\" href=\"#kata-skor\">Skor</a> adalah perkiraan belanja per orang per bulan (dalam logaritma). "
    "Tengah-tengah peringkat ada di batas kelima, {0}. Garis tegak 1–9 adalah batas desil; warna batang adalah "
    "desilnya.",
    "The <a class=\"word\" href=\"#kata-skor\">score</a> is predicted spending per person per month (as a logarithm). "
    "The middle of the ranking is at the fifth cut, {0}. The upright lines 1–9 are the cuts; the colour of a bar is "
    "its desil."};
inline constexpr Phrase kScoreTitle{"Keluarga berperingkat menurut perkiraan belanja, dengan sembilan batas ({0})",
                                    "Ranked families by predicted spending, with the nine cuts ({0})"};
inline constexpr Phrase kScoreAxis{"ribu rupiah per orang per bulan, skala logaritma",
                                   "thousand rupiah per person per month, logarithmic scale"};
inline constexpr Phrase kScoreVertical{
    "Keluarga tiap batang; batang pertama dan terakhir memuat juga semua yang lebih rendah dan lebih tinggi.",
    "Families in each bar; the first and the last also hold all below and above."};
inline constexpr Phrase kBinTip{"Rp {0}–{1}: {2} keluarga", "Rp {0}–{1}: {2} families"};
inline constexpr Phrase kFirstBinTip{"sampai Rp {0}: {1} keluarga", "up to Rp {0}: {1} families"};
inline constexpr Phrase kLastBinTip{"dari Rp {0}: {1} keluarga", "from Rp {0}: {1} families"};
inline constexpr Phrase kCutTip{"batas {0}: Rp {1}", "cut {0}: Rp {1}"};
inline constexpr Phrase kScoreTable{"Keluarga berperingkat menurut perkiraan belanja",
                                    "Ranked families by predicted spending"};
inline constexpr Phrase kFromRupiah{"Dari (Rp)", "From (Rp)"};
inline constexpr Phrase kToRupiah{"Sampai (Rp)", "To (Rp)"};

// Sources.
inline constexpr Phrase kSourcesHeading{"Padanan tiap sumber dengan registri",
                                        "Match of each source with the registry"};
inline constexpr Phrase kMatchTitle{"Baris orang dari tiap sumber menurut keadaan padanan",
                                    "Person rows of each source by match state"};
inline constexpr Phrase kMatchNote{"Angka di kanan: bagian yang padan.", "Figures at the right: share found (padan)."};
inline constexpr Phrase kSource{"Sumber", "Source"};
inline constexpr Phrase kPersonRows{"Baris orang", "Person rows"};
inline constexpr Phrase kMatch{"padan", "padan (found)"};
inline constexpr Phrase kDoubt{"ragu", "ragu (in doubt)"};
inline constexpr Phrase kConflict{"konflik", "konflik (in conflict)"};
inline constexpr Phrase kNoMatch{"tidak padan", "tidak padan (not found)"};
inline constexpr Phrase kFoundShare{"padan (%)", "found (padan, %)"};
inline constexpr Phrase kFamilySourcesTable{"Keluarga dari tiap sumber", "Families of each source"};
inline constexpr Phrase kFamilySourcesNote{
    "Keluarga sumber sampai ke registri lewat anggotanya yang padan atau lewat nomor <a class=\"word\" "
    "href=\"#kata-kk\">KK</a>; dipakai untuk skor bila sumber itu yang terbaik bagi keluarga registri tersebut.",
    "A family of a source reaches the registry by its members that were found or by its <a class=\"word\" "
    "href=\"#kata-kk\">KK</a> number; it is used for the score where that source is the best one for the registry "
    "family."};
inline constexpr Phrase kFamilyRows{"Baris keluarga", "Family rows"};
inline constexpr Phrase kFamiliesLinked{"Mewakili satu KK registri", "Stand for a registry KK"};
inline constexpr Phrase kFamiliesUnmatched{"Tidak mewakili", "Do not"};
inline constexpr Phrase kFamiliesUsed{"Dipakai untuk skor", "Used for the score"};
inline constexpr Phrase kUnmatchedTable{"Baris keluarga sumber yang tidak mewakili KK registri, menurut alasan",
                                        "Source family rows that stand for no registry KK, by reason"};

// Rows that were read and rejected.
inline constexpr Phrase kRowsHeading{"Baris yang dibaca dan ditolak", "Rows read and rejected"};
inline constexpr Phrase kRowsTable{"Baris tiap sumber: dibaca = diterima + ditolak",
                                   "Rows of each source: read = accepted + rejected"};
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
inline constexpr Phrase kDecisionSum{
    "Tiap keluarga registri mendapat satu keputusan dari tiap program, sehingga terima + di luar kuota + dikecualikan "
    "+ tidak memenuhi + data kurang = {0} keluarga. Urutan pemeriksaan: <a class=\"word\" "
    "href=\"#kata-data-kurang\">data kurang</a>, <a class=\"word\" href=\"#kata-tidak-memenuhi\">tidak memenuhi</a>, "
    "<a class=\"word\" href=\"#kata-dikecualikan\">dikecualikan</a>, lalu <a class=\"word\" "
    "href=\"#kata-terima\">terima</a> menurut skor terendah sampai kuota habis; sisanya <a class=\"word\" "
    "href=\"#kata-di-luar-kuota\">di luar kuota</a>.",
    "Each registry family gets one decision of each programme, so that receives + outside the quota + excluded + not "
    "eligible + data missing = {0} families. Order of the checks: <a class=\"word\" href=\"#kata-data-kurang\">data "
    "missing</a>, <a class=\"word\" href=\"#kata-tidak-memenuhi\">not eligible</a>, <a class=\"word\" "
    "href=\"#kata-dikecualikan\">excluded</a>, then <a class=\"word\" href=\"#kata-terima\">receives</a> by lowest "
    "score until the quota is used up; the rest is <a class=\"word\" href=\"#kata-di-luar-kuota\">outside the "
    "quota</a>."};
inline constexpr Phrase kExcludedBy{
    "Dikecualikan dari {0}: keluarga dalam batas desilnya (sampai desil {1}, {2}) yang mempunyai anggota atau KK "
    "dengan salah satu penanda ini: {3}.",
    "Excluded from {0}: families within the desil limit (up to desil {1}, {2}) of which a member or the KK bears one "
    "of these flags: {3}."};
inline constexpr Phrase kExcludedAlike{
    "{0} memakai batas desil dan penanda yang sama, sehingga yang dikecualikan sama banyaknya.",
    "{0} have the same desil limit and flags, so that they exclude equally many."};
inline constexpr Phrase kExcludesNobody{"{0} tidak mengecualikan siapa pun karena penanda.",
                                        "{0} excludes nobody because of flags."};
inline constexpr Phrase kLevelNational{"peringkat nasional", "national ranking"};
inline constexpr Phrase kLevelProvince{"peringkat provinsi", "ranking of the province"};
inline constexpr Phrase kLevelRegency{"peringkat kabupaten/kota", "ranking of the regency"};
inline constexpr Phrase kQuota{"Kuota", "Quota"};
inline constexpr Phrase kProgrammesTable{"Keluarga menurut program dan keputusan",
                                         "Families by programme and decision"};
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
inline constexpr Phrase kModelRegency{"kabupaten/kota", "regency or city"};
inline constexpr Phrase kModelProvince{"provinsi", "province"};
inline constexpr Phrase kModelNation{"nasional", "national"};
inline constexpr Phrase kFooter{
    "Desil adalah ukuran relatif, bukan penetapan miskin. Halaman ini tidak memuat data perorangan dan tidak mengambil "
    "apa pun dari jaringan; isinya sama di setiap mesin untuk masukan yang sama.",
    "A desil is relative; it does not declare anyone poor. This page holds no personal data and fetches nothing from a "
    "network; for the same input it is the same on every machine."};

}  // namespace io::report::phrase
