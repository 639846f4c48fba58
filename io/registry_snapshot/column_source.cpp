#include "io/registry_snapshot/column_source.h"

#include "engine/error.h"

namespace io {

void ColumnSource::check_rows(const std::string& section, std::uint64_t rows) const {
  const std::uint64_t found = reader_.section(section).count;
  if (found != rows) {
    refuse(section, "seen " + std::to_string(found) + " values, wanted " + std::to_string(rows));
  }
}

void ColumnSource::refuse(const std::string& section, const std::string& what) const {
  throw engine::Error(engine::ExitCode::kDamaged,
                      path_ + ": section '" + section + "': " + what +
                          ". Cure: the file is sealed but does not hold together; make it again from the sources.",
                      {path_, 0, section, 0});
}

void ColumnSource::refuse_row(const std::string& section, std::size_t row, const char* what) const {
  throw engine::Error(engine::ExitCode::kDamaged,
                      path_ + ": section '" + section + "', row " + std::to_string(row + 1) + ": " + what +
                          ". Cure: the file is sealed but does not hold together; make it again from the sources.",
                      {path_, row + 1, section, 0});
}

}  // namespace io
