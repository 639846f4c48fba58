// Draws report.html: one offline page in which the head of a department reads what a run found.
//
// what: the first screen answers in sentences (who is ranked, who was found, where the nine cuts lie,
// what is odd); below come charts, each with its table and a CSV button, the words, and the provenance.
// Every text is in the page in both languages; `default_language` is the one shown first.
// shape: one UTF-8 file below 2 MiB, no network request, scripts and styles bound by hash in the CSP.
// missing: a part without data says so in a sentence, or is left out where it is optional (programmes).
// order: regions by code unless a chart says otherwise, sources as in the run file.
// disclosure: regional cells below 10 families are withheld, and those that would give them away.
// one answer: no date, host, time or thread count; rupiah are rounded, so the same summary gives the
// same bytes on every machine.
// threads: safe. cost: a few milliseconds for 514 regencies.
#pragma once

#include <string>

#include "engine/run_summary.h"
#include "io/report/language.h"

namespace io {

std::string render_report(const engine::RunSummary& summary, Language default_language);

}  // namespace io
