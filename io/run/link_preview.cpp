#include "io/run/link_preview.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/linkage/source_linking.h"
#include "engine/parallel.h"
#include "engine/store/registry_memory.h"
#include "io/export/links_csv.h"
#include "io/ingest/ingest.h"
#include "io/regions/region_tree.h"
#include "io/run/source_findings.h"
#include "io/run/source_sample.h"
#include "io/run/source_specs.h"

namespace io {
namespace {

// The program itself, its buffers and the text in flight.
constexpr std::uint64_t kBaseBytes = std::uint64_t{56} << 20;
// A vector that has grown holds half as much again, and while it moves its old place too.
constexpr double kGrowth = 1.5;
// What the allocator and buffers of the moment take beside.
constexpr double kBeside = 1.1;
// What all threads do together, of what each could do alone: part of the stage is serial.
constexpr double kAtOnce = 0.8;
// Most open rows that a round of learning looks at (engine/linkage/source_linking.cpp), and its rounds.
constexpr double kLearnedRows = 20'000;

// Numbers of the sample that the registry is to keep where it is thinned.
struct Wanted {
  std::vector<std::uint64_t> niks, kks;  // ascending
  static void sort(std::vector<std::uint64_t>& numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  }
  bool has(std::uint64_t nik, std::uint64_t kk) const {
    return std::binary_search(niks.begin(), niks.end(), nik) || std::binary_search(kks.begin(), kks.end(), kk);
  }
};

std::uint64_t mix(std::uint64_t x) {
  x = (x ^ x >> 31) * 0x9E37'79B9'7F4A'7C15ull;
  return x ^ x >> 29;
}

engine::PersonBatch thinned(const engine::PersonBatch& batch, const Wanted& wanted, std::uint64_t one_in) {
  engine::PersonBatch kept;
  kept.first_row = batch.first_row;
  kept.first_byte = batch.first_byte;
  engine::PersonBatch::CodeSet coded{};
  for (std::size_t c = 0; c < coded.size(); ++c) coded[c] = !batch.codes[c].empty();
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (mix(batch.kk[i]) % one_in != 0 && !wanted.has(batch.nik[i], batch.kk[i])) continue;
    kept.append(batch.record(i), coded, false, 0);
    kept.written.push_back(batch.written[i]);
  }
  return kept;
}

engine::Registry read_registry(const SourceConfig& source, const Wanted& wanted, std::uint64_t one_in,
                               const SnapshotKeys& keys) {
  engine::RegistryBuilder builder;
  IngestOptions options;
  options.key = keys.opening;
  options.normalise = false;
  options.hash = false;
  struct Coded {
    engine::PersonBatch persons;
    engine::NameCodes names;
  };
  stream_persons<Coded>(
      source_spec(source), region_tree(),
      [&](engine::PersonBatch&& batch) {
        Coded coded{one_in == 1 ? std::move(batch) : thinned(batch, wanted, one_in), {}};
        coded.names = builder.code_names(coded.persons);
        return coded;
      },
      [&](Coded&& coded) { builder.add(coded.persons, coded.names); }, options);
  return builder.build().registry;
}

// What linking some rows has cost and found.
struct Linked {
  engine::LinkReport report;
  std::uint64_t rows = 0, grouped_rows = 0, name_bytes = 0;
  double read_seconds = 0, settle_seconds = 0;  // of the processor
};

Linked link(const engine::LinkTables& tables, const engine::LinkModel& model, const SourceConfig& source,
            std::span<const engine::PersonBatch> batches, bool settle) {
  Linked linked;
  engine::LinkOptions options;
  options.one_row_per_person = source.one_row_per_person;
  engine::SourceLinking linking(tables, model, std::move(options));
  const SourceFindings findings(*tables.regions, RegionCodes::kKemendagri);
  const engine::PersonTable& persons = tables.registry->persons;
  const double start = processor_seconds();
  for (const engine::PersonBatch& batch : batches) {
    std::vector<engine::PersonRow> bearers(batch.size(), engine::kNoRow);
    persons.by_nik.find_batch(persons.nik, batch.nik, bearers);
    linking.add(linking.read(batch, bearers));
    static_cast<void>(findings.of_batch(batch, bearers, persons));
  }
  linked.read_seconds = processor_seconds() - start;
  linked.report = linking.finish();
  linked.rows = linking.rows().size();
  linked.name_bytes = linking.open().names.size();
  if (!settle) return linked;
  const double settled = processor_seconds();
  std::string lines;
  for (std::size_t i = 0; i < linking.rows().size(); ++i) {
    append_links_line(lines, source.name, i + 1, linking.nik_of(i), linking.link_with_weight(i), persons);
  }
  linked.settle_seconds = processor_seconds() - settled;
  return linked;
}

double ratio(double a, double b) { return b > 0 ? a / b : 0; }

// Of a cost that is a + b·amount, known for two amounts: what it is for another, where a is `times` as much.
double taken_to(double wanted, double amount, double cost, double small_amount, double small_cost, double times) {
  if (amount <= small_amount) return ratio(cost * wanted, amount);
  const double slope = std::clamp((cost - small_cost) / (amount - small_amount), 0.0, cost / amount);
  return std::max(0.0, cost - slope * amount) * times + slope * wanted;
}

// Seconds of the processor for all rows of the source; what goes through the registry is `one_in` times as much.
double seconds_of(const Linked& whole, const Linked& part, double rows, const SourceSample& sample, double one_in) {
  const engine::LinkCost &cost = whole.report.cost, &small = part.report.cost;
  const double factor = ratio(rows, static_cast<double>(whole.rows));
  const double open = static_cast<double>(whole.report.open), all_open = open * factor;
  const auto learned = [](double open_rows) { return open_rows / (1 + std::floor(open_rows / kLearnedRows)); };
  double seconds = factor * (sample.processor_seconds + whole.read_seconds + whole.settle_seconds + cost.group +
                             cost.resolve + cost.states);
  seconds += ratio(cost.learn * learned(all_open), learned(open));
  const auto wide = static_cast<double>(whole.report.wide_rows),
             small_wide = static_cast<double>(part.report.wide_rows);
  seconds += taken_to(wide * factor, wide, cost.wide, small_wide, small.wide, one_in);
  seconds += taken_to(all_open, open, cost.rivals, static_cast<double>(part.report.open), small.rivals, one_in);
  return seconds;
}

// Bytes while the source is linked (engine/linkage/open_rows.h, wide_candidates.h), and for its families.
std::uint64_t memory_of(const Linked& whole, double rows, double family_rows, double registry_rows) {
  const double factor = ratio(rows, static_cast<double>(whole.rows));
  const double open = static_cast<double>(whole.report.open) * factor;
  const double wide = static_cast<double>(whole.report.wide_rows) * factor;
  double pairs = 0;
  for (const engine::PassCount& pass : whole.report.passes) pairs += static_cast<double>(pass.pairs) * factor;
  const double held = rows * (sizeof(engine::LinkRow) + 4) * kGrowth +
                      open * (sizeof(engine::OpenRow) + sizeof(engine::OpenLink)) * kGrowth +
                      static_cast<double>(whole.name_bytes) * factor * kGrowth;
  constexpr double kKeysOfRow = 24, kKeyBytes = 16 + 8 + 16;  // asked for, sorted, and their index
  const double searching =
      wide * kKeysOfRow * kKeyBytes + pairs * 2 * sizeof(engine::WideCandidate) + 2 * registry_rows;
  const double votes = rows * 32, families = family_rows * 2 * sizeof(engine::FamilyRecord);
  return static_cast<std::uint64_t>(held + std::max(searching, votes + families));
}

PreviewedSource preview_source(const SourceConfig& source, const SourceSample& sample, const engine::LinkTables& tables,
                               const engine::LinkModel& model, std::uint64_t rows, std::uint64_t family_rows,
                               std::uint64_t one_in, const SnapshotKeys& keys) {
  PreviewedSource preview;
  preview.name = source.name;
  preview.rows = rows;
  preview.sample_rows = sample.rows;
  preview.sample_places = sample.places;
  if (sample.rows == 0) return preview;
  const std::size_t few = std::max<std::size_t>(1, sample.batches.size() / 6);
  const Linked part = link(tables, model, source, std::span(sample.batches).first(few), false);
  const Linked whole = link(tables, model, source, sample.batches, true);
  preview.open_sample_rows = whole.report.open;
  preview.wide_sample_rows = whole.report.wide_rows;
  for (std::size_t p = 0; p < engine::kLinkPasses; ++p) {
    const engine::PassCount& pass = whole.report.passes[p];
    const double all =
        static_cast<double>(pass.pairs) * ratio(static_cast<double>(rows), static_cast<double>(sample.rows));
    preview.pairs[p] = static_cast<std::uint64_t>(all * static_cast<double>(one_in) + 0.5);
    preview.largest_block[p] = pass.largest * one_in;
    preview.hot_blocks[p] = pass.hot_blocks;
  }
  const auto registry_rows = static_cast<double>(tables.registry->persons.size() * one_in);
  preview.memory_bytes = memory_of(whole, static_cast<double>(rows), static_cast<double>(family_rows), registry_rows);
  const FamilySample families = sample_families(source, *tables.regions, keys);
  const double of_families =
      ratio(families.processor_seconds * static_cast<double>(family_rows), static_cast<double>(families.rows));
  preview.seconds =
      (seconds_of(whole, part, static_cast<double>(rows), sample, static_cast<double>(one_in)) + of_families) /
      (kAtOnce * static_cast<double>(engine::threads()));
  return preview;
}

}  // namespace

LinkPreview preview_links(const RunConfig& config, const std::vector<std::uint64_t>& rows,
                          const std::vector<std::uint64_t>& family_rows, const SnapshotKeys& keys,
                          std::uint64_t most_registry_rows) {
  LinkPreview preview;
  std::vector<SourceSample> samples(config.sources.size());
  Wanted wanted;
  std::size_t registry_at = 0;
  for (std::size_t i = 0; i < config.sources.size(); ++i) {
    if (config.sources[i].role == SourceRole::kRegistry) {
      registry_at = i;
      continue;
    }
    samples[i] = sample_persons(config.sources[i], region_tree(), keys);
    for (const engine::PersonBatch& batch : samples[i].batches) {
      wanted.niks.insert(wanted.niks.end(), batch.nik.begin(), batch.nik.end());
      wanted.kks.insert(wanted.kks.end(), batch.kk.begin(), batch.kk.end());
    }
  }
  Wanted::sort(wanted.niks);
  Wanted::sort(wanted.kks);
  preview.one_in = (rows[registry_at] + most_registry_rows - 1) / most_registry_rows;
  preview.one_in = std::max<std::uint64_t>(1, preview.one_in);
  const engine::Registry registry = read_registry(config.sources[registry_at], wanted, preview.one_in, keys);
  if (registry.persons.size() == 0) return preview;
  const double start = processor_seconds();
  const engine::WordTable words(registry.persons);
  const engine::PersonNames names(registry.persons, words);
  const engine::LinkModel model(registry.persons);
  const engine::SecondRows second_rows;
  const engine::LinkTables tables{&registry, &second_rows, &region_tree(), &names};
  preview.seconds = static_cast<double>(preview.one_in) * (processor_seconds() - start) /
                    (kAtOnce * static_cast<double>(engine::threads()));
  for (const engine::TableMemory& table : engine::registry_memory(registry)) {
    // A thinned registry knows most of the names already.
    preview.registry_bytes += table.bytes() * (table.name == "name_dictionary" ? 1 : preview.one_in);
  }
  const std::uint64_t persons = registry.persons.size() * preview.one_in;
  const std::uint64_t families = registry.families.size() * preview.one_in;
  constexpr std::uint64_t kWordBytes = 150, kIndicatorBytes = 60;  // word_table.h; engine/assembly, a family
  preview.registry_bytes += words.size() * kWordBytes + persons * 4 + families * kIndicatorBytes;
  std::uint64_t most = 0;
  for (std::size_t i = 0; i < config.sources.size(); ++i) {
    if (i == registry_at || config.sources[i].persons.empty()) continue;
    preview.sources.push_back(
        preview_source(config.sources[i], samples[i], tables, model, rows[i], family_rows[i], preview.one_in, keys));
    preview.seconds += preview.sources.back().seconds;
    most = std::max(most, preview.sources.back().memory_bytes);
  }
  preview.memory_bytes =
      kBaseBytes + static_cast<std::uint64_t>(kBeside * static_cast<double>(preview.registry_bytes + most));
  return preview;
}

}  // namespace io
