#include "io/source_snapshot/row_columns.h"

#include <limits>
#include <utility>

#include "engine/error.h"
#include "io/source_snapshot/layout.h"

namespace io::source_snapshot {

RowColumns::RowColumns(SnapshotWriter& file)
    : file_(file),
      baris_(file.add_column<std::uint32_t>(kBaris)),
      village_(file.add_column<std::uint32_t>(kVillage)),
      findings_(file.add_column<std::uint32_t>(kFindings)) {}

void RowColumns::add(std::uint64_t baris, std::uint64_t code, engine::Findings findings) {
  if (baris > std::numeric_limits<std::uint32_t>::max()) {
    throw engine::Error(engine::ExitCode::kResource,
                        "a source of more than 4,294,967,295 records does not fit in one snapshot. Cure: split it into "
                        "two sources.");
  }
  baris_values_.push_back(static_cast<std::uint32_t>(baris));
  village_values_.push_back(codes_.index_of(code));
  findings_values_.push_back(sets_.index_of(findings));
}

void RowColumns::flush() {
  rows_ += baris_values_.size();
  for (const auto& [section, values] : {std::pair{baris_, &baris_values_}, std::pair{village_, &village_values_},
                                        std::pair{findings_, &findings_values_}}) {
    file_.append(section, std::span<const std::uint32_t>(*values));
    values->clear();
  }
}

void RowColumns::finish(Description description) {
  description.rows = rows_;
  file_.write_column(kVillageCodes, std::span<const std::uint64_t>(codes_.values()));
  file_.write_column(kFindingSets, std::span<const std::uint64_t>(sets_.values()));
  file_.write_json(kDescription, description_json(description));
}

}  // namespace io::source_snapshot
