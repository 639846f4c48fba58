// Writes rejects.csv: `sumber,berkas,baris,byte,kolom,alasan,nilai`, one line per rejected row (a Reject may stand for
// several).
//
// order: the run file's: sources, in each persons before families, then flag lists; inside, by row.
// The value comes ready to be shown (row_loop.h: shown_value): personal values and whole lines masked,
// values of codes, counts and villages as they are. Should one still begin as a formula, its first letter
// becomes a star.
// errors: engine::Error kResource where the file cannot be written.
#pragma once

#include <string>
#include <vector>

#include "engine/store/reject.h"

namespace io {

class OutputFile;

// Appends the header line.
void write_rejects_header(OutputFile& file);
// Appends one list of rejects in its order; call it list by list in the order of the run file.
void write_rejects(OutputFile& file, const std::vector<engine::Reject>& rejects);

}  // namespace io
