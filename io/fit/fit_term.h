// Reads one [[term]] of a fit specification: a feature of the model and its reference level.
#pragma once

#include <optional>
#include <vector>

#include "engine/pmt/model.h"
#include "io/config/toml_table.h"

namespace io {

struct FitTerm {
  engine::Feature feature;
  std::optional<std::uint8_t> reference;
};

// `before`: the terms above it, which an interaction may join.
// errors: engine::Error(kUsage) with file, line and column.
FitTerm read_fit_term(const TomlDocument& document, const toml::table& table,
                      const std::vector<engine::Feature>& before);

}  // namespace io
