// Writes Cyrillic and Greek letters with Latin ones, so that names in these scripts are compared letter by letter,
// whatever their case, and with the same names in Latin letters.
//
// Plain letters, one sound each as far as it goes (Щ is SHCH, Θ is TH), without regard to language: it is a form for
// comparison, no transcription for people. Hard and soft signs go, Ё is E, Й is I; accents of Greek vowels go. All
// other bytes stay as they are, also those of other scripts and of broken UTF-8.
//
// threads: safe. cost: one pass; nothing is copied where there is no such letter.
#pragma once

#include <string>
#include <string_view>

namespace io {

bool has_cyrillic_or_greek(std::string_view text);

std::string latin_letters(std::string_view text);

}  // namespace io
