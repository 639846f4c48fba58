// Lays an explanation out as titled tables, for a terminal or for one printable page.
//
// The same cells serve both. Labels of indicators and codes are those of the catalogue, in Bahasa
// Indonesia; headings follow the language.
#pragma once

#include <string>

#include "io/explain/explain.h"
#include "io/report/language.h"

namespace io {

std::string explain_text(const Explanation& explanation, Language language);

// One HTML page without scripts or links, A4 when printed.
std::string explain_page(const Explanation& explanation, Language language);

}  // namespace io
