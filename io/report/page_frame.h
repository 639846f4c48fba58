// Draws what our pages share: the head with its security policy, the heading with the language switch, the list of
// contents, and the end. Scripts and styles are bound by hash, nothing is fetched from a network.
#pragma once

#include <string>
#include <vector>

#include "io/report/phrase.h"

namespace io::report {

// A part of the page with its heading; left out of the contents where it is empty.
struct PagePart {
  const char* slug;
  const Phrase& heading;
  std::string markup;
};

// `release`: what the page is about, in its title and the names of its CSV files.
std::string page_head(const Phrase& title, std::string_view release, Language language);
// Opens the body and its main part. `line`, `banner`: markup above the title and below it.
std::string page_header(const Phrase& title, const std::string& line, const std::string& banner, Language language);
std::string page_contents(const std::vector<PagePart>& parts);
std::string page_end(const Both& footer);

}  // namespace io::report
