// Streams the rows of a source, typed and checked, batch by batch in the order of the files.
//
// One thread reads and cuts the text at record ends, all threads parse, one thread commits in order:
//
//   auto totals = io::stream_persons<Columns>(spec, io::region_tree(),
//       [](engine::PersonBatch&& batch) { return to_columns(std::move(batch)); },   // parallel
//       [&](Columns&& columns) { all.append(std::move(columns)); });                // in order
//
// order: batches come in file order, rows and rejects in batch order; `baris` runs from 1 over all
// persons files of the source, and again from 1 over its families files.
// one answer: rows, rejects and totals do not depend on threads or chunk size, only how rows are
// spread over batches does.
// The files of a table are text, or snapshots (.desil, io/source_snapshot): these bring their rows as they were
// accepted, with their `baris`; what the specification says of text (encoding, region_codes, date_format, columns,
// codes, ignore) was done when they were made and is not looked at.
// missing, rejects, quality: see typed_rows.h. Per file rows_read = accepted + rejected.
// errors: engine::Error kInput for a file that is missing, not a regular file, empty, of another
// schema, damaged as gzip or zstd, or changed while it was read; kResource where reading fails; kDamaged
// and kKey for snapshots;
// kUsage for a specification that names unknown columns or codes or a bad date format.
// cost: one read pass (SHA-256 in the same pass, unless options.hash is off), about two chunks of memory for each
// thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/parallel.h"
#include "engine/store/region_tree.h"
#include "engine/store/source_rows.h"
#include "io/ingest/region_findings.h"
#include "io/ingest/source_spec.h"
#include "io/snapshot/secret_key.h"

namespace io {

struct IngestOptions {
  std::size_t chunk_bytes = std::size_t{1} << 19;  // text per batch; 512 KiB and its columns stay in the L2 cache
  bool normalise = true;                           // persons: also the normalised names
  // Reading ends where a file is known to have more than this share of rejected rows, whatever is still to come.
  std::optional<double> max_rejects = std::nullopt;
  std::size_t row_limit = std::size_t{1} << 20;  // longest record in bytes
  bool plain_rows_apart = true;                  // persons: false reads every row the general way, for tests
  bool hash = true;                              // SHA-256 of every file, for the manifest
  std::function<SecretKey()> key = {};           // opens encrypted snapshots among the files; empty = they are refused
  // Called in the serial stage after each batch with what was parsed so far; may be empty.
  std::function<void(std::uint64_t text_bytes, std::uint64_t rows)> progress;
};

struct FileTotals {
  std::string path;  // as the run file writes it
  // In hex, of the bytes of the file (empty where options.hash is off); of a snapshot, of its plain columns.
  std::string sha256;
  bool snapshot = false;         // .desil
  std::uint64_t bytes = 0;       // of the file
  std::uint64_t text_bytes = 0;  // after decompression
  bool has_open_end = false;     // text whose last line has no line feed
  std::uint64_t rows_read = 0, accepted = 0, rejected = 0;
  // How many numbers of `baris` the file takes up: rows_read, or for a snapshot the records of its original files.
  std::uint64_t records = 0;
  RegionCodes region_codes = RegionCodes::kKemendagri;  // of a snapshot: the system of its village codes
};

struct SourceTotals {
  std::vector<FileTotals> files;                 // in the order of the run file
  std::map<std::string, std::uint64_t> rejects;  // reason → rows
  std::map<std::string, std::uint64_t> quality;  // soft finding → rows
  RegionFindings regions;                        // accepted rows and their soft findings by regency
  bool stopped_early = false;                    // see IngestOptions::max_rejects; then counts are those so far
  std::vector<std::string> unused_columns;       // catalogue columns that were not used, sorted
};

// Refuses (kInput) a file of which more than `share` of the rows were rejected.
void check_reject_share(const std::string& source, const SourceTotals& totals, double share);

namespace detail {

// What a parsed batch adds to the totals of its file.
struct BatchTotals;

// A piece of a source as its serial stage hands it on: a text, or rows of a snapshot.
struct SourceChunk {
  SourceChunk() = default;
  SourceChunk(const SourceChunk&) = delete;
  SourceChunk& operator=(const SourceChunk&) = delete;
  virtual ~SourceChunk() = default;
};

// A parsed batch; or one that is not parsed yet, for it would take more memory than its text: `later` does it.
template <class Batch>
struct ParsedBatch {
  Batch batch;
  std::shared_ptr<BatchTotals> totals;
  std::function<ParsedBatch()> later;
};

// The stages behind stream_*: `next` and `commit` serial, `parse` from any thread, by the one that has taken the piece.
template <class Batch>
class BatchSource {
 public:
  virtual ~BatchSource() = default;
  virtual std::optional<std::shared_ptr<SourceChunk>> next() = 0;
  virtual std::vector<ParsedBatch<Batch>> parse(const SourceChunk& piece) = 0;
  virtual void commit(const BatchTotals& totals) = 0;
  // True where reading has ended early (IngestOptions::max_rejects): later batches do not count.
  virtual bool stopped() const = 0;
  virtual SourceTotals finish() = 0;
};

std::unique_ptr<BatchSource<engine::PersonBatch>> open_persons(const SourceSpec&, const engine::RegionTree&,
                                                               const IngestOptions&);
std::unique_ptr<BatchSource<engine::FamilyBatch>> open_families(const SourceSpec&, const engine::RegionTree&,
                                                                const IngestOptions&);
std::unique_ptr<BatchSource<engine::FlagBatch>> open_flags(const FlagSpec&, const IngestOptions&);

template <class Out, class Batch, class Process, class Commit>
SourceTotals stream(BatchSource<Batch>& source, Process&& process, Commit&& commit) {
  struct Parsed {
    std::optional<Out> out;
    std::shared_ptr<BatchTotals> totals;
    std::function<ParsedBatch<Batch>()> later;
  };
  const auto settle = [&](const BatchTotals& totals, Out&& out) {
    source.commit(totals);
    commit(std::move(out));
  };
  const std::size_t in_flight = 2 * static_cast<std::size_t>(engine::threads()) + 1;
  engine::parallel_pipeline<std::shared_ptr<SourceChunk>, std::vector<Parsed>>(
      in_flight, [&] { return source.next(); },
      [&](std::shared_ptr<SourceChunk> piece) {
        std::vector<Parsed> all;
        for (ParsedBatch<Batch>& one : source.parse(*piece)) {
          Parsed& parsed = all.emplace_back();
          parsed.totals = std::move(one.totals);
          parsed.later = std::move(one.later);
          if (!parsed.later) parsed.out.emplace(process(std::move(one.batch)));
        }
        return all;
      },
      [&](std::vector<Parsed>&& all) {
        for (Parsed& parsed : all) {
          if (source.stopped()) return;
          if (parsed.later) {
            ParsedBatch<Batch> one = std::exchange(parsed.later, {})();
            settle(*one.totals, process(std::move(one.batch)));
          } else {
            settle(*parsed.totals, std::move(*parsed.out));
          }
        }
      });
  return source.finish();
}

}  // namespace detail

template <class Out, class Process, class Commit>
SourceTotals stream_persons(const SourceSpec& spec, const engine::RegionTree& regions, Process&& process,
                            Commit&& commit, const IngestOptions& options = {}) {
  return detail::stream<Out>(*detail::open_persons(spec, regions, options), std::forward<Process>(process),
                             std::forward<Commit>(commit));
}

template <class Out, class Process, class Commit>
SourceTotals stream_families(const SourceSpec& spec, const engine::RegionTree& regions, Process&& process,
                             Commit&& commit, const IngestOptions& options = {}) {
  return detail::stream<Out>(*detail::open_families(spec, regions, options), std::forward<Process>(process),
                             std::forward<Commit>(commit));
}

// Keys of a flag list in file order (duplicates kept), with the rejects and totals of its file.
struct FlagList {
  std::vector<std::uint64_t> keys;
  std::vector<engine::Reject> rejects;
  SourceTotals totals;
};
FlagList read_flag_list(const FlagSpec& spec, const IngestOptions& options = {});

}  // namespace io
