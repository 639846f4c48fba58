// Tells whether text with quotes has a record on every line, so that it need not be cut letter by letter.
//
// That holds where every quoted cell closes properly on its own line, in the rules of record_cutter.h. Most files with
// quotes are such. threads: safe. cost: one pass to the first line that is not such.
#pragma once

#include <string_view>

namespace io {

// `lines`: whole lines, each with its line feed; the first begins outside quotes. `delimiter` is not a blank but the
// tab.
bool every_line_closes(std::string_view lines, char delimiter);

}  // namespace io
