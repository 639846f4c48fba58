// Reads programmes.toml: the rules of the programmes, as data.
//
//   [[programme]]
//   code = "PKH"                  # letters, digits, `_`, `-`; stands in families.csv
//   name = "Program Keluarga Harapan"
//   unit = "family"               # the only unit of this version
//   desil_max = 4                 # eligible: desil 1 to this
//   level = "national"            # which desil: "national" (default), "province", "regency"
//   quota = 10000000              # families in the nation; absent = no limit
//   exclude = ["meninggal", "asn"]  # names of [[flag]] tables of the run file
//   notes = "..."                 # for people
//
// errors: engine::Error (kUsage) with file, line, column and the nearest name.
#pragma once

#include <string>
#include <vector>

#include "engine/programmes/programme.h"
#include "io/config/run_config.h"

namespace io {

// Returns the programmes in ascending order of their code.
std::vector<engine::Programme> read_programmes(const InputPath& file, const std::vector<FlagConfig>& flags);
std::vector<engine::Programme> parse_programmes(const std::string& text, const std::string& shown_path,
                                                const std::vector<FlagConfig>& flags);

}  // namespace io
