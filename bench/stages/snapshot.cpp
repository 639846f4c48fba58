// Writing and loading a snapshot against a plain write and a plain cold read of the same bytes.
//
// `snapshot_write` and `snapshot_load` report the ratio to the plain rate of the same moment: plain and snapshot take
// turns in one run, each time is the sum over the turns. A load is cold: the file is synced and its
// pages are dropped from the cache first (POSIX_FADV_DONTNEED), which is checked with mincore.
// The answer is checked before timing. DESIL_BENCH_FOLDER names the folder (default: the present one).
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/parallel.h"
#include "io/snapshot/snapshot_reader.h"
#include "io/snapshot/snapshot_writer.h"
#include "io/temporary_file.h"

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kRowGroup = std::size_t{1} << 16;

// The columns of a registry person as the design counts them: 27 bytes a row.
struct Columns {
  std::vector<std::uint64_t> nik, name;
  std::vector<std::uint32_t> family;
  std::vector<std::uint16_t> birth, relation;
  std::vector<std::uint8_t> work, schooling, disability;

  explicit Columns(std::size_t rows)
      : nik(rows),
        name(rows),
        family(rows),
        birth(rows),
        relation(rows),
        work(rows),
        schooling(rows),
        disability(rows) {
    std::uint64_t x = 88172645463325252;
    for (std::size_t i = 0; i < rows; ++i) {
      x ^= x << 13, x ^= x >> 7, x ^= x << 17;
      nik[i] = x;
      name[i] = x * 0x9E3779B97F4A7C15;
      family[i] = static_cast<std::uint32_t>(x >> 8);
      birth[i] = static_cast<std::uint16_t>(x >> 16);
      relation[i] = static_cast<std::uint16_t>(x >> 24);
      work[i] = static_cast<std::uint8_t>(x >> 32);
      schooling[i] = static_cast<std::uint8_t>(x >> 40);
      disability[i] = static_cast<std::uint8_t>(x >> 48);
    }
  }

  template <class Visit>
  void each(Visit&& visit) {
    visit("nik", nik), visit("name", name), visit("family", family), visit("birth", birth);
    visit("relation", relation), visit("work", work), visit("schooling", schooling), visit("disability", disability);
  }
  bool operator==(const Columns&) const = default;
};

Columns& columns() {
  static Columns instance(std::size_t{20} << 20);  // 0.57 GB
  return instance;
}

io::SecretKey bench_key() { return io::SecretKey::random(); }
const io::SecretKey& key() {
  static const io::SecretKey instance = bench_key();
  return instance;
}

std::string folder() {
  const char* const named = std::getenv("DESIL_BENCH_FOLDER");
  return named != nullptr ? named : ".";
}

enum class Mode { kEncrypted, kPlain };

// Row group by row group, as a source is written while it streams.
void write_snapshot(const std::string& path, Mode mode, std::uint32_t page_size) {
  io::SnapshotOptions options;
  options.kind = "bench";
  options.page_size = page_size;
  options.plain = mode == Mode::kPlain;
  options.key = options.plain ? nullptr : &key();
  io::SnapshotWriter writer(path, options);
  std::vector<io::SnapshotWriter::SectionId> ids;
  columns().each(
      [&]<class Value>(const char* name, std::vector<Value>&) { ids.push_back(writer.add_column<Value>(name)); });
  const std::size_t rows = columns().nik.size();
  for (std::size_t begin = 0; begin < rows; begin += kRowGroup) {
    const std::size_t count = std::min(kRowGroup, rows - begin);
    std::size_t i = 0;
    columns().each([&]<class Value>(const char*, std::vector<Value>& values) {
      writer.append(ids[i++], std::span<const Value>(values.data() + begin, count));
    });
  }
  writer.commit();
}

// The same bytes by plain writes of 1 MiB and the same fsync and rename.
void write_plain(const std::string& path, std::uint64_t bytes) {
  io::TemporaryFile file(path);
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  const std::string_view source(reinterpret_cast<const char*>(columns().nik.data()), columns().nik.size() * 8);
  for (std::uint64_t at = 0; at < bytes; at += kPiece) {
    file.write(source.substr(at % (source.size() - kPiece), std::min<std::uint64_t>(kPiece, bytes - at)));
  }
  file.sync_and_close();
  file.rename_to_final();
}

std::uint64_t size_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) throw std::runtime_error("no file " + path);
  return static_cast<std::uint64_t>(status.st_size);
}

// Drops the file from the page cache; throws where more than a hundredth of it stays.
void make_cold(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const std::uint64_t bytes = size_of(path);
  ::fsync(descriptor);
  ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
  void* const map = ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, descriptor, 0);
  std::vector<unsigned char> resident((bytes + 4095) / 4096);
  ::mincore(map, bytes, resident.data());
  ::munmap(map, bytes);
  ::close(descriptor);
  std::size_t warm = 0;
  for (const unsigned char page : resident) warm += page & 1;
  if (warm * 100 > resident.size()) throw std::runtime_error("the file does not leave the page cache");
}

// The whole file by preads of 1 MiB into memory that stands ready, by all threads.
void read_plain(const std::string& path, std::vector<char>& memory) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const std::uint64_t bytes = size_of(path);
  engine::parallel_for(bytes, std::size_t{1} << 20, [&](std::size_t begin, std::size_t end) {
    while (begin < end) {
      const ssize_t got = ::pread(descriptor, memory.data() + begin, end - begin, static_cast<off_t>(begin));
      if (got <= 0) throw std::runtime_error("cannot read");
      begin += static_cast<std::size_t>(got);
    }
  });
  ::close(descriptor);
}

void load_snapshot(const std::string& path, Columns& into) {
  io::SnapshotAccess access;
  access.key = [] {
    io::SecretKey copy;
    std::copy(key().bytes().begin(), key().bytes().end(), copy.bytes().begin());
    return copy;
  };
  const io::SnapshotReader reader(path, access);
  into.each([&]<class Value>(const char* name, std::vector<Value>& values) {
    reader.read_column<Value>(name, 0, std::span<Value>(values));
  });
}

// Seconds on the clock, and seconds of all threads on a processor: the second holds on a busy machine too.
struct Cost {
  double clock = 0, processor = 0;
};

double processor_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

template <class Work>
void add_cost(Cost& cost, Work&& work) {
  const auto begin = Clock::now();
  const double processor = processor_seconds();
  work();
  cost.clock += std::chrono::duration<double>(Clock::now() - begin).count();
  cost.processor += processor_seconds() - processor;
}

void report(benchmark::State& state, const Cost& plain, const Cost& snapshot, std::uint64_t bytes) {
  const double gigabytes = static_cast<double>(state.iterations()) * static_cast<double>(bytes) / 1e9;
  state.counters["plain_GB/s"] = gigabytes / plain.clock;
  state.counters["snapshot_GB/s"] = gigabytes / snapshot.clock;
  state.counters["ratio"] = plain.clock / snapshot.clock;
  state.counters["plain_cpu_s/GB"] = plain.processor / gigabytes;
  state.counters["snapshot_cpu_s/GB"] = snapshot.processor / gigabytes;
  state.counters["threads"] = engine::threads();
}

void check_answer(const std::string& path) {
  static Columns loaded(columns().nik.size());
  std::fill(loaded.nik.begin(), loaded.nik.end(), 0);
  load_snapshot(path, loaded);
  if (loaded != columns()) throw std::runtime_error("the snapshot does not give back what was written");
}

void snapshot_write(benchmark::State& state, Mode mode, std::uint32_t page_size) {
  const std::string path = folder() + "/bench.desil", plain_path = folder() + "/bench.plain";
  write_snapshot(path, mode, page_size);
  check_answer(path);
  const std::uint64_t bytes = size_of(path);
  write_plain(plain_path, bytes);
  Cost plain, snapshot;
  for (auto _ : state) {
    ::unlink(plain_path.c_str());
    add_cost(plain, [&] { write_plain(plain_path, bytes); });
    ::unlink(path.c_str());
    add_cost(snapshot, [&] { write_snapshot(path, mode, page_size); });
  }
  report(state, plain, snapshot, bytes);
  ::unlink(path.c_str());
  ::unlink(plain_path.c_str());
}

void snapshot_load(benchmark::State& state, Mode mode, std::uint32_t page_size) {
  const std::string path = folder() + "/bench.desil";
  write_snapshot(path, mode, page_size);
  check_answer(path);
  const std::uint64_t bytes = size_of(path);
  std::vector<char> memory(bytes);
  Columns into(columns().nik.size());
  Cost plain, snapshot;
  for (auto _ : state) {
    make_cold(path);
    add_cost(plain, [&] { read_plain(path, memory); });
    make_cold(path);
    add_cost(snapshot, [&] { load_snapshot(path, into); });
  }
  report(state, plain, snapshot, bytes);
  ::unlink(path.c_str());
}

void register_all() {
  for (const std::uint32_t kib : {64U, 128U, 256U, 512U, 1024U}) {
    for (const Mode mode : {Mode::kEncrypted, Mode::kPlain}) {
      const std::string shape =
          std::string(mode == Mode::kPlain ? "plain" : "encrypted") + "/page_kib:" + std::to_string(kib);
      const auto page_size = kib << 10;
      benchmark::RegisterBenchmark(("snapshot_write/" + shape).c_str(),
                                   [=](benchmark::State& state) { snapshot_write(state, mode, page_size); })
          ->Iterations(3)
          ->Unit(benchmark::kMillisecond)
          ->UseRealTime();
      benchmark::RegisterBenchmark(("snapshot_load/" + shape).c_str(),
                                   [=](benchmark::State& state) { snapshot_load(state, mode, page_size); })
          ->Iterations(3)
          ->Unit(benchmark::kMillisecond)
          ->UseRealTime();
    }
  }
}

const bool kRegistered = (register_all(), true);

}  // namespace
