#include "io/ingest/ingest.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <set>

#include "engine/error.h"
#include "io/ingest/chunk_reader.h"
#include "io/ingest/typed_rows.h"
#include "io/source_snapshot/snapshot_rows.h"

namespace io {
namespace detail {
namespace {

// The text files of one table, read in order.
class TextFiles {
 public:
  using Chunk = TextChunk;

  TextFiles(std::vector<SourceFile> files, std::unique_ptr<TableColumns> columns, const IngestOptions& options)
      : columns_(std::move(columns)), reader_(std::move(files), *columns_, options) {}

  std::optional<std::shared_ptr<TextChunk>> next() { return reader_.next(); }
  std::vector<FileTotals> totals() const { return reader_.totals(); }
  std::vector<std::string> unused_columns() const {
    std::vector<std::string> names;
    for (const auto& plan : reader_.plans()) names.insert(names.end(), plan->unused.begin(), plan->unused.end());
    return names;
  }

 private:
  std::unique_ptr<TableColumns> columns_;
  ChunkReader reader_;
};

// Binds the three stages of one table of a source together: Files is the serial one, Rows the parallel one.
template <class Batch, class Files, class Rows>
class TableSource : public BatchSource<Batch> {
 public:
  TableSource(std::size_t file_count, std::unique_ptr<Files> files, Rows rows, const IngestOptions& options)
      : files_(std::move(files)), rows_(std::move(rows)), options_(options), by_file_(file_count) {}

  std::optional<std::shared_ptr<SourceChunk>> next() override {
    auto chunk = files_->next();
    if (!chunk) return std::nullopt;
    return std::shared_ptr<SourceChunk>(std::move(*chunk));
  }

  std::pair<Batch, std::shared_ptr<BatchTotals>> parse(const SourceChunk& chunk) const override {
    auto [batch, totals] = rows_.parse(static_cast<const typename Files::Chunk&>(chunk));
    return {std::move(batch), std::make_shared<BatchTotals>(std::move(totals))};
  }

  void commit(const BatchTotals& batch) override {
    BatchTotals& file = by_file_[batch.file];
    file.rows_read += batch.rows_read;
    file.accepted += batch.accepted;
    file.rejected += batch.rejected;
    for (std::size_t i = 0; i < kRejectReasonCount; ++i) file.rejects[i] += batch.rejects[i];
    regions_.add(batch.regions);
    unused_.insert(batch.unused.begin(), batch.unused.end());
    rows_so_far_ += batch.rows_read;
    bytes_so_far_ += batch.text_bytes;
    if (options_.progress) options_.progress(bytes_so_far_, rows_so_far_);
  }

  SourceTotals finish() override {
    SourceTotals totals;
    totals.files = files_->totals();
    for (std::size_t f = 0; f < by_file_.size(); ++f) {
      const BatchTotals& from = by_file_[f];
      totals.files[f].rows_read = from.rows_read;
      totals.files[f].accepted = from.accepted;
      totals.files[f].rejected = from.rejected;
      if (!totals.files[f].snapshot) totals.files[f].records = from.rows_read;
      for (std::size_t i = 0; i < kRejectReasonCount; ++i) {
        if (from.rejects[i] > 0)
          totals.rejects[std::string(reject_reason_name(static_cast<RejectReason>(i)))] += from.rejects[i];
      }
    }
    for (std::size_t i = 0; i < kQualityCount; ++i) {
      const auto quality = static_cast<Quality>(i);
      if (const std::uint64_t rows = regions_.total(quality)) totals.quality[std::string(quality_name(quality))] = rows;
    }
    totals.regions = std::move(regions_);
    for (std::string& name : files_->unused_columns()) unused_.insert(std::move(name));
    totals.unused_columns.assign(unused_.begin(), unused_.end());
    return totals;
  }

 private:
  std::unique_ptr<Files> files_;
  Rows rows_;
  IngestOptions options_;
  std::vector<BatchTotals> by_file_;
  RegionFindings regions_;
  std::set<std::string> unused_;
  std::uint64_t rows_so_far_ = 0, bytes_so_far_ = 0;
};

template <class Batch, class Rows>
std::unique_ptr<BatchSource<Batch>> open_text(const std::vector<SourceFile>& files,
                                              std::unique_ptr<TableColumns> columns, Rows rows,
                                              const IngestOptions& options) {
  return std::make_unique<TableSource<Batch, TextFiles, Rows>>(
      files.size(), std::make_unique<TextFiles>(files, std::move(columns), options), std::move(rows), options);
}

template <class Batch, class Columns, class Rows>
std::unique_ptr<BatchSource<Batch>> open_snapshots(const std::vector<SourceFile>& files,
                                                   const engine::RegionTree& regions, Rows rows,
                                                   const IngestOptions& options) {
  using Files = source_snapshot::SnapshotFiles<Columns>;
  return std::make_unique<TableSource<Batch, Files, Rows>>(
      files.size(), std::make_unique<Files>(files, regions, options.key), std::move(rows), options);
}

}  // namespace

std::unique_ptr<BatchSource<engine::PersonBatch>> open_persons(const SourceSpec& spec,
                                                               const engine::RegionTree& regions,
                                                               const IngestOptions& options) {
  if (source_snapshot::are_snapshots(spec.name, spec.persons)) {
    return open_snapshots<engine::PersonBatch, source_snapshot::PersonColumns>(
        spec.persons, regions, source_snapshot::PersonSnapshotRows(spec, regions, options.normalise), options);
  }
  return open_text<engine::PersonBatch>(spec.persons, std::make_unique<TableColumns>(Table::kPersons, spec),
                                        PersonRows(spec, regions, options.normalise, options.plain_rows_apart),
                                        options);
}

std::unique_ptr<BatchSource<engine::FamilyBatch>> open_families(const SourceSpec& spec,
                                                                const engine::RegionTree& regions,
                                                                const IngestOptions& options) {
  if (source_snapshot::are_snapshots(spec.name, spec.families)) {
    return open_snapshots<engine::FamilyBatch, source_snapshot::FamilyColumns>(
        spec.families, regions, source_snapshot::FamilySnapshotRows(regions), options);
  }
  return open_text<engine::FamilyBatch>(spec.families, std::make_unique<TableColumns>(Table::kFamilies, spec),
                                        FamilyRows(spec, regions), options);
}

std::unique_ptr<BatchSource<engine::FlagBatch>> open_flags(const FlagSpec& spec, const IngestOptions& options) {
  return open_text<engine::FlagBatch>({spec.file}, std::make_unique<TableColumns>(spec), FlagRows(spec), options);
}

}  // namespace detail

FlagList read_flag_list(const FlagSpec& spec, const IngestOptions& options) {
  FlagList list;
  list.totals = detail::stream<engine::FlagBatch>(
      *detail::open_flags(spec, options), [](engine::FlagBatch&& batch) { return std::move(batch); },
      [&](engine::FlagBatch&& batch) {
        list.keys.insert(list.keys.end(), batch.keys.begin(), batch.keys.end());
        std::move(batch.rejects.begin(), batch.rejects.end(), std::back_inserter(list.rejects));
      });
  return list;
}

void check_reject_share(const std::string& source, const SourceTotals& totals, double share) {
  for (const FileTotals& file : totals.files) {
    if (static_cast<double>(file.rejected) <= share * static_cast<double>(file.rows_read)) continue;
    char seen[160];
    std::snprintf(seen, sizeof seen, "%llu of %llu rows rejected, more than the share %g that max_rejects allows",
                  static_cast<unsigned long long>(file.rejected), static_cast<unsigned long long>(file.rows_read),
                  share);
    std::string most;
    std::uint64_t count = 0;
    for (const auto& [reason, rows] : totals.rejects) {
      if (rows > count) {
        count = rows;
        most = reason;
      }
    }
    throw engine::Error(engine::ExitCode::kInput,
                        file.path + ": " + seen + ". Most in source '" + source + "': " + most + " (" +
                            std::to_string(count) +
                            " rows). Cure: look at the rejected rows, correct the export or the source's settings, or "
                            "raise max_rejects.",
                        {file.path, 0, "", 0});
  }
}

}  // namespace io
