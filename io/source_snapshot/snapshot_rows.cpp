#include "io/source_snapshot/snapshot_rows.h"

#include "io/ingest/person_reader.h"

namespace io::source_snapshot {
namespace {

template <class Batch, class Group>
detail::BatchTotals totals_of(const Batch& batch, const RowChunk<Group>& chunk) {
  detail::BatchTotals totals;
  totals.file = chunk.file;
  totals.text_bytes = chunk.bytes;
  totals.rows_read = batch.rows_read;
  totals.rejected = engine::rejected_rows(batch.rejects);
  totals.accepted = totals.rows_read - totals.rejected;
  for (const engine::Reject& reject : batch.rejects) {
    for (std::size_t i = 0; i < kRejectReasonCount; ++i)
      totals.rejects[i] += reject.reason == reject_reason_name(static_cast<RejectReason>(i)) ? reject.rows : 0u;
  }
  return totals;
}

}  // namespace

std::pair<engine::PersonBatch, detail::BatchTotals> PersonSnapshotRows::parse(
    const RowChunk<PersonGroup>& chunk) const {
  engine::PersonBatch batch =
      person_batch({spec_, *chunk.tables, *chunk.group, chunk.begin, chunk.end, chunk.baris_before});
  batch.bytes = chunk.bytes;
  if (normalise_) detail::normalise_names(batch.written, batch.normal);
  detail::BatchTotals totals = totals_of(batch, chunk);
  count_rows(regions_, chunk.tables->description.region_codes, batch, totals.regions);
  return {std::move(batch), std::move(totals)};
}

std::pair<engine::FamilyBatch, detail::BatchTotals> FamilySnapshotRows::parse(
    const RowChunk<FamilyGroup>& chunk) const {
  engine::FamilyBatch batch = family_batch(*chunk.tables, *chunk.group, chunk.begin, chunk.end, chunk.baris_before);
  batch.bytes = chunk.bytes;
  detail::BatchTotals totals = totals_of(batch, chunk);
  const RegionCodes codes = chunk.tables->description.region_codes;
  for (std::size_t i = 0; i < batch.rows.size(); ++i) {
    const engine::FamilyRecord& family = batch.rows[i];
    totals.regions.add_row(place_of(regions_, codes, family.village, family.village_code), batch.findings[i]);
  }
  return {std::move(batch), std::move(totals)};
}

}  // namespace io::source_snapshot
