// Reads one [[source]] table of a run file.
#pragma once

#include "io/config/run_config.h"
#include "io/config/toml_table.h"

namespace io {

// Paths are resolved relative to `folder`. errors: engine::Error (kUsage).
SourceConfig parse_source(const TomlDocument& document, const toml::table& table, const std::string& folder);

// Resolves a path as written; an empty one is refused.
InputPath input_path(const TomlTable& table, std::string_view key, const std::string& shown, const std::string& folder);

// Refuses a name that could not stand in outputs: empty, longer than 64 bytes, control characters, or
// a first character that a spreadsheet takes for a formula.
void check_output_name(const TomlTable& table, std::string_view key, const std::string& name);

}  // namespace io
