// name_pairs/<kind>/<SIMD level>/block:N — all pairs inside blocks of N packed names, one thread.
//
// `jaro_winkler` keeps pairs at 0.85 and above, `osa` those within two edits. Names are those of 40,000 persons of the
// synthetic nation, in blocks of 8 of 400,000 (bench/nation_registry.h). The answer
// is held against `jaro_winkler` and `osa_distance` over all pairs before the time is taken. `survivors` is the share
// of pairs that pass the filter, `similar` of those that are given.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "bench/nation_registry.h"
#include "engine/linkage/packed_table.h"
#include "kernels/cpu.h"
#include "kernels/jaro_winkler.h"
#include "kernels/name_pairs.h"
#include "kernels/osa_distance.h"

namespace {

// Enough pairs in either size of block to be worth timing.
constexpr std::size_t names_of(std::size_t block) { return block == 8 ? 400'000 : 40'000; }
constexpr std::uint32_t kThreshold = 55'706;  // 0.85
constexpr std::uint32_t kMostEdits = 2;

// In the order of a hash, so that a block has no families.
std::vector<std::string> nation_names(std::size_t most) {
  const engine::PersonTable& persons = bench::nation_registry().persons;
  std::vector<std::pair<std::uint64_t, engine::PersonRow>> order;
  for (engine::PersonRow row = 0; row < persons.size(); ++row) {
    order.emplace_back((persons.nik[row] ^ persons.nik[row] >> 29) * 0x9E37'79B9'7F4A'7C15ull, row);
  }
  std::sort(order.begin(), order.end());
  std::vector<std::string> names;
  engine::NameBuffer buffer;
  for (const auto& [hash, row] : order) {
    if (names.size() == most) break;
    names.emplace_back(persons.name_of(row, buffer));
  }
  return names;
}

struct Blocks {
  explicit Blocks(std::size_t block) : texts(nation_names(names_of(block))), table(texts) {
    for (std::size_t begin = 0; begin + block <= texts.size(); begin += block) {
      ranges.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + block)});
    }
    pairs = ranges.size() * (block * (block - 1) / 2);
    if (const char* const folder = std::getenv("DESIL_BENCH_NAMES")) write(std::string(folder), block);
  }
  // For other engines (bench/peers): row, block and name of every name in a block.
  void write(const std::string& folder, std::size_t block) const {
    std::ofstream file(folder + "/names_" + std::to_string(block) + ".csv");
    file << "row,block,name\n";
    for (const kernels::NameRange& range : ranges) {
      for (std::uint32_t i = range.begin; i < range.end; ++i) file << i << ',' << i / block << ',' << texts[i] << '\n';
    }
    if (!file.flush()) throw std::runtime_error("names cannot be written to " + folder);
  }
  template <typename Visit>
  void each_pair(Visit visit) const {
    for (const kernels::NameRange& range : ranges) {
      for (std::uint32_t i = range.begin; i < range.end; ++i) {
        for (std::uint32_t j = i + 1; j < range.end; ++j) visit(i, j);
      }
    }
  }

  std::vector<std::string> texts;
  engine::PackedTable table;
  std::vector<kernels::NameRange> ranges;
  std::size_t pairs = 0;
};

const Blocks& blocks_of(std::size_t block) {
  static const Blocks small(8), large(222);
  return block == 8 ? small : large;
}

struct JaroWinkler {
  static constexpr const char* kName = "jaro_winkler";
  static kernels::JaroWinklerPairs finder() { return kernels::JaroWinklerPairs(kThreshold); }
  static kernels::NameFilter filter() { return kernels::NameFilter::for_jaro_winkler(kThreshold); }
  static std::uint32_t value(const std::string& a, const std::string& b) { return kernels::jaro_winkler(a, b); }
  static bool accepts(std::uint32_t value) { return value >= kThreshold; }
};

struct Osa {
  static constexpr const char* kName = "osa";
  static kernels::OsaPairs finder() { return kernels::OsaPairs(kMostEdits); }
  static kernels::NameFilter filter() { return kernels::NameFilter::for_osa(kMostEdits); }
  static std::uint32_t value(const std::string& a, const std::string& b) {
    return static_cast<std::uint32_t>(kernels::osa_distance(a, b));
  }
  static bool accepts(std::uint32_t value) { return value <= kMostEdits; }
};

struct Truth {
  std::vector<kernels::NamePair> similar;
  std::size_t survivors = 0;
};

template <typename Kind>
Truth truth_of(const Blocks& blocks) {
  Truth truth;
  const kernels::NameFilter filter = Kind::filter();
  std::vector<kernels::PackedName> packed;
  for (const std::string& text : blocks.texts) packed.push_back(kernels::pack_name(text));
  blocks.each_pair([&](std::uint32_t i, std::uint32_t j) {
    truth.survivors += filter.passes(packed[i], packed[j]);
    const std::uint32_t value = Kind::value(blocks.texts[i], blocks.texts[j]);
    if (Kind::accepts(value)) truth.similar.push_back({i, j, value});
  });
  return truth;
}

template <typename Kind>
void name_pairs(benchmark::State& state, kernels::SimdLevel level, std::size_t block) {
  const Blocks& blocks = blocks_of(block);
  static const Truth truths[] = {truth_of<Kind>(blocks_of(8)), truth_of<Kind>(blocks_of(222))};
  const Truth& truth = truths[block == 8 ? 0 : 1];
  const auto finder = Kind::finder();
  kernels::use_simd_level(level);
  std::vector<kernels::NamePair> found;
  const auto collect = [&](std::span<const kernels::NamePair> pairs) {
    found.insert(found.end(), pairs.begin(), pairs.end());
  };
  finder.within(blocks.table.names(), blocks.ranges, collect);
  if (found != truth.similar) state.SkipWithError("pairs differ from those of the single kernels");
  for (auto _ : state) {
    found.clear();
    finder.within(blocks.table.names(), blocks.ranges, collect);
    benchmark::DoNotOptimize(found.data());
  }
  kernels::use_simd_level(kernels::supported_simd_level());
  std::uint64_t sum_a = 0, sum_b = 0;
  for (const kernels::NamePair& pair : truth.similar) {
    sum_a += pair.left;
    sum_b += pair.right;
  }
  state.SetLabel("pairs=" + std::to_string(truth.similar.size()) + " sum_a=" + std::to_string(sum_a) +
                 " sum_b=" + std::to_string(sum_b));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(blocks.pairs));
  state.counters["survivors"] = static_cast<double>(truth.survivors) / static_cast<double>(blocks.pairs);
  state.counters["similar"] = static_cast<double>(truth.similar.size()) / static_cast<double>(blocks.pairs);
}

template <typename Kind>
void register_kind() {
  for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
    if (level > kernels::supported_simd_level()) continue;
    for (const std::size_t block : {8u, 222u}) {
      const std::string name = std::string("name_pairs/") + Kind::kName + "/" +
                               std::string(kernels::simd_level_name(level)) + "/block:" + std::to_string(block);
      benchmark::RegisterBenchmark(name.c_str(), name_pairs<Kind>, level, block);
    }
  }
}

const bool kRegistered = [] {
  register_kind<JaroWinkler>();
  register_kind<Osa>();
  return true;
}();

}  // namespace
