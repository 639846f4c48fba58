#include "io/ingest/ingest.h"

#include <algorithm>
#include <cstdio>
#include <iterator>

#include "engine/error.h"
#include "io/ingest/chunk_reader.h"
#include "io/ingest/typed_rows.h"

namespace io {
namespace detail {
namespace {

// Binds the three stages of one table of a source together.
template <class Batch, class Rows>
class TableSource : public BatchSource<Batch> {
 public:
  TableSource(std::vector<SourceFile> files, std::unique_ptr<TableColumns> columns, Rows rows,
              const IngestOptions& options)
      : columns_(std::move(columns)),
        rows_(std::move(rows)),
        options_(options),
        by_file_(files.size()),
        reader_(std::move(files), *columns_, options) {}

  std::optional<std::shared_ptr<TextChunk>> next() override { return reader_.next(); }

  std::pair<Batch, std::shared_ptr<BatchTotals>> parse(const TextChunk& chunk) const override {
    auto [batch, totals] = rows_.parse(chunk);
    return {std::move(batch), std::make_shared<BatchTotals>(totals)};
  }

  void commit(const BatchTotals& batch) override {
    BatchTotals& file = by_file_[batch.file];
    file.rows_read += batch.rows_read;
    file.accepted += batch.accepted;
    file.rejected += batch.rejected;
    for (std::size_t i = 0; i < kRejectReasonCount; ++i) file.rejects[i] += batch.rejects[i];
    for (std::size_t i = 0; i < kQualityCount; ++i) file.quality[i] += batch.quality[i];
    rows_so_far_ += batch.rows_read;
    bytes_so_far_ += batch.text_bytes;
    if (options_.progress) options_.progress(bytes_so_far_, rows_so_far_);
  }

  SourceTotals finish() override {
    SourceTotals totals;
    totals.files = reader_.totals();
    for (std::size_t f = 0; f < by_file_.size(); ++f) {
      const BatchTotals& from = by_file_[f];
      totals.files[f].rows_read = from.rows_read;
      totals.files[f].accepted = from.accepted;
      totals.files[f].rejected = from.rejected;
      for (std::size_t i = 0; i < kRejectReasonCount; ++i) {
        if (from.rejects[i] > 0)
          totals.rejects[std::string(reject_reason_name(static_cast<RejectReason>(i)))] += from.rejects[i];
      }
      for (std::size_t i = 0; i < kQualityCount; ++i) {
        if (from.quality[i] > 0) totals.quality[std::string(quality_name(static_cast<Quality>(i)))] += from.quality[i];
      }
    }
    for (const auto& plan : reader_.plans()) {
      totals.unused_columns.insert(totals.unused_columns.end(), plan->unused.begin(), plan->unused.end());
    }
    std::sort(totals.unused_columns.begin(), totals.unused_columns.end());
    totals.unused_columns.erase(std::unique(totals.unused_columns.begin(), totals.unused_columns.end()),
                                totals.unused_columns.end());
    return totals;
  }

 private:
  std::unique_ptr<TableColumns> columns_;
  Rows rows_;
  IngestOptions options_;
  std::vector<BatchTotals> by_file_;
  ChunkReader reader_;
  std::uint64_t rows_so_far_ = 0, bytes_so_far_ = 0;
};

}  // namespace

std::unique_ptr<BatchSource<engine::PersonBatch>> open_persons(const SourceSpec& spec,
                                                               const engine::RegionTree& regions,
                                                               const IngestOptions& options) {
  return std::make_unique<TableSource<engine::PersonBatch, PersonRows>>(
      spec.persons, std::make_unique<TableColumns>(Table::kPersons, spec), PersonRows(spec, regions, options.normalise),
      options);
}

std::unique_ptr<BatchSource<engine::FamilyBatch>> open_families(const SourceSpec& spec,
                                                                const engine::RegionTree& regions,
                                                                const IngestOptions& options) {
  return std::make_unique<TableSource<engine::FamilyBatch, FamilyRows>>(
      spec.families, std::make_unique<TableColumns>(Table::kFamilies, spec), FamilyRows(spec, regions), options);
}

std::unique_ptr<BatchSource<engine::FlagBatch>> open_flags(const FlagSpec& spec, const IngestOptions& options) {
  return std::make_unique<TableSource<engine::FlagBatch, FlagRows>>(
      std::vector<SourceFile>{spec.file}, std::make_unique<TableColumns>(spec), FlagRows(spec), options);
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
