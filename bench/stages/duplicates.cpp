// nik_neighbours/<kinds>/<threads> and duplicates/<registry>/<threads>: close NIKs, and the search for second rows.
//
// The registry is that of bench/nation_registry.h. `nik_neighbours`: `substitutions`, or `both` with swaps, with the
// sketches of its names; the answer is held against direct look-ups of every edit for 2,000 ids. `cpu_ns_per_id` is the
// processor time of all threads over the ids: the cost of an id on one core. `duplicates`: `nation` is the whole
// search; `one_name`, `one_date`, `one_name_and_date` and `blank_dates` the same persons with that in common, for the
// ratio to `nation`. `pairs_met`: NIKs at one edit, a person; `clusters`: that were found.
#include <benchmark/benchmark.h>

#include <ctime>
#include <string>

#include "bench/nation_registry.h"
#include "engine/linkage/duplicate_names.h"
#include "engine/linkage/duplicate_places.h"
#include "engine/linkage/nik_neighbours.h"
#include "engine/linkage/registry_duplicates.h"
#include "engine/parallel.h"
#include "io/regions/region_tree.h"

namespace {

double processor_seconds() {
  std::timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

const std::vector<engine::NameSketch>& sketches() {
  static const std::vector<engine::NameSketch> all = [] {
    const engine::Registry& registry = bench::nation_registry();
    const engine::DuplicatePlaces places(registry, &io::region_tree());
    const engine::DuplicateNames names(registry.persons, places.province_begin());
    std::vector<engine::NameSketch> made;
    for (engine::PersonRow p = 0; p < registry.persons.size(); ++p) made.push_back(names.sketch(names.words(p)));
    return made;
  }();
  return all;
}

// Looks up every edit of some ids in the registry's index.
bool right(const engine::FoundNikNeighbours& found, bool swaps) {
  const engine::PersonTable& persons = bench::nation_registry().persons;
  std::size_t wanted = 0, given = 0;
  const auto step = static_cast<engine::PersonRow>(persons.size() / 2000 + 1);
  for (engine::PersonRow row = 0; row < persons.size(); row += step) {
    char digits[16];
    engine::write_digits16(digits, persons.nik[row]);
    const auto look_up = [&](const char* edited) {
      const engine::PersonRow other = persons.find({std::stoull(std::string(edited, 16))});
      if (other == engine::kNoRow || other == row) return;
      if (engine::sketches_alike(sketches()[row], sketches()[other])) ++wanted;
    };
    for (std::size_t i = 0; i < 16; ++i) {
      const char kept = digits[i];
      for (digits[i] = '0'; digits[i] <= '9'; ++digits[i]) {
        if (digits[i] != kept) look_up(digits);
      }
      digits[i] = kept;
      if (!swaps || i == 15 || digits[i] == digits[i + 1]) continue;
      std::swap(digits[i], digits[i + 1]);
      look_up(digits);
      std::swap(digits[i], digits[i + 1]);
    }
  }
  for (const engine::NikNeighbours& pair : found.pairs) given += (pair.left % step == 0) + (pair.right % step == 0);
  return wanted == given;
}

void nik_neighbours(benchmark::State& state, bool swaps, int threads) {
  const engine::PersonTable& persons = bench::nation_registry().persons;
  engine::NikNeighbourSearch search;
  search.swaps = swaps;
  engine::set_threads(threads);
  const engine::FoundNikNeighbours first = engine::find_nik_neighbours(persons.nik, sketches(), search);
  if (!right(first, swaps)) state.SkipWithError("pairs differ from those of direct look-ups");
  double processor = 0;
  for (auto _ : state) {
    const double start = processor_seconds();
    benchmark::DoNotOptimize(engine::find_nik_neighbours(persons.nik, sketches(), search));
    processor += processor_seconds() - start;
  }
  engine::set_threads(0);
  std::uint64_t met = 0;
  for (const std::uint64_t count : first.counts.substitutions) met += count;
  for (const std::uint64_t count : first.counts.swaps) met += count;
  const auto ids = static_cast<double>(persons.size());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(persons.size()));
  state.counters["cpu_ns_per_id"] = 1e9 * processor / ids / static_cast<double>(state.iterations());
  state.counters["pairs_met"] = static_cast<double>(met) / ids;
  state.counters["pairs_given"] = static_cast<double>(first.pairs.size()) / ids;
}

enum class Alike { kNothing, kName, kDate, kNameAndDate, kBlankDate };

void duplicates(benchmark::State& state, Alike alike, int threads) {
  engine::Registry& registry = bench::nation_registry();
  engine::PersonTable& persons = registry.persons;
  const auto names = persons.name;
  const auto births = persons.birth;
  for (std::size_t p = 0; p < persons.size(); ++p) {
    if (alike == Alike::kName || alike == Alike::kNameAndDate) persons.name[p] = persons.name[0];
    if (alike == Alike::kDate || alike == Alike::kNameAndDate) persons.birth[p] = persons.birth[0];
    if (alike == Alike::kBlankDate) persons.birth[p] = engine::kNoDate;
  }
  engine::set_threads(threads);
  double processor = 0;
  std::size_t clusters = 0;
  for (auto _ : state) {
    const double start = processor_seconds();
    clusters = engine::find_registry_duplicates(registry, &io::region_tree()).size();
    processor += processor_seconds() - start;
  }
  engine::set_threads(0);
  persons.name = names;
  persons.birth = births;
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(persons.size()));
  state.counters["cpu_ns_per_person"] =
      1e9 * processor / static_cast<double>(persons.size()) / static_cast<double>(state.iterations());
  state.counters["clusters"] = static_cast<double>(clusters);
}

[[maybe_unused]] const bool kRegistered = [] {
  for (const int threads : {1, 2}) {
    const std::string end = "/threads:" + std::to_string(threads);
    for (const bool swaps : {false, true}) {
      benchmark::RegisterBenchmark(("nik_neighbours/" + std::string(swaps ? "both" : "substitutions") + end).c_str(),
                                   nik_neighbours, swaps, threads)
          ->Unit(benchmark::kMillisecond)
          ->UseRealTime();
    }
    constexpr std::pair<const char*, Alike> kRegistries[] = {{"nation", Alike::kNothing},
                                                             {"one_name", Alike::kName},
                                                             {"one_date", Alike::kDate},
                                                             {"one_name_and_date", Alike::kNameAndDate},
                                                             {"blank_dates", Alike::kBlankDate}};
    for (const auto& [name, alike] : kRegistries) {
      benchmark::RegisterBenchmark(("duplicates/" + std::string(name) + end).c_str(), duplicates, alike, threads)
          ->Unit(benchmark::kMillisecond)
          ->UseRealTime();
    }
  }
  return true;
}();

}  // namespace
