// Names the two languages that people may read.
#pragma once

namespace io {

enum class Language { kIndonesian, kEnglish };

}  // namespace io
