#include "io/run/source_sample.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>

#include "io/ingest/ingest.h"
#include "io/ingest/text_format.h"
#include "io/ingest/text_in_memory.h"
#include "io/output_file.h"
#include "io/run/source_specs.h"
#include "io/source_snapshot/snapshot_input.h"
#include "kernels/normalize_name.h"

namespace io {
namespace {

// Rows of a file that is sampled at its beginning only.
constexpr std::uint64_t kSampleRows = 30'000;
constexpr std::size_t kLongestHeader = std::size_t{1} << 16, kLongestLine = std::size_t{1} << 16;

struct Enough {};

std::string bytes_at(const std::string& path, std::uint64_t offset, std::uint64_t size) {
  std::ifstream in(path, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(offset));
  std::string text(size, '\0');
  in.read(text.data(), static_cast<std::streamsize>(size));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
  return text;
}

// The header line of a delimited text that lies there as it is; nothing of any other file.
std::optional<std::string> plain_header(const SourceSpec& spec, const SourceFile& file) {
  if (source_snapshot::is_snapshot(file.path)) return std::nullopt;
  if (file.path.ends_with(".gz") || file.path.ends_with(".zst")) return std::nullopt;
  std::string head = bytes_at(file.path, 0, kLongestHeader);
  if (head.starts_with("\x1F\x8B") || head.starts_with("\x28\xB5\x2F\xFD")) return std::nullopt;
  if (find_text_format(file.shown, head, spec.encoding) != TextFormat::kDelimited) return std::nullopt;
  if (head.starts_with(kByteOrderMark)) head.erase(0, kByteOrderMark.size());
  const std::size_t end = head.find('\n');
  if (end == std::string::npos) return std::nullopt;
  head.resize(end);
  if (head.ends_with('\r')) head.pop_back();
  return head;
}

// The lines that begin in [offset, offset + kSampleBytes); not the first line of the file, its header.
std::string lines_at(const std::string& path, std::uint64_t offset) {
  const std::uint64_t before = offset == 0 ? 0 : 1;  // a line begins here where the byte before ends one
  std::string text = bytes_at(path, offset - before, kSampleBytes + before + kLongestLine);
  const std::size_t first = text.find('\n');
  if (first == std::string::npos || first + 1 >= kSampleBytes + before) return "";
  const std::size_t last = text.find('\n', kSampleBytes + before - 1);
  return text.substr(first + 1, last == std::string::npos ? last : last - first);
}

void normalise(engine::PersonBatch& batch) {
  std::string normal;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const std::string_view name = batch.written[i];
    normal.resize(name.size());
    normal.resize(kernels::normalize_name(name, normal.data()));
    batch.normal.push_back(normal);
  }
}

// The beginning of a file of any form.
void sample_beginning(const SourceSpec& whole, std::size_t file, const engine::RegionTree& regions,
                      const SnapshotKeys& keys, SourceSample& sample) {
  SourceSpec spec = whole;
  spec.persons = {whole.persons[file]};
  IngestOptions options;
  options.key = keys.opening;
  options.chunk_bytes = std::size_t{1} << 18;
  options.hash = false;
  std::uint64_t rows = 0;
  try {
    stream_persons<engine::PersonBatch>(
        spec, regions, [](engine::PersonBatch&& batch) { return std::move(batch); },
        [&](engine::PersonBatch&& batch) {
          rows += batch.size();
          sample.batches.push_back(std::move(batch));
          if (rows >= kSampleRows) throw Enough();
        },
        options);
  } catch (const Enough&) {
  }
}

struct Place {
  std::size_t file = 0;
  std::uint64_t offset = 0;
};

// Where the stretches begin, in all files laid end to end.
std::vector<Place> places_of(const std::vector<SourceFile>& files) {
  std::vector<std::uint64_t> sizes;
  std::uint64_t all = 0;
  for (const SourceFile& file : files) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file.path, error);
    sizes.push_back(error ? 0 : size);
    all += sizes.back();
  }
  std::vector<Place> places;
  if (all <= kSamplePlaces * kSampleBytes) {  // file by file, so that no stretch goes over the end of one
    for (std::size_t file = 0; file < sizes.size(); ++file) {
      for (std::uint64_t at = 0; at < sizes[file]; at += kSampleBytes) places.push_back({file, at});
    }
    return places;
  }
  for (std::uint64_t i = 0; i < kSamplePlaces; ++i) {
    std::uint64_t at = (all - kSampleBytes) / (kSamplePlaces - 1) * i;
    Place place;
    while (place.file + 1 < sizes.size() && at >= sizes[place.file]) at -= sizes[place.file++];
    place.offset = at;
    places.push_back(place);
  }
  return places;
}

}  // namespace

double processor_seconds() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

SourceSample sample_persons(const SourceConfig& source, const engine::RegionTree& regions, const SnapshotKeys& keys) {
  const SourceSpec spec = source_spec(source);
  SourceSample sample;
  if (spec.persons.empty()) return sample;
  const double start = processor_seconds();
  std::set<std::size_t> begun;  // files that were sampled at their beginning
  std::uint64_t next_row = 1;
  for (const Place& place : places_of(spec.persons)) {
    const SourceFile& file = spec.persons[place.file];
    const std::optional<std::string> header = plain_header(spec, file);
    if (!header) {
      if (!begun.insert(place.file).second) continue;
      sample_beginning(spec, place.file, regions, keys, sample);
      ++sample.places;
      continue;
    }
    SourceSpec without_files = spec;
    without_files.persons.clear();
    without_files.families.clear();
    std::string text = lines_at(file.path, place.offset);
    if (text.empty()) continue;
    static_cast<void>(sha256_of(text));  // as the run does with every byte it reads
    const PersonTextReader reader(without_files, regions, file.shown, *header);
    for (engine::PersonBatch& batch : reader.read(std::move(text), next_row)) {
      next_row += batch.rows_read;
      normalise(batch);
      sample.batches.push_back(std::move(batch));
    }
    ++sample.places;
  }
  for (const engine::PersonBatch& batch : sample.batches) sample.rows += batch.size();
  sample.processor_seconds = processor_seconds() - start;
  return sample;
}

FamilySample sample_families(const SourceConfig& source, const engine::RegionTree& regions, const SnapshotKeys& keys) {
  SourceSpec spec = source_spec(source);
  FamilySample sample;
  if (spec.families.empty()) return sample;
  spec.families.resize(1);
  IngestOptions options;
  options.key = keys.opening;
  options.chunk_bytes = std::size_t{1} << 18;
  const double start = processor_seconds();
  try {
    stream_families<engine::FamilyBatch>(
        spec, regions, [](engine::FamilyBatch&& batch) { return std::move(batch); },
        [&](engine::FamilyBatch&& batch) {
          sample.rows += batch.rows.size();
          if (sample.rows >= kSampleRows / 3) throw Enough();
        },
        options);
  } catch (const Enough&) {
  }
  sample.processor_seconds = processor_seconds() - start;
  return sample;
}

}  // namespace io
