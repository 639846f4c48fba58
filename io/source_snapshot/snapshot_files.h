// Goes through the snapshots of one table of a source in order and cuts their rows into chunks: the serial stage of
// ingest for .desil, as io/ingest/chunk_reader.h is for text.
//
// `Columns` is PersonColumns or FamilyColumns. Record numbers go on from file to file by the records of the original
// files, so that a list of snapshots numbers its rows as the list of their texts did.
//
// errors: engine::Error; see snapshot_input.h, row_reader.h. threads: one at a time.
// memory: a group of rows (Columns), and those that are still being worked on.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/error.h"
#include "engine/store/region_tree.h"
#include "io/ingest/ingest.h"
#include "io/source_snapshot/row_reader.h"
#include "io/source_snapshot/snapshot_input.h"

namespace io::source_snapshot {

template <class Group>
struct RowChunk : detail::SourceChunk {
  std::shared_ptr<const RowTables> tables;
  std::shared_ptr<const Group> group;
  std::size_t begin = 0, end = 0;  // rows of the group
  std::size_t file = 0;
  std::uint64_t baris_before = 0;  // records of the files before
  std::uint64_t bytes = 0;         // share of the file
};

template <class Columns>
class SnapshotFiles {
 public:
  using Group = typename Columns::Group;
  using Piece = RowChunk<Group>;
  using Chunk = RowChunk<Group>;
  static constexpr std::size_t kChunkRows = std::size_t{1} << 16;

  SnapshotFiles(const SourceSpec& spec, std::vector<SourceFile> files, const engine::RegionTree& regions,
                OpeningKey key)
      : source_(spec.name),
        date_(iso_text(spec.date)),
        files_(std::move(files)),
        regions_(regions),
        key_(std::move(key)) {}

  std::optional<std::shared_ptr<Chunk>> next() {
    while (!group_ || at_ == group_->size()) {
      if (!read_group()) return std::nullopt;
    }
    auto chunk = std::make_shared<Chunk>();
    chunk->tables = tables_;
    chunk->group = group_;
    chunk->begin = at_;
    chunk->end = at_ = std::min(at_ + kChunkRows, group_->size());
    chunk->file = file_;
    chunk->baris_before = baris_before_;
    const std::uint64_t rows = tables_->description.rows, bytes = reader_->header().file_bytes();
    const auto share = [&](std::size_t row) { return bytes / rows * (group_->part.first + row); };
    chunk->bytes = share(chunk->end) - share(chunk->begin);
    return chunk;
  }

  std::span<const Chunk> chunks(const Chunk& piece) const { return {&piece, 1}; }
  static constexpr bool kMayBeHeavy = false;

  std::vector<FileTotals> totals() const { return totals_; }
  std::vector<std::string> unused_columns() const { return {}; }

 private:
  // The next group of this file or of the next one; false behind the last file.
  bool read_group() {
    group_.reset();
    at_ = 0;
    while (!reader_ || first_ == tables_->description.rows) {
      if (reader_) close();
      if (file_ == files_.size()) return false;
      open();
    }
    auto group = std::make_shared<Group>();
    group->part.baris_before = last_baris_;
    const std::size_t wanted = rows_to_read(*reader_, first_, tables_->description.rows);
    first_ += columns_->read(first_, wanted, *group);
    last_baris_ = group->part.baris.back();
    group_ = std::move(group);
    return true;
  }

  void open() {
    const SourceFile& file = files_[file_];
    reader_ = open_snapshot(file, Columns::kind(), key_);
    tables_ = std::make_shared<const RowTables>(read_tables(*reader_, file.shown, regions_));
    check_source(tables_->description, source_, date_, file.shown);
    if (!totals_.empty()) check_same_system(file.shown);
    columns_.emplace(*reader_, *tables_);
    first_ = last_baris_ = 0;
  }

  void check_same_system(const std::string& shown) const {
    if (tables_->description.region_codes == totals_.front().region_codes) return;
    throw engine::Error(engine::ExitCode::kUsage,
                        shown + ": its village codes are of another system than those of " + totals_.front().path +
                            ". Cure: give them a [[source]] each.",
                        {shown, 0, "", 0});
  }

  void close() {
    columns_->finish();
    FileTotals totals;
    totals.path = files_[file_].shown;
    totals.sha256 = reader_->plain_sha256();
    totals.snapshot = true;
    totals.bytes = totals.text_bytes = reader_->header().file_bytes();
    totals.records = tables_->description.records;
    totals.region_codes = tables_->description.region_codes;
    totals_.push_back(std::move(totals));
    baris_before_ += tables_->description.records;
    columns_.reset();
    reader_.reset();
    ++file_;
  }

  const std::string source_, date_;
  std::vector<SourceFile> files_;
  const engine::RegionTree& regions_;
  OpeningKey key_;
  std::size_t file_ = 0;
  std::unique_ptr<SnapshotReader> reader_;
  std::shared_ptr<const RowTables> tables_;
  std::optional<Columns> columns_;
  std::uint64_t first_ = 0, last_baris_ = 0, baris_before_ = 0;
  std::shared_ptr<const Group> group_;
  std::size_t at_ = 0;
  std::vector<FileTotals> totals_;
};

}  // namespace io::source_snapshot
