// Brings a person's name to the one form in which names are compared.
//
//   letters     A–Z; small letters and Latin letters with accents become their plain capitals (é → E,
//               ß → SS, Æ → AE), full-width letters too; letters of other scripts stay as they are
//   dropped     apostrophes, combining accents, invisible characters (zero width, direction, BOM)
//   space       everything else, digits and points included: MOH.ALI is MOH ALI
//   spaces      one between words, none at the ends
//   titles      leading ones (H, HJ, DR, DRS, IR, KH, PROF, RADEN, TGK ...) and trailing degrees (S.PD,
//               SE, M.SI, A.MD ...) go, also when written letter by letter, while a word remains
//
// Spellings are left alone (MUH stays MUH, OE stays OE): linkage makes variants of its own.
//
// shape: `out` has room for raw.size() bytes and may not overlap `raw`; returns the bytes written, never
// more than raw.size(). Output is valid UTF-8; bytes that are not count as spaces. missing: the result is
// empty only where no letter was there. Normalising twice changes nothing. threads: safe.
// cost: one pass, no allocation; bench/stages/names.cpp measures it.
//
// The name is the fold of its bytes (`fold_name`), without titles (kernels/name_titles.h). A fold knows nothing
// of its surroundings: fold(a + " " + b) is fold(a) and fold(b) with one space between, where both are not empty.
// So the fold of a name is composed of the folds of its words, and titles are found in the whole.
#pragma once

#include <cstddef>
#include <string_view>

namespace kernels {

std::size_t normalize_name(std::string_view raw, char* out);

// The same with its titles: letters and spaces only. Same shape.
std::size_t fold_name(std::string_view raw, char* out);

}  // namespace kernels
