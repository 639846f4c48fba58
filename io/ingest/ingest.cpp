#include "io/ingest/ingest.h"

#include <algorithm>
#include <atomic>
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
  using Piece = TextBlock;
  using Chunk = TextChunk;

  TextFiles(std::vector<SourceFile> files, std::unique_ptr<TableColumns> columns, const IngestOptions& options)
      : columns_(std::move(columns)), reader_(std::move(files), *columns_, options) {}

  std::optional<std::shared_ptr<TextBlock>> next() { return reader_.next(); }
  std::vector<TextChunk> chunks(const TextBlock& block) { return reader_.cut(block); }
  static constexpr bool kMayBeHeavy = true;
  // Whether the chunks of a block are so many because their rows are so short, and the rows, most of them bad, take
  // far more memory than the text.
  static bool are_heavy(const std::vector<TextChunk>& chunks) {
    if (chunks.size() < 2) return false;
    std::uint64_t bytes = 0, records = 0;
    for (const TextChunk& chunk : chunks) {
      bytes += chunk.text.size();
      records += chunk.records;
    }
    return bytes < kShortRow * records;
  }
  std::vector<FileTotals> totals() const { return reader_.totals(); }
  std::vector<std::string> unused_columns() const {
    std::vector<std::string> names;
    for (const auto& plan : reader_.plans()) names.insert(names.end(), plan->unused.begin(), plan->unused.end());
    return names;
  }

 private:
  static constexpr std::uint64_t kShortRow = 16;

  std::unique_ptr<TableColumns> columns_;
  ChunkReader reader_;
};

// Binds the three stages of one table of a source together: Files is the serial one, Rows the parallel one.
template <class Batch, class Files, class Rows>
class TableSource : public BatchSource<Batch> {
 public:
  TableSource(const std::vector<SourceFile>& paths, std::unique_ptr<Files> files, Rows rows,
              const IngestOptions& options)
      : files_(std::move(files)),
        rows_(std::move(rows)),
        options_(options),
        paths_(shown_paths(paths)),
        by_file_(paths.size()) {}

  std::optional<std::shared_ptr<SourceChunk>> next() override {
    if (stopped()) return std::nullopt;
    auto chunk = files_->next();
    if (!chunk) return std::nullopt;
    return std::shared_ptr<SourceChunk>(std::move(*chunk));
  }

  std::vector<ParsedBatch<Batch>> parse(const SourceChunk& piece) override {
    auto chunks = files_->chunks(static_cast<const typename Files::Piece&>(piece));
    std::vector<ParsedBatch<Batch>> parsed;
    if constexpr (Files::kMayBeHeavy) {
      if (Files::are_heavy(chunks)) {
        // One after the other, when their turn to be committed comes.
        for (auto& chunk : chunks) {
          auto kept = std::make_shared<typename Files::Chunk>(std::move(chunk));
          parsed.push_back({{}, nullptr, [this, kept] { return parse_chunk(*kept); }});
        }
        return parsed;
      }
    }
    for (const auto& chunk : chunks) parsed.push_back(parse_chunk(chunk));
    return parsed;
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
    if (hopeless(file, batch)) stopped_.store(true, std::memory_order_release);
  }

  bool stopped() const override { return stopped_.load(std::memory_order_acquire); }

  SourceTotals finish() override {
    SourceTotals totals;
    totals.files = files_->totals();
    totals.stopped_early = stopped();
    for (std::size_t f = totals.files.size(); f < by_file_.size(); ++f) totals.files.emplace_back().path = paths_[f];
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
  static std::vector<std::string> shown_paths(const std::vector<SourceFile>& files) {
    std::vector<std::string> paths;
    for (const SourceFile& file : files) paths.push_back(file.shown);
    return paths;
  }

  ParsedBatch<Batch> parse_chunk(const typename Files::Chunk& chunk) const {
    auto [batch, totals] = rows_.parse(chunk);
    return {std::move(batch), std::make_shared<BatchTotals>(std::move(totals)), {}};
  }

  // Whether the file has too many rejected rows even if all that is still to come were good rows, and small ones.
  bool hopeless(const BatchTotals& file, const BatchTotals& last) const {
    if (!options_.max_rejects || !last.text_left) return false;
    const std::uint64_t most = file.rows_read + *last.text_left / std::max<std::size_t>(last.smallest_row, 1);
    return static_cast<double>(file.rejected) > *options_.max_rejects * static_cast<double>(most);
  }

  std::unique_ptr<Files> files_;
  Rows rows_;
  IngestOptions options_;
  std::vector<std::string> paths_;
  std::vector<BatchTotals> by_file_;
  RegionFindings regions_;
  std::set<std::string> unused_;
  std::uint64_t rows_so_far_ = 0, bytes_so_far_ = 0;
  std::atomic<bool> stopped_ = false;
};

template <class Batch, class Rows>
std::unique_ptr<BatchSource<Batch>> open_text(const std::vector<SourceFile>& files,
                                              std::unique_ptr<TableColumns> columns, Rows rows,
                                              const IngestOptions& options) {
  return std::make_unique<TableSource<Batch, TextFiles, Rows>>(
      files, std::make_unique<TextFiles>(files, std::move(columns), options), std::move(rows), options);
}

template <class Batch, class Columns, class Rows>
std::unique_ptr<BatchSource<Batch>> open_snapshots(const SourceSpec& spec, const std::vector<SourceFile>& files,
                                                   const engine::RegionTree& regions, Rows rows,
                                                   const IngestOptions& options) {
  using Files = source_snapshot::SnapshotFiles<Columns>;
  return std::make_unique<TableSource<Batch, Files, Rows>>(
      files, std::make_unique<Files>(spec, files, regions, options.key), std::move(rows), options);
}

}  // namespace

std::unique_ptr<BatchSource<engine::PersonBatch>> open_persons(const SourceSpec& spec,
                                                               const engine::RegionTree& regions,
                                                               const IngestOptions& options) {
  if (source_snapshot::are_snapshots(spec.name, spec.persons)) {
    return open_snapshots<engine::PersonBatch, source_snapshot::PersonColumns>(
        spec, spec.persons, regions, source_snapshot::PersonSnapshotRows(spec, regions, options.normalise), options);
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
        spec, spec.families, regions, source_snapshot::FamilySnapshotRows(regions), options);
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

namespace {

// What most often mends rows that are rejected for this reason.
std::string cure_of(std::string_view reason) {
  constexpr std::pair<RejectReason, const char*> kCures[] = {
      {RejectReason::kNot16Digits, "export NIK and KK as text (a spreadsheet keeps 15 digits)"},
      {RejectReason::kNot10Digits, "write village codes as 10 digits without dots, as text"},
      {RejectReason::kBadDate, "say how dates are written with date_format in the [[source]]"},
      {RejectReason::kUnknownCode,
       "map the codes under [source.codes]; where \\N or NULL stands for an empty cell, as in "
       "the text format of a database, name it under missing, or export CSV instead"},
      {RejectReason::kBlankLine, "remove the rows without values (a spreadsheet leaves some behind the last row)"},
      {RejectReason::kNotNumber, "write counts and areas as whole numbers, without separators and units"},
      {RejectReason::kUtf8, "save the file as UTF-8, or set encoding = \"latin-1\" in the [[source]]"},
      {RejectReason::kCellCount, "quote cells that hold the delimiter, and look for lines that are no rows"},
      {RejectReason::kUnknownKey, "add keys that are not of the catalogue to ignore"},
      {RejectReason::kWrongType, "write NIK, KK, names, dates and region codes as text, in quotes"}};
  for (const auto& [known, cure] : kCures) {
    if (reject_reason_name(known) == reason) return cure;
  }
  return "look at the rejected rows, correct the export or the source's settings";
}

}  // namespace

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
                        file.path + ": " + seen + (totals.stopped_early ? "; reading ended there" : "") +
                            ". Most in source '" + source + "': " + most + " (" + std::to_string(count) +
                            " rows). Cure: " + cure_of(most) + "; or raise max_rejects where that many may be lost.",
                        {file.path, 0, "", 0});
  }
}

}  // namespace io
