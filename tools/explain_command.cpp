#include "tools/explain_command.h"

#include <charconv>

#include "io/explain/explain.h"
#include "io/explain/explain_json.h"
#include "io/explain/explain_sheet.h"
#include "io/explain/village_sheet.h"
#include "io/output_file.h"
#include "tools/command_keys.h"
#include "tools/result_output.h"
#include "tools/run_progress.h"

namespace tools {
namespace {

// The options hold 16 checked digits or nothing.
std::uint64_t number_of(const std::string& digits) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

io::Language language_of(Language language) {
  return language == Language::kEnglish ? io::Language::kEnglish : io::Language::kIndonesian;
}

}  // namespace

int explain_command(const ExplainOptions& options) {
  RunProgress progress(options.global, /*remarks=*/false);
  io::ExplainRequest request;
  request.out = options.out;
  request.kk = number_of(options.kk);
  request.nik = number_of(options.nik);
  CommandKeys keys(options.global);
  request.keys = keys.keys();
  const io::Explanation explanation = io::explain_family(request, progress);
  if (!options.html.empty()) {
    io::write_output_file(options.html, io::village_sheet(explanation, language_of(options.global.report_language())));
  }
  print_result(options.global.json ? io::explain_json(explanation)
                                   : io::explain_text(explanation, language_of(options.global.command_language())));
  return 0;
}

}  // namespace tools
