// The sentences and headings of how persons were linked.
#pragma once

#include "io/report/phrase.h"

namespace io::report::phrase {

inline constexpr Phrase kLinkTitle{"Cara orang ditemukan", "How persons were found"};
inline constexpr Phrase kExactRows{"Sama persis", "Agree in all"};
inline constexpr Phrase kWeighedRows{"Ditimbang", "Weighed"};
inline constexpr Phrase kLinkModel{"Model", "Model"};
inline constexpr Phrase kModelTrained{"dilatih pada data ini", "learned from these data"};
inline constexpr Phrase kModelContinued{"dilatih lanjut dari model yang diberikan", "learned on from the model given"};
inline constexpr Phrase kModelFixed{"tetap, sebagaimana diberikan", "fixed, as it was given"};
inline constexpr Phrase kDecisions{"Keputusan orang", "Decisions of people"};
inline constexpr Phrase kPadanFrom{"padan mulai peluang", "padan from probability"};
inline constexpr Phrase kExpectedFalse{"Taksiran salah (per sejuta padan)", "Expected false (per million padan)"};
inline constexpr Phrase kExpectedMissed{"Taksiran terlewat (per sejuta baris)", "Expected missed (per million rows)"};
inline constexpr Phrase kLinkNote{
    "Sama persis: NIK, nama, tanggal lahir, dan jenis kelamin sama dengan registri. Baris lain ditimbang terhadap "
    "semua "
    "calonnya; taksiran salah dan terlewat berasal dari model, bukan dari pemeriksaan lapangan.",
    "Agree in all: NIK, name, birth date and sex are those of the registry. Every other row is weighed against all its "
    "candidates; what is expected to be false or missed is the model's estimate, not a check in the field."};
inline constexpr Phrase kPassTitle{"Jalan menuju calon", "Ways to a candidate"};
inline constexpr Phrase kPassWay{"Jalan", "Way"};
inline constexpr Phrase kPassPairs{"Pasangan", "Pairs"};
inline constexpr Phrase kPassFound{"Padan yang dicapai", "Padan links it has"};
inline constexpr Phrase kPassOnly{"Hanya di sini", "Only here"};
inline constexpr Phrase kPassLargest{"Blok terbesar", "Largest block"};
inline constexpr Phrase kPassHot{"Blok terlalu besar", "Blocks too large"};
inline constexpr Phrase kPassNote{
    "Pasangan dihitung pada jalan yang menelusuri seluruh registri, untuk baris yang belum ditemukan lewat NIK dan "
    "keluarganya. Blok yang terlalu besar diserahkan ke jalan yang lebih sempit di bawahnya.",
    "Pairs are counted for the ways that go through the whole registry, for rows not found by NIK and family. A block "
    "that is too large is left to the narrower ways below it."};

inline constexpr Phrase kPassChart{"Yang ditelusuri dan yang didapat tiap jalan, semua sumber",
                                   "What each way goes through and what it gains, all sources"};
inline constexpr Phrase kPassFoundShort{"padan yang dicapai", "padan links it has"};
inline constexpr Phrase kPassOnlyShort{"hanya di sini", "only here"};
inline constexpr Phrase kPassPairsShort{"pasangan", "pairs"};
inline constexpr Phrase kPassAxis{
    "Panjang menurut pangkat sepuluh: tiap garis sepuluh kali garis sebelumnya. Angka di kanan: padan yang dicapai, "
    "dan yang hanya didapat di sini.",
    "Lengths by powers of ten: each line is ten times the one before. Figures at the right: padan links it has, and "
    "those found nowhere else."};

inline constexpr Phrase kWeightTitle{"Bobot padanan {0}: baris menurut kuatnya bukti",
                                     "Match weights of {0}: rows by the strength of their evidence"};
inline constexpr Phrase kWeightAxis{"bobot, dalam bit", "match weight in bits"};
inline constexpr Phrase kWeightNote{
    "Satu bit lebih berarti bukti dua kali lebih kuat bahwa baris dan orang registri itu sama; di bawah nol bukti "
    "melawannya. Tiap keadaan digambar dengan skalanya sendiri; angkanya jumlah baris. Tanpa calon: {0} baris.",
    "One bit more is evidence twice as strong that the row and the registry person are the same; below zero it speaks "
    "against. Each state is drawn to its own scale; the number is its rows. Without a candidate: {0} rows."};
inline constexpr Phrase kFromBits{"Dari (bit)", "From (bits)"};
inline constexpr Phrase kToBits{"Sampai (bit)", "To (bits)"};

// In the order of engine/linkage/link_passes.h.
inline constexpr Phrase kPasses[] = {
    {"NIK sama", "same NIK"},
    {"nomor KK sama", "same KK number"},
    {"keluarga anggota lain", "family of the other members"},
    {"NIK berbeda satu angka atau tertukar", "NIK with one other digit or a swap"},
    {"kabupaten/kota, tanggal lahir, jenis kelamin", "regency, birth date, sex"},
    {"kabupaten/kota, tanggal lahir, jenis kelamin, satu kata nama", "regency, birth date, sex, a word of the name"},
    {"tanggal lahir, jenis kelamin, satu kata nama", "birth date, sex, a word of the name"},
    {"kabupaten/kota, tahun lahir, satu kata nama", "regency, birth year, a word of the name"},
    {"desa, satu kata nama", "village, a word of the name"},
    {"seluruh nama", "the whole name"},
    {"seluruh nama, tahun lahir", "the whole name, birth year"},
};

}  // namespace io::report::phrase
