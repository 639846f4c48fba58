#include "io/source_snapshot/family_snapshot_writer.h"

#include <algorithm>

#include "io/source_snapshot/layout.h"

namespace io::source_snapshot {
namespace {

// One column of the batch; empty where no row has a value.
template <class Value, class Get>
std::vector<Value> column_of(const engine::FamilyBatch& batch, Value missing, Get&& get) {
  std::vector<Value> values(batch.rows.size());
  std::transform(batch.rows.begin(), batch.rows.end(), values.begin(), get);
  if (std::all_of(values.begin(), values.end(), [&](Value value) { return value == missing; })) values.clear();
  return values;
}

}  // namespace

FamilySnapshotWriter::FamilySnapshotWriter(SnapshotWriter& file)
    : file_(file), kk_(file.add_column<std::uint64_t>(kKk)), rows_(file) {
  for (const engine::CodedColumn& column : engine::family_codes())
    codes_.emplace_back(code_section(column), engine::kMissingCode);
  for (const engine::NumberColumn& column : engine::family_numbers())
    numbers_.emplace_back(number_section(column), engine::kMissingNumber);
}

void FamilySnapshotWriter::append(const engine::FamilyBatch& batch) {
  const std::size_t count = batch.rows.size();
  std::vector<std::uint64_t> kks(count);
  for (std::size_t i = 0; i < count; ++i) {
    const engine::FamilyRecord& family = batch.rows[i];
    kks[i] = family.kk.value;
    rows_.add(family.row, family.village_code, batch.findings[i]);
  }
  file_.append(kk_, std::span<const std::uint64_t>(kks));
  for (std::size_t c = 0; c < codes_.size(); ++c) {
    const auto values = column_of<std::uint8_t>(batch, engine::kMissingCode,
                                                [c](const engine::FamilyRecord& family) { return family.codes[c]; });
    codes_[c].append(file_, rows_.rows(), std::span<const std::uint8_t>(values), count);
  }
  for (std::size_t n = 0; n < numbers_.size(); ++n) {
    const auto values = column_of<std::uint16_t>(batch, engine::kMissingNumber,
                                                 [n](const engine::FamilyRecord& family) { return family.numbers[n]; });
    numbers_[n].append(file_, rows_.rows(), std::span<const std::uint16_t>(values), count);
  }
  rows_.flush();
}

}  // namespace io::source_snapshot
