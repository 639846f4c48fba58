// Says in a table what linking is expected to cost; in English or Bahasa Indonesia.
#pragma once

#include <string>

#include "io/run/link_preview.h"

namespace tools {

std::string link_preview_text(const io::LinkPreview& link, bool indonesian);

}  // namespace tools
