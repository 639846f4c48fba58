#include "tools/keygen_command.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "engine/error.h"
#include "io/snapshot/key_file.h"
#include "tools/result_output.h"

namespace tools {

int keygen_command(const KeygenOptions& options) {
  struct stat status {};
  if (::lstat(options.file.c_str(), &status) == 0) {
    throw engine::Error(
        engine::ExitCode::kKey,
        fmt::format("{}: exists already; a key is never overwritten, since what it locked could not be opened again. "
                    "Cure: choose another name, or move the old key away.",
                    options.file),
        {options.file, 0, "", 0});
  }
  if (!options.global.dry_run) {
    io::make_key_file(options.file);
  }
  const bool indonesian = options.global.command_language() == Language::kIndonesian;
  if (options.global.json) {
    nlohmann::json result = {
        {"file", options.file}, {"bits", 8 * io::SecretKey::kBytes}, {"written", !options.global.dry_run}};
    print_result(result.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  } else if (options.global.dry_run) {
    print_result(options.file +
                 (indonesian ? ": kunci 256 bit akan dibuat di sini\n" : ": a key of 256 bits would be made here\n"));
  } else {
    print_result(options.file + (indonesian ? ": kunci 256 bit, hanya dapat dibaca oleh Anda\n"
                                            : ": a key of 256 bits, readable by you alone\n"));
  }
  return 0;
}

}  // namespace tools
