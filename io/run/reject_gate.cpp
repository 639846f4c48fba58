#include "io/run/reject_gate.h"

#include "engine/error.h"
#include "io/ingest/rejects_csv.h"
#include "io/output_file.h"

namespace io {
namespace {

constexpr std::size_t kShownRejects = 3;

std::string in_words(const engine::Reject& reject) {
  std::string text = reject.file.text() + ": row " + std::to_string(reject.row);
  if (!reject.column.empty()) text += ", column '" + reject.column.text() + "'";
  return text + ": " + reject.reason.text() + ", seen '" + std::string(reject.value.view()) + "'";
}

}  // namespace

void check_rejects(const RunState& run, const std::string& source, const SourceTotals& totals,
                   const std::vector<engine::Reject>& rejects) {
  try {
    check_reject_share(source, totals, run.config.rejects_limit());
  } catch (const engine::Error& error) {
    std::string message = error.what();
    engine::Place place = error.place();
    std::size_t shown = 0;
    for (std::size_t i = 0; i < rejects.size() && shown < kShownRejects; ++i) {
      for (std::uint32_t k = 0; k < rejects[i].rows && shown < kShownRejects; ++k, ++shown) {
        message += "\n  " + in_words(rejects[i].alone(k));
      }
    }
    if (!rejects.empty()) place = {rejects[0].file, rejects[0].row, rejects[0].column, rejects[0].byte};
    if (run.outputs != nullptr) {
      OutputFile file(run.outputs->folder() + "/" + kFailedRejectsName);
      write_rejects_header(file);
      write_rejects(file, rejects);
      file.commit();
      message += std::string(totals.stopped_early ? "\n  those until then: " : "\n  all of them: ") + file.path();
    }
    throw engine::Error(error.code(), message, place);
  }
}

}  // namespace io
