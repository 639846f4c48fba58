// Links a word of the page to its entry in the glossary.
#pragma once

#include <string>

#include "io/report/phrase.h"

namespace io::report {

// `slug`: the entry's id after "kata-"; an empty one links to nothing.
inline Both linked(const std::string& slug, const Both& text) {
  if (slug.empty()) return text;
  const std::string open = "<a class=\"word\" href=\"#kata-" + slug + "\">";
  return Both{open, open} + text + Both{"</a>", "</a>"};
}

}  // namespace io::report
