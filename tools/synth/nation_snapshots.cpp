#include "tools/synth/nation_snapshots.h"

#include "io/regions/region_tree.h"
#include "io/source_snapshot/description.h"
#include "io/source_snapshot/layout.h"

namespace tools::synth {

TableSnapshot::TableSnapshot(const Description& description, const std::optional<io::SecretKey>& key) {
  spec_.name = description.source;
  spec_.registry = description.registry;
  spec_.date = engine::day_from_iso(description.date).value_or(engine::kNoDate);
  const char* const kind =
      description.families ? io::source_snapshot::kFamiliesKind : io::source_snapshot::kPersonsKind;
  file_ =
      std::make_unique<io::SnapshotWriter>(description.path, io::snapshot_options(kind, key, description.page_size));
  if (description.families) {
    family_reader_.emplace(spec_, io::region_tree(), description.path, description.header);
    families_.emplace(*file_);
  } else {
    person_reader_.emplace(spec_, io::region_tree(), description.path, description.header);
    persons_.emplace(*file_, io::region_tree());
  }
}

TableRows TableSnapshot::read(std::string text) const {
  TableRows rows;
  if (person_reader_) rows.persons = person_reader_->read(std::move(text));
  if (family_reader_) rows.families = family_reader_->read(std::move(text));
  return rows;
}

void TableSnapshot::write(TableRows rows) {
  const std::uint64_t before = records_;
  for (engine::PersonBatch& batch : rows.persons) {
    batch.first_row += before;
    persons_->append(batch);
    records_ += batch.rows_read;
  }
  for (engine::FamilyBatch& batch : rows.families) {
    for (engine::FamilyRecord& family : batch.rows) family.row += before;
    families_->append(batch);
    records_ += batch.rows_read;
  }
}

void TableSnapshot::finish() {
  io::source_snapshot::Description description = io::source_snapshot::describe(spec_, {});
  description.records = records_;
  persons_ ? persons_->finish(description) : families_->finish(description);
}

}  // namespace tools::synth
