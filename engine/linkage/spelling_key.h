// Gives the key under which the known spellings of one word of a name are equal.
//
// A key is a variant for comparing; the word as written is never changed, and a key is no spelling to show. Each
// step stands alone and may be left out; those chosen run in this order:
//
//   kOldSpelling    spellings before the reforms of 1947 and 1972 in one pass from the left: OE → U, DJ → J,
//                   TJ → C, NJ → NY, SJ → SY, CH → KH                                BOEDI is BUDI, TJAHJO CAHJO
//   kSoftJ          J → Y: the old J is today's Y, but today's J stayed J, so the two are taken for one
//   kGlide          Y between I and a vowel goes                                     SUMIYATI is SUMIATI
//   kShortForms     M, MUH, MOH, MOCH and the full forms of Muhammad → MUHAMMAD, ABD → ABDUL, ST → SITI
//   kDoubleLetters  a letter repeated is one letter                                  JUNNAIDI is JUNAIDI
//
// Sources: domain page 4 (reforms; Permendagri 73/2022 names Muh and Abd as abbreviations; variants seen among
// registered names) and 8.4. Short forms not named there (MHD, MUHD, BT) are left to similarity.
//
// shape: one word of a normalised name (kernels/normalize_name.h): capitals; bytes of other scripts stay. missing:
// the empty word has the empty key. threads: safe. cost: a few passes over the word, one allocation where the key
// is longer than a short string; make keys once per different word, not per pair.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace engine {

enum SpellingStep : unsigned {
  kOldSpelling = 1,
  kSoftJ = 2,
  kGlide = 4,
  kShortForms = 8,
  kDoubleLetters = 16,
  kAllSpellingSteps = 31,
};

// A key of all steps begins as that of any beginning of the word with so many bytes, and ends as that of any end with
// so many: no rule reaches over more than two letters, and short forms that change the last letter have at most four.
inline constexpr std::size_t kKeepsFirstLetter = 2, kKeepsLastLetter = 5;

// `steps`: bits of SpellingStep.
std::string spelling_key(std::string_view word, unsigned steps = kAllSpellingSteps);

}  // namespace engine
