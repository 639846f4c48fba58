// Writes rejects.csv: `sumber,berkas,baris,byte,kolom,alasan,nilai`, one line per rejected row.
//
// order: the run file's: sources, in each persons before families, then flag lists; inside, by row.
// The value is masked already (engine::masked); a first letter that would make it a formula in a
// spreadsheet becomes a star too.
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
