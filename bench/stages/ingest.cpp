// ingest/<variant>/<SIMD level>/<file>: a persons file of the registry becomes typed columns, all threads.
//
// Files are those of the folder DESIL_BENCH_DATA: `dukcapil*.csv` and `dukcapil*.ndjson` (`desil synth --format
// csv,ndjson` writes them) and `hostile*.csv`; without it a nation of 100,000 is made. Variants:
//   raw         every row and its name as written are kept in memory, as a table would be
//   normalised  and the normalised name
//   tokens      names normalised and coded as a run keeps them: their tokens are counted, numbered and normalised,
//               a name is 8 bytes, and the letters of the rows go
//   stream      the same as raw, but batches are counted and dropped, as a run hands them on: the only one
//               for hostile files
// Every row passes every check (io/ingest/typed_rows.h). The answer is held against a plain reader before the
// timing and printed as the label; that of `stream` against a second ingest of small chunks at the scalar level.
// Not timed: the SHA-256 of the input, a stage of its own, and freeing the table. The file is in the page cache.
// `cpu_s`: processor seconds of an ingest; `extra_mib`: how far the first one raised the memory of the process,
// which is what it needs where the process runs no other benchmark.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <unordered_set>
#include <vector>

#include <unistd.h>

#include "bench/ingest_answer.h"
#include "bench/process_memory.h"
#include "engine/store/name_coder.h"
#include "engine/store/name_dictionary.h"
#include "io/ingest/ingest.h"
#include "io/regions/region_tree.h"
#include "kernels/cpu.h"
#include "tools/synth/synth.h"

namespace {

namespace fs = std::filesystem;

enum class Variant { kRaw, kNormalised, kTokens, kStream };

struct Case {
  std::string name;  // of the benchmark
  Variant variant;
  kernels::SimdLevel level;
  std::string folder;  // empty: the small nation
  std::string file;
};

struct Read {
  std::vector<engine::PersonBatch> batches;  // none when streamed
  std::vector<engine::NameCodes> codes;      // of kTokens: the names of every batch, and their dictionary
  engine::NameDictionary names;
  std::uint64_t rows_read = 0, accepted = 0, rejected = 0;
};

// The made-up columns of hostile files: c001 to c512.
std::vector<std::string> made_up_columns() {
  std::vector<std::string> names;
  for (int i = 1; i <= 512; ++i) names.push_back("c" + std::to_string(1000 + i).substr(1));
  return names;
}

io::SourceSpec registry_of(const std::string& path) {
  io::SourceSpec spec;
  spec.name = "dukcapil";
  spec.registry = true;
  spec.persons = {{path, fs::path(path).filename().string()}};
  spec.date = *engine::day_from_iso("2026-07-10");
  if (spec.persons[0].shown.starts_with("hostile")) spec.ignore = made_up_columns();
  return spec;
}

// Names are coded while the rows stream in; at the end the dictionary is settled, as the registry does it.
io::SourceTotals ingest_tokens(const io::SourceSpec& spec, const io::IngestOptions& options, Read& read) {
  struct CodedBatch {
    engine::PersonBatch persons;
    engine::NameCodes names;
  };
  engine::NameCoder coder;
  io::SourceTotals totals = io::stream_persons<CodedBatch>(
      spec, io::region_tree(),
      [&](engine::PersonBatch&& batch) {
        engine::NameCodes names = coder.code(batch.written);
        batch.written = {};
        return CodedBatch{std::move(batch), std::move(names)};
      },
      [&](CodedBatch&& batch) {
        read.codes.push_back(std::move(batch.names));
        read.batches.push_back(std::move(batch.persons));
      },
      options);
  const std::vector<std::span<engine::NameCode>> columns(read.codes.begin(), read.codes.end());
  read.names = coder.settle(columns);
  return totals;
}

Read ingest(const io::SourceSpec& spec, Variant variant, std::size_t chunk_bytes = io::IngestOptions{}.chunk_bytes) {
  io::IngestOptions options;
  options.chunk_bytes = chunk_bytes;
  options.hash = false;
  options.normalise = variant == Variant::kNormalised;
  Read read;
  const auto keep = [&](engine::PersonBatch&& batch) {
    if (variant != Variant::kStream) read.batches.push_back(std::move(batch));
  };
  const auto totals =
      variant == Variant::kTokens
          ? ingest_tokens(spec, options, read)
          : io::stream_persons<engine::PersonBatch>(
                spec, io::region_tree(), [](engine::PersonBatch&& batch) { return std::move(batch); }, keep, options);
  for (const io::FileTotals& file : totals.files) {
    read.rows_read += file.rows_read;
    read.accepted += file.accepted;
    read.rejected += file.rejected;
  }
  return read;
}

bench::IngestAnswer answer_of(const Read& read) {
  bench::IngestAnswer answer;
  std::unordered_set<std::uint64_t> villages;
  engine::NameBuffer buffer;
  for (const engine::NameCodes& batch : read.codes) {
    for (const engine::NameCode code : batch) answer.name_bytes += read.names.written_name(code, buffer).size();
  }
  for (const engine::PersonBatch& batch : read.batches) {
    answer.rows += batch.size();
    answer.name_bytes += batch.written.bytes.size();
    for (std::size_t i = 0; i < batch.size(); ++i) {
      answer.nik_sum += batch.nik[i];
      answer.kk_sum += batch.kk[i];
      answer.men += batch.sex[i] == engine::Sex::kMale;
      answer.women += batch.sex[i] == engine::Sex::kFemale;
      answer.birth_days += batch.birth[i] == engine::kNoDate ? 0 : batch.birth[i];
    }
    auto odd = batch.odd_villages.begin();
    for (std::uint32_t i = 0; i < batch.size(); ++i) {
      if (odd != batch.odd_villages.end() && odd->row == i) {
        villages.insert((odd++)->code);
      } else if (batch.village[i] != engine::kUnknownVillage) {
        villages.insert(io::region_tree().village_code(batch.village[i]));
      }
    }
  }
  answer.villages = villages.size();
  return answer;
}

// Both throw where the answer is wrong, and give the label where it is right.
std::string check_table(const Read& read, const std::string& path) {
  static std::map<std::string, bench::IngestAnswer> wanted;
  if (!wanted.contains(path)) wanted[path] = bench::plain_answer(path);
  const bench::IngestAnswer seen = answer_of(read);
  if (seen != wanted[path]) {
    throw std::runtime_error("seen " + seen.text() + ", by the plain reader " + wanted[path].text());
  }
  return seen.text();
}

std::string check_counts(const Read& read, const io::SourceSpec& spec) {
  const auto level = kernels::simd_level();
  kernels::use_simd_level(kernels::SimdLevel::kScalar);
  const Read other = ingest(spec, Variant::kStream, std::size_t{1} << 16);
  kernels::use_simd_level(level);
  if (read.rows_read != read.accepted + read.rejected || other.rows_read != read.rows_read ||
      other.accepted != read.accepted) {
    throw std::runtime_error("rows differ with another size of chunk");
  }
  return "rows_read=" + std::to_string(read.rows_read) + " accepted=" + std::to_string(read.accepted) +
         " rejected=" + std::to_string(read.rejected);
}

struct Checked {
  std::string label;
  std::uint64_t rows = 0, extra_bytes = 0;
};

// Google Benchmark calls a benchmark several times; the first ingest is looked at once.
const Checked& checked(const Case& c, const io::SourceSpec& spec) {
  static std::map<std::string, Checked> done;
  if (const auto found = done.find(c.name); found != done.end()) return found->second;
  Checked result;
  bench::restart_peak();
  const std::uint64_t before = bench::resident_bytes();
  const Read read = ingest(spec, c.variant);
  result.extra_bytes = std::max(bench::peak_resident_bytes(), before) - before;
  result.rows = read.rows_read;
  result.label = c.variant == Variant::kStream ? check_counts(read, spec) : check_table(read, spec.persons[0].path);
  return done[c.name] = result;
}

double processor_seconds() {
  std::timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void time_ingest(benchmark::State& state, const Case& c, const std::string& path) {
  const io::SourceSpec spec = registry_of(path);
  const Checked& first = checked(c, spec);
  double processor = 0;
  for (auto _ : state) {
    const double processor_start = processor_seconds();
    const auto start = std::chrono::steady_clock::now();
    const Read read = ingest(spec, c.variant);
    state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    processor += processor_seconds() - processor_start;
  }
  state.SetLabel(first.label);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(first.rows));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(fs::file_size(path)));
  state.counters["cpu_s"] = processor / static_cast<double>(state.iterations());
  state.counters["extra_mib"] = static_cast<double>(first.extra_bytes) / (1 << 20);
}

// The nation of runs without DESIL_BENCH_DATA, made when the first benchmark needs it.
class SmallNation {
 public:
  SmallNation() : folder_((fs::temp_directory_path() / "desil-bench-XXXXXX").string()) {
    if (::mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no temporary folder can be made");
    tools::SynthOptions options;
    options.persons = 100'000;
    options.out = folder_;
    options.formats = {"csv", "ndjson"};
    options.survey_rows = 1000;
    tools::synthesize(options);
  }
  SmallNation(const SmallNation&) = delete;
  SmallNation& operator=(const SmallNation&) = delete;
  ~SmallNation() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
};

std::string path_of(const Case& c) {
  if (!c.folder.empty()) return c.folder + "/" + c.file;
  static const SmallNation nation;
  return nation.folder() + "/" + c.file;
}

void run(benchmark::State& state, const Case& c) {
  kernels::use_simd_level(c.level);
  try {
    time_ingest(state, c, path_of(c));
  } catch (const std::exception& error) {
    state.SkipWithError(error.what());
  }
  kernels::use_simd_level(kernels::supported_simd_level());
}

std::vector<std::string> files_of(const char* folder) {
  if (folder == nullptr) return {"dukcapil.csv", "dukcapil.ndjson"};
  std::vector<std::string> files;
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator(folder, missing)) {
    const std::string name = entry.path().filename().string();
    const bool text = name.ends_with(".csv") || name.ends_with(".ndjson");
    if (text && (name.starts_with("dukcapil") || name.starts_with("hostile"))) files.push_back(name);
  }
  if (files.empty()) std::fprintf(stderr, "ingest: no dukcapil*.csv or .ndjson in DESIL_BENCH_DATA=%s\n", folder);
  std::sort(files.begin(), files.end());
  return files;
}

const bool kRegistered = [] {
  const char* const folder = std::getenv("DESIL_BENCH_DATA");
  for (const std::string& file : files_of(folder)) {
    for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
      if (level > kernels::supported_simd_level()) continue;
      const auto add = [&](const std::string& variant_name, Variant variant) {
        const std::string name =
            "ingest/" + variant_name + "/" + std::string(kernels::simd_level_name(level)) + "/" + file;
        const Case made{name, variant, level, folder == nullptr ? "" : folder, file};
        benchmark::RegisterBenchmark(name.c_str(), run, made)->UseManualTime()->Unit(benchmark::kMillisecond);
      };
      if (!file.starts_with("hostile")) {
        add("raw", Variant::kRaw);
        add("normalised", Variant::kNormalised);
        add("tokens", Variant::kTokens);
      }
      add("stream", Variant::kStream);
    }
  }
  return true;
}();

}  // namespace
