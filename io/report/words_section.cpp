#include <fmt/format.h>

#include "io/report/phrases.h"
#include "io/report/sections.h"
#include "io/report/table.h"

namespace io::report {
namespace {

struct Word {
  const char* word;
  Phrase meaning;
};

constexpr Word kWords[] = {
    {"desil", {"sepersepuluh bagian dari keluarga yang diurutkan menurut kesejahteraan: desil 1 paling miskin, desil 10 paling sejahtera. Ukuran ini relatif: selalu ada desil 1.",
               "a tenth of the families in order of welfare: desil 1 is the poorest, desil 10 the best off. It is relative: there is always a desil 1."}},
    {"batas", {"skor yang memisahkan dua desil (cut); ada sembilan. Keluarga yang skornya tepat di batas masuk desil yang lebih rendah.",
               "the score that separates two desils (a cut); there are nine. A family exactly at a cut belongs to the lower desil."}},
    {"PMT", {"proxy means test: perkiraan belanja per orang per bulan dari ciri keluarga seperti lantai, air minum, listrik, aset, pendidikan dan pekerjaan. Ini perkiraan, bukan belanja yang dicatat.",
             "proxy means test: spending per person per month predicted from traits of the family such as floor, drinking water, power, assets, schooling and work. It is a prediction, not recorded spending."}},
    {"skor", {"hasil PMT dalam logaritma natural rupiah per orang per bulan; makin tinggi makin sejahtera.",
              "the result of the PMT, in natural logarithm of rupiah per person per month; higher is better off."}},
    {"KK", {"Kartu Keluarga. Satu nomor KK = satu keluarga, satuan yang diberi peringkat di sini.",
            "Kartu Keluarga, the family card. One KK number = one family, the unit that is ranked here."}},
    {"NIK", {"Nomor Induk Kependudukan, nomor 16 angka untuk tiap orang.",
             "Nomor Induk Kependudukan, the 16-digit number of each person."}},
    {"registri", {"data kependudukan yang menjadi acuan orang dan keanggotaan KK.",
                  "the civil registry: the reference of persons and of who belongs to which KK."}},
    {"padan", {"orang dari sumber ditemukan dalam registri.", "found: the person of the source was found in the registry."}},
    {"ragu", {"ada calon dalam registri, tetapi kesamaannya belum cukup untuk dipastikan; perlu ditinjau.",
              "in doubt: there is a candidate in the registry, but they do not agree enough to be sure; needs review."}},
    {"konflik", {"NIK-nya ada dalam registri, tetapi milik orang yang tampaknya lain.",
                 "in conflict: the NIK is in the registry, but it seems to belong to somebody else."}},
    {"tidak padan", {"tidak ada calon dalam registri.", "not found: there is no candidate in the registry."}},
    {"massa seri", {"keluarga yang skornya persis sama dengan sebuah batas (tied mass). Mereka selalu berada dalam desil yang sama, sehingga desil dapat sedikit lebih besar dari sepersepuluh.",
                    "tied mass: families whose score equals a cut exactly. They always share a desil, so that a desil can be a little more than a tenth."}},
    {"sebaran lazim", {"ukuran seberapa jauh kabupaten/kota biasanya berbeda dari median; tidak terpengaruh oleh yang menonjol.",
                       "usual spread: how far regencies commonly differ from the median; not moved by those that stand out."}},
    {"tanpa indikator", {"tidak ada sumber yang memberi ciri keluarga ini, sehingga tidak dapat dinilai.",
                         "without indicators: no source gave traits of this family, so it cannot be scored."}},
    {"tanpa model", {"tidak ada model PMT untuk wilayah keluarga ini, juga tidak di tingkat provinsi atau nasional.",
                     "without a model: there is no PMT model for the family's region, nor for its province or the nation."}},
    {"wilayah tidak dikenal", {"kode desa keluarga tidak ada dalam daftar wilayah.",
                               "in an unknown region: the family's village code is not in the list of regions."}},
    {"tanpa anggota", {"semua anggotanya ditandai meninggal atau terhitung pada KK lain.",
                       "without members: all its members are flagged as dead or counted in another KK."}},
    {"ditahan", {"peringkat keluarga ini ditahan atas permintaan yang sah.",
                 "held: the ranking of this family is on hold by a lawful request."}},
    {"ditolak", {"baris yang tidak dapat dipakai; tiap baris yang ditolak ada dalam rejects.csv dengan alasannya.",
                 "rejected: a row that cannot be used; every rejected row is in rejects.csv with its reason."}},
};

}  // namespace

std::string words_section() {
  std::string list = "<dl>\n";
  for (const Word& word : kWords) {
    list += fmt::format("<dt>{}</dt><dd>{}</dd>\n", word.word, spans(word.meaning));
  }
  return section("arti", say(phrase::kWordsHeading), list + "</dl>\n");
}

}  // namespace io::report
