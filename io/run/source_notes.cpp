#include "io/run/source_notes.h"

#include <cstdio>

#include "io/ingest/row_findings.h"
#include "io/source_snapshot/description.h"

namespace io {
namespace {

// A serial of 0000 is not issued; a spreadsheet, which keeps 15 digits, makes it of 0001 to 0009.
constexpr double kDamagedShare = 0.05;
constexpr std::uint64_t kEnoughRows = 100;

void note_file(RunObserver& observer, const FileTotals& file) {
  if (file.accepted == 0) {
    observer.remark(file.path + ": no usable row behind the header, so it adds nothing. Cure: check the export.");
  }
  if (file.snapshot && file.records > file.accepted) {
    observer.remark(file.path + ": " + std::to_string(file.records - file.accepted) + " of " +
                    std::to_string(file.records) +
                    " rows were rejected when the snapshot was made; they are in the rejects.csv of that run.");
  }
  if (file.has_open_end) {
    observer.remark(file.path +
                    ": the last line has no line end. If the file was cut there, its last value may be short. Cure: "
                    "compare its size with the original.");
  }
}

}  // namespace

void note_source(RunObserver& observer, const SourceSpec& spec, const SourceTotals& totals) {
  const std::string unused = source_snapshot::setting_of_text(spec);
  if (!unused.empty() && !totals.files.empty() && totals.files.front().snapshot) {
    observer.remark(totals.files.front().path + ": " + unused +
                    " of the source is for text and changes nothing here: in a snapshot all values are settled. Cure: "
                    "take it out; where the text was read wrongly, make the snapshot again (desil run --to ingest).");
  }
  std::uint64_t rows = 0;
  for (const FileTotals& file : totals.files) {
    note_file(observer, file);
    rows += file.accepted;
  }
  const auto zeros = totals.quality.find(std::string(quality_name(Quality::kNikSerial)));
  if (zeros == totals.quality.end() || rows < kEnoughRows) return;
  const double share = static_cast<double>(zeros->second) / static_cast<double>(rows);
  if (share < kDamagedShare) return;
  char percent[16];
  std::snprintf(percent, sizeof percent, "%.1f", 100 * share);
  observer.remark(totals.files.front().path + ": " + percent +
                  " % of the NIKs end in 0000, which is never issued: a spreadsheet has kept 15 digits and made the "
                  "last one 0. Almost nobody will be found. Cure: export NIK and KK again as text.");
}

}  // namespace io
