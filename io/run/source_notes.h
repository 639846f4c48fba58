// Remarks on a source that was read: what its owner should look at before anybody trusts the result.
#pragma once

#include <string>

#include "io/ingest/ingest.h"
#include "io/run/run_observer.h"

namespace io {

// Of the persons or families of one source: a file without a usable row; rows that were rejected when a snapshot was
// made; settings that a snapshot has no use for; a last line without line end; NIKs that a spreadsheet has damaged.
void note_source(RunObserver& observer, const SourceSpec& spec, const SourceTotals& totals);

}  // namespace io
