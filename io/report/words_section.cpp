#include <fmt/format.h>

#include "io/report/phrases.h"
#include "io/report/sections.h"
#include "io/report/table.h"

namespace io::report {
namespace {

struct Word {
  const char* slug;  // of its id, "kata-" before it
  Phrase word, meaning;
};

constexpr Word kWords[] = {
    {"desil",
     {"desil", "desil"},
     {"sepersepuluh bagian dari keluarga yang diurutkan menurut kesejahteraan: desil 1 paling miskin, desil 10 paling "
      "sejahtera. Ukuran ini relatif: selalu ada desil 1.",
      "a tenth of the families in order of welfare: desil 1 is the poorest, desil 10 the best off. It is relative: "
      "there is always a desil 1."}},
    {"kelas",
     {"kelas", "class (kelas)"},
     {"nama yang diberikan berkas jalan kepada tiap desil. Kelas adalah label desil, bukan penetapan miskin.",
      "a name that the run file gives to each desil. A class is a label of the desil, not a poverty verdict."}},
    {"batas",
     {"batas", "cut (batas)"},
     {"skor yang memisahkan dua desil; ada sembilan. Keluarga yang skornya tepat di batas masuk desil yang lebih "
      "rendah.",
      "the score that separates two desils; there are nine. A family exactly at a cut belongs to the lower desil."}},
    {"pmt",
     {"PMT", "PMT"},
     {"proxy means test: perkiraan belanja per orang per bulan dari ciri keluarga seperti lantai, air minum, listrik, "
      "aset, pendidikan dan pekerjaan. Ini perkiraan, bukan belanja yang dicatat.",
      "proxy means test: spending per person per month predicted from traits of the family such as floor, drinking "
      "water, power, assets, schooling and work. It is a prediction, not recorded spending."}},
    {"skor",
     {"skor", "score (skor)"},
     {"hasil PMT dalam logaritma natural rupiah per orang per bulan; makin tinggi makin sejahtera.",
      "the result of the PMT, in natural logarithm of rupiah per person per month; higher is better off."}},
    {"kk",
     {"KK", "KK"},
     {"Kartu Keluarga. Satu nomor KK = satu keluarga, satuan yang diberi peringkat di sini.",
      "Kartu Keluarga, the family card. One KK number = one family, the unit that is ranked here."}},
    {"nik",
     {"NIK", "NIK"},
     {"Nomor Induk Kependudukan, nomor 16 angka untuk tiap orang.",
      "Nomor Induk Kependudukan, the 16-digit number of each person."}},
    {"baris-orang",
     {"baris orang", "person row (baris orang)"},
     {"baris yang diterima dari berkas orang sebuah sumber; seseorang dapat tercatat lebih dari sekali.",
      "an accepted row of the persons file of a source; somebody may stand in it more than once."}},
    {"registri",
     {"registri", "registry (registri)"},
     {"data kependudukan yang menjadi acuan orang dan keanggotaan KK.",
      "the reference of persons and of who belongs to which KK."}},
    {"padan",
     {"padan", "found (padan)"},
     {"orang dari sumber ditemukan dalam registri.", "the person of the source was found in the registry."}},
    {"ragu",
     {"ragu", "in doubt (ragu)"},
     {"ada calon dalam registri, tetapi kesamaannya belum cukup untuk dipastikan; perlu ditinjau.",
      "there is a candidate in the registry, but they do not agree enough to be sure; needs review."}},
    {"konflik",
     {"konflik", "in conflict (konflik)"},
     {"NIK-nya ada dalam registri, tetapi milik orang yang tampaknya lain.",
      "the NIK is in the registry, but it seems to belong to somebody else."}},
    {"tidak-padan",
     {"tidak padan", "not found (tidak padan)"},
     {"tidak ada calon dalam registri.", "there is no candidate in the registry."}},
    {"massa-seri",
     {"massa seri", "tied mass (massa seri)"},
     {"keluarga yang skornya persis sama dengan sebuah batas. Mereka selalu berada dalam desil yang sama, sehingga "
      "desil dapat sedikit lebih besar dari sepersepuluh.",
      "families whose score equals a cut exactly. They always share a desil, so that a desil can be a little more than "
      "a tenth."}},
    {"sebaran-lazim",
     {"sebaran lazim", "usual spread (sebaran lazim)"},
     {"ukuran seberapa jauh kabupaten/kota biasanya berbeda dari median; tidak terpengaruh oleh yang menonjol.",
      "how far regencies commonly differ from the median; not moved by those that stand out."}},
    {"rata-rata",
     {"rata-rata geometrik", "geometric mean (rata-rata geometrik)"},
     {"rata-rata skor yang ditulis kembali sebagai rupiah; sedikit di bawah rata-rata biasa, karena belanja yang "
      "sangat besar tidak terlalu menariknya.",
      "the mean of the scores written as rupiah again; somewhat below the ordinary mean, as very large spending pulls "
      "it less."}},
    {"tanpa-indikator",
     {"tanpa indikator", "without indicators (tanpa indikator)"},
     {"tidak ada sumber yang memberi ciri keluarga ini, sehingga tidak dapat dinilai.",
      "no source gave traits of this family, so it cannot be scored."}},
    {"tanpa-model",
     {"tanpa model", "without a model (tanpa model)"},
     {"tidak ada model PMT untuk wilayah keluarga ini, juga tidak di tingkat provinsi atau nasional.",
      "there is no PMT model for the family's region, nor for its province or the nation."}},
    {"wilayah",
     {"wilayah tidak dikenal", "in an unknown region (wilayah tidak dikenal)"},
     {"kode desa keluarga tidak ada dalam daftar wilayah.",
      "the family's village code is not in the list of regions."}},
    {"tanpa-anggota",
     {"tanpa anggota", "without members (tanpa anggota)"},
     {"semua anggotanya ditandai meninggal atau terhitung pada KK lain.",
      "all its members are flagged as dead or counted in another KK."}},
    {"ditahan",
     {"ditahan", "held (ditahan)"},
     {"peringkat keluarga ini ditahan atas permintaan yang sah.",
      "the ranking of this family is on hold by a lawful request."}},
    {"ditolak",
     {"ditolak", "rejected (ditolak)"},
     {"baris yang tidak dapat dipakai; tiap baris yang ditolak ada dalam rejects.csv dengan alasannya.",
      "a row that cannot be used; every rejected row is in rejects.csv with its reason."}},
    {"terima",
     {"terima", "receives (terima)"},
     {"memenuhi syarat program dan masih dalam kuota.", "eligible for the programme and within its quota."}},
    {"di-luar-kuota",
     {"di luar kuota", "outside the quota (di luar kuota)"},
     {"memenuhi syarat, tetapi kuota habis oleh keluarga dengan skor lebih rendah.",
      "eligible, but the quota went to families of lower scores."}},
    {"tidak-memenuhi",
     {"tidak memenuhi", "not eligible (tidak memenuhi)"},
     {"desilnya di atas batas program.", "its desil is above the limit of the programme."}},
    {"dikecualikan",
     {"dikecualikan", "excluded (dikecualikan)"},
     {"desilnya dalam batas program, tetapi anggota atau KK-nya mempunyai penanda yang dikecualikan program itu.",
      "its desil is within the limit, but a member or the KK bears a flag that the programme excludes."}},
    {"data-kurang",
     {"data kurang", "data missing (data kurang)"},
     {"tidak berperingkat, sehingga tidak dapat diputuskan.", "not ranked, so that nothing can be decided."}},
    {"penanda",
     {"penanda", "flag (penanda)"},
     {"daftar orang atau KK dengan sifat tertentu, misalnya ASN atau sudah meninggal.",
      "a list of persons or KK with some trait, such as civil servants or the deceased."}},
};

}  // namespace

std::string words_section() {
  std::string list = "<dl>\n";
  for (const Word& word : kWords) {
    list += fmt::format("<dt id=\"kata-{}\">{}</dt><dd>{}</dd>\n", word.slug, spans(word.word), spans(word.meaning));
  }
  return section("arti", say(phrase::kWordsHeading), list + "</dl>\n");
}

}  // namespace io::report
